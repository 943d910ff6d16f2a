"""The list as a file that `loading` takes back as it was: one row for each reader and newsletter."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TextIO

from sqlalchemy import select, tuple_
from sqlmodel import Session, col

from subscribers.models import Subscriber, Subscription, Suppression
from subscribers.transfer.columns import OURS
from subscribers.transfer.formulas import escaped
from subscribers.transfer.lines import ALL

PAGE = 1000
Row = Mapping[str, str]


def page(
    session: Session, newsletter: str | None, after: tuple[int, str], limit: int = PAGE
) -> list[tuple[tuple[int, str], Row]]:
    """The next rows after that reader and newsletter ((0, "") to begin), each with its own place; of one newsletter or of all."""
    order = (col(Subscription.subscriber_id), col(Subscription.newsletter))
    wanted = select(Subscriber, Subscription).join(Subscription, order[0] == col(Subscriber.id))
    following = tuple_(*order) > tuple_(*after)
    wanted = wanted.where(col(Subscriber.erased_at).is_(None), following)
    if newsletter is not None:
        wanted = wanted.where(order[1] == newsletter)
    found = session.execute(wanted.order_by(*order).limit(limit)).all()
    bars = _bars(session, {reader.address_hash for reader, _ in found if reader.address_hash})
    return [
        (
            (standing.subscriber_id, standing.newsletter),
            _row(reader, standing, bars.get(reader.address_hash or "", ())),
        )
        for reader, standing in found
    ]


def _bars(session: Session, hashes: set[str]) -> dict[str, list[Suppression]]:
    found = (
        select(Suppression).where(col(Suppression.address_hash).in_(hashes)).order_by(col(Suppression.reason))
    )
    bars: dict[str, list[Suppression]] = {}
    for bar in session.scalars(found):
        bars.setdefault(bar.address_hash, []).append(bar)
    return bars


def _row(reader: Subscriber, standing: Subscription, bars: Iterable[Suppression]) -> Row:
    words = [
        f"{'' if bar.newsletter else ALL}{bar.reason.value}"
        for bar in bars
        if bar.newsletter in (None, standing.newsletter)
    ]
    return {
        "email": reader.email,
        "name": reader.name or "",
        "language": reader.language or "",
        "zone": reader.zone or "",
        "created_at": _told(reader.created_at),
        "newsletter": standing.newsletter,
        "state": standing.state.value,
        "requested_at": _told(standing.requested_at),
        "confirmed_at": _told(standing.confirmed_at),
        "left_at": _told(standing.left_at),
        "paused_until": _told(standing.paused_until),
        "taste": standing.taste,
        "frequency": standing.frequency.value,
        "suppressed": " ".join(words),
    }


def _told(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def write_csv(rows: Iterable[Row], file: TextIO) -> Iterator[Row]:
    """Write each row as CSV (RFC 4180, CRLF, formulas made harmless), and pass it on."""
    writer = csv.writer(file)
    writer.writerow(OURS)
    for row in rows:
        writer.writerow([escaped(row[column]) for column in OURS])
        yield row


def write_json(rows: Iterable[Row], file: TextIO) -> Iterator[Row]:
    """Write each row as one JSON object a line, and pass it on."""
    for row in rows:
        file.write(
            json.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False) + "\n"
        )
        yield row
