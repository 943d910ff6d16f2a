"""Why each article is in the edition, or is not: a decision a line, for the editor who asks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from digest.compose.content import EditionContent, Section
from digest.editorial.candidates import Candidate
from digest.editorial.pictures import picture_of
from digest.editorial.plan import Decision
from digest.editorial.ranking import Ranked
from digest.editorial.sections import Left, Placed
from digest.editorial.sources import Sources

TOO_LONG = "the mail would be too long with it"
_BARE = "the headline alone, as its licence allows no more"


def decisions_on(
    refused: Sequence[Decision], placed: Sequence[Placed], left: Sequence[Left], remarks: Mapping[int, str]
) -> tuple[Decision, ...]:
    """A decision for each article: the printed stories in their order, those left out, those `refused` before.

    `remarks` are what there is to say of printed stories beside their place, by their numbers.
    """
    return (*_printed(placed, remarks), *_left_out(left), *refused)


def remarks_on(sections: Sequence[Section], placed: Sequence[Placed], sources: Sources) -> dict[int, str]:
    """What a licence kept out of a story's text, and which pictures a top story does without."""
    stories = [ranked for section in placed for ranked in section.stories]
    items = [(section, item) for section in sections for item in section.items]
    found: dict[int, list[str]] = {}
    for (section, item), ranked in zip(items, stories, strict=True):
        if not item.passages:
            found.setdefault(item.number, []).append(_BARE)
        if section.kind == "lead" and (remark := picture_of(ranked, sources).remark):
            found.setdefault(item.number, []).append(remark)
    return {number: "; ".join(said) for number, said in found.items()}


def _printed(placed: Sequence[Placed], remarks: Mapping[int, str]) -> Iterator[Decision]:
    stories = [(section, ranked) for section in placed for ranked in section.stories]
    for number, (section, ranked) in enumerate(stories, 1):
        reason = f"story {number}, in “{section.rule.name}”"
        if number in remarks:
            reason += f"; {remarks[number]}"
        yield _decision(ranked.best, "printed", reason, ranked, number)
        yield from _others(ranked, number)


def _left_out(left: Sequence[Left]) -> Iterator[Decision]:
    for one in left:
        yield _decision(one.story.best, "cap", one.reason, one.story, None)
        yield from _others(one.story, None)


def _others(ranked: Ranked, number: int | None) -> Iterator[Decision]:
    """The articles of a story that do not lead it."""
    where = f"story {number}" if number else "a story that is left out"
    for telling in ranked.story.tellings:
        for copy in telling.copies:
            reason = f"the same text as {_named(telling.original)}, in {where}"
            yield _decision(copy, "duplicate", reason, ranked, number)
        if telling.original is not ranked.best:
            reason = f"the same event as “{ranked.best.headline}”, in {where}"
            yield _decision(telling.original, "same story", reason, ranked, number)


def _decision(one: Candidate, verdict: str, reason: str, ranked: Ranked, number: int | None) -> Decision:
    return Decision(one.article_id, verdict, reason, ranked.score, number, ranked.rank, ranked.parts)


def within(decisions: Sequence[Decision], mailed: EditionContent) -> tuple[Decision, ...]:
    """The decisions, those on stories that the mail has no room for said to be so; `mailed` is what it has."""
    kept = {article for item in mailed.items() for article in item.articles}
    return tuple(one if one.story is None or one.article_id in kept else _too_long(one) for one in decisions)


def _too_long(one: Decision) -> Decision:
    if one.verdict == "printed":
        return replace(one, verdict="size", reason=f"{TOO_LONG}; else {one.reason}", story=None)
    return replace(one, reason=f"{one.reason}, which is left out: {TOO_LONG}", story=None)


def _named(original: Candidate) -> str:
    return f"“{original.headline}”" if original.headline else "an article without a title"


def nothing_to_print(day: date, since: datetime, decisions: Sequence[Decision]) -> str:
    """Why a day has no edition, and what to do: the commonest reasons, or that nothing came since a local time."""
    if decisions:
        counted = Counter(one.verdict if one.verdict == "already sent" else one.reason for one in decisions)
        reasons = "; ".join(f"{count} x {reason}" for reason, count in counted.most_common(3))
        return f"none of the {len(decisions)} articles for {day} can be printed: {reasons}"
    return f"no article was stored since {since:%Y-%m-%d %H:%M}; add some with `digest collect PATH...`"
