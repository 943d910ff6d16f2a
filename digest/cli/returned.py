"""Where `digest bounces` reads from, and what it counted."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from digest.config import Settings
from digest.deliver.bounces.report import Kind
from digest.deliver.intake import Door, Taken
from digest.deliver.mailboxes import maildir
from digest.deliver.mailboxes.imap import ImapBox
from digest.deliver.returns import Effect

Box = Callable[[Door], Iterator[Taken]]


def boxes(settings: Settings, asked: Path | None) -> list[Box]:
    """The Maildir that was asked for; else every box that is configured."""
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


@dataclass(slots=True)
class Tally:
    """What the mails of one call were, and what followed."""

    _kinds: Counter[Kind] = field(default_factory=Counter)
    _effects: Counter[Effect] = field(default_factory=Counter)

    def add(self, taken: Taken) -> None:
        """Count one mail."""
        self._kinds[taken.kind] += 1
        self._effects[taken.effect] += 1

    def counts(self) -> dict[str, object]:
        """For a program."""
        kinds = {str(kind): self._kinds[kind] for kind in Kind}
        return {"mails": self._kinds.total(), **kinds, **{str(one): self._effects[one] for one in Effect}}

    def line(self) -> str:
        """For a person."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self._kinds.items()))
        effects = ", ".join(f"{count} {effect}" for effect, count in sorted(self._effects.items()))
        return f"{self._kinds.total()} mails: {kinds}; {effects}" if kinds else "no new mails"
