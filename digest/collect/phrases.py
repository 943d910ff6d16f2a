"""What pages say around their articles, in general: offers, walls, notices, credits, kickers and other furniture."""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


NOTICE = _any(
    r"\byou are now subscribed\b",
    r"\b(?:newsletter )?sign-?up was successful\b",
    r"\bthank(?:s| you) for (?:signing up|subscribing|registering|your subscription)\b",
    r"\byou will receive a verification email\b|\bplease (?:check|enter) (?:your|a valid) email\b|\benter your email\b",
    r"\bthere was a problem\b.*\brefresh\b|\bplease (?:refresh the page|try again later|enable javascript)\b",
    r"\bby (?:submitting|signing up|subscribing|clicking|entering|continuing|registering|providing)\b.*\b(?:you |your |terms|policy|agree)",
    r"\b(?:contact me with news and offers|on behalf of our trusted partners|you can unsubscribe at any ?time)\b",
    r"\b(?:terms (?:and|&) conditions|terms of (?:use|service)|privacy (?:policy|notice)|cookie (?:policy|settings|preferences))\b",
    r"\bwe (?:and our partners )?use cookies\b|\baccept (?:all )?cookies\b|\bmanage (?:your )?(?:cookies|consent)\b",
    r"\ball rights reserved\b|\A\s*(?:©|\(c\)|copyright\b).{0,80}\Z|\bmay not be (?:published|reproduced|reprinted|republished|redistributed)\b",
    r"\A(?:advert(?:isement|ising)?|skip (?:advert\w*|ad)|sponsored(?: content)?|promoted(?: content)?|paid (?:post|content)|ad)\W*\Z",
    r"\b(?:article|story) continues (?:below|after)\b|\bscroll (?:down )?to continue\b|\bcontinue reading below\b",
    r"\b(?:we|publisher|site|this page) may (?:earn|receive|get) (?:a|an|some)? ?(?:\w+ )?commission\b|\baffiliate (?:links?|commission)\b|\bcontains affiliate\b",
    r"\bthis (?:article|story|piece|post|content|review)\b[^.]{0,40}\b(?:originally|first) (?:appeared|published|ran)\b|\boriginally published (?:in|on|by|at)\b",
    r"\b(?:your|this) browser (?:does not|doesn[’']t) support\b|\bjavascript (?:is|must be)\b",
    r"\bsubscribe\s*(?:&|and)\s*save\b",
    r"\b(?:view|post|leave|read|show|see|hide|load) (?:all |more |the |a )*comments?\b|\bcomments (?:are )?(?:closed|on this)\b|\bsign in to comment\b",
)
"""Lines that only a page's machinery says: one such phrase is enough."""

