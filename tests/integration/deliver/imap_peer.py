"""An IMAP server with one folder, as far as a reader of unseen mails asks for it (RFC 3501)."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Box:
    """The folder: mails by UID, and which are seen."""

    mails: dict[int, bytes]
    seen: set[int] = field(default_factory=set)
    port: int = 0
    password: str = "a password"


class _Talk(socketserver.StreamRequestHandler):
    box: Box

    def handle(self) -> None:
        self._say(b"* OK ready")
        for line in self.rfile:
            tag, command, rest = (*line.decode().strip().split(" ", 2), "", "")[:3]
            answer = getattr(self, f"_{command.lower()}", None)
            if answer is None:
                self._say(f"{tag} BAD unknown".encode())
            else:
                self._say(f"{tag} {answer(rest) or 'OK done'}".encode())
            if command.upper() == "LOGOUT":
                return

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def _capability(self, _rest: str) -> None:
        self._say(b"* CAPABILITY IMAP4rev1")

    def _login(self, rest: str) -> str | None:
        return None if rest.endswith(f'"{self.box.password}"') else "NO who are you"

    def _select(self, rest: str) -> str | None:
        if rest != '"INBOX"':
            return "NO there is no such folder"
        return self._say(f"* {len(self.box.mails)} EXISTS".encode())

    def _logout(self, _rest: str) -> None:
        self._say(b"* BYE")

    def _uid(self, rest: str) -> str | None:
        if rest == "SEARCH UNSEEN":
            return self._say(
                b"* SEARCH "
                + " ".join(str(uid) for uid in self.box.mails if uid not in self.box.seen).encode()
            )
        if found := re.fullmatch(r"FETCH (\d+) \(BODY\.PEEK\[\]<0\.\d+>\)", rest):
            raw = self.box.mails[int(found[1])]
            self.wfile.write(
                b"* 1 FETCH (UID %d BODY[]<0> {%d}\r\n" % (int(found[1]), len(raw)) + raw + b")\r\n"
            )
            return None
        if found := re.fullmatch(r"STORE (\d+) \+FLAGS\.SILENT \(\\Seen\)", rest):
            self.box.seen.add(int(found[1]))
            return None
        return "BAD what"


@contextmanager
def imap(box: Box) -> Iterator[Box]:
    """The server on a free port of this machine."""
    talk = type("Talk", (_Talk,), {"box": box})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), talk) as server:
        server.daemon_threads = True
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
