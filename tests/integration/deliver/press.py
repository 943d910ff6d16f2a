"""A frozen edition with readers, ready to be sent, on a real database."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import col, select

from digest.compose.composer import Letterhead
from digest.compose.message import Part, Tokens, Writer, write_alternative
from digest.config import Mailbox, SmtpSettings
from digest.database import reading, writing
from digest.deliver import ledger, sender
from digest.deliver.personal import Personal
from digest.deliver.sender import Job, Watch
from digest.deliver.smtp import SmtpTransport
from digest.models import Delivery, DeliveryState, Edition, EditionState
from subscribers import departure, roster
from subscribers.models import ConsentMethod, Subscriber, Subscription, SubscriptionState
from subscribers.tokens import Claim, Keys

KEYS = Keys.from_secrets(["a secret of the tests, long enough"])
SENDER = Mailbox("The Harbour Briefing", "briefing@news.example")
SLUG = "morning"
HEAD = Letterhead(
    SLUG, "The Harbour Briefing", "", "12 Quay Street, Port Alder", "en", SENDER, None, "https://news.example"
)


def composition(body="Before the first ferry\n.\n..\n.x\n"):
    """A small mail with the slots that an edition has."""
    writer = Writer()
    writer.slot_header("Date", "date")
    writer.header("From", b"The Harbour Briefing <briefing@news.example>")
    writer.slot_header("To", "to")
    writer.header("Subject", b"Ferry strike")
    writer.slot_header("Message-ID", "message_id")
    writer.slot_header("List-Unsubscribe", "unsubscribe_url", (b"<", b">"))
    tokens = Tokens.of("x")
    link = f"Leave: {tokens['unsubscribe_url']}\n"
    parts = (Part("plain", body + link), Part("html", f"<p>{body}</p>{link}"))
    write_alternative(writer, parts, tokens)
    return writer.close()


@dataclass
class Press:
    """One edition and its readers; the clock stands still unless it is turned."""

    engine: object
    now: object
    edition: int = 0
    bodies: dict = field(default_factory=lambda: {"everyone": composition()})

    def print(self, *names, state=EditionState.FROZEN):
        """Readers, and a frozen edition for them; returns their addresses."""
        addresses = [name if "@" in name else f"{name}@readers.example" for name in names]
        with writing(self.engine) as session:
            self._add(session, addresses)
            edition = Edition(
                newsletter=SLUG, day=self.now.date(), number=1, state=state, window_start=self.now,
                window_end=self.now, content="{}", hash="", created_at=self.now, frozen_at=self.now,
            )  # fmt: skip
            session.add(edition)
            session.flush()
            self.edition = edition.id
            ledger.enrol(
                session, edition, roster.audience(SLUG, at=self.now), variant="everyone", now=self.now
            )
        return addresses

    def _add(self, session, addresses):
        """Confirmed readers, past the door: some tests need addresses that it would not let in."""
        readers = [
            Subscriber(email=address, email_key=address, address_hash=address[:22], created_at=self.now)
            for address in addresses
        ]
        session.add_all(readers)
        session.flush()
        session.add_all(
            Subscription(
                subscriber_id=reader.id,
                newsletter=SLUG,
                state=SubscriptionState.CONFIRMED,
                requested_at=self.now,
            )
            for reader in readers
        )

    def job(self, **changes):
        made = Job(self.edition, SLUG, self.bodies, self.personal)
        return replace(made, **changes)

    @property
    def personal(self):
        return Personal(
            KEYS, SLUG, self.edition, "https://news.example", SENDER, Mailbox("", "bounces@news.example")
        )

    async def send(self, transport, *, watch=None, engine=None, **changes):
        """One run of the sender."""
        return await sender.send(
            engine or self.engine,
            self.job(**changes),
            transport,
            clock=lambda: self.now,
            watch=watch or Watch(),
        )

    def run(self, transport, **changes):
        """The same, from a test without a loop; checks that the edition balances."""
        balance = asyncio.run(self.send(transport, **changes))
        assert balance.balanced
        return balance

    def later(self, **span):
        self.now += timedelta(**span)

    def leave(self, address):
        with writing(self.engine) as session:
            departure.leave(session, Claim(SLUG, self.reader(address), None), ConsentMethod.BUTTON, self.now)

    def reader(self, address):
        with reading(self.engine) as session:
            return session.scalars(select(Subscriber.id).where(Subscriber.email == address)).one()

    def row(self, address):
        with reading(self.engine) as session:
            return session.get_one(Delivery, (self.edition, self.reader(address)))

    def states(self):
        """The state of each address's row."""
        with reading(self.engine) as session:
            rows = session.execute(
                select(Subscriber.email, Delivery.state).join(
                    Delivery, Delivery.subscriber_id == Subscriber.id
                )
            )
            return {email: state for email, state in rows}  # noqa: C416

    @property
    def state(self):
        with reading(self.engine) as session:
            return session.get_one(Edition, self.edition).state

    def set(self, address, **values):
        """Put a row into a state, as a run would that came that far."""
        with writing(self.engine) as session:
            key = self.reader(address)
            session.execute(update(Delivery).where(col(Delivery.subscriber_id) == key).values(**values))

    def handed_by(self, owner, address, state=DeliveryState.HANDED, **lease):
        """A row that `owner` holds."""
        until = self.now + timedelta(**(lease or {"seconds": 30}))
        self.set(address, state=state, lease_owner=owner, lease_until=until, attempts=1)


def smtp(relay, **changes):
    """A transport to a relay on loopback."""
    values = {
        "host": "127.0.0.1",
        "port": relay.port,
        "tls": "none",
        "connections": 4,
        "hostname": "us.example",
    }
    return SmtpTransport(SmtpSettings(**{**values, **changes}))
