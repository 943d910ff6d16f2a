"""A server that answers each SMTP command by bytes given word for word, right or wrong."""

import asyncio
from contextlib import asynccontextmanager

USUAL = {
    b"EHLO": b"250-odd.test\r\n250 SIZE 1000000\r\n",
    b"MAIL": b"250 2.1.0 ok\r\n",
    b"RCPT": b"250 2.1.5 ok\r\n",
    b"DATA": b"354 go on\r\n",
    b".": b"250 2.0.0 kept\r\n",
    b"RSET": b"250 2.0.0 ok\r\n",
    b"QUIT": b"221 2.0.0 bye\r\n",
}


class Scripted:
    """`said[b"RCPT"]` replaces the usual answer; None says nothing at all, b"" closes without a word.

    A list is used up one by one. `mails` holds the lines that came after each DATA, `commands` all other lines.
    """

    def __init__(self, said):
        self.said, self.mails, self.commands, self.port = {**USUAL, **said}, [], [], 0

    async def _talk(self, reader, writer):
        writer.write(b"220 odd.test ESMTP\r\n")
        try:
            while line := await reader.readline():
                self.commands.append(line.rstrip())
                if not self._answered(writer, line[:4].upper()):
                    return
                if line.upper().startswith(b"DATA") and self.said[b"DATA"] == USUAL[b"DATA"]:
                    self.mails.append(await self._mail(reader))
                    if not self._answered(writer, b"."):
                        return
        except ConnectionError:
            pass
        finally:
            writer.close()

    def _answered(self, writer, word):
        answer = self.said[word]
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if answer:
            writer.write(answer)
        return answer != b""

    @staticmethod
    async def _mail(reader):
        lines = []
        while (line := await reader.readline()) not in (b".\r\n", b""):
            lines.append(line)
        return b"".join(lines)


@asynccontextmanager
async def scripted(**said):
    """Such a server on a free port, in the test's own loop; `DOT` stands for the end of the mail."""
    made = Scripted({b"." if word == "DOT" else word.encode(): answer for word, answer in said.items()})
    server = await asyncio.start_server(made._talk, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