OFFER = _any(
    r"\bnews ?letters?\b",
    r"\b(?:to|in|into) your (?:inbox|email|mailbox|phone|door|letterbox|feed)\b",
    r"\bfree (?:daily |weekly |morning |evening )*(?:e-?mails?|newsletters?|issues?|trial|account|app|articles?|copy|gift|delivery)\b",
    r"\b(?:sign|signing) ?(?:-| )?(?:up|in)\b|\blog ?(?:-| )?in\b",
    r"\bsubscri(?:be|ber|bers|bing|ption|ptions)\b|\bmembership\b|\bmembers?[- ]only\b|\bbecome a (?:member|supporter|patron)\b",
    r"\bregister(?:ed|ing)?\b|\b(?:create|activate|open) (?:an|a free|your|my) (?:\w+ )?account\b",
    r"\bunlimited (?:\w+ )?access\b|\bunlock\b|\b(?:access|read|reading) (?:to )?(?:all|every|more|unlimited|this) (?:\w+ )?(?:articles?|stories|content|story)\b",
    r"\bcontinue reading\b|\bkeep reading\b|\bread (?:the )?(?:full|rest|whole|entire) (?:story|article|interview|of)\b",
    r"\b(?:remaining|left) (?:free )?articles?\b|\b(?:free )?articles? (?:remaining|left|this month|per month|a month)\b|\blimit of (?:free )?articles\b",
    r"\bcancel (?:any ?time|at any time)\b|\b\d{1,2}% off\b|\bspecial offer\b|\blimited[- ]time\b|\bexclusive (?:offers?|deals?|discounts?)\b|\bdiscount code\b",
    r"\b(?:for|from) (?:just|only|as little as|less than)? ?[£$€]\d+(?:\.\d\d)? ?(?:a|per|for|an|each|/) ?(?:the )?(?:first )?(?:\d+ )?(?:week|month|year|issue|day|quarter)s?\b|\b\d+ (?:free )?(?:issues|weeks|months) (?:free|for)\b|\bfirst \w+ (?:issues|months|weeks) (?:free|for)\b",
    r"\b(?:app store|google play|download (?:our|the|it|now|today)|get the app|our (?:\w+ )?app)\b",
    r"\b(?:follow|like|join|find|connect with) (?:us|me|our|@\w+)\b|\bfollow [\w@ ]{2,40} on (?:twitter|x|facebook|instagram|threads|bluesky|linkedin|tiktok|youtube)\b",
    r"\b(?:share|tweet|email|print|save|bookmark|copy) (?:this|on|via|to|link|the) ?(?:article|story|page|post|link|facebook|twitter|whatsapp|reddit)?\b",
    r"\b(?:apple podcasts|spotify|wherever you (?:get|listen)|listen to (?:the|our|this|more) (?:\w+ )*(?:podcasts?|episodes?))\b",
    r"\b(?:support|fund|back) (?:our|independent|local|quality|us|the \w+) ?(?:\w+ )?(?:journalism|journalists|reporting|newsroom)?\b|\bour journalism\b|\bdonate\b|\bmake a (?:contribution|donation)\b",
    r"\b(?:got|have|do you have) (?:a|an|any)? ?(?:news )?(?:tips?|story|stories|confidential)\b|\bemail (?:us|me|him|her|them) at\b|\bsend (?:us|your) (?:tips|letters|views|questions|stories)\b|\blet us know\b|\bjoin the (?:conversation|discussion|debate)\b",
    r"\b(?:breaking[- ]news|e-?mail|text|push) alerts?\b|\bpush notifications?\b",
    r"\b(?:click|tap) (?:here|on|below|the)\b|\bfor more (?:information|stories|news|on this|coverage|from)\b|\bread more\b|\bsee (?:more|also|all)\b",
    r"\bbuy (?:now|tickets|it now|the (?:print|magazine))\b|\border (?:now|your copy|today)\b|\bshop (?:now|the)\b|\bgift (?:subscription|card)\b|\bpre-?order\b",
    r"\b(?:in (?:the|this week[’']s|our) (?:print|latest|new) (?:issue|edition|magazine))\b|\b(?:print|digital) (?:\+ ?digital )?(?:subscription|subscribers?|edition)\b",
)
"""What is offered or asked; news reports use the words too, so the voice has to be an offer's as well."""

VOICE = re.compile(
    r"\b(?:you|your|yours|you[’']re|you[’']ll|you[’']ve|our|ours|us|we|we[’']re|we[’']ll|we[’']ve|me|my)\b",
    re.IGNORECASE,
)
ABOUT_NEWS = re.compile(
    r"\b(?:news|stories|story|headlines?|analysis|perspectives?|journalism|articles?|magazine|briefing|podcasts?|newsletters?|"
    r"inbox|features|opinion|coverage|reporting|insights?|updates?|facts|best of|must-reads?|editors?|readers?|deals?|tips)\b",
    re.IGNORECASE,
)
IMPERATIVE = re.compile(
    r"(?:please\s+|don[’']t miss\b|never miss\b|want\b|looking for\b|like this\b|enjoying\b|love\b|ready to\b|why not\b)?"
    r"(?:escape|get|sign|subscribe|join|discover|try|download|follow|read|see|watch|listen|enjoy|save|start|unlock|support|become|"
    r"stay|keep|explore|learn|find|visit|click|tap|shop|buy|order|share|check|upgrade|register|log|create|enter|choose|receive|"
    r"browse|view|access|claim|treat|catch|hear|help|donate|give|make|go|add|activate|continue|contact|email|send|write|tell|let|take|delve|dive|"
    r"sharpen|broaden|cut|be|know|understand|meet|test|play|search|scroll|select|open|use|tweet|like|bookmark|don[’']t|never|want|"
    r"looking|enjoying|love|ready|get)\b",
    re.IGNORECASE,
)
"""The verbs that an offer begins its sentences with."""

