"""The status page: what is being sent, what was, what is held and why, how the sources fare."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.models import DeliveryState, EditionState, SourceState
from digest.web.ops.figures import Figures, Paper, Standing, is_alarming
from digest.work import roll
from digest.work.roll import Shown

AGAIN = 15  # seconds until the page is asked for again
_STOPPED = (EditionState.HELD, EditionState.PAUSED, EditionState.SKIPPED, EditionState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Run:
    """A send that goes on: its progress in per cent, and how long it will take at the present rate."""

    newsletter: str
    day: str
    done: int
    enrolled: int
    percent: int
    rate: str
    left: str


@dataclass(frozen=True, slots=True)
class Line:
    """Something in a list: what it is, what is to be said of it, and whether somebody should look."""

    name: str
    said: str
    alarming: bool = False


def shown(figures: Figures) -> dict[str, object]:
    """What the page shows.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    papers, now = figures.papers(), figures.clock()
    return {
        "now": f"{now:%Y-%m-%d %H:%M:%S} UTC",
        "runs": [run for paper in papers for run in _runs(paper, figures)],
        "stopped": [line for paper in papers for line in _stopped(paper)],
        "shut": [line for paper in papers for line in _shut(paper)],
        "coming": [_coming(paper, now) for paper in papers],
        "last": [line for paper in papers for line in _last(paper)],
        "sources": [_source(one, now) for one in figures.visited()],
        "workers": list(_workers(figures)),
        "notices": figures.notices(),
    }


def _runs(paper: Paper, figures: Figures) -> Iterator[Run]:
    for one in paper.standings:
        if one.balance is None or not one.left or one.edition.state is EditionState.SENT:
            continue
        enrolled = one.balance.enrolled
        done, rate = enrolled - one.left, figures.rate(paper.slug)
        left = _span(timedelta(seconds=one.left / rate)) if rate else "not known: nothing goes out now"
        percent = 100 * done // enrolled if enrolled else 100
        yield Run(paper.name, str(one.edition.day), done, enrolled, percent, f"{rate:.1f}", left)


def _stopped(paper: Paper) -> Iterator[Line]:
    for one in paper.standings:
        if one.edition.state in _STOPPED:
            why = one.edition.reason or "no reason given"
            held = one.edition.state in {EditionState.HELD, EditionState.PAUSED}
            yield Line(f"{paper.name}, {one.edition.day}", f"{one.edition.state}: {why}", held)


def _shut(paper: Paper) -> Iterator[Line]:
    for standing in paper.standings:
        for one in standing.shut:
            yield Line(one.domain, f"{paper.name}, {standing.edition.day}: {one.said}", alarming=True)


def _coming(paper: Paper, now: datetime) -> Line:
    at = paper.following.at
    return Line(paper.name, f"{at:%a %Y-%m-%d %H:%M} UTC, in {_span(at - now)}")


def _last(paper: Paper) -> Iterator[Line]:
    for one in paper.standings:
        if one.balance is not None:
            yield Line(f"{paper.name}, {one.edition.day}", _counts(one), not one.balance.balanced)


def _counts(one: Standing) -> str:
    assert one.balance is not None  # noqa: S101 - the caller looked
    parts = [f"{one.balance[state]:,} {state}" for state in DeliveryState if one.balance[state]]
    verdict = "" if one.balance.balanced else "; NOT BALANCED"
    return f"{one.edition.state}, {one.balance.enrolled:,} readers: {', '.join(parts) or 'nobody'}{verdict}"


def _source(one: SourceState, now: datetime) -> Line:
    if one.failures:
        return Line(
            one.slug, f"{one.failures} failures in a row: {one.error or 'no reason'}", is_alarming(one)
        )
    when = f"answered {_span(now - one.good_at)} ago" if one.good_at else "never answered"
    return Line(one.slug, f"{when}, {one.stored:,} articles")


def _workers(figures: Figures) -> Iterator[Line]:
    everybody = figures.workers()
    if figures.needs_workers and (lacking := roll.unanswered(everybody)):
        yield Line("Work", lacking, alarming=True)
    yield from map(_worker, everybody)


def _worker(one: Shown) -> Line:
    if not one.lives:
        return Line(
            one.worker.name, f"silent for {_span(one.silent)}: what it had is taken back", alarming=True
        )
    return Line(one.worker.name, one.said)


def _span(span: timedelta) -> str:
    from babel.dates import format_timedelta

    return format_timedelta(max(span, timedelta(seconds=1)), locale="en", threshold=1.5)
