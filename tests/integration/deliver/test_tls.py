"""TLS and logins are as configured, or there is no connection: nothing is weakened by itself (S7)."""

import asyncio
import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager

import pytest
from press import smtp
from relay import Relay, server_context
from scripted import scripted

from digest.errors import TransportError


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate for `localhost`, signed by itself, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    names = ["-out", str(folder / "cert.pem"), "-keyout", str(folder / "key.pem")]
    about = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run(["openssl", "req", *kind, *names, *about], check=True, capture_output=True)
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture
def trusted(certificate, monkeypatch):
    """As if the machine knew that certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    return certificate


async def opened(transport):
    channel = await transport.open()
    secure = channel._wire._transport.get_extra_info("sslcontext") is not None
    await channel.close()
    return secure


def refused(transport, said):
    with pytest.raises(TransportError, match=said):
        asyncio.run(transport.open())


def test_starttls_secures_the_connection(trusted):
    """Where the certificate holds, the session is encrypted."""
    with Relay(tls=server_context(*trusted), require_starttls=True) as relay:
        assert asyncio.run(opened(smtp(relay, host="localhost", tls="starttls")))


def test_starttls_that_is_not_offered_is_an_error_and_no_plaintext():
    """A relay, or somebody in between, that does not offer it gets neither a login nor a mail."""

    async def attempt():
        async with scripted() as server:
            with pytest.raises(TransportError, match="STARTTLS"):
                await smtp(server, tls="starttls", user="us", password="secret").open()
            return server.commands

    assert [line[:4] for line in asyncio.run(attempt())] == [b"EHLO"]


def test_starttls_that_is_refused_is_an_error():
    """454 to STARTTLS ends the attempt."""

    async def attempt():
        ehlo = b"250-odd.test\r\n250 STARTTLS\r\n"
        async with scripted(EHLO=ehlo, STAR=b"454 4.7.0 not now\r\n") as server:
            with pytest.raises(TransportError, match="454"):
                await smtp(server, tls="starttls").open()

    asyncio.run(attempt())


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate):
    """Without trust in the issuer there is no connection."""
    with Relay(tls=server_context(*certificate)) as relay:
        refused(smtp(relay, host="localhost", tls="starttls"), "(?i)certificate verify failed")


def test_a_certificate_of_another_host_is_refused(trusted):
    """A valid one for `localhost` does not speak for 127.0.0.1."""
    with Relay(tls=server_context(*trusted)) as relay:
        refused(smtp(relay, host="127.0.0.1", tls="starttls"), "(?i)certificate verify failed")


@contextmanager
def tls_from_the_start(certificate, key):
    """A port that speaks TLS at once, and greets."""
    listener, context = socket.create_server(("127.0.0.1", 0)), server_context(certificate, key)

    def serve():
        try:
            with context.wrap_socket(listener.accept()[0], server_side=True) as peer:
                peer.sendall(b"220 tls.test\r\n")
                while line := peer.recv(1000):
                    peer.sendall(b"221 bye\r\n" if line.startswith(b"QUIT") else b"250 tls.test\r\n")
        except (ssl.SSLError, OSError):
            pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield type("Port", (), {"port": listener.getsockname()[1]})
    finally:
        thread.join(5)
        listener.close()


def test_tls_from_the_start_secures_the_connection(trusted):
    """`tls = "tls"` speaks TLS before the first word."""
    with tls_from_the_start(*trusted) as port:
        assert asyncio.run(opened(smtp(port, host="localhost", tls="tls")))


def test_tls_from_the_start_refuses_a_bad_certificate(certificate):
    """The same certificate, not trusted."""
    with tls_from_the_start(*certificate) as port:
        refused(smtp(port, host="localhost", tls="tls"), "(?i)certificate verify failed")


def test_a_relay_without_tls_is_refused_where_tls_is_asked():
    """A plain port is no TLS port."""
    with Relay() as relay:
        refused(smtp(relay, host="localhost", tls="tls"), "cannot be used")


@pytest.mark.parametrize(("password", "good"), [("right", True), ("wrong", False)])
def test_a_login_is_made_as_configured(trusted, password, good):
    """The right password opens, the wrong one is an error that does not repeat it."""
    with Relay(tls=server_context(*trusted), login=("us", "right"), auth_required=True) as relay:
        transport = smtp(relay, host="localhost", tls="starttls", user="us", password=password)
        if good:
            assert asyncio.run(opened(transport))
            return
        with pytest.raises(TransportError, match="535") as caught:
            asyncio.run(transport.open())
    assert "wrong" not in str(caught.value)


def test_a_login_that_is_not_offered_is_an_error():
    """With a user in the configuration, mail is not sent without one."""
    with Relay() as relay:
        refused(smtp(relay, user="us", password="right"), "AUTH")
