"""Who had a story of an edition in their mail, and the mails that tell them what was wrong in it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, insert, literal, select
from sqlmodel import Session, SQLModel, col

from digest.compose.views import clean
from digest.models import Delivery, DeliveryState, EditionVariant
from digest.records import Correction
from subscribers.models import Notice, NoticeKind, NoticeState, Subscription, SubscriptionState

_HAD = (DeliveryState.SENT, DeliveryState.UNCERTAIN)
_NOTICES = SQLModel.metadata.tables["notice"]


def queue(session: Session, correction: Correction, newsletter: str, headline: str, now: datetime) -> int:
    """Queue a correction for everyone who had the story and is still on the list, once; returns for how many."""
    if correction.mailed_at is not None:
        return 0
    keys = variants_with(session, correction.edition_id, {headline})[headline]
    readers = (
        select(col(Delivery.subscriber_id))
        .join(Subscription, col(Subscription.subscriber_id) == col(Delivery.subscriber_id))
        .where(col(Delivery.edition_id) == correction.edition_id, col(Delivery.variant).in_(keys))
        .where(col(Delivery.state).in_(_HAD), col(Subscription.newsletter) == newsletter)
        .where(col(Subscription.state) == SubscriptionState.CONFIRMED)
        .subquery()
    )
    values = {
        "kind": literal(NoticeKind.CORRECTION, _NOTICES.c.kind.type),
        "newsletter": literal(newsletter),
        "subscriber_id": readers.c.subscriber_id,
        "created_at": literal(now, _NOTICES.c.created_at.type),
        "not_before": literal(now, _NOTICES.c.not_before.type),
        "state": literal(NoticeState.QUEUED, _NOTICES.c.state.type),
        "attempts": literal(0),
        "about": literal(str(correction.id)),
    }
    rows = select(*values.values())
    queued = int(session.execute(select(func.count()).select_from(readers)).scalar_one())
    session.execute(insert(Notice).from_select(list(values), rows))
    correction.mailed_at = now
    session.add(correction)
    return queued


def variants_with(session: Session, edition_id: int, headlines: Collection[str]) -> dict[str, frozenset[str]]:
    """For each story the variants of an edition whose mail has it: some readers muted it."""
    wanted = select(col(EditionVariant.key), col(EditionVariant.html)).where(
        col(EditionVariant.edition_id) == edition_id
    )
    texts = {key: _plain(_text(html)) for key, html in session.execute(wanted)}
    sought = {headline: _plain(clean(headline)) for headline in headlines}
    return {
        headline: frozenset(key for key, text in texts.items() if plain in text)
        for headline, plain in sought.items()
    }


def _text(html: str) -> str:
    from lxml import html as lxml_html

    return " ".join(map(str, lxml_html.fromstring(html).itertext()))


def _plain(text: str) -> str:
    return " ".join(text.split())
