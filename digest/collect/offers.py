"""How a page offers or asks for something, in general; and the words that tell an offer from news about one."""

from digest.collect.phrases import Phrasebook, words_of
from digest.collect.phrases import phrase as _phrase

OFFERS = Phrasebook(
    _phrase("newsletter newsletters letter letters", r"\bnews ?letters?\b"),
    _phrase("inbox email mail mailbox phone door letterbox feed", r"\b(?:to|in|into) your (?:inbox|e-?mail|mailbox|phone|door|letterbox|feed)\b|\binbox\b"),
    _phrase("free", r"\bfree (?:daily |weekly |morning |evening )*(?:e-?mails?|newsletters?|digest|briefing|round-?up|issues?|trial|account|app|articles?|copy|gift|delivery)\b"),
    _phrase("sign signing signup signin log login", r"\b(?:sign|signing)[ -]?(?:up|in)\b|\blog[ -]?in\b"),
    _phrase("subscribe subscriber subscribers subscribing subscription subscriptions membership member members supporter patron", r"\bsubscri(?:be|ber|bers|bing|ption|ptions)\b|\bmembership\b|\bmembers?[- ]only\b|\bbecome an? (?:\w+ )?(?:member|supporter|patron)\b"),
    _phrase("register registered registering account", r"\bregister(?:ed|ing)?\b|\b(?:create|activate|open) (?:an|a free|your|my) (?:\w+ )?account\b"),
    _phrase("access unlock read reading", r"\b(?:unlimited|full|instant) (?:\w+ )?access\b|\bunlock\b|\b(?:access|read|reading) (?:to )?(?:all|every|more|unlimited|this) (?:\w+ )?(?:articles?|stories|content|story)\b"),
    _phrase("continue keep read finish", r"\b(?:continue|keep|finish) reading\b|\bread (?:the )?(?:full|rest|whole|entire) (?:story|article|interview|of)\b"),
    _phrase("article articles", r"\b(?:remaining|left) (?:free )?articles?\b|\b(?:free )?articles? (?:remaining|left|this month|per month|a month)\b|\blimit of (?:free )?articles\b"),
    _phrase("cancel off offer offers limited deals discounts discount", r"\bcancel (?:or pause )?(?:any ?time|at any time)\b|\b\d{1,2}% off\b|\b(?:special|introductory) offer\b|\blimited[- ]time\b|\bexclusive (?:offers?|deals?|discounts?)\b|\bdiscount code\b"),
    _phrase(
        "week month year issue issues day quarter months weeks years free",
        r"\b(?:for|from) (?:just|only|as little as|less than)? ?[£$€]\d+(?:\.\d\d)? ?(?:a|per|for|an|each|/) ?(?:the )?(?:first )?(?:\d+ )?(?:week|month|year|issue|day|quarter)s?\b"
        r"|\b(?:\d+|\w+) (?:free )?(?:issues|weeks|months) (?:free|for (?:just |only )?(?:one|two|three|five|ten|[£$€]\d+))\b|\bfirst \w+ (?:issues|months|weeks) (?:free|for)\b",
    ),
    _phrase("app store play download", r"\b(?:app store|google play|download (?:our|the|it|now|today)|get the app|our (?:\w+ )?app)\b"),
    _phrase("follow like join find connect", r"\b(?:follow|like|join|find|connect with) (?:us|me|our|@\w+)\b|\b(?:follow|like|find|join) [\w@’' ]{2,40} on (?:twitter|x|facebook|instagram|threads|bluesky|linkedin|tiktok|youtube)\b"),
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
    _phrase("like enjoy enjoyed enjoying love loved", r"\b(?:like|enjoy(?:ed|ing)?|loved?) (?:what you|this(?: (?:story|article|post))?|our)\b|\bhope you(?:[’']re| are) enjoying\b"),
    _phrase("miss must matters", r"\b(?:never|don[’']t) miss (?:an?|out|another)\b|\bmust-reads?\b|\bnews that matters\b"),
    _phrase("daily weekly", r"\b(?:daily|weekly) e-?mails?\b"),
    _phrase("little just only", r"\b(?:from|for) (?:as little as|just|only) [£$€]\d"),
    _phrase("subscribe sign register visit try", r"\bto (?:read|see|get|hear|find out|continue|keep|learn)\b.{0,50},? (?:subscribe|sign up|register|visit our|try)\b"),
    _phrase("buy", r"\bbuy (?:us|me) an? \w+"),
    _phrase("alerts alert notifications notification", r"\b(?:breaking[- ]news|e-?mail|text|push|news) alerts?\b|\bpush notifications?\b"),
    _phrase("click tap information more also", r"\b(?:click|tap) (?:here|on|below|the)\b|\bfor more (?:information|stories|news|on this|coverage|from)\b|\bread more\b|\bsee (?:more|also|all)\b|\bplease visit\b"),
    _phrase("buy order shop gift preorder tickets", r"\bbuy (?:now|tickets|it now|the (?:print|magazine))\b|\border (?:now|your copy|today)\b|\bshop (?:now|the)\b|\bgift (?:subscription|card)\b|\bpre-?order\b"),
    _phrase("issue edition magazine subscribers print digital", r"\b(?:the|this week[’']s|our) (?:print|latest|new) (?:issue|edition|magazine)\b|\b(?:print|digital) (?:\+ ?digital )?(?:subscription|subscribers?|edition)\b"),
)  # fmt: skip
"""What is offered or asked; news reports use the words too, so the voice has to be an offer's as well."""

VOICE = frozenset(("you", "your", "yours", "our", "ours", "us", "we", "me", "my"))
ABOUT_NEWS = words_of(
    "news stories story headlines headline analysis perspective perspectives journalism article articles "
    "magazine briefing podcast podcasts newsletter newsletters inbox features opinion coverage reporting "
    "insight insights update updates facts best editors readers deals tips"
)
ORDERS = words_of(
    "escape get sign subscribe join discover try download follow read see watch listen enjoy save start "
    "unlock support become stay keep explore learn find visit click tap shop buy order share check "
    "upgrade register log create enter choose receive browse view access claim treat catch hear help "
    "donate give make go add activate continue contact email send write tell let take delve dive sharpen "
    "broaden cut be know understand meet test play search scroll select open use tweet like bookmark don "
    "never want looking enjoying love ready please"
)
"""The words that an offer begins its sentences with."""

REPORTED = words_of(
    "said says told according reported announced added wrote argued testified filed court police official "
    "officials government"
)
"""Words by which news is told."""