REPORTED = re.compile(
    r"\b(?:said|says|told|according to|reported|announced|added|wrote|argued|testified|filed|court|police|officials?|government|company[’']s)\b",
    re.IGNORECASE,
)

NAVIGATION = _any(
    r"\A(?:share|tweet|e-?mail|print|save|comments?|\d+ comments?|like|reply|post|posts|more|menu|home|search|close|next|previous|back(?: to top)?|top|"
    r"facebook|twitter|whatsapp|linkedin|pinterest|reddit|instagram|youtube|flipboard|telegram|copy link|link copied|copied|"
    r"view original|view gallery|gallery|listen|listen now|watch now|watch|play|pause|mute|loading|show more|load more|view more|see more|read more|"
    r"read (?:full|the full) (?:story|article)|read next|read more here|continue|continue reading|learn more|sign up|sign in|log ?in|register|subscribe(?: now| today)?|"
    r"follow|following|latest|trending|popular|most (?:popular|read|viewed)|topics?|tags?|filed under|in this article|table of contents|jump to.*|"
    r"share this (?:article|story|page)|share on .{2,20}|toggle .*|expand|collapse|skip to .*|go to .*|click here.*|live updates?|"
    r"newsletters?|podcasts?|video|videos|photos?|accessibility|about us|contact(?: us)?|help|faq|careers|advertise(?: with us)?|sitemap|"
    r"\d+ of \d+|\d+/\d+|\d+|[|/·•>»«<→←▸▾★☆✓✕×]+)[\s:.…▸▾>»→]*\Z"
)
"""Whole lines that are buttons or links."""

RELATED_HEAD = _any(
    r"\A(?:(?:you (?:may|might) (?:also )?(?:like|be interested in|enjoy|have missed))|related(?: (?:stories|articles|content|topics|news|coverage|reading|links|posts|story|article))?|"
    r"see related|more (?:from|on|in|like|stories|news|coverage|to read|about)\b.{0,60}|recommended(?: (?:for you|reading|stories|articles))?|read (?:next|this next|also|more about)|"
    r"(?:the )?(?:latest|top|most read|most popular|must reads?|trending|popular|editor[’']s picks?|what to read next|up next|also (?:read|see|in this)|don[’']t miss|around the web|"
    r"today[’']s (?:top )?(?:stories|picks|headlines)|further reading|explore more|in case you missed it|keep reading|from our partners|sponsored (?:stories|links)|"
    r"best of|recent (?:posts|articles|stories)|featured(?: stories)?)(?: (?:stories|articles|news|videos?|on|from|in|posts|headlines)\b.{0,40})?)[\s:▸>»]*\Z"
)
"""Headings of lists of other stories."""

KICKERS = (
    "today's big question|the big question|big question|speed read|talking points?|the explainer|explainer|instant opinion|in depth|in-depth|in the spotlight|"
    "under the radar|why everyone's talking about|the week in brief|feature|features|briefing|the briefing|daily briefing|opinion|analysis|comment|"
    "review|film review|book review|film|podcast|the long read|long read|profile|interview|obituary|obituaries|editorial|fact check|"
    "cartoons?|the week's best|quiz|puzzles?|q&a|essay|perspective|perspectives|column|columnist|exclusive|breaking(?: news)?|deep dive|spotlight|"
    "getting to grips with|getting the flavour of|pros and cons|one great .{3,20}|recipe of the week|book of the week|film of the week|properties of the week|"
    "tall tales|history in the making|person of the week|great reads|quote of the day|statistic of the day|number of the day|good day, bad day|the check-in|"
    "the blend|the week unwrapped|week in pictures|in pictures|politics|business|culture|science|health|world|travel|money|tech|technology|sport|sports|lifestyle|"
    "environment|education|climate|food|arts|books|live|video|watch|gallery|investigation|news analysis|letters?|advice|guide|how to|first person|photos|newsmakers?|"
    r"the \w+(?: \w+)? recommends|\w+ recommends|what to (?:read|watch|see)|where things stand|behind the headlines|the latest|commentary|dispatch|special report|the big story"
)
KICKER_LINE = re.compile(rf"(?:{KICKERS})", re.IGNORECASE)
KICKER_BEFORE = re.compile(
    rf"(?P<kicker>(?i:{KICKERS}))(?:\s*[:|•·]\s*|\s+)(?=[A-Z\"“‘'0-9])(?P<rest>.+)", re.DOTALL
)
"""A kicker that runs into the deck after it (`Speed Read The ruling was ...`)."""

