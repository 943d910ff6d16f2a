"""Which articles can be printed at all, and why the others cannot."""

from collections.abc import Sequence

from digest.config.settings import NewsletterSettings
from digest.editorial.candidates import Candidate
from digest.editorial.clauses import is_title
from digest.editorial.paid import is_paid_for
from digest.editorial.passages import lead_of
from digest.editorial.plan import Decision
from digest.editorial.ranking import Leads
from digest.editorial.sources import Sources
from digest.summarize.leads import Lead
from digest.words import count_words

HEADLINE_ALONE = Lead("", (), 0, "its licence allows the headline alone", ())
"""The lead of an article whose text may not be printed."""
NO_LEAD = "it has no whole sentence that could be printed"
PAID_FOR = "it says of itself that it is an advertisement"
NO_HEADLINE = "its licence allows the headline alone, and it has none"


def usable(
    ordered: Sequence[Candidate], newsletter: NewsletterSettings, sources: Sources
) -> tuple[Leads, tuple[Decision, ...]]:
    """The leads of the articles that may be printed, and a decision on each of the others."""
    leads: dict[str, Lead] = {}
    refused: list[Decision] = []
    for one in ordered:
        found = _lead(one, newsletter, sources)
        if isinstance(found, Lead):
            leads[one.identity] = found
        else:
            refused.append(Decision(one.article_id, *found))
    return leads, tuple(refused)


def _lead(one: Candidate, newsletter: NewsletterSettings, sources: Sources) -> Lead | tuple[str, str]:
    """An article's lead, else the verdict on it and the reason."""
    source = sources.of(one)
    if is_paid_for(one):
        return "advertisement", PAID_FOR
    if source.headline_only:
        return HEADLINE_ALONE if is_title(one.headline) else ("licence", NO_HEADLINE)
    lead = lead_of(one, newsletter.words.story)
    if lead is None:
        return "no lead", NO_LEAD
    if one.words < newsletter.least_words:
        return "thin", f"it has {one.words} words; {newsletter.least_words} are the least that is printed"
    if source.max_words is not None and count_words(lead.sentences[0]) > source.max_words:
        return HEADLINE_ALONE if is_title(one.headline) else ("licence", NO_HEADLINE)
    return lead
