"""What pages say around their articles, in general: offers, walls, notices and buttons.

A phrase is looked for only in a line that has one of its trigger words: most lines have none, and cost nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A turn of phrase; `triggers` are words of which any line that has the phrase holds at least one."""

    triggers: frozenset[str]
    pattern: re.Pattern[str]


def words_of(text: str) -> frozenset[str]:
    """Return the words of a line in small letters, to be compared with triggers."""
    return frozenset(_WORD.findall(text.lower()))


def _phrase(triggers: str, pattern: str) -> Phrase:
    return Phrase(frozenset(triggers.split()), re.compile(pattern, re.IGNORECASE))


def found(phrases: Iterable[Phrase], text: str, words: frozenset[str]) -> Iterator[re.Match[str]]:
    """Yield the first match of each phrase that is in `text`, whose words are `words`."""
    for phrase in phrases:
        if not phrase.triggers.isdisjoint(words) and (match := phrase.pattern.search(text)):
            yield match


NOTICES = (
    _phrase("subscribed successful", r"\byou (?:are|have) (?:now |successfully )*subscribed\b|\bsign-?up was successful\b"),
    _phrase("thank thanks", r"\bthank(?:s| you) for (?:signing up|subscribing|registering|your (?:subscription|registration))\b"),
    _phrase("verification valid email", r"\bverification e-?mail\b|\bplease (?:check|enter) (?:your|a valid) e-?mail\b|\benter your e-?mail\b"),
    _phrase("email name", r"\be-?mail address will not be published\b|\bsave my name,? e-?mail\b|\bcheck your e-?mail address(?:es)?\b"),
    _phrase("problem refresh try javascript", r"\bthere was a problem\b.*\brefresh\b|\bplease (?:refresh the page|try again later|enable javascript)\b"),
    _phrase(
        "submitting signing subscribing clicking entering continuing registering providing",
        r"\bby (?:submitting|signing up|subscribing|clicking|entering|continuing|registering|providing)\b.*\b(?:you |your |terms|policy|agree)",
    ),
    _phrase("partners unsubscribe offers", r"\bcontact me with news and offers\b|\bon behalf of our (?:trusted )?partners\b|\byou can unsubscribe at any ?time\b"),
    _phrase("terms privacy cookie", r"\bterms (?:and|&) conditions\b|\bterms of (?:use|service)\b|\bprivacy (?:policy|notice)\b|\bcookie (?:policy|settings|preferences|notice)\b"),
    _phrase("cookies consent", r"\b(?:we|this (?:web)?site|our (?:web)?site|and our partners|which|that) uses? cookies\b|\baccept (?:all )?cookies\b|\b(?:manage|necessary|essential) (?:your )?(?:cookies|consent)\b"),
    _phrase("rights", r"\ball rights reserved\b"),
    _phrase("copyright c", r"\A\W*(?:\(c\)|copyright)\b.{0,80}\Z"),
    _phrase("published reproduced reprinted republished redistributed", r"\bmay (?:not )?be (?:published|reproduced|reprinted|republished|redistributed)\b"),
    _phrase("article story reading scroll", r"\b(?:article|story) continues (?:below|after)\b|\bscroll (?:down )?(?:to|for) (?:continue|more)\b|\bcontinue reading below\b"),
    _phrase("commission affiliate", r"\bmay (?:earn|receive|get) (?:a|an|some)? ?(?:\w+ )?commission\b|\baffiliate (?:links?|commission|program\w*)\b|\bcontains affiliate\b"),
    _phrase(
        "originally first",
        r"\bthis (?:article|story|piece|post|content|review|interview)\b[^.]{0,40}\b(?:originally|first) (?:appeared|published|ran)\b|\A\W*(?:originally|first) published (?:in|on|by|at)\b",
    ),
    _phrase("browser javascript", r"\b(?:your|this) browser (?:does not|doesn[’']t) support\b|\bjavascript (?:is|must be)\b|\brequires javascript\b"),
    _phrase("save", r"\bsubscribe\s*(?:&|and)\s*save\b"),
    _phrase("comment comments commenting", r"\b(?:view|post|leave|read|show|see|hide|load) (?:all |more |the |a )*comments?\b|\bcomments (?:are|is) (?:closed|moderated)\b|\b(?:sign|log)(?:ged)? in to (?:post a |leave a )?comment\b|\byou are commenting using\b|\bnotify me of (?:new|follow)|\bhow your comment data\b"),
    _phrase("browser", r"\b(?:read|view|open|see) (?:it|this)?.{0,20}\bin (?:your|a|the) (?:web )?browser\b"),
    _phrase("receive receiving unsubscribe preferences list", r"\byou(?:[’']re| are)? (?:receive|receiving|getting|get) this\b|\bunsubscribe\b|\bmanage (?:your )?(?:e-?mail )?preferences\b|\bleave the list\b"),
    _phrase("notes note", r"\A\W*notes? (?:for|to) (?:the )?editors?\b"),
    _phrase("loading wait", r"\A\W*loading\b.{0,20}\Z|\bplease wait\W*\Z"),
    _phrase("fields", r"\brequired fields are marked\b"),
)  # fmt: skip
"""What only a page's machinery says: one of them is enough."""

