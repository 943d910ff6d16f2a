"""The demo's stage: a fresh place, the sample, a catcher, the day; then a look at what arrived."""

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import Engine

from digest import daily
from digest.cli.catcher import Catcher, Caught
from digest.cli.editions import balance_line, balanced
from digest.cli.start import begin, fill_with_sample
from digest.config import Settings, SmtpSettings, load
from digest.database import connect
from digest.deliver.ledger import Balance
from digest.deliver.sender import Watch
from digest.models import Edition
from digest.newsroom import Newsroom
from digest.sample.library import NEWSLETTER, SUBSCRIBERS
from digest.sample.pictures import shown_here
from digest.web.wiring import newsroom, transport


@dataclass(frozen=True, slots=True)
class Shown:
    """What the demo made and where it is."""

    folder: Path
    edition: Edition
    balance: Balance
    subject: str
    mails: tuple[Caught, ...]
    files: tuple[Path, ...]

    @property
    def html(self) -> Path:
        """The page to look at."""
        return self.files[0]

    def as_json(self) -> dict[str, object]:
        """The demo's answer for a program."""
        return {
            **balanced(self.edition, self.balance),
            "subject": self.subject,
            "folder": str(self.folder),
            "files": [str(path) for path in self.files],
        }

    def lines(self) -> list[str]:
        """The demo's answer for a person."""
        return [
            self.subject,
            balance_line(self.balance),
            *(f"  {path}" for path in self.files),
            "",
            "go on with it:",
            f"  cd {self.folder}",
            "  digest preview",
        ]


def stage(folder: Path | None, clock: Callable[[], datetime], say: Callable[[str], None]) -> Shown:
    """Make the place, fill it, and run the day through an SMTP catcher.

    Raises:
        DigestError: the folder holds a digest.toml already, or a step failed.
    """
    place = folder or Path(tempfile.mkdtemp(prefix="digest-demo-"))
    config = begin(place, NEWSLETTER, environment=False)
    stored, readers = fill_with_sample(config, clock, environment=False)
    say(f"{stored} sample articles and {readers} readers in {place}")
    with Catcher() as catcher:
        settings = _through(load(config, environment=False), catcher)
        say(f"sending through smtp://{catcher.host}:{catcher.port}")
        engine = connect(settings.database_url)
        try:
            return _day(place, settings, engine, catcher, clock)
        finally:
            engine.dispose()


def _through(settings: Settings, catcher: Catcher) -> Settings:
    """The same settings with the catcher as the relay, whatever the file says."""
    smtp = SmtpSettings(host=catcher.host, port=catcher.port, tls="none")
    delivery = settings.delivery.model_copy(update={"transport": "smtp"})
    return settings.model_copy(update={"smtp": smtp, "delivery": delivery}).placed(settings.place)


def _day(
    place: Path, settings: Settings, engine: Engine, catcher: Catcher, clock: Callable[[], datetime]
) -> Shown:
    room = newsroom(settings, engine, next(iter(settings.newsletters)))
    day = room.today(clock())
    balance = asyncio.run(daily.run(room, day, transport(settings), clock=clock, watch=Watch()))
    sent = daily.draft(room, day, clock=clock)  # given back as it was frozen
    mails = tuple(catcher.mails)
    return Shown(place, sent.edition, balance, sent.content.subject, mails, tuple(_files(place, room, mails)))


def _files(place: Path, room: Newsroom, mails: tuple[Caught, ...]) -> list[Path]:
    """The first mail's parts, and each mail as it arrived."""
    folder = place / "mails"
    folder.mkdir(exist_ok=True)
    html, text = folder / "edition.html", folder / "edition.txt"
    if mails:
        parsed = _parsed(mails[0].raw)
        html.write_text(shown_here(_part(parsed, "html")), encoding="utf-8")
        text.write_text(_part(parsed, "plain"), encoding="utf-8")
    written = []
    for number, mail in enumerate(sorted(mails, key=lambda one: one.recipients), 1):
        path = folder / f"{room.slug}-{number}.eml"
        path.write_bytes(mail.raw)
        written.append(path)
    return [html, text, *written]


def _parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def _part(mail: EmailMessage, subtype: str) -> str:
    body = mail.get_body((subtype,))
    return str(body.get_content()) if body is not None else ""


def check(shown: Shown) -> list[str]:
    """What is wrong with what arrived; nothing, when the demo is right."""
    faults = [] if shown.balance.balanced else ["the edition does not balance"]
    wanted = sorted(reader.email for reader in SUBSCRIBERS)
    got = sorted(mail.recipients[0] for mail in shown.mails)
    if got != wanted:
        faults.append(f"{len(got)} mails arrived, and not one for each of {len(wanted)} readers")
    for mail in map(_parsed, (mail.raw for mail in shown.mails)):
        if mail.defects or str(mail["Subject"]) != shown.subject:
            faults.append("a mail does not parse, or has another subject")
        if "One-Click" not in str(mail["List-Unsubscribe-Post"]) or not _part(mail, "plain").strip():
            faults.append("a mail has no one-click header or no text part")
    return faults
