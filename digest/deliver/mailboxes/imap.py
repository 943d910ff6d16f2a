"""An IMAP box: what is unseen is read, and marked as seen when it is done."""

import imaplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from digest.deliver.intake import LONGEST, Door, Taken
from digest.errors import TransportError

TIMEOUT = 60.0
"""Seconds that the server has for an answer."""


@dataclass(frozen=True, slots=True)
class ImapBox:
    """A folder on an IMAP server. `tls` is never guessed."""

    host: str
    user: str
    password: str = field(repr=False)
    port: int = 993
    tls: Literal["none", "starttls", "tls"] = "tls"
    folder: str = "INBOX"

    def read(self, intake: Door) -> Iterator[Taken]:
        """Take every mail that is unseen; one that was taken, and not marked, is taken again without harm.

        Raises:
            TransportError: the server cannot be reached, or refuses us.
            DatabaseError: the store cannot be reached; what is not done stays unseen.
        """
        try:
            with self._opened() as server:
                for number in _unseen(server, self.folder):
                    taken = intake.take(_fetched(server, number))
                    server.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)")
                    yield taken
        except (imaplib.IMAP4.error, OSError) as error:
            raise TransportError(f"the mailbox at {self.host}:{self.port} cannot be read: {error}") from error

    def _opened(self) -> imaplib.IMAP4:
        secure = ssl.create_default_context()
        if self.tls == "tls":
            server: imaplib.IMAP4 = imaplib.IMAP4_SSL(
                self.host, self.port, ssl_context=secure, timeout=TIMEOUT
            )
        else:
            server = imaplib.IMAP4(self.host, self.port, timeout=TIMEOUT)
        try:
            if self.tls == "starttls":
                server.starttls(secure)
            server.login(self.user, self.password)
        except BaseException:
            server.shutdown()
            raise
        return server


def _unseen(server: imaplib.IMAP4, folder: str) -> list[str]:
    quoted = folder.replace("\\", "\\\\").replace('"', '\\"')
    status, _ = server.select(f'"{quoted}"')
    if status != "OK":
        raise imaplib.IMAP4.error(f"there is no folder {folder}")
    _, found = server.uid("SEARCH", "UNSEEN")
    numbers = found[0] if found and isinstance(found[0], bytes) else b""
    return [one.decode("ascii") for one in numbers.split()]


def _fetched(server: imaplib.IMAP4, number: str) -> bytes:
    """A mail's octets, without marking it; empty where it is gone."""
    _, answer = server.uid("FETCH", number, f"(BODY.PEEK[]<0.{LONGEST}>)")
    return next((part[1] for part in answer or [] if isinstance(part, tuple)), b"")
