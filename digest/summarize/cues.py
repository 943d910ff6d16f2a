"""The phrases by which an English text gives an outlet as its source: what stands before the name, what after.

Each pattern is bounded, so that time grows with the text alone. Those of other languages are in `foreign_cues`.
"""

import re


def _verbose(fragment: str) -> str:
    """A fragment as a verbose pattern takes it: its spaces count."""
    return fragment.replace(" ", r"\ ")


NAME = r"[A-ZÀ-Þ][\w.’'-]*"
_TIME = _verbose(
    r"(?:(?:late|early|last|this|earlier|on|yesterday|today|tonight|recently|week|month|year|night|morning|afternoon|evening|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|exclusively|live|again|first|also|only|\d{1,2}|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)),? )"
)
_WORKS = (
    r"report|reports|story|article|piece|investigation|exposé|survey|poll|column|editorial|op-ed|interview|analysis|essay|"
    r"documentary|podcast|exclusive|account|reconstruction|deconstruction|fact-check|tracker|database|dossier"
)
_DONE_BY = (
    r"reported|quoted|cited|seen|viewed|obtained|reviewed|accessed|carried|aired|broadcast|published|conducted|released|"
    r"revealed|compiled|verified|asked|contacted|questioned|prodded|reached|interviewed|approached|visited|commissioned|tallied|"
    r"calculated|produced|uncovered|printed|exposed"
)
_STATED = (
    r"statement|statements|comment|comments|remarks|response|e-?mail|disclosed|divulged|confided|confirmed|revealed|admitted|"
    r"informed|clarified|denied|explained|said|rant|admission|confession|quotes|complained|insisted|exclusively|presented|speak|talk|open|opened|opening"
)
_ON_AIR = (
    r"said|says|writes|wrote|written|writing|argue[sd]?|arguing|asked|noted|added|adds|explained|appear(?:ing|ed|s)|"
    r"speaking|spoke|interviewed|talking|joked|claim(?:s|ed|ing)|warned|revealed|comment(?:s|ed|ing)|reporting|recalled"
)
_IN_A_WORK = _verbose(
    r"(?:in|during|on) (?:an?|his|her|their|its) (?:[\w-]+ ){0,2}(?:segment|show|programme|broadcast|appearance|profile|post|blog|"
    + _WORKS
    + ") "
)

GIVEN = re.compile(
    rf"""\b(?:
      [Aa]ccording\ to | [Aa]s\ per | [Pp]er | [Vv]ia | [Cc]iting | [Qq]uoting | [Ss]ources?:
    | (?:told|tells?|telling)
    | (?:available|shared)\ (?:exclusively\ )?with
    | (?:[Rr]equests?|petition|lawsuit)\ (?:[a-z]+\ ){{0,2}}by
    | (?:[Ss]peaking|spoke|spoken|speaks|[Tt]alking|talked|talks|chat|chatted|chatting)\ (?:exclusively\ )?(?:to|with)
    | (?:[Ii]nterview|interviews|interviewed|conversation|discussion|Q&A)(?:,?\ [\w’'&.-]+){{0,5}}?\ (?:to|with|on|in|for|by|from)
    | (?i:{_STATED})(?:\ (?!to\b|for\b|that\b)[\w’'-]+){{0,3}}\ to
    | (?i:{_DONE_BY})\ (?:as\ saying\ )?{_TIME}{{0,4}}by
    | (?:reported|published|quoted|cited|printed|aired|broadcast|appeared|appears|appearing|carried|excerpted)\ {_TIME}{{0,4}}(?:in|on)
    | (?i:{_WORKS}|coverage|reporting|leak|inputs|account|dispatch|scoop|footage|post|commentary|feature)
        (?:\ (?!and\b|but\b|said\b|says\b)[\w’'-]+){{0,4}}?\ (?:by|in|from|for)
    | original\ (?:story|article|post)\ (?:at|on)
    | [Rr]equests?\ for\ comment\ (?:by|from)
    | (?i:{_ON_AIR})\ (?:(?:and\ |{NAME},?\ ){{0,6}})(?:{_TIME}|{_IN_A_WORK}){{0,4}}(?:in|at|on)
    | (?:[Ww]riting|[Rr]eporting)\ for
    )\ \Z""",
    re.VERBOSE,
)
"""Ends a head, its last articles taken off, after which an outlet's name is a source's whatever follows."""

GIVEN_ENDS = {
    *("to", "per", "via", "with", "on", "in", "for", "by", "from", "at"),
    *("citing", "quoting", "source:", "sources:", "told", "tell", "tells", "telling"),
}
"""The last words of those phrases: where none stands, none is looked for."""

VERB_FIRST = re.compile(
    r"\b(?:(?P<strong>reports?|reported|writes|wrote|reveals|revealed)|said|says|noted|notes|added|adds|observed|argued|"
    r"argues|claimed|claims|explained|explains|concluded|warned) \Z"
)
"""`reports The Washington Post`: counts where the clause ends after the name."""

