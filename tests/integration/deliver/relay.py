"""A real SMTP server (aiosmtpd) that misbehaves on request, with TLS and logins where they are asked for.

What it answers is decided by a script: a function of a stage ("MAIL", "RCPT", "DATA", "DOT") and the address that it
is about, which returns a reply, DROP to cut the connection without a word, or None for the usual answer.
"""

import asyncio
import ssl

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, syntax
from catcher import Catcher, CaughtMail

DROP = "drop"


def polite(stage, address):
    """Everything is taken."""
    return


def saying(**by_stage):
    """A script out of `STAGE={address: reply}`; the address "*" stands for all others."""

    def script(stage, address):
        known = by_stage.get(stage, {})
        return known.get(address, known.get("*"))

    return script


def once(script):
    """The script's answer the first time for each stage and address, then the usual one."""
    said = set()

    def first(stage, address):
        if (stage, address) in said:
            return None
        said.add((stage, address))
        return script(stage, address)

    return first


class _Server(SMTP):
    @syntax("DATA")
    async def smtp_DATA(self, arg):  # noqa: N802 - aiosmtpd's name
        recipient = self.envelope.rcpt_tos[-1] if self.envelope.rcpt_tos else ""
        answer = self.event_handler.say(self, "DATA", recipient)
        if answer is None:
            await super().smtp_DATA(arg)
        elif answer != DROP:
            await self.push(answer)


class _Busy(asyncio.Protocol):
    def connection_made(self, transport):
        transport.write(b"421 4.7.0 too many connections\r\n")
        transport.close()


class Relay(Catcher):
    """`at_most` open connections, `login` (user, password), `tls` a server's context for STARTTLS; the rest is aiosmtpd's."""

    pipelining = True

    def __init__(self, script=polite, *, at_most=None, login=None, tls=None, **options):
        super().__init__()
        self.script, self.at_most, self.connections = script, at_most, 0
        self._open, self._login = [], login
        self._options = {"hostname": "relay.test", "enable_SMTPUTF8": True, **options}
        if tls is not None:
            self._options["tls_context"] = tls
        if login is not None:
            self._options |= {"authenticator": self._checked, "auth_require_tls": tls is not None}

    @property
    def recipients(self):
        """Whom the mails were for, in order of arrival."""
        return [mail.recipients[0] for mail in self.mails]

    def say(self, server, stage, address):
        """The script's answer, with the connection cut or closed where it says so."""
        answer = self.script(stage, address)
        if answer == DROP:
            server.transport.abort()
        elif answer and answer.startswith("421"):
            server.transport.write(answer.encode() + b"\r\n")
            server.transport.close()
        return answer

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 - aiosmtpd's name
        session.host_name = hostname
        return [*responses[:-1], *["250-PIPELINING"] * self.pipelining, responses[-1]]

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        answer = self.say(server, "MAIL", address)
        if answer is None:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer or "250 2.1.0 ok"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        answer = self.say(server, "RCPT", address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        answer = self.say(server, "DOT", envelope.rcpt_tos[-1])
        if answer in (None, DROP):  # cut off after the dot: it has the mail
            self.mails.append(
                CaughtMail(envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content)
            )
        await asyncio.sleep(self.slow)
        return answer or "250 2.0.0 kept"

    def _checked(self, server, session, envelope, mechanism, data):
        good = (
            isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == self._login
        )
        return AuthResult(success=good, handled=False)

    def _protocol(self):
        self._open = [
            one for one in self._open if one.transport is not None and not one.transport.is_closing()
        ]
        if self.at_most is not None and len(self._open) >= self.at_most:
            return _Busy()
        self.connections += 1
        made = _Server(self, loop=self._loop, **self._options)
        self._open.append(made)
        return made

    async def _start(self):
        self._server = await self._loop.create_server(self._protocol, sock=self._socket)


def server_context(certificate, key):
    """An ssl context of a server with this certificate."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, key)
    return made
