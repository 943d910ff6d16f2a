"""Pure: an edition as the JSON and the text that commands print."""

from collections.abc import Mapping, Sequence

from digest.compose.composer import Composed
from digest.compose.content import EditionContent, Item, Section
from digest.deliver.bounces.report import Kind
from digest.deliver.ledger import Balance, Reason
from digest.editions import Drafted
from digest.models import OPEN_STATES, DeliveryState, Edition

NOTHING: Mapping[Kind, int] = {}
_CAME_BACK = ((Kind.BOUNCE, "bounced"), (Kind.COMPLAINT, "called spam"))


def described(drafted: Drafted, composed: Composed) -> dict[str, object]:
    """An edition as `digest compose --json` prints it: what is in the mail, and what its size had no room for."""
    content, edition = composed.content or drafted.content, drafted.edition
    return {
        "edition": edition.id,
        "newsletter": edition.newsletter,
        "date": content.day.isoformat(),
        "number": content.number,
        "subject": content.subject,
        "preheader": content.preheader,
        "greeting": content.greeting,
        "words": content.words,
        "minutes": content.minutes,
        "html_bytes": len(composed.html.encode()),
        "cuts": list(composed.cuts),
        "hash": edition.hash,
        "sections": [_section(section) for section in content.sections],
        "state": str(edition.state),
    }


def _section(section: Section) -> dict[str, object]:
    return {"name": section.name, "stories": [_story(item) for item in section.items]}


def _story(item: Item) -> dict[str, object]:
    return {
        "number": item.number,
        "kicker": item.kicker,
        "label": item.label,
        "headline": item.headline,
        "lead": item.lead,
        "words": item.words,
        "sources": [{"name": source.name, "url": source.url} for source in item.sources],
        "articles": list(item.articles),
    }


def reasons(drafted: Drafted) -> list[dict[str, object]]:
    """Why each article of the window is in or out."""
    return [
        {
            "article": one.article_id,
            "verdict": one.verdict,
            "reason": one.reason,
            "rank": one.rank,
            "score": one.score,
            "parts": one.parts.parts() if one.parts else None,
            "story": one.story,
        }
        for one in drafted.decisions
    ]


def reason_lines(drafted: Drafted) -> list[str]:
    """Why each article is in or out, for a person; the score stands where the story is told of first."""
    lines = []
    for one in drafted.decisions:
        lines.append(f"{one.verdict:<12} {one.article_id:>5}  {one.reason}")
        if one.parts and one.verdict in {"printed", "cap", "size"}:
            lines.append(f"{'':20}rank {one.rank}, score {one.parts}")
    return lines


def printed(content: EditionContent) -> str:
    """An edition's contents as a person reads them in a terminal."""
    lines = [f"{content.name}, {content.day:%d %B %Y}", content.subject, content.preheader]
    for section in content.sections:
        lines += ["", section.name]
        lines += [f"{item.number:>3}  {item.headline} ({_length(item)})" for item in section.items]
    lines += ["", f"{content.words} words, {content.minutes} min read"]
    return "\n".join(lines)


def _length(item: Item) -> str:
    return f"{item.words} words" if item.passages else "the headline alone"


def balanced(
    edition: Edition | None, balance: Balance | None, returned: Mapping[Kind, int] = NOTHING
) -> dict[str, object]:
    """Where an edition's readers stand, as `digest send|status --json` prints it; nulls where there is no edition."""
    counts = {str(state): balance[state] if balance else None for state in DeliveryState}
    return {
        "edition": edition.id if edition else None,
        "newsletter": edition.newsletter if edition else None,
        "date": edition.day.isoformat() if edition else None,
        "state": str(edition.state) if edition else None,
        "reason": edition.reason if edition else None,
        "enrolled": balance.enrolled if balance else None,
        **counts,
        "bounced": returned.get(Kind.BOUNCE, 0) if balance else None,
        "complained": returned.get(Kind.COMPLAINT, 0) if balance else None,
        "balanced": balance.balanced if balance else None,
    }


def balance_lines(edition: Edition, balance: Balance, reasons: Sequence[Reason]) -> list[str]:
    """Where an edition's readers stand, and why some do not have it, for a person."""
    head = f"{edition.newsletter}, {edition.day}, {edition.state}" + (
        f": {edition.reason}" if edition.reason else ""
    )
    if edition.state in OPEN_STATES:
        return [head, "readers are enrolled when it is sent"]
    return [head, balance_line(balance), *map(_reason_line, reasons)]


def returned_line(returned: Mapping[Kind, int]) -> list[str]:
    """What came back, in a line; none where nothing did."""
    parts = [f"{returned[kind]} {word}" for kind, word in _CAME_BACK if returned.get(kind)]
    return [f"  came back: {', '.join(parts)}"] if parts else []


def balance_line(balance: Balance) -> str:
    """The balance in one line: every state that has somebody in it, and whether all are accounted for."""
    parts = [f"{balance[state]} {state}" for state in DeliveryState if balance[state]]
    verdict = "balanced" if balance.balanced else "NOT BALANCED"
    return f"{balance.enrolled} enrolled: {', '.join(parts) or 'nobody'} ({verdict})"


def _reason_line(reason: Reason) -> str:
    reply = reason.reply
    said = (
        " ".join(part for part in (str(reply.code or ""), reply.status, reply.text) if part) if reply else ""
    )
    again = f", tried again from {reason.again:%H:%M} UTC" if reason.state is DeliveryState.DEFERRED else ""
    return f"  {reason.readers} {reason.state}: {said or 'no answer is known'}{again}"