OFFERS = (
    _phrase("newsletter newsletters letter letters", r"\bnews ?letters?\b"),
    _phrase("inbox email mail mailbox phone door letterbox feed", r"\b(?:to|in|into) your (?:inbox|e-?mail|mailbox|phone|door|letterbox|feed)\b|\binbox\b"),
    _phrase("free", r"\bfree (?:daily |weekly |morning |evening )*(?:e-?mails?|newsletters?|issues?|trial|account|app|articles?|copy|gift|delivery)\b"),
    _phrase("sign signing signup signin log login", r"\b(?:sign|signing)[ -]?(?:up|in)\b|\blog[ -]?in\b"),
    _phrase("subscribe subscriber subscribers subscribing subscription subscriptions membership member members supporter patron", r"\bsubscri(?:be|ber|bers|bing|ption|ptions)\b|\bmembership\b|\bmembers?[- ]only\b|\bbecome an? (?:\w+ )?(?:member|supporter|patron)\b"),
    _phrase("register registered registering account", r"\bregister(?:ed|ing)?\b|\b(?:create|activate|open) (?:an|a free|your|my) (?:\w+ )?account\b"),
    _phrase("access unlock read reading", r"\b(?:unlimited|full|instant) (?:\w+ )?access\b|\bunlock\b|\b(?:access|read|reading) (?:to )?(?:all|every|more|unlimited|this) (?:\w+ )?(?:articles?|stories|content|story)\b"),
    _phrase("continue keep read finish", r"\b(?:continue|keep|finish) reading\b|\bread (?:the )?(?:full|rest|whole|entire) (?:story|article|interview|of)\b"),
    _phrase("article articles", r"\b(?:remaining|left) (?:free )?articles?\b|\b(?:free )?articles? (?:remaining|left|this month|per month|a month)\b|\blimit of (?:free )?articles\b"),
    _phrase("cancel off offer offers limited deals discounts discount", r"\bcancel (?:any ?time|at any time)\b|\b\d{1,2}% off\b|\b(?:special|introductory) offer\b|\blimited[- ]time\b|\bexclusive (?:offers?|deals?|discounts?)\b|\bdiscount code\b"),
    _phrase(
        "week month year issue issues day quarter months weeks years free",
        r"\b(?:for|from) (?:just|only|as little as|less than)? ?[£$€]\d+(?:\.\d\d)? ?(?:a|per|for|an|each|/) ?(?:the )?(?:first )?(?:\d+ )?(?:week|month|year|issue|day|quarter)s?\b"
        r"|\b(?:\d+|\w+) (?:free )?(?:issues|weeks|months) (?:free|for (?:just |only )?(?:one|two|three|five|ten|[£$€]\d+))\b|\bfirst \w+ (?:issues|months|weeks) (?:free|for)\b",
    ),
    _phrase("app store play download", r"\b(?:app store|google play|download (?:our|the|it|now|today)|get the app|our (?:\w+ )?app)\b"),
    _phrase("follow like join find connect", r"\b(?:follow|like|join|find|connect with) (?:us|me|our|@\w+)\b|\bfollow [\w@ ]{2,40} on (?:twitter|x|facebook|instagram|threads|bluesky|linkedin|tiktok|youtube)\b"),
    _phrase("share tweet email print save bookmark copy", r"\b(?:share|tweet|e-?mail|print|save|bookmark|copy) (?:this|on|via|the) ?(?:article|story|page|post|link|facebook|twitter|whatsapp|reddit)?\b"),
    _phrase("podcasts podcast spotify listen wherever", r"\bapple podcasts\b|\bspotify\b|\bwherever you (?:get|listen)\b|\blisten to (?:the|our|this|more) (?:\w+ )*(?:podcasts?|episodes?)\b"),
    _phrase(
        "support fund back journalism donate contribution donation",
        r"\b(?:support|fund|back) (?:our|independent|local|quality|the \w+) ?(?:\w+ )?(?:journalism|journalists|reporting|newsroom)\b|\bour journalism\b|\bdonate\b|\bmake a (?:contribution|donation)\b",
    ),
    _phrase(
        "got have email send let join tell",
        r"\b(?:got|have|do you have) (?:a|an|any)? ?(?:news )?(?:tips?|confidential)\b|\be-?mail (?:us|me|him|her|them) at\b|\bsend (?:us|in) (?:your|a|an) \w+\b|\bsend your (?:tips|letters|views|questions|stories|pictures|photos)\b"
        r"|\blet us know\b|\btell us what\b|\bjoin the (?:conversation|discussion|debate)\b",
    ),
    _phrase("like enjoy enjoyed enjoying love loved", r"\b(?:like|enjoy(?:ed|ing)?|loved?) (?:what you|this (?:story|article|post)|our)\b"),
    _phrase("buy", r"\bbuy (?:us|me) an? \w+"),
    _phrase("alerts alert notifications notification", r"\b(?:breaking[- ]news|e-?mail|text|push|news) alerts?\b|\bpush notifications?\b"),
    _phrase("click tap information more also", r"\b(?:click|tap) (?:here|on|below|the)\b|\bfor more (?:information|stories|news|on this|coverage|from)\b|\bread more\b|\bsee (?:more|also|all)\b|\bplease visit\b"),
    _phrase("buy order shop gift preorder tickets", r"\bbuy (?:now|tickets|it now|the (?:print|magazine))\b|\border (?:now|your copy|today)\b|\bshop (?:now|the)\b|\bgift (?:subscription|card)\b|\bpre-?order\b"),
    _phrase("issue edition magazine subscribers print digital", r"\bin (?:the|this week[’']s|our) (?:print|latest|new) (?:issue|edition|magazine)\b|\b(?:print|digital) (?:\+ ?digital )?(?:subscription|subscribers?|edition)\b"),
)  # fmt: skip
"""What is offered or asked; news reports use the words too, so the voice has to be an offer's as well."""

