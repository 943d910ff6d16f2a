"""Where mails that came back lie, and reading them all."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from digest.config import Settings
from digest.deliver.intake import Door, Taken
from digest.newsroom import Clock
from digest.web import working

Box = Callable[[Door], Iterator[Taken]]


def boxes(settings: Settings, asked: Path | None) -> list[Box]:
    """The Maildir that was asked for; else every box that is configured."""
    from digest.deliver.mailboxes import maildir
    from digest.deliver.mailboxes.imap import ImapBox

    if asked is not None:
        return [partial(maildir.read, asked)]
    found: list[Box] = []
    table = settings.bounces
    if table.maildir is not None:
        found.append(partial(maildir.read, settings.path(table.maildir)))
    if table.imap_host and table.imap_user and table.imap_password:
        password = table.imap_password.get_secret_value()
        box = ImapBox(
            table.imap_host, table.imap_user, password, table.imap_port, table.imap_tls, table.imap_folder
        )
        found.append(box.read)
    return found


def reader(settings: Settings, engine: Engine, clock: Clock) -> Callable[[], int] | None:
    """Reads every box that is configured and says how many mails there were; None where there is no box."""
    if settings.bounces.maildir is None and settings.bounces.imap_host is None:
        return None

    def read() -> int:
        door = working.intake(settings, engine, clock)
        return sum(1 for box in boxes(settings, None) for _ in box(door))

    return read
