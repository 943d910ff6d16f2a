"""What only a page's machinery says: notices, walls of consent, disclaimers, the buttons' answers."""

from digest.collect.phrases import Phrasebook
from digest.collect.phrases import phrase as _phrase

NOTICES = Phrasebook(
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
    _phrase(
        "found exist exists moved removed deleted available",
        r"\A\W*(?:(?:sorry|oops|unfortunately|whoops)\b\W*)?(?:the|this|that) (?:page|article|story|content|url|link)\b[^.]{0,60}\b(?:(?:could|can) ?(?:not|n[’']t) be found|not found|(?:no longer|does ?n[o’']t|doesn[’']t) exists?|been (?:moved|removed|deleted)|(?:no longer|not) available)\b",
    ),
    _phrase("human robot browser security traffic", r"\b(?:verify|confirm|prove) (?:that )?you(?:[’']re| are) (?:not a robot|(?:a )?human)\b|\bchecking your browser\b|\bcomplete the security check\b|\bunusual traffic from your\b|\bare you a (?:robot|human)\b"),
    _phrase("permission denied access", r"\byou (?:do not|don[’']t) have permission to access\b|\baccess (?:to this page )?(?:has been |is )?denied\b"),
    _phrase("save", r"\bsubscribe\s*(?:&|and)\s*save\b"),
    _phrase("comment comments commenting", r"\b(?:view|post|leave|read|show|see|hide|load) (?:all |more |the |a )*comments?\b|\bcomments (?:are|is) (?:closed|moderated)\b|\b(?:sign|log)(?:ged)? in to (?:post a |leave a )?comment\b|\byou are commenting using\b|\bnotify me of (?:new|follow)|\bhow your comment data\b"),
    _phrase("browser", r"\b(?:read|view|open|see) (?:it|this)?.{0,20}\bin (?:your|a|the) (?:web )?browser\b"),
    _phrase("receive receiving unsubscribe preferences list", r"\byou(?:[’']re| are)? (?:receive|receiving|getting|get) this\b|\bunsubscribe\b|\bmanage (?:your )?(?:e-?mail )?preferences\b|\bleave the list\b"),
    _phrase("notes note", r"\A\W*notes? (?:for|to) (?:the )?editors?\b"),
    _phrase("ad adblock adblocker", r"\bad[- ]?block"),
    _phrase("earlier updated corrected correction clarification", r"\bthis (?:story|article|report|page|piece) (?:has been|was) (?:updated|corrected|amended)\b|\ban earlier version of this\b|\A\W*(?:correction|clarification)\s*[:(]"),
    _phrase("contributed", r"\bcontributed (?:to|reporting to) this (?:report|story|article)\b"),
    _phrase("expressed", r"\b(?:views|opinions) expressed\b.{0,60}\b(?:author|writer|contributor|own)"),
    _phrase("sell", r"\bdo not sell\b.{0,20}\binformation\b"),
    _phrase("powered", r"\A\W*powered by .{2,30}\Z"),
    _phrase("played playback", r"\b(?:video|audio|media)\b.{0,20}\b(?:cannot|can[’']t|could not) be played\b|\bmedia playback\b"),
    _phrase("source sources", r"\A\W*sources?\s*:\s*(?:\S+\s?){1,5}\Z"),
    _phrase("tags topics filed categories category", r"\A\W*(?:tags|(?:related )?topics|filed under|categor(?:y|ies))\s*:.{0,150}\Z"),
    _phrase("subscribers subscriber members", r"\bsubscribers?[- ]only\b|\b(?:for|to) (?:\w+ )?(?:subscribers|members)(?: only)?\W*\Z"),
    _phrase("apply", r"\bterms apply\b"),
    _phrase("loading wait", r"\A\W*loading\b.{0,20}\Z|\bplease wait\W*\Z"),
    _phrase("fields", r"\brequired fields are marked\b"),
)  # fmt: skip
"""What only a page's machinery says: one of them is enough."""