VOICE = frozenset(("you", "your", "yours", "our", "ours", "us", "we", "me", "my"))
ABOUT_NEWS = frozenset(
    [
        "news",
        "stories",
        "story",
        "headlines",
        "headline",
        "analysis",
        "perspective",
        "perspectives",
        "journalism",
        "article",
        "articles",
        "magazine",
        "briefing",
        "podcast",
        "podcasts",
        "newsletter",
        "newsletters",
        "inbox",
        "features",
        "opinion",
        "coverage",
        "reporting",
        "insight",
        "insights",
        "update",
        "updates",
        "facts",
        "best",
        "editors",
        "readers",
        "deals",
        "tips",
    ]
)
ORDERS = frozenset(
    [
        "escape",
        "get",
        "sign",
        "subscribe",
        "join",
        "discover",
        "try",
        "download",
        "follow",
        "read",
        "see",
        "watch",
        "listen",
        "enjoy",
        "save",
        "start",
        "unlock",
        "support",
        "become",
        "stay",
        "keep",
        "explore",
        "learn",
        "find",
        "visit",
        "click",
        "tap",
        "shop",
        "buy",
        "order",
        "share",
        "check",
        "upgrade",
        "register",
        "log",
        "create",
        "enter",
        "choose",
        "receive",
        "browse",
        "view",
        "access",
        "claim",
        "treat",
        "catch",
        "hear",
        "help",
        "donate",
        "give",
        "make",
        "go",
        "add",
        "activate",
        "continue",
        "contact",
        "email",
        "send",
        "write",
        "tell",
        "let",
        "take",
        "delve",
        "dive",
        "sharpen",
        "broaden",
        "cut",
        "be",
        "know",
        "understand",
        "meet",
        "test",
        "play",
        "search",
        "scroll",
        "select",
        "open",
        "use",
        "tweet",
        "like",
        "bookmark",
        "don",
        "never",
        "want",
        "looking",
        "enjoying",
        "love",
        "ready",
        "please",
    ]
)
"""The words that an offer begins its sentences with."""

REPORTED = frozenset(
    [
        "said",
        "says",
        "told",
        "according",
        "reported",
        "announced",
        "added",
        "wrote",
        "argued",
        "testified",
        "filed",
        "court",
        "police",
        "official",
        "officials",
        "government",
    ]
)
"""Words by which news is told."""
