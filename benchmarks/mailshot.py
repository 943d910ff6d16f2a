"""An edition and its thousands of readers in a store, and one run of the sender over it in a process of its own."""

import json
import resource
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from compose import content, newsletter
from sqlalchemy import Engine, insert

from digest.cli import loop
from digest.compose.composer import Letterhead, compose_edition
from digest.compose.content import EditionContent, digest_of, to_json
from digest.compose.message import Composition, Part, Tokens, Writer, write_alternative
from digest.compose.templates import environment
from digest.config.relays import RelaySettings
from digest.database import connect, reading, writing
from digest.deliver import ledger, sender
from digest.deliver.job import Job
from digest.deliver.limits import DomainLimit, Limits
from digest.deliver.personal import Personal
from digest.deliver.relays import Relays
from digest.deliver.sender import Watch
from digest.models import DeliveryState, Edition, EditionState, EditionVariant
from subscribers import roster
from subscribers.models import Subscriber, Subscription, SubscriptionState
from subscribers.roster import Recipient
from subscribers.tokens import Keys

SLUG = "briefing"
BATCH = 10_000
KEYS = Keys.from_secrets(["a secret of the benchmark, long enough"])


def clock() -> datetime:
    return datetime.now(UTC)


def personal(edition: int) -> Personal:
    settings = newsletter()
    return Personal(KEYS, SLUG, edition, "https://news.example.org", settings.sender, settings.bounces)


def briefing(octets: int) -> Composition:
    """The sample's edition, cut after the story with which a mail comes nearest to so many octets."""
    whole, head = content(), Letterhead.of(SLUG, newsletter(), "https://news.example.org")
    made = [
        compose_edition(_first(whole, stories), head, environment()).composition for stories in range(3, 16)
    ]
    return min(made, key=lambda one: abs(size(one) - octets))


def _first(whole: EditionContent, stories: int) -> EditionContent:
    sections = []
    for section in whole.sections:
        items, stories = section.items[:stories], stories - len(section.items[:stories])
        sections += [replace(section, items=items)] * bool(items)
    return replace(whole, sections=tuple(sections))


def size(composition: Composition) -> int:
    reader = Recipient(1, "reader1@readers.example", "Reader 1", ascii=True)
    return len(composition.merge(personal(1).values(reader, clock())))


def short() -> Composition:
    """A mail of a few lines with an edition's slots."""
    writer, tokens = Writer(), Tokens.of("short")
    for header, slot in (("Date", "date"), ("To", "to"), ("Message-ID", "message_id")):
        writer.slot_header(header, slot)
    write_alternative(writer, [Part("plain", f"Good morning\n{tokens['unsubscribe_url']}\n")], tokens)
    return writer.close()


def merge_seconds(composition: Composition, mails: int = 5_000) -> float:
    """Seconds for one reader's mail: its slots, its bytes and its envelope."""
    job = Job(1, SLUG, {"everyone": composition}, personal(1))
    readers = [Recipient(key, f"reader{key}@readers.example", f"Reader {key}", True) for key in range(mails)]
    begun = time.perf_counter()
    for reader in readers:
        job.mail("everyone", reader, clock())
    return (time.perf_counter() - begun) / mails


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return made.getsockname()[1]


def wait_for(port: int) -> None:
    """Until somebody listens there."""
    while True:
        with socket.socket() as made:
            if made.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)


def add_readers(engine: Engine, count: int) -> None:
    """Confirmed readers, past the door, in bulk."""
    with writing(engine) as session:
        about = {"newsletter": SLUG, "state": SubscriptionState.CONFIRMED, "requested_at": clock()}
        for start in range(1, count + 1, BATCH):
            keys = range(start, min(start + BATCH, count + 1))
            rows = [
                {
                    "id": key,
                    "email": f"reader{key}@readers.example",
                    "email_key": f"reader{key}@readers.example",
                    "address_hash": f"hash{key}",
                    "created_at": clock(),
                }
                for key in keys
            ]
            session.execute(insert(Subscriber), rows)
            session.execute(insert(Subscription), [{"subscriber_id": key, **about} for key in keys])


def add_edition(engine: Engine, number: int, composition: Composition) -> tuple[int, float]:
    """A frozen edition for all of them; returns its id, and the seconds that enrolling took."""
    printed = to_json(content())
    with writing(engine) as session:
        edition = Edition(
            newsletter=SLUG, day=date(2026, 1, 1) + timedelta(days=number), number=number, state=EditionState.FROZEN,
            window_start=clock(), window_end=clock(), content=printed, hash=digest_of(printed), created_at=clock(), frozen_at=clock(),
        )  # fmt: skip
        session.add(edition)
        session.flush()
        key = edition.id or 0
        session.add(
            EditionVariant(
                edition_id=key, key="everyone", composition=composition.to_bytes(), html="", text=""
            )
        )
        begun = time.perf_counter()
        ledger.enrol(session, edition, roster.audience(SLUG, at=clock()), variant="everyone", now=clock())
    return key, time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the sender came to: seconds of the clock and of the processor, most memory in MB."""

    sent: int
    seconds: float
    cpu: float
    megabytes: float


def run_apart(url: str, edition: int, port: int, connections: int) -> Run:
    """Send an edition from a process of its own."""
    command = [sys.executable, __file__, url, str(edition), str(port), str(connections)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _run(url: str, edition: int, port: int, connections: int) -> Run:
    engine = connect(url)
    with reading(engine) as session:
        kept = session.get_one(EditionVariant, (edition, "everyone")).composition
    bounds = Limits(DomainLimit(connections))  # all readers are of one domain
    job = Job(edition, SLUG, {"everyone": Composition.from_bytes(kept)}, personal(edition), limits=bounds)
    relay = RelaySettings(
        host="127.0.0.1", port=port, tls="none", connections=connections, hostname="bench.example"
    )
    before, begun = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    balance = loop.run(sender.send(engine, job, Relays([relay]), clock=clock, watch=Watch()))
    taken, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF)
    assert balance.balanced
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(balance[DeliveryState.SENT], taken, cpu, after.ru_maxrss / 1024)


if __name__ == "__main__":
    url, *numbers = sys.argv[1:]
    made = _run(url, *map(int, numbers))
    print(json.dumps({name: getattr(made, name) for name in Run.__slots__}))
