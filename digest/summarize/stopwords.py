"""Words that say nothing about what a text is about: English, German, French, Spanish; in small letters, with their accents."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = _words(
    "a about above according after again against ahead all also although am amid among an and any are as asked at be "
    "because been before being below between both but by can could d day days despite did do does doing don down dr "
    "during each earlier even every few first for friday from further get gets got had has have having he her here "
    "him his how however i if in instead into is it its just last later ll m made make makes many may me meanwhile "
    "might monday month more moreover most mr mrs ms much must my new news next no nobody nor not nothing now of off "
    "on once one only or other others our out over own per re report reported reports s said same saturday say says "
    "several shall she should since so some still such sunday t take takes tells than that the their them then there "
    "these they this those though three through thursday time to today told tomorrow too took tuesday two under "
    "unlike until up upon us ve very via was we wednesday week weeks were what when where which while who whom whose "
    "why will with within would year years yesterday yet you your"
)
GERMAN = _words(
    "aber alle als also am an auch auf aus bei bis das dass dem den der des die dies diese diesem diesen dieser "
    "dieses doch dort du durch ein eine einem einen einer eines er es für gegen gestern haben hat hatte hatten heute "
    "ich ihm ihn ihr ihre ihrem ihren ihrer im in ist jahr jahre kann kein keine können laut mehr mit muss müssen "
    "nach neue neuen neuer nicht noch nun nur oder ohne sagen sagt sagte schon sehr sein seine seinem seinen seiner "
    "seit sich sie sind so soll sollen sowie um und uns unter viel vom von vor war waren was weil wenn werden wie "
    "wieder will wir wird wollen wurde wurden zu zum zur zwei zwischen über"
)
FRENCH = _words(
    "a affirmé alors après au aussi aux avaient avait avant avec avoir c car ce ces cet cette ceux chez comme contre "
    "d dans de depuis des deux dit donc dont du déclaré elle elles en encore entre est et eux fait hier il ils je l "
    "la le les leur leurs lors lui lundi mais mardi moins même n ne ni non nos notre nous on ont ou par pas pendant "
    "peu plus pour qu quand que quel quelle qui quoi s sa sans selon sera seront ses son sont sous sur tous tout "
    "toute très tu un une vers vous étaient était été être"
)
SPANISH = _words(
    "afirmó al ante antes aseguró así aunque ayer año años cada como con contra cual cuando de del desde dice dijo "
    "donde dos durante el ella ellas ellos en entre era eran es esa ese eso esta estas este esto estos está están fue "
    "fueron ha había habían hacia han hasta hay hoy la las le les lo los mientras muy más ni no nos nueva nuevo o "
    "otra otro otros para pero poco por porque que quien se según ser será señaló si sin sobre son su sus también tan "
    "tiene toda todo todos tras u un una unas uno unos y ya"
)