CLAUSE_ENDS = re.compile(
    r"\s*(?:[,.;:”\"’')!?–—-]|\Z|\n|(?:on|in|at|last|this|late|early|earlier|yesterday|today|and|while|as|who|am|unter|und|heute|gestern|ce|le|este|el|citando|citant)\b"
    rf"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|['’]s? {NAME}|editorial board\b|(?:[a-z]+ ){{0,3}}(?:columnist|reporter|correspondent|meteorologist|analyst|contributor|commentator|editor|journalist)\b)"
)

_REPORTS = (
    r"reports|reported|writes|wrote|cites|cited|quotes|quoted|reveals|revealed|learned|learnt|understands|broke|estimates|"
    r"estimated|found|finds|confirmed|confirms|discovered|uncovered|recounts|recounted|projects|projected|tweeted|is\ reporting|are\ reporting"
)
_SAYS = _verbose(
    r"said|says|say|notes|noted|adds|added|continues|continued|explains|explained|claims|claimed|argues|argued|observes|"
    r"observed|suggests|suggested|predicts|predicted|concludes|concluded|warns|warned|describes|described|points out|"
    r"pointed out|asks|asked|put it|puts it|calls|called|details|detailed|stated|states|declared|wondered|questions|questioned|outlines|outlined|highlights|highlighted|shared (?:news|his|her|their)|report"
)
_LATELY = _verbose(
    r"(?:(?:has|had|have|also|first|later|previously|recently|exclusively|separately|earlier|since|then|now|on|in|an?|the|last|week|"
    r"this|month|late|itself|independently|however|meanwhile|already|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:['’]s)?|report),? ){0,4}"
)
_PEOPLE = _verbose(
    r"reporters?|correspondents?|journalists?|writers?|editors?|witness|bureau chief|columnists?|team|critic"
)
GIVES = re.compile(
    rf"""\.?(?:\ \([A-Z]{{2,6}}\))?
      (?: ['’]s?\ (?:(?:[a-z-]+\ ){{0,3}}(?:{_PEOPLE})\ )?(?:(?:and\ )?{NAME}\ ){{1,7}}        # CNN's (chief critic) Jane Doe reports
        | \ (?:[a-z-]+\ ){{0,2}}(?:{_PEOPLE})(?:\ {NAME}){{0,3}}\                      # a Reuters reporter (Jane Doe) saw
        | (?:['’]s?)?\ (?:[a-z-]+\ )?(?:{_WORKS}|review|tally|count|profile|editorial\ board)\ (?:(?:on|of|by|from|about|into)\ (?:[\w’'-]+\ ){{1,9}}?)?(?:that\ |which\ )?
        | ,?\ )
      {_LATELY}(?:(?P<strong>{_REPORTS})(?!\ (?:were|was|are|about|guilty))|{_SAYS})\b(?!\ off\b)""",
    re.VERBOSE,
)
"""Follows an outlet's name that gives a report; `strong` unless it only says something, as a company may."""

GIVES_OTHERWISE = re.compile(
    r"(?: \([A-Z]{2,6}\))?(?:, (?:citing|quoting|which (?:first|has|had|cited|quoted|reported|obtained|broke|spoke|published))\b"
    r"|(?:['’]s?)? (?:tried to (?:contact|reach)|reached out|approached|visited|(?:(?:could|can) ?not|couldn['’]t|(?:was|has been|is) (?:unable|not able))(?: immediately| independently| to)* (?:reach|verify|confirm|contact|get|be reached|determine|establish|authenticate)|(?:has|have|had) (?:a copy|access|seen|obtained|reviewed|accessed|"
    r"spoken|viewed|verified|been told)|(?:(?:has|had|have) )?(?:first |also |earlier )?(?:obtained|accessed|published|carried|aired|ran|run) (?:an?|the|that|this|copies|excerpts|details)\b|"
    r"(?:contacted|interviewed|spoke (?:to|with)|talked to)\b)"
    r"|\s?\(@\w+\) "
    rf"|(?:['’]s)?(?:,? (?:and |also |in |then )?{NAME}){{0,60}},? (?:also )?contributed\b)"
)
"""The same of what else outlets do to get or give news; the last is how embedded posts are signed."""

WORK_OF_IT = re.compile(rf" (?:[a-z-]+ )?(?:{_WORKS}|review|tally|count|profile)\b")
SHOWS = re.compile(
    rf"(?:['’]s?)? (?:[a-z-]+ ){{0,2}}(?:{_WORKS}|review|tally|count)(?: (?:on|of|by|from|about|into)(?: [\w’'-]+){{1,12}}?)?,? "
    r"(?:revealing|showing|finding|claiming|saying|alleging|suggesting|detailing|describing|shows|showed|shown)\b"
)
"""`a Guardian investigation revealing that`, `the Post's reconstruction of the night shows`."""

