"""What a lead may begin and end with: no byline, no note of the desk, no half sentence, no word that points back."""

import re
from collections.abc import Mapping

from digest.summarize.languages import ENGLISH, FRENCH, GERMAN, SPANISH, language_of
from digest.words import STOPS, count_words, lacks_stops

_TERMINAL = re.compile(rf"[.!?…{STOPS}][\"”“’')\]»«」』）》】*]*\Z")
_SIGNS = re.compile(r"(?<=\s)[^\w\s.!?…\"”“’'»«]+\s*\Z")
"""Signs and emoji that stand free behind the end."""
_BROKEN = re.compile(r"(?:[:,;–—-]|\b(?:the|an?|and|or|of|as|his|her|their|its)\s)\s?[.!?]\Z", re.IGNORECASE)
"""An end before which words are missing: `Check it out: .`, `the ?`."""
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_ANSWER = re.compile(
    r"\bthe answers?\b|\bof course\W*\Z|^[\"“‘'(]*(?:Yes|No|Not|Perhaps|Maybe|Probably|Ja|Nein|Vielleicht|Oui|Non|Peut-être|Sí|Tal vez|Quizás?)\b",
    re.IGNORECASE,
)
_QUESTION = ("?", "？")

_OPENING = r"[\"“‘'(„«»¿¡ \u00a0]*"
_LEANING: Mapping[str, re.Pattern[str]] = {
    ENGLISH: re.compile(
        _OPENING
        + r"(?:He|She|It|They|Him|His|Her|Its|Their|Them|This|That|These|Those|But|And|So|Yet|Or|Nor|However|Meanwhile|Also|Still|Then|Instead|"
        r"Such|Both|Another|Others|Moreover|Furthermore|Nevertheless|Nonetheless|Therefore|Thus|Otherwise|Similarly|Likewise|Because|Afterwards?|Initially|Complicating matters|One of (?:them|those|these)|Even (?:so|then|today|now)|"
        r"(?:For example|For instance|In addition|As a result|On the other hand|In other words|Of course|Not everyone|After all|At the time|Since then|By then)\b|"
        r"The (?:move|decision|two|three|pair|duo|couple|statement|comments?|remarks|latter|former|same|others?|incident|report|announcement|news|result|ruling|"
        r"agreement|plan|deal|law|bill|attack|blast|crash|victims?|suspects?|men|women|man|woman|boy|girl|trio|idea|problem|reason|question|answer))\b"
    ),
    GERMAN: re.compile(
        _OPENING
        + r"(?:Er|Sie|Es|Ihn|Ihm|Ihr|Ihre[mnrs]?|Sein|Seine[mnrs]?|Dies|Diese[mnrs]?|Jene[mnrs]?|Aber|Und|Oder|Doch|Denn|Dann|Dabei|Dazu|Damit|Davon|Dafür|Dagegen|Danach|Dort|Da|"
        r"Deshalb|Daher|Deswegen|Trotzdem|Außerdem|Zudem|Allerdings|Jedoch|Dennoch|Auch|So|Also|Hingegen|Beide[nr]?|Solche[nrs]?|Stattdessen|Inzwischen|Unterdessen|Zugleich)\b"
    ),
    FRENCH: re.compile(
        _OPENING
        + r"(?:Ils?|Elles?|Ce|C['’]|Cet|Cette|Ces|Ceux|Celles?|Celui|Cela|Ça|Son|Sa|Ses|Leurs?|Lui|Mais|Et|Or|Donc|Car|Cependant|Pourtant|Toutefois|Néanmoins|Ainsi|Puis|Ensuite|"
        r"Aussi|Alors|Enfin|En effet|En revanche|Par ailleurs|De plus|D['’]ailleurs|Les deux|Depuis lors)\b"
    ),
    SPANISH: re.compile(
        _OPENING
        + r"(?:Él|Ellas?|Ellos|Este|Estos|Esto|Estas?|Es[aeo]s?|Aquel(?:la|los|las|lo)?|Sus?|Pero|Y|O|Así|Además|También|Entonces|Luego|Después|Sin embargo|No obstante|Por eso|Por ello|"
        r"Por tanto|En cambio|Ambos|Ambas|Los dos|Asimismo|Mientras tanto|Dicho|Dicha)\b"
    ),
}
_BYLINE_WORD = frozenset(("by", "von", "par", "por", "texte", "text", "texto", "words", "story", "written"))
_PARTICLES = frozenset(
    [
        "and",
        "und",
        "et",
        "y",
        "e",
        "de",
        "del",
        "della",
        "di",
        "da",
        "du",
        "la",
        "le",
        "der",
        "den",
        "ten",
        "van",
        "von",
        "zu",
        "zur",
        "el",
        "al",
        "bin",
        "by",
        "&",
        "|",
        "-",
        "–",
        "—",
    ]
)
_ASIDE = re.compile(
    r"[\"“(\[*\s]*(?:(?:editors?['’]?s?['’]?|author['’]?s|publisher['’]?s) note\b|note (?:to|from) (?:the )?(?:readers?|editors?)\b|(?:updated?|corrections?|clarifications?|disclaimer|disclosure|"
    r"spoiler (?:alert|warning)|trigger warning|(?:watch|listen|read|see|related|also read|read more|read also|see also)(?: now| here| more)?|photos?|pictures?|images?|video|photo credits?|image credits?)\s?:\s|"
    r"\(?updated (?:at|on|with)\b|this (?:story|article|piece|post|column|essay|report|interview) (?:(?:has been|was|is) (?:updated|corrected|sponsored|supported|part of|adapted|excerpted|translated|republished|co-?published|produced|first|originally)|originally|first|contains|may contain|appeared)\b|"
    r"this is (?:a (?:developing|breaking)|an updated|a corrected)\b|(?:photo(?:graph)?|picture|image|illustration)s? (?:by|courtesy)\b|warning:\s|"
    r"(?:the|any) (?:opinions?|views?)(?: and (?:opinions?|views?))? expressed\b|story highlights\b|e-?mail (?:your|us)\b|click (?:here|on|through)\b|check out (?:what|our|the|these|this)\b|all opinions are\b|scroll (?:down|through)\b|sign up (?:for|to)\b|"
    r"follow (?:him|her|them|us|me|@\w+) (?:on|at)\b|"
    r"(?:well,? )?that['’]?s (?:all|it)(?: from (?:me|us)| for (?:today|now|tonight|this week))|(?:many )?thanks (?:to everyone )?for (?:reading|following|joining|watching|all your)\b|"
    r"(?:welcome to|follow) (?:our|the) (?:live|rolling)\b|we (?:bring|have rounded up|['’]ve rounded up) (?:you )?(?:the )?(?:best|latest|top|biggest)\b.{0,40}\b(?:deals?|news|headlines|offers)\b|"
    r"(?:(?:medically|expert|fact)[- ](?:reviewed|checked)|(?:written|edited) (?:or|and) (?:\w+ )?(?:reviewed|checked|edited)) by\b|"
    r"(?:see|visit|browse|search|subscribe to) (?:our|[\w-]{2,30}\.(?:com|org|net|co)\b)|"
    r"(?:[\w’'&-]{1,20} ){1,5}is (?:a|our|the) (?:free )?(?:daily|weekly|monthly|morning|evening|bi-?weekly) (?:\w+ )?(?:newsletter|e-?mail|round-?up|digest|podcast)\b|"
    r"(?:[\w’'&-]{1,20} ){0,8}headlines for .{3,20} are here\b|"
    r"anmerkung der redaktion\b|hinweis(?: der redaktion)?:\s|dieser (?:artikel|text|beitrag) (?:ist|wurde|erschien|stammt)\b|(?:foto|bild|video|lesen sie auch|mehr zum thema|korrektur):\s|"
    r"note de la rédaction\b|ndlr\b|cet article (?:a été|est paru|est initialement)\b|(?:à )?lire aussi\b|(?:photo|vidéo|image) ?:\s|"
    r"nota (?:del editor|de la redacción)\b|este (?:artículo|texto) (?:fue|se publicó|ha sido)\b|(?:lea|lee|leer|vea) también\b|(?:foto|imagen|vídeo|video):\s)",
    re.IGNORECASE,
)
_ONLY_DATE = re.compile(
    r"(?:[^\W\d_]{3,10},?\s)?(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10}),?\s(?:de\s)?\d{4}\s?\.?\Z"
)
_CRUMBS = re.compile(r"(?:[^/!?]{0,40}\s/\s){2}")
"""The path to a page that its flattening left before the text: `Home / Videos / / `."""
_CLICK = re.compile(r"\bclick (?:here|(?:on )?the link)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"[\"“]?(?:Here(?:['’]s| are| is)\b|Check (?:it|them) out\b|(?:Read|Scroll|Keep reading|Click|Watch|Listen|See|Take a look)\b.{0,40}\b(?:on|below|here|more|for yourself)\b|"
    r"Let['’]s (?:start|begin|take a look)\b|Voici\b|Hier (?:sind|ist)\b|Estos son\b|Aquí\b)"
)


def leans_back(sentence: str, language: str | None = None) -> bool:
    """Say whether a sentence opens with a word that points at the one before it (`He`, `But`, `The move`).

    `language` is what `language_of` gives; without it the sentence itself is asked.
    """
    leaning = _LEANING.get(language_of(sentence) if language is None else language)
    return leaning is not None and bool(leaning.match(sentence))


def answers(sentence: str, language: str | None = None) -> bool:
    """Say whether a sentence makes sense only behind the question that it answers."""
    return bool(_ANSWER.search(sentence)) or leans_back(sentence, language)


def asks(sentence: str) -> bool:
    """Say whether a sentence ends as a question does; `.?` is a quotation's end whose mark got lost on the way."""
    end = sentence.rstrip("\"”“’'»«)」』 ")
    return end.endswith(_QUESTION) and not end.endswith(".?")


def is_bracketed(sentence: str) -> bool:
    """Say whether a sentence opens with a bracket: it is said beside what stands before it."""
    return sentence[:1] in ("(", "[", "（")


def announces(sentence: str) -> bool:
    """Say whether a sentence only points at what follows it in the article: a lead cannot end with it."""
    return sentence.endswith((":", "：")) or bool(_ANNOUNCES.match(sentence))


def is_complete(sentence: str) -> bool:
    """Say whether a sentence ends as one does, with a mark of its own (a picture sign may stand behind it).

    A script that marks no end ends anywhere; an entry of a numbered list is no sentence.
    """
    bare = _SIGNS.sub("", sentence).rstrip()
    if _BROKEN.search(bare[-12:]) or (_NUMBERED.match(sentence) and count_words(sentence) < 12):
        return False
    return bool(_TERMINAL.search(bare)) or lacks_stops(bare)


def lacks_only_its_mark(sentence: str) -> bool:
    """Say whether the last sentence of a paragraph is whole though its full stop is missing: long, and no heading."""
    words = sentence.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= 15 and small * 2 > len(words) and sentence[-1].isalnum()


def is_aside(sentence: str) -> bool:
    """Say whether a sentence is the desk's, not the reporter's: an editor's note, a correction, a credit, a date, a call to click."""
    return bool(
        _ASIDE.match(sentence)
        or _ONLY_DATE.match(sentence[:60])
        or _CRUMBS.match(sentence)
        or _CLICK.search(sentence)
    )


def is_unusable(sentence: str, title: str | None) -> bool:
    """Say whether a lead cannot have this: a byline, a note of the desk, a scrap, a repetition of the title."""
    if "•" in sentence or not any(c.isalpha() for c in sentence) or is_byline(sentence) or is_aside(sentence):
        return True
    if title is not None and sentence.strip(" .").casefold() == title.strip(" .").casefold():
        return True
    return count_words(sentence) < 3 and not re.search(f"[{STOPS}]", sentence)


def is_byline(line: str) -> bool:
    """Say whether a line only names who wrote the article (`By Ann Lee and Bo Chan`, `Von Ada Holm`)."""
    words = line[:200].rstrip(" .,|").split()
    if len(words) != len(line.split()) or not 2 <= len(words) <= 14 or not words[0][0].isupper():
        return False
    heads = 0
    while heads < 2 and words[heads].lower() in _BYLINE_WORD and heads + 1 < len(words):
        heads += 1
    names = words[heads:]
    if not heads or not any(word[0].isupper() for word in names):
        return False
    return all(
        (word[0].isupper() and word.rstrip(",.")[-1:].isalpha()) or word in _PARTICLES for word in names
    )
