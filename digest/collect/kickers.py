"""The words that publishers set above headlines and over lists of other stories."""

import re

from digest.collect import abroad

_NAMES = (
    "today['’]s big question|the big question|big question|speed read|talking points?|the explainer|explainer|instant opinion|in depth|in-depth|in the spotlight|"
    "under the radar|why everyone['’]s talking about|the week in brief|feature|features|briefing|the briefing|daily briefing|opinion|analysis|comment|"
    "review|film review|book review|film|podcast|the long read|long read|profile|interview|obituary|obituaries|editorial|fact check|"
    "cartoons?|quiz|puzzles?|q&a|essay|perspective|perspectives|column|columnist|exclusive|breaking(?: news)?|deep dive|spotlight|"
    "getting to grips with|getting the flavour of|pros and cons|recipe of the week|book of the week|film of the week|properties of the week|"
    "tall tales|history in the making|person of the week|great reads|quote of the day|statistic of the day|number of the day|good day, bad day|the check-in|"
    "week in pictures|in pictures|politics|business|culture|science|health|world|travel|money|tech|technology|sport|sports|lifestyle|"
    "environment|education|climate|food|arts|books|live|video|watch|gallery|investigation|news analysis|letters?|advice|guide|how to|first person|photos|newsmakers?|"
    r"the \w+(?: \w+)? recommends|\w+ recommends|what to (?:read|watch|see)|where things stand|behind the headlines|the latest|commentary|dispatch|special report|the big story"
)
_LINE = re.compile(_NAMES, re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?P<kicker>(?i:{_NAMES}))(?:\s*[:|•·]\s*|\s+)(?=[A-Z\"“‘'0-9])(?P<rest>.+)", re.DOTALL
)
_RELATED_HEAD = re.compile(
    r"(?:(?:you (?:may|might) (?:also )?(?:like|be interested in|enjoy|have missed))|related(?: (?:stories|articles|content|topics|news|coverage|reading|links|posts|post|story|article))?|"
    r"see related|more (?:from|on|in|like|stories|news|coverage|to read|about)\b.{0,60}|recommended(?: (?:for you|reading|stories|articles))?|read (?:next|this next|also|more about)|"
    r"(?:the )?(?:latest|top|most read|most popular|must reads?|trending|popular|editor[’']s picks?|what to read next|up next|also (?:read|see|in this)|don[’']t miss|around the web|"
    r"today[’']s (?:top )?(?:stories|picks|headlines)|further reading|explore more|in case you missed it|keep reading|from our partners|sponsored (?:stories|links)|"
    r"best of|recent (?:posts|articles|stories)|featured(?: stories)?)(?: (?:stories|articles|news|videos?|on|from|in|posts|headlines)\b.{0,40})?)[\s:.…▸>»]*",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"\W*(?:related(?: (?:story|stories|article|coverage|post))?|read(?: more| also| next)?|also read|see also|more on this|more|watch(?: now)?|listen(?: now)?|don[’']t miss|recommended|must read|in pics|"
    r"in pictures|from the archives?|click to read|see more)\s*(?:[:|–—>»]|-\s)\s*(?P<headline>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def is_kicker(text: str) -> bool:
    """Say whether a whole line is a kicker."""
    return len(text) < 60 and bool(_LINE.fullmatch(text.strip()))


def split(text: str) -> tuple[str | None, str | None]:
    """Split `Speed Read The ruling was ...` into its kicker and the rest; either may be missing."""
    if is_kicker(text):
        return text.strip(), None
    match = _BEFORE.fullmatch(text)
    return (match["kicker"], match["rest"]) if match else (None, text)


def heads_related(text: str) -> bool:
    """Say whether a line heads a list of other stories ("You may also like")."""
    return (len(text) < 90 and bool(_RELATED_HEAD.fullmatch(text))) or abroad.heads_related(text)


def linked_headline(text: str) -> str | None:
    """Return the headline of a link to another story between the paragraphs (`Read more: ...`), or None."""
    match = _INLINE.fullmatch(text) if len(text) < 250 else None
    return match["headline"] if match else abroad.linked_headline(text)