HANDS = re.compile(r"\b(?:gave|given|giving|issued|provided|sent|handed|supplied|offered|leaked) \Z")
HANDED = re.compile(
    r" (?:with )?(?:an?|the|its|his|her|their|new|some)? ?(?:[\w“\"-]+ ){0,3}(?:statements?|interviews?|comments?|documents?|copy|copies|data|"
    r"details|account|letter|emails?|e-mails?|list|quote|footage|recording|tour|access)\b"
)
"""`sent CNN new data`, where both hold."""

OPENS = re.compile(r"(?:“|\")?(?:[Ii]n|[Ww]riting in|[Oo]ver at|[Aa]t) \Z")
WRITER_FOLLOWS = re.compile(
    rf", (?:[a-z-]+ ){{0,2}}{NAME}(?: {NAME}){{1,3}} (?:[a-z]+ ){{0,2}}(?:{_REPORTS}|{_SAYS}|makes|made|offers|offered)\b"
)
"""`In the Post, columnist Jane Doe writes`, where both hold at the beginning of a sentence."""

IN_A = re.compile(r"\b(?:[Ii]n|[Dd]uring|to|on) (?:an?|his|her|their|this|that) (?:[a-z]+ )?\Z")
"""`in a CNN interview`, where both hold."""

ANSWERS = re.compile(r"(?:['’]s?)? (?:requests?|questions|queries|inquiries|calls|emails?|e-mails?)\b")
ASKED = re.compile(
    r"\b(?:respond\w*|repl\w+|answer\w*|comment\w*|return\w*|decline\w*)(?: [a-z]+){0,3} (?:to |\Z)"
)

_OFFICES = (
    r"owners?|publishers?|parent|chief executive|chief(?! (?:[a-z]+ ){0,2}(?:critic|correspondent|reporter|writer|editor|political|national))|CEO|affiliates?|partner|president|chair(?:man|woman)?|executives?|spokes\w+|founders?|co-founder|"
    r"building|headquarters|offices?|studios?|bestseller|best-?sell\w+|crossword|employees|staff|staffers|management|bosses|"
    r"board of|lawyers?|attorneys?|fellow|shareholders?|subscribers?|readers?|viewers?|source|insiders?|drama|sitcom|series|"
    r"[Ff]ile [Pp]hotos?|[Ff]ile|[Pp]hotos?|photographs?|pictures?|images?|via Getty"
)
ITSELF = re.compile(
    rf"(?:['’]s?)?(?: (?:former|prime-time|chief|senior|national|political|then|own|new|deputy)){{0,2}} (?:{_OFFICES})\b"
)
"""Follows an outlet's name where it is talked about, whatever stands before."""

HOSTS = re.compile(
    r"(?:['’]s?)?(?: [a-z-]+){0,2} (?:hosts?|anchors?|presenters?|contributors?|commentators?|pundits?|star|personality|analysts?)\b"
)
"""The same, unless somebody told it to them."""

OF_ITSELF = re.compile(
    r" (?:said|says|announced|confirmed|added|stated)(?: on \w+| \w+day| last \w+)?(?:,? in (?:an?|its) (?:\w+ )?statement\b"
    r"|(?: that)? (?:it|its)(?:['’](?:s|d|ll))?\b(?! (?:had |has |was |have )?(?:been |also |independently )?(?:seen|obtained|reviewed|learn|told|"
    r"spoke|verif|confirm|view|understood|could not|was unable|contact|clear|unclear|unknown|likely|possible|time|too|not\b)))"
)
"""`The BBC said it would cut jobs`: the outlet speaks of its own affairs."""

ORDERED = re.compile(r" to (?!be\b)[a-z]+")
"""`told CNN to stop`: it is asked for something."""

PICTURE = re.compile(
    r"\b(?:[Pp]hotos?|[Pp]hotographs?|[Ii]mages?|[Pp]ictures?|[Pp]ics?|[Cc]redits?|screengrab)\b[^.]{0,25}\Z"
)

COLLEAGUE = re.compile(r"(?P<first>[A-ZÀ-Þ][\w.-]+) (?P<last>[A-ZÀ-Þ][\w-]+),? (?:of|from|at|for|with) \Z")
"""`Jane Doe of Slate notes`: whoever it is, the outlet is meant."""

IS_OBJECT = re.compile(
    r"\b(?:of|for|at|from|with|by|against|to|in|on|about|than|like|over|sued|bought|owns?|owned|called|joined|left|former) \Z"
)
"""`an editor at Politico said`: the verb after the name has another subject."""

NOUN_FOLLOWS = re.compile(
    r" (?!(?:that|in|on|at|and|or|last|this|an?|the|about|he|she|it|they|his|her|its|their|via|by|from|for|how|why|what|of|to|"
    r"earlier|yesterday|today|as|while|when|after|before|during|over|under|with|but|is|was|has|had|there|we|you|following)\b)"
    r"[a-z]"
)
"""`told the Hindu priest`: the name is an adjective there."""
