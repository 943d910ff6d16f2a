"""An installation for tests: settings that mail to a catcher, articles, readers, and a clock that can be turned."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from datetime import time as wall_time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from catcher import Catcher, CaughtMail
from sqlalchemy import Engine
from sqlmodel import select

from digest.config import Settings
from digest.config.settings import Place
from digest.database import reading, writing
from digest.models import Article, Delivery, Edition
from subscribers import signup
from subscribers.address import parse
from subscribers.models import Subscriber
from subscribers.tokens import Keys

SECRET = "a secret of the tests, long enough"
STORIES = [
    ("Ferry line to reopen after two winters", "The ferry between Port Lorne and the islands will run again from Monday, the harbour board said. Tickets go on sale at noon."),
    ("Orchard growers count a record harvest", "Growers in the valley picked more apples this autumn than in any year since 1988. Prices fell by a tenth within a week."),
    ("Night trains get a second chance", "Three railways agreed to share sleeping cars on the coastal route. The first one leaves in June."),
    ("Council votes for a smaller stadium", "The council chose the cheaper of two plans by nine votes to six. Building begins in spring."),
]  # fmt: skip


@dataclass
class Clock:
    """Runs on from the moment that it was set to; `turn` moves it."""

    moment: datetime
    started: float = field(default_factory=time.monotonic)

    def __call__(self) -> datetime:
        return self.moment + timedelta(seconds=time.monotonic() - self.started)

    def turn(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass
class Grounds:
    """One newsletter, `daily`, sent at 07:00 UTC."""

    url: str
    engine: Engine
    catcher: Catcher
    folder: Path
    now: datetime

    def settings(self, send_at: wall_time = wall_time(7), **changes: object) -> Settings:
        data = {
            "secret_key": SECRET,
            "database": {"url": self.url.replace("+psycopg", "")},
            "smtp": {"host": self.catcher.host, "port": self.catcher.port, "tls": "none", "connections": 2},
            "newsletters": {
                "daily": {
                    "name": "The Morning Wire",
                    "from": "The Morning Wire <wire@news.example>",
                    "postal_address": "1 Quay Street, Port Lorne",
                    "send_at": send_at.isoformat(),
                }
            },
        } | changes
        return Settings(**data).placed(Place(None, self.folder))

    def toml(self, send_at: str) -> Path:
        """The same as a digest.toml, for commands."""
        path = self.folder / "digest.toml"
        path.write_text(f"""
secret_key = "{SECRET}"
[database]
url = "{self.url.replace("+psycopg", "")}"
[smtp]
host = "{self.catcher.host}"
port = {self.catcher.port}
tls = "none"
[newsletters.daily]
name = "The Morning Wire"
from = "The Morning Wire <wire@news.example>"
postal_address = "1 Quay Street, Port Lorne"
send_at = "{send_at}"
""")
        return path

    def clock(self, **span: float) -> Clock:
        """A clock that begins at the given span after 06:30."""
        return Clock(self.now + timedelta(**span))

    def store(self, stored_at: datetime | None = None, stories: Sequence[tuple[str, str]] = STORIES) -> None:
        """Articles that came in an hour ago."""
        at = stored_at or self.now - timedelta(hours=1)
        with writing(self.engine) as session:
            session.add_all(_article(title, body, at) for title, body in stories)

    def readers(self, *names: str) -> list[str]:
        """Confirmed readers; returns their addresses."""
        addresses = [name if "@" in name else f"{name}@readers.example" for name in names]
        keys = Keys.from_secrets([SECRET])
        for address in addresses:
            with writing(self.engine) as session:
                wanted = signup.Addition(parse(address), ("daily",), None, "test")
                signup.add(session, wanted, keys=keys, now=self.now - timedelta(days=1))
        return addresses

    def reader_id(self, address: str) -> int:
        with reading(self.engine) as session:
            return session.exec(select(Subscriber.id).where(Subscriber.email == address)).one()

    def editions(self) -> list[Edition]:
        with reading(self.engine) as session:
            return list(session.exec(select(Edition).order_by(Edition.day)))

    def deliveries(self) -> list[Delivery]:
        with reading(self.engine) as session:
            return list(session.exec(select(Delivery).order_by(Delivery.edition_id, Delivery.subscriber_id)))


def _article(title: str, body: str, at: datetime) -> Article:
    mark = hashlib.sha256(f"{title}{at}".encode()).hexdigest()
    return Article(
        identity=f"text:{mark}", title=title, stored_at=at, changed_at=at, raw_kind="txt", raw=body, raw_hash=mark,
        blocks=[{"kind": "paragraph", "text": body}], dropped=[], related=[],
    )  # fmt: skip


def parsed(mail: CaughtMail) -> EmailMessage:
    return message_from_bytes(mail.raw, policy=policy.default)


def wait_until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Fails when it does not become true in time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
