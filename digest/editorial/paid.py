"""Articles that say of themselves that somebody paid for them: a briefing prints none."""

import re

from digest.editorial.candidates import Candidate

LOOKED_AT = 60
"""Words at either end of an article among which it says so."""

_LABEL = re.compile(
    r"(?:advertorial|advertisement|advertisement feature|sponsored|sponsored (?:content|post|story|article|feature)|paid (?:content|post|partnership)|"
    r"partner content|promoted|brand(?:ed)? content|anzeige|werbung|bezahlter inhalt|publir[ée]portage|contenu sponsoris[ée]|"
    r"publi-?rédactionnel|contenido patrocinado|publirreportaje|patrocinado)\W*\Z",
    re.IGNORECASE,
)
"""What a kicker, a section or a tag says."""
_SAID = re.compile(
    r"#(?:ad|sponsored|sp|advertisement|werbung|anzeige)\b(?!\w)"
    r"|\b(?:this|the following) (?:is a |is an? )?(?:post|story|article|content|shop|review|conversation|recipe|video)\b.{0,40}\b"
    r"(?:sponsored|compensated|paid for|brought to you|in (?:paid )?partnership with|written in collaboration with)\b"
    r"|\bthis is a (?:sponsored|paid)\b|(?:\A|[.!?]\s+)(?:sponsored|paid for) by\b"
    r"|\b(?:i|we) (?:was|were|have been|received|am being) (?:compensat|sponsored)\w*",
    re.IGNORECASE,
)
"""What a text says of itself."""


def is_paid_for(one: Candidate) -> bool:
    """Say whether an article's labels, its title, its beginning or its end say that it is an advertisement."""
    labels = (one.kicker or "", one.section or "", *one.tags)
    if any(_LABEL.match(label.strip()) for label in labels):
        return True
    words = " ".join(one.paragraphs).split()
    ends = (" ".join(words[:LOOKED_AT]), " ".join(words[-LOOKED_AT:]), one.headline)
    return any(_SAID.search(text) for text in ends)
