"""Small words of headlines, by language: what a label may not end with, and before which words it may be cut."""

from dataclasses import dataclass
from functools import cached_property


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True)
class Grammar:
    """The word classes that shortening a headline needs; words are in small letters.

    `clauses` and `prepositions` begin a part that may be left out; `complements` are words that are nothing
    without what follows them.
    """

    articles: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    complements: frozenset[str] = frozenset()

    @cached_property
    def dangling(self) -> frozenset[str]:
        """Words that a label must not end with where it was cut."""
        return self.articles | self.clauses | self.prepositions | self.conjunctions | self.complements


ENGLISH = Grammar(
    articles=_words("a an the"),
    clauses=_words(
        "after amid as because before despite if since that though unless until when where whether which while who whose "
        "why how what following ahead except without worth"
    ),
    prepositions=_words(
        "about above across against along among around at behind below beneath beside between beyond by down during for "
        "from in inside into like near of off on onto out outside over past per through throughout to toward towards "
        "under up upon via vs with within than till amidst alongside amongst aboard"
    ),
    conjunctions=_words("and or but nor yet so & plus"),
    complements=_words(
        "is are was were be been being am has have had will would can could may might must shall should do does did not "
        "no my your his her its our their this these those some any every each more most less very too just still even "
        "only also another other such new first last next say says said tell tells told ask asks asked urge urges urged "
        "want wants wanted try tries tried learn learns learned plan plans planned seek seeks sought hope hopes hoped "
        "need needs needed vow vows vowed agree agrees agreed set likely able due allow allows allowed force forces forced "
        "order orders ordered warn warns warned expect expects expected continue continues begin begins start starts "
        "let lets make makes made keep keeps kept give gives gave become becomes became remain remains seem seems get "
        "gets prepare prepares aim aims fail fails failed refuse refuses refused help helps decide decides decided "
        "get put puts take takes hit hits find finds call calls called claim claims deny denies think thinks "
        "believe believes mean means announce announces bring brings send sends use uses face faces reach reaches "
        "than not never almost nearly including named called how why vote votes voted"
    ),
)
GERMAN = Grammar(
    articles=_words("der die das den dem des ein eine einen einem einer eines"),
    clauses=_words(
        "nach trotz wegen weil dass wenn während nachdem obwohl bevor seit bis ob angesichts ohne damit"
    ),
    prepositions=_words(
        "in im am an auf aus bei mit von vom vor zu zum zur für gegen um über unter durch zwischen hinter neben ins ans"
    ),
    conjunctions=_words("und oder aber sondern denn &"),
    complements=_words(
        "ist sind war waren wird werden wurde wurden hat haben hatte kann können soll sollen muss müssen will wollen "
        "nicht kein keine sein seine ihr ihre mehr sehr auch nur noch sich als wie neue neuer neues neuen erste ersten"
    ),
)
FRENCH = Grammar(
    articles=_words("le la les un une des du"),
    clauses=_words(
        "après avant malgré parce que qui dont où quand si pendant depuis alors face selon sans lors"
    ),
    prepositions=_words("à au aux de en dans sur sous par pour avec contre entre vers chez"),
    conjunctions=_words("et ou mais ni donc car &"),
    complements=_words(
        "est sont était étaient sera seront a ont avait va vont peut peuvent doit doivent veut veulent ne pas plus très "
        "son sa ses leur leurs ce cette ces nouveau nouvelle se s’est premier première"
    ),
)
SPANISH = Grammar(
    articles=_words("el la los las un una unos unas"),
    clauses=_words(
        "tras porque que quien cuando donde si mientras aunque desde hasta según pese ante sin para"
    ),
    prepositions=_words("a al de del en con por sobre entre contra hacia bajo"),
    conjunctions=_words("y e o u pero ni &"),
    complements=_words(
        "es son era eran fue será serán ha han había va van puede pueden debe deben quiere quieren no más muy su sus este "
        "esta estos estas nuevo nueva primer primera se como"
    ),
)
_BY_LANGUAGE = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}
OTHER = Grammar(conjunctions=_words("&"))


def grammar_of(language: str) -> Grammar:
    """The rules of a language tag (`en`, `de-AT`); of others only punctuation is known."""
    return _BY_LANGUAGE.get(language.replace("_", "-").partition("-")[0].casefold(), OTHER)
