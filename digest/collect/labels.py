"""Whole lines that are known by their wording: buttons and links, and the headings of a publisher's own form."""

import re

NAVIGATION = re.compile(
    r"(?:share|tweet|e-?mail|print|save|send|gift|give this article|gift this article|save for later|comments?|\d+ comments?|like|reply|post|posts|more|menu|home|search|close|next|previous|back(?: to top)?|top|"
    r"facebook|twitter|whatsapp|linkedin|pinterest|reddit|instagram|youtube|flipboard|telegram|copy link|link copied|copied|"
    r"view original|view gallery|gallery|listen|listen now|watch now|watch|play|pause|mute|loading|show more|load more|view more|see more|read more|"
    r"read (?:full|the full) (?:story|article)|read next|read more here|continue|continue reading|learn more|sign up|sign in|log ?in|register|subscribe(?: now| today)?|"
    r"follow|following|latest|trending|popular|most (?:popular|read|viewed)|topics?|tags?|filed under|in this article|table of contents|jump to.*|"
    r"share this (?:article|story|page)|share on .{2,20}|toggle .*|expand|collapse|skip to .*|go to .*|click here.*|live updates?|"
    r"newsletters?|podcasts?|video|videos|photos?|accessibility|about us|contact(?: us)?|help|faq|careers|advertise(?: with us)?|sitemap|"
    r"advert(?:isement|ising)?|skip (?:advert\w*|ad)|sponsored(?: content| stories| links)?(?: by .{2,20})?|promoted(?: content| stories| links)?(?: by .{2,20})?|from the magazine|paid (?:post|content)|ad|"
    r"\d+ of \d+|\d+/\d+|\d+|[|/·•>»«<→←▸▾✓✕×]+)[\s:.…▸▾>»→]*",
    re.IGNORECASE,
)
"""Whole lines that are buttons, links or marks of advertisements."""

SECTION_LABELS = re.compile(
    r"(?:what happened|who said what|what next|what(?:[’']s| is) next|what did the .{3,40} say|what (?:the )?.{3,30} (?:said|say|are saying)|"
    r"why it matters|the (?:bottom line|details|context|background|takeaway|big picture)|what to know|what we know|between the lines|the backstory|go deeper|by the numbers)[?:.]?\Z",
    re.IGNORECASE,
)
"""Headings that a publisher sets in each of its articles: never a title."""
