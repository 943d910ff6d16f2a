"""How a language tells a scene and how it tells news: the words by which an anecdotal opening is known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from digest.summarize.languages import ENGLISH, FRENCH, GERMAN, SPANISH


@dataclass(frozen=True, slots=True)
class Voice:
    """`begins` is how scenes begin, `scene` their words, `person` the writer's own, `chain` sentences that go on about one person.

    `news` are the words by which news is told, `turn` those with which a nut paragraph likes to begin,
    `gist` those with which it widens what was told of one to what is true of many.
    """

    begins: re.Pattern[str]
    scene: re.Pattern[str]
    person: re.Pattern[str]
    chain: re.Pattern[str]
    news: re.Pattern[str]
    turn: re.Pattern[str]
    gist: re.Pattern[str]


def _voice(begins: str, scene: str, person: str, chain: str, news: str, turn: str, gist: str) -> Voice:
    return Voice(
        begins=re.compile(rf"[\"“]?(?:{begins})\b"),
        scene=re.compile(rf"\b(?:{scene})\b", re.IGNORECASE),
        person=re.compile(rf"\b(?:{person})\b"),
        chain=re.compile(rf"[\"“„«']?(?:{chain})\b"),
        news=re.compile(rf"\b(?:{news})\b|\d ?%|[$£€]\d", re.IGNORECASE),
        turn=re.compile(rf"(?:{turn})\b"),
        gist=re.compile(rf"\b(?:{gist})\b", re.IGNORECASE),
    )


VOICES: Mapping[str, Voice] = {
    ENGLISH: _voice(
        begins=(
            r"When (?:[A-Z][\w.’'-]+ ){1,3}(?:was|first|wants?|wanted|walks?|walked|met|woke|moved|saw|heard|started|began|got|took|sat|arrived|opened|came|went|decided)|"
            r"By the time|On an? (?:\w+ ){1,3}(?:morning|afternoon|evening|night|day)|One (?:\w+ ){0,2}(?:morning|afternoon|evening|night|day)|Every (?:morning|day|night|week)|"
            r"It (?:was|is|had been|started|began) (?:like |just |still |nearly |almost |barely |not |only |shortly )?(?:an?|the|one|two|early|late|past|after|before|any|\d+)\b|It[’']s (?:an?|\d+|early|late|just (?:after|before|past))\b|"
            r"At (?:\d[\d.:]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|midnight|dawn|dusk|first light|noon)\b|When the\b|I (?:was|am|grew|remember|first|have always|had)\b|In the (?:dark|dim|half-light|corner|kitchen|back)\b|"
            r"The (?:call|phone|doorbell|alarm|letter) (?:came|rang)|Picture (?:this|the scene)|Imagine|Years ago|Growing up|As a (?:child|boy|girl|kid|teenager)|Standing|Sitting|Walking|Looking|Riding|Wrapped"
        ),
        scene=(
            r"stood|sat|walked|looked|watched|stared|knocked|smelled|woke|awoke|remembers?|remembered|wore|leaned|smiled|laughed|wept|cried|whispered|shouted|paused|nodded|"
            r"sipped|gazed|climbed|felt|knew|wanted|dreamed|dreamt|wandered|strolled|glanced|waved|hugged|grinned|stands|sits|walks|looks|watches|stares|knocks|smiles|laughs|"
            r"holds|held|lies|lay|hangs|hung|moves|turned|danced|ache[sd]?|smell|glows?|glowed|flickers?|creaks?|drips?|steams?|hums?|beeping|waits|quiet|silent|still|"
            r"hands|fingers|eyes|feet|face|hair|knees|shoulders?|breath|shoes|boots|coat|apron|glove|table|chair|bench|cup|coffee|tea|kettle|piano|lamp|torch|candle|dust|mud|blinds|curtains?|"
            r"rain|snow|wind|fog|frost|sun|cold|grandmother|grandfather|mother|father|daughter|son|"
            r"morning|afternoon|evening|midnight|dawn|dusk|sunlight|kitchen|porch|backyard|window|doorway|bedroom|couch|sky|"
            r"grew up|growing up|once upon a time|first time|years ago|that day|one day|by the time|nervous|afraid|lonely"
        ),
        person=r"I|I[’'](?:m|ve|d|ll)|my|me|myself",
        chain=r"He|She|They|His|Her|Their|I|My",
        news=(
            r"said|says|announced|according to|reported|reports|officials?|police|authorities|government|ministers?|president|court|judge|council|lawmakers|senate|congress|parliament|spokes\w+|"
            r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|this (?:week|month|year)|last (?:week|month|year)|percent|million|billion|study|survey|researchers|scientists|"
            r"has (?:been|become)|have (?:been|become)|(?:has|have) \w{2,15}ed|will"
        ),
        turn=r"Now|Today|Across|Since|Like|More than|About|Nearly|Thousands|Millions|Experts|Researchers|Scientists|Critics|Supporters|As many",
        gist=r"(?:is|are|was|were) (?:one of|among)|part of an? (?:growing|wider|larger|national|new)|a growing number|the last (?:of|who)",
    ),
    GERMAN: _voice(
        begins=(
            r"Als (?:[A-ZÄÖÜ][\w.’'-]+ ){1,3}|Als (?:ich|er|sie)|Es (?:war|ist) (?:ein|eine|der|die|kurz|früh|spät|noch|schon|\w+ Uhr)|An (?:einem|diesem|jenem) (?:\w+ ){0,2}(?:Morgen|Abend|Nachmittag|Tag)|"
            r"Eines (?:Morgens|Abends|Tages|Nachts)|Jeden (?:Morgen|Abend|Tag)|Manchmal|Früher|Wenn (?:[A-ZÄÖÜ][\w.’'-]+ ){1,3}"
        ),
        scene=(
            r"stand|saß|ging|schaute|blickte|starrte|klopfte|roch|erwachte|erinnert sich|trug|lächelte|lachte|weinte|flüsterte|rief|nickte|fühlte|wusste|wollte|träumte|"
            r"steht|sitzt|geht|schaut|blickt|lächelt|lacht|morgens|abends|mitternacht|dämmerung|küche|fenster|himmel|damals|zum ersten mal|vor jahren"
        ),
        person=r"[Ii]ch|[Mm]ir|[Mm]ich|[Mm]ein(?:e[mnrs]?)?",
        chain=r"Er|Sie|Sein|Seine|Ihr|Ihre|Ich|Mein|Meine",
        news=(
            r"sagte|sagt|teilte|teilten|mitgeteilt|erklärte|kündigte|laut|nach angaben|bericht\w*|behörden?|polizei|regierung|minister\w*|präsident\w*|gericht|bundes\w+|ministerium|sprecher\w*|"
            r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|gestern|heute|prozent|millionen|milliarden|studie|umfrage|forscher\w*|worden|wird|werden"
        ),
        turn=r"Inzwischen|Heute|Mehr als|Rund|Fast|Etwa|Tausende|Millionen|Forscher|Experten|Kritiker|Seit",
        gist=r"ist eine[rs]? (?:der|von)|(?:gehört|gehören|zählt|zählen) zu\w*|immer (?:mehr|weniger) menschen|die letzten?",
    ),
    FRENCH: _voice(
        begins=(
            r"Quand (?:[A-ZÀ-Þ][\w.’'-]+ |elle |il |j)|Lorsqu|C[’'](?:était|est) (?:un|une|le|la|par|en|à)|Il (?:était|est) (?:\w+ )?(?:heures?|tôt|tard|midi|minuit|à peine)|Un (?:matin|soir|jour)|"
            r"Par un (?:\w+ ){1,2}(?:matin|soir|après-midi)|Chaque (?:matin|soir|jour)|Ce (?:matin|soir|jour)-là|Assise?|Debout"
        ),
        scene=(
            r"debout|assise?|marchait|regardait|regarde|se souvient|portait|souriait|sourit|riait|pleurait|murmurait|criait|sentait|savait|voulait|rêvait|se réveilla|s[’']arrêta|"
            r"matin|soir|minuit|aube|crépuscule|cuisine|fenêtre|porte|chambre|ciel|autrefois|ce jour-là|première fois|il y a des années"
        ),
        person=r"[Jj]e|[Jj][’']\w+|[Mm]oi|[Mm]on|[Mm]es",
        chain=r"Il|Elle|Son|Sa|Ses|Je|J[’']|Mon|Ma",
        news=(
            r"annoncé|déclaré|affirmé|indiqué|selon|d[’']après|a dit|ont dit|rapporte|police|autorités|gouvernement|ministre|ministère|président|tribunal|conseil|parlement|porte-parole|"
            r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd[’']hui|pour cent|millions?|milliards?|étude|sondage|chercheurs|ont été|a été|sera|seront"
        ),
        turn=r"Désormais|Aujourd[’']hui|Plus de|Près de|Environ|Des milliers|Des millions|Depuis|Selon",
        gist=r"est l[’']une? d\w+|(?:fait|font) partie|de (?:plus|moins) en (?:plus|moins) d\w*|les? derni\w+",
    ),
    SPANISH: _voice(
        begins=(
            r"Cuando (?:[A-ZÁÉÍÓÚÑ][\w.’'-]+ |era |tenía |ella |él )|Era (?:un|una|la|el|de|casi|apenas)|Eran las|Una (?:mañana|tarde|noche)|Un día|Aquel(?:la)? (?:mañana|tarde|noche|día)|"
            r"Cada (?:mañana|tarde|noche|día)|En una (?:\w+ )?(?:mañana|tarde|noche)|Sentad[oa]|De pie|De niñ[oa]"
        ),
        scene=(
            r"de pie|sentad[oa]|caminaba|miraba|mira|recuerda|recordaba|llevaba|sonreía|sonríe|reía|lloraba|susurraba|gritaba|sentía|sabía|quería|soñaba|despertó|se detuvo|"
            r"mañana|tarde|noche|medianoche|amanecer|atardecer|cocina|ventana|puerta|habitación|cielo|aquel día|primera vez|hace años"
        ),
        person=r"[Yy]o|[Mm]e|[Mm]i|[Mm]is|[Mm]í",
        chain=r"Él|Ella|Su|Sus|Yo|Mi|Me",
        news=(
            r"dijo|anunció|afirmó|señaló|informó|aseguró|según|de acuerdo con|policía|autoridades|gobierno|ministr[oa]|ministerio|president[ea]|tribunal|juez|consejo|parlamento|portavoz|"
            r"lunes|martes|miércoles|jueves|viernes|sábado|domingo|ayer|hoy|por ciento|millones|estudio|encuesta|investigadores|ha sido|han sido|será|serán"
        ),
        turn=r"Ahora|Hoy|Más de|Cerca de|Casi|Unos|Unas|Miles|Millones|Desde|Según",
        gist=r"es un[oa] de|forman? parte|cada vez (?:más|menos)|l[oa]s últim[oa]s",
    ),
}  # fmt: skip
