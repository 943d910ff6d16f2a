"""A story as it is printed: kicker, headline, text, picture and sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.compose.content import Item, Section
from digest.config.settings import NewsletterSettings, SectionRule
from digest.editorial.candidates import Candidate
from digest.editorial.labelrules import LEAST, MOST
from digest.editorial.labels import label_of
from digest.editorial.licence import licensed_passages
from digest.editorial.marks import size_of
from digest.editorial.names import credits_of
from digest.editorial.pictures import picture_of
from digest.editorial.ranking import UNCONFIGURED, Ranked
from digest.editorial.sections import Placed
from digest.editorial.sources import Sources
from digest.editorial.terms import fold


def sections_of(
    placed: Sequence[Placed],
    newsletter: NewsletterSettings,
    outlets: Sequence[str] = (),
    sources: Sources = UNCONFIGURED,
) -> tuple[Section, ...]:
    """The sections with their items, numbered through the edition from 1; `outlets` are those of the whole window."""
    desk = _Desk(newsletter, outlets, sources)
    sections, number = [], 1
    for one in placed:
        items = tuple(
            _item(number + place, ranked, one.rule, desk) for place, ranked in enumerate(one.stories)
        )
        sections.append(Section(one.rule.name, one.rule.kind, items))
        number += len(items)
    return tuple(sections)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all items of an edition have in common."""

    newsletter: NewsletterSettings
    outlets: Sequence[str]
    sources: Sources


def _item(number: int, ranked: Ranked, rule: SectionRule, desk: _Desk) -> Item:
    best, newsletter, sources = ranked.best, desk.newsletter, desk.sources
    source = sources.of(best)
    passages = licensed_passages(best, rule.kind, newsletter.words, source)
    order = (*ranked.tellings, *(one for one in ranked.story.articles if one not in ranked.tellings))
    dek = "" if source.headline_only else " ".join((best.dek or "").split())
    headlines = [text for text in (*(one.headline for one in ranked.tellings), dek) if text]
    language = best.language or newsletter.language
    printed = " ".join(passage.text for passage in passages)
    return Item(
        number=number,
        label=_label(label_of(headlines, language, _texts(ranked.tellings)), _kicker(best, rule.name) or ""),
        headline=best.headline,
        passages=passages,
        sources=credits_of(order, printed, newsletter.name, known=desk.outlets),
        articles=tuple(one.article_id for one in order),
        kicker=_kicker(best, rule.name),
        url=best.url,
        picture=picture_of(ranked, sources).picture,
    )


def _label(label: str, kicker: str) -> str:
    """A label of one or two words behind its kicker, where both together are a label: `Weather: Snow again`."""
    both = f"{kicker}: {label}"
    return both if kicker and size_of(label) < LEAST <= size_of(both) <= MOST else label


def _texts(tellings: Sequence[Candidate]) -> str:
    return " ".join(paragraph for one in tellings for paragraph in one.paragraphs)


def _kicker(best: Candidate, section: str) -> str | None:
    """The kicker, unless it only says the section's name again; of two spellings the one that is not all capitals."""
    spelled = [" ".join(text.split()) for text in (best.kicker, best.section) if text and text.strip()]
    same = [text for text in spelled if fold(text) == fold(spelled[0])]
    kicker = next((text for text in same if not text.isupper()), spelled[0] if spelled else "")
    return kicker if kicker and fold(kicker) != fold(section) else None
