"""A mail server that has written its log before it answers: what it says it took, it took, whoever is killed.

    python sink.py LOG PORTFILE [SECONDS]

Each mail is one line of LOG: its Message-ID and its recipient. It answers that many seconds after it has written it.
"""

import asyncio
import os
import re
import sys
from pathlib import Path

HELLO = b"250-sink.test\r\n250-PIPELINING\r\n250 SIZE 10000000"
_MESSAGE_ID = re.compile(rb"(?mi)^Message-ID: *(\S+)")


class Session(asyncio.Protocol):
    """One connection."""

    def __init__(self, log: int, pause: float) -> None:
        self._log, self._pause = log, pause
        self._buffer, self._in_mail, self._recipient = bytearray(), False, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(b"220 sink.test ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while True:
            end = b"\r\n.\r\n" if self._in_mail else b"\r\n"
            piece, found, rest = self._buffer.partition(end)
            if not found:
                return
            self._buffer = bytearray(rest)
            if self._in_mail:
                self._keep(bytes(piece))
            else:
                self._answer(bytes(piece))

    def _answer(self, line: bytes) -> None:
        word = line[:4].upper()
        if word == b"RCPT":
            self._recipient = line.partition(b"<")[2].partition(b">")[0]
        self._in_mail = word == b"DATA"
        answer = {b"DATA": b"354 go on", b"QUIT": b"221 bye", b"EHLO": HELLO}
        self._transport.write(answer.get(word, b"250 ok") + b"\r\n")
        if word == b"QUIT":
            self._transport.close()

    def _keep(self, mail: bytes) -> None:
        found = _MESSAGE_ID.search(mail)
        os.write(self._log, (found[1] if found else b"?") + b" " + self._recipient + b"\n")
        self._in_mail = False
        asyncio.get_running_loop().call_later(self._pause, self._transport.write, b"250 kept\r\n")


async def serve(log: Path, port_file: Path, pause: float) -> None:
    """Listen on a free port of loopback until the process ends."""
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    server = await asyncio.get_running_loop().create_server(lambda: Session(file, pause), "127.0.0.1", 0)
    # The same for hosts with a network of their own, who reach no port of ours but every file.
    await asyncio.get_running_loop().create_unix_server(
        lambda: Session(file, pause), str(port_file.with_suffix(".socket"))
    )
    part = port_file.with_suffix(".part")
    part.write_text(str(server.sockets[0].getsockname()[1]))
    part.rename(port_file)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), Path(sys.argv[2]), float(next(iter(sys.argv[3:]), "0"))))