SECTION_LABELS = re.compile(
    r"(?:what happened|who said what|what next|what(?:[’']s| is) next|what did the .{3,40} say|what (?:the )?.{3,30} (?:said|say|are saying)|"
    r"why it matters|the (?:bottom line|details|context|background|takeaway|big picture)|what to know|what we know|between the lines|the backstory|go deeper|by the numbers)[?:.]?\Z",
    re.IGNORECASE,
)
"""Headings that a publisher sets in each of its articles: never a title."""

RELATED_INLINE = re.compile(
    r"\W*(?:related(?: (?:story|stories|article|coverage))?|read(?: more| also| next)?|also read|see also|more on this|more|watch(?: now)?|listen(?: now)?|don[’']t miss|recommended|must read|in pics|"
    r"in pictures|from the archives?|click to read|see more)\s*(?:[:|–—>»]|-\s)\s*(?P<headline>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A link to another story between the paragraphs (`Read more: ...`)."""

_AGENCY = r"(?:ap|reuters|afp|epa|pa|upi|bloomberg|getty(?: images)?|shutterstock|alamy|istock|unsplash|rex features|zuma press|associated press|wire)"
CREDIT = re.compile(
    r"(?:\A|[(\[.|]\s*)(?:image|photo|picture|illustration|photograph|video|cartoon|graphic)s?(?: credits?| by| courtesy(?: of)?| via|/illustration)?\s*:\s*\S|"
    r"\b(?:image|photo|picture) credits?\b|\bcredit\s*:\s*\S|\bcourtesy of\b[^.]{0,60}\Z|"
    rf"\b{_AGENCY}(?: images| photos?)?\s*/\s*[\w .’'-]{{2,40}}\)?\Z|[\w)]\s*/\s*{_AGENCY}(?: images| photos?)?[^.]{{0,25}}\Z|"
    r"\b(?:via )?(?:getty images|shutterstock|alamy|istockphoto|afp/getty|unsplash|zuma press|rex features)\b[^.]{0,25}\Z|"
    r"\(?\bap photo\b|\A(?:photo|image|picture|photograph|illustration|screenshot|file photo|handout)s?(?: by| from| via|:)\s.{2,80}\Z|\bfile (?:photo|pic|picture|image)\b",
    re.IGNORECASE,
)
"""Who took a picture."""

PICTURE = re.compile(
    r"\A(?:(?:an? |this |the )?(?:\w+ ){0,3}(?:photo(?:graph)?|photo[- ]?(?:collage|composite|illustration|montage)|collage|illustration|cartoon|drawing|image|picture|screenshot|"
    r"screengrab|close-?up|aerial view|portrait|infographic|graphic|logo|map|chart|still|caricature|rendering)s? "
    r"(?:of|shows?|showing|depicts?|depicting|featuring|by|from|taken|in which|titled|with|is)\b|pictured\b|(?:above|below|left|right|top)\s*[:,]|"
    r"(?:an? )?(?:\w+ )?(?:woman|man|child|person|people|crowd|group of \w+|boy|girl|couple)\b.{0,60}\b(?:sits?|sitting|stands?|standing|holds?|holding|walks?|walking|looks?|looking|wears?|wearing|poses?|posing)\b[^.]*\.?\Z)",
    re.IGNORECASE,
)
"""How a picture is described to those who cannot see it."""
