"""From the articles of the window to an edition: grouped, ranked, placed, and said in its own words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from digest.compose.content import EditionContent, Figure, Item, Quotation, Section
from digest.editorial import opening
from digest.editorial.boxes import Printed
from digest.editorial.candidates import Candidate, in_order, named_by_host
from digest.editorial.caps import Caps
from digest.editorial.changes import NONE, Changes
from digest.editorial.figures import figure_of_the_day
from digest.editorial.items import sections_of
from digest.editorial.laying import Place, edited, lay_out, noted
from digest.editorial.licence import freed, quotable
from digest.editorial.memory import Past, recall
from digest.editorial.plan import Assembled, Decision, Plan
from digest.editorial.quotes import quote_of_the_day
from digest.editorial.ranking import Ranked, rank
from digest.editorial.sections import Placed, place
from digest.editorial.sources import Sources, configured
from digest.editorial.titles import entitled
from digest.editorial.usable import usable
from digest.editorial.why import decisions_on, remarks_on

__all__ = ["Assembled", "Decision", "Plan", "assemble"]


def assemble(
    candidates: Sequence[Candidate], plan: Plan, past: Sequence[Past] = (), changes: Changes = NONE
) -> Assembled:
    """The edition that these articles make, in whatever order they are given, and what became of each article.

    What a story of the `past` has told is not told again; the editor's `changes` come before all rules.
    """
    newsletter, sources = plan.newsletter, configured(plan.sources)
    ordered = named_by_host(in_order(candidates))
    leads, refused = usable(ordered, newsletter, sources)
    news = recall([one for one in ordered if one.identity in leads], past, leads)
    freely = (edited(freed(story, sources), changes) for story in news.stories)
    told = [entitled(story, leads, newsletter.language) for story in freely]
    ranked = rank(told, leads, sources)
    placed, left = lay_out(ranked, newsletter.sections, _placing(plan, sources), changes)
    outlets = sorted({one.outlet for one in ordered if one.outlet})
    sections = sections_of(placed, newsletter, outlets, sources)
    remarks = remarks_on(sections, placed, sources)
    decisions = decisions_on((*news.decisions, *refused), placed, left, remarks)
    content = _content(_dated(sections, news.earlier), placed, plan) if sections else None
    return Assembled(_reworded(content, changes, plan) if content else None, noted(decisions, changes))


def _placing(plan: Plan, sources: Sources) -> Place:
    """How the room itself fills sections: the caps are counted anew each time."""
    most = plan.newsletter.most_per_source
    return lambda ranked, rules: place(ranked, rules, Caps(sources, most))


def _reworded(content: EditionContent, changes: Changes, plan: Plan) -> EditionContent:
    """The edition with the editor's own words before the first story, the note said to be the editor's."""
    note = (plan.say("edition.editors_note", note=changes.note),) if changes.note else ()
    return replace(
        content,
        subject=changes.subject or content.subject,
        preheader=changes.preheader or content.preheader,
        greeting=changes.greeting or content.greeting,
        notes=(*content.notes, *note),
    )


def _dated(sections: Sequence[Section], earlier: Mapping[int, date]) -> tuple[Section, ...]:
    """The sections, each story that was told before with the day on which it was."""
    return tuple(
        replace(one, items=tuple(replace(item, earlier=earlier.get(item.articles[0])) for item in one.items))
        for one in sections
    )


def _content(sections: tuple[Section, ...], placed: Sequence[Placed], plan: Plan) -> EditionContent:
    items = [item for section in sections for item in section.items]
    stories = [ranked for section in placed for ranked in section.stories]
    quote, figure = _boxes(items, stories, plan)
    labels = opening.running_labels(items, stories)
    content = EditionContent(
        newsletter=plan.slug,
        name=plan.newsletter.name,
        tagline=plan.newsletter.tagline,
        day=plan.day,
        number=plan.number,
        language=plan.newsletter.language,
        subject=opening.subject(items, plan),
        preheader=opening.preheader(items, labels, plan),
        greeting="",
        sections=sections,
        quote=quote,
        figure=figure,
    )
    return replace(content, greeting=opening.greeting(labels, content.words, plan))


def _boxes(
    items: Sequence[Item], stories: Sequence[Ranked], plan: Plan
) -> tuple[Quotation | None, Figure | None]:
    sources = configured(plan.sources)
    printed = [
        Printed(quotable(ranked.tellings, sources), item.lead, plan.newsletter.name)
        for item, ranked in zip(items, stories, strict=True)
    ]
    quoted = quote_of_the_day(printed)
    return (quoted[0] if quoted else None), figure_of_the_day(printed, quoted[1] if quoted else None)
