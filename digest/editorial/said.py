"""Who says what a headline says: `Fed chief: economy is strong`, `Economy is strong: Fed chief`, `..., study finds`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.editorial.elsewhere import claim_of
from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import SPEAKERS
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.marks import is_whole
from digest.editorial.persons import surnames, untitled
from digest.editorial.phraseends import may_stand_last
from digest.editorial.predicates import plain, predicate
from digest.editorial.wordclasses import ASKING, POINTS_BACK, SAYING

_OPINION = frozenset(["may", "might", "should", "must", "could", "would", "cannot", "can't", "shouldn't", "won't", "can", "need", "needs", "will", "probably", "not", "i", "my", "we", "our"])  # fmt: skip
_NAMED = re.compile(r"(?:[\w.-]+[’']s?\s)?(?:[A-Z][\w.’'-]*\s?){1,3}\Z")
_SAYS = r"(?:says?|said|finds?|found|shows?|suggests?|warns?|claims?|reports?|reveals?|tells?|according to|argues?|admits?|insists?|jokes?|joked|feels|quips|tweets|hints|asserts?|alleges?|stresses|writes|wrote|explains|notes|predicts|adds)"
_DAY = r"(?:\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
_TAIL = re.compile(
    rf",[”’\"']?\s+(?:(?P<a>(?:[\w’'.-]+\s+){{1,3}})(?P<verb>{_SAYS}){_DAY}|{_SAYS}\s+(?P<b>[\w’'.-]+(?:\s+[\w’'.-]+){{0,3}})(?:,\s(?:an?|the|who)\s[^,]{{3,60}})?)\Z"
    rf"|,(?P<mark>[”\"'’])\s+(?P<c>(?:[\w’'.-]+\s+){{1,3}}){_SAYS}{_DAY}\Z",
    re.IGNORECASE,
)
_TAIL_ELSEWHERE = re.compile(
    r"(?P<claim>[^,]{12,}),\s+(?:sagt|sagen|sagte|erklärt|warnt|warnen|laut|selon|affirme|dit|assure|prévient|según|dice|dicen|afirma|asegura|advierte)\s+"
    r"(?P<who>\S+(?:\s+\S+){0,3})\Z"
)
_TELLING = frozenset(
    [
        "say",
        "claim",
        "warn",
        "show",
        "find",
        "suggest",
        "think",
        "believe",
        "insist",
        "predict",
        "argue",
        "confirm",
    ]
)
_LED = frozenset(["new", "the", "a", "an", "his", "her", "their", "its"])
_PRONOUNS = frozenset(["he", "she", "it", "they", "i", "we", "you"])
_PLURAL = frozenset(["show", "shows", "report", "reports", "claim", "claims", "find"])
_AFTER_COLON = re.compile(r"(?P<claim>.{12,}?):\s*(?P<who>[^:]{2,40})\Z", re.DOTALL)
_TO_AUDIENCE = re.compile(
    r"\A(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}) (?:to|tells?|told) [^:]{2,50}: (?=[‘'“\"])"
)
"""`Merrow to harbour office: ‘...’`."""
_SPEAKING = re.compile(
    r"\A(?P<who>[^:,‘'“\"]{2,40}?|[^:,]{2,40}?) (?:[Ss]ays?|[Cc]onfesses|[Aa]dmits|[Jj]okes|[Tt]weets|[Ww]arns|[Rr]eveals|[Ii]nsists|[Tt]ells fans): "
)
"""`Merrow confesses: ...`"""
_ACCORDING = re.compile(r"According to (?P<who>[^,]{2,40}), (?P<claim>.{12,})\Z")
_TO_WHOM = re.compile(
    r"(?P<who>: [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}) (?:to|post|after|on|over|in) [^:]{2,50}\Z"
)
_BEFORE_COLON = re.compile(r"(?P<who>[^:]{2,40}):\s+(?P<claim>.{12,})\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """A claim and who makes it; `sure` where it is said that they say it, not only by a colon behind them."""

    speaker: str
    claim: str
    sure: bool = True


def said_in(headline: str, text: str, *, english: bool = True) -> Said | None:
    """The claim of a headline and its speaker; None where the headline speaks for itself.

    `text`, the articles' own, tells a speaker (`Plosser said`) from a topic before the colon.
    """
    if not english:
        return _said_elsewhere(headline)
    tail = _TAIL.search(headline)
    if tail:
        who = (tail["a"] or tail["b"] or tail["c"] or "").strip()
        if (tail["verb"] or "").casefold() in _PLURAL and plain(who.split()[-1]) not in SPEAKERS:
            return None
        if tail["b"] and who.islower() and plain(who.split()[-1]) not in SPEAKERS:
            return None
        mark = headline[tail.start() + 1] if headline[tail.start() + 1] in "”’\"'" else ""
        return Said(_of_study(who), headline[: tail.start()] + mark)
    according = _ACCORDING.match(headline)
    if according:
        return Said(_of_study(according["who"].strip()), according["claim"])
    after = _AFTER_COLON.match(_TO_WHOM.sub(r"\g<who>", headline))
    if (
        after
        and len(after["who"].split()) <= 4
        and (
            _is_speaker(after["who"], "", text)
            or (drops_speaker(after["claim"]) and _NAMED.match(after["who"]))
        )
        and (_tells(after["claim"].split()) or drops_speaker(after["claim"]))
    ):
        return Said(after["who"].strip(), after["claim"].strip())
    before = _BEFORE_COLON.match(_SPEAKING.sub(r"\g<who>: ", _TO_AUDIENCE.sub(r"\g<who>: ", headline)))
    if before and len(before["who"].split()) <= 5 and _is_speaker(before["who"], before["claim"], text):
        return Said(before["who"].strip(), before["claim"].strip(), sure=False)
    return None


def _said_elsewhere(headline: str) -> Said | None:
    claims = claim_of(headline)
    if claims is not None:
        return Said(*claims)
    told = _TAIL_ELSEWHERE.match(headline)
    return Said(told["who"][:1].upper() + told["who"][1:], told["claim"].strip(" ,")) if told else None


def said_first(headline: str) -> Said | None:
    """The claim and the speaker of `Merrow says ferries are safe`; None where the claim points at its speaker (`says he`)."""
    words = headline.split()
    found = predicate(words)
    if found is None or found.at != found.head or found.verb is None:
        return None
    start = found.at + 1 + (plain(" ".join(words[found.at + 1 : found.at + 2])) == "that")
    if found.verb.base == "tell" and "that" in words[start : start + 4]:
        start = words.index("that", start) + 1  # `tells the paper that`
    told = words[start - 1] == "that" and found.verb.base in SAYING | {
        "testify",
        "rule",
        "state",
        "acknowledge",
    }
    if found.verb.base not in _TELLING and not told:
        return None
    claim, speaker = words[start:], words[: found.at]
    if found.at > 5 or len(claim) < 3 or any(word.endswith((",", ":")) for word in speaker):
        return None
    first = plain(claim[0])
    if predicate(claim) is None or first in POINTS_BACK or first.partition("'")[0] in _PRONOUNS:
        return None
    return Said(_of_study(" ".join(speaker)), " ".join(claim))


def short_speakers(speaker: str, text: str = "") -> dict[str, float]:
    """A person by surname, and an office without whose it is, with what each costs: `Larkfield police chief`, `Chief`."""
    words = surnames(untitled(tuple(speaker.split()), text), text)
    found = {" ".join(words): 0.2}
    if len(words) > 1 and plain(words[-1]) in SPEAKERS:
        found[words[-1]] = 0.8 if len(words) < 3 else 0.4
    return {name[:1].upper() + name[1:]: cost for name, cost in found.items()}


def drops_speaker(claim: str) -> bool:
    """`Knew of the plan`, `Will give up tea`: a claim that leaves out the `I` it begins with."""
    first = plain(claim.split(maxsplit=1)[0])
    verb = VERBS.get(first)
    return not claim.endswith("?") and (first in AUXILIARIES or (verb is not None and verb.form == "past"))


def _tells(claim: list[str]) -> bool:
    """Whether a claim has a verb, be it at its beginning, where a headline leaves out `I`, or in `it's`."""
    short = any(
        plain(word).endswith(("n't", "'m", "'re", "'ll", "'ve")) or plain(word) in {"it's", "that's"}
        for word in claim
    )
    return short or predicate(claim) is not None or plain(claim[0]) in AUXILIARIES


def _of_study(who: str) -> str:
    """`new study` as `Study`."""
    words = who.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].casefold() in _LED else who


def _is_speaker(who: str, claim: str, text: str) -> bool:
    words = who.split()
    points = (
        bool(words)
        and not words[0].isupper()
        and plain(words[0]).partition("'")[0] in POINTS_BACK | {"that", "here", "there"}
    )
    asks = claim.endswith("?") or plain(words[0] if words else "") in ASKING
    if not words or points or asks or predicate(words) is not None:
        return False
    last, begun = plain(words[-1]), [plain(word) for word in words]
    if last in SPEAKERS or (begun[0] in SPEAKERS and _NAMED.match(" ".join(words[1:]) or "-")):
        return True
    if not _NAMED.match(who):
        return _has_title(begun)
    if re.search(
        rf"\b{re.escape(words[-1])},? (?:[A-Z]\w+,? )?(?:has |have |had |also )?(?:said|says|told|tells|warned|wrote|argued|added|insisted|stated|claimed|revealed|asserted|tweeted)\b|\b(?:said|says) (?:[A-Z]\w+ ){{0,2}}{re.escape(words[-1])}\b",
        text,
    ):
        return True
    is_name = bool(re.match(r"[\w.-]+[’']s\s", who)) or len(words) >= 2
    spoken = [plain(word) for word in claim.split()]
    if not claim:
        is_name = is_name or re.search(rf"\b{re.escape(who)}\b", text) is not None
        return is_name or _has_title(begun)
    if len(words) <= 2 and not any(char.isdigit() for char in who):
        verb = predicate(claim.split())
        states = verb is not None and (verb.copula or (verb.verb is not None and verb.verb.form == "ing"))
        spoken += ["not"] if states or set(spoken) & {"is", "are", "was", "were"} else []
    return (
        claim[:1] in "‘“\"'„«"
        or (bool(set(spoken) & _OPINION) and predicate(claim.split()) is not None)
        or _has_title(begun)
    )


def _has_title(begun: list[str]) -> bool:
    """`Fed President Charles Plosser`: an office among the words before the name."""
    return len(begun) > 1 and bool(
        set(begun[:-1])
        & (
            SPEAKERS
            - {"report", "reports", "review", "reviews", "data", "rights", "court", "police", "who", "paper"}
        )
    )


def first_said(claim: str) -> Iterator[str]:
    """`Not suffering` of `Not suffering, it's just a word`: what is said before a comma, where it is whole."""
    first, comma, rest = claim.partition(", ")
    words, led = first.split(), plain(rest.partition(" ")[0])
    if not comma or len(words) < 2 or not is_whole(first) or plain(words[0]) in ENGLISH.dangling - {"not"}:
        return
    verb = VERBS.get(led)
    anew = led.partition("'")[0] in POINTS_BACK | ENGLISH.articles | AUXILIARIES | _PRONOUNS
    goes_on = led in ENGLISH.conjunctions | {"who", "which", "where"} or not (
        anew or (verb and verb.form == "base")
    )
    told = predicate(words) is not None or plain(words[0]) in {"not", "i'm", "we're", "it's", "there's"}
    if told and not goes_on and may_stand_last(words):
        yield first
