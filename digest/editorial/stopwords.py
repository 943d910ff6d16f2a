"""Words that say nothing about what a text is about: English, German, French, Spanish; folded as `terms` does it."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = _words(
    "a an the this that these those and or but nor so yet if then than as of at by for with about against between into "
    "through during before after above below to from up down in out on off over under again further once here there "
    "when where why how all any both each few more most other some such no not only own same too very s t can will "
    "just don should now i me my we our you your he him his she her it its they them their what which who whom am is "
    "are was were be been being have has had having do does did doing would could may might must shall also said says "
    "say told tells reports report reported according new one two first last year years day days week weeks month time "
    "news today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr get gets got "
    "make makes made take takes took ahead amid while since until because despite per via us ve re ll d m"
)
GERMAN = _words(
    "der die das den dem des ein eine einen einem einer eines und oder aber doch wenn als wie von vom zu zum zur im in am "
    "an auf aus bei mit nach vor uber unter fur gegen ohne um durch seit bis ist sind war waren wird werden wurde wurden "
    "hat haben hatte hatten kann konnen soll sollen muss mussen will wollen nicht kein keine auch nur noch schon so sehr "
    "mehr er sie es wir ihr ich du sich sein seine ihre ihren dass sagt sagte sagen neue neuer neuen jahr jahre heute"
)
FRENCH = _words(
    "le la les un une des du de au aux et ou mais donc ni car que qui quoi dont ou dans en sur sous par pour avec sans "
    "chez vers entre apres avant depuis pendant est sont etait etaient sera seront a ont avait avaient ce cet cette ces "
    "son sa ses leur leurs il elle ils elles on nous vous je tu ne pas plus moins tres aussi meme selon dit l d s c n qu"
)
SPANISH = _words(
    "el la los las un una unos unas de del al y o u pero ni que quien cual donde cuando como en con sin por para sobre "
    "entre hasta desde hacia tras ante segun es son era eran fue fueron ser ha han habia habian este esta estos estas "
    "ese esa su sus se lo le les no si mas muy tambien ya dice dijo nuevo nueva ano anos hoy"
)
STOP_WORDS = (ENGLISH | GERMAN | FRENCH | SPANISH) - {"us"}
"""Together: the share of articles in several languages is small, and these words mean little in any of them."""
HEADLINE_WORDS = _words(
    "announce announces reveal reveals launch launches release releases show shows set plan plans call calls talk talks "
    "see sees hit hits rise rises fall falls gain drop drops watch review reviews update updates video videos photo photos "
    "picture pictures live blog best top big thing things know need want wants look looks come comes go goes going back "
    "start starts end ends open opens close win wins lose help helps give gives find finds turn keep face faces bring "
    "brings claim claims deal way ways world people man woman million billion percent high low record official officials "
    "company companies group exclusive breaking analysis opinion recap roundup preview story stories inc corp ltd co read "
    "full reason reasons"
)
"""English words that headlines of any subject have: they count less, but they count."""
