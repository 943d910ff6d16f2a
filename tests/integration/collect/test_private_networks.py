"""Every way into a private network that is known: no connection is opened, whoever names the host and however."""

import asyncio
import sys
import threading
from contextlib import contextmanager
from itertools import cycle

import pytest
from webserver import Page, WebServer

from digest.collect.fetch.errors import FetchError, ForbiddenHostError
from digest.collect.fetch.fetcher import Bounds, Fetcher
from digest.collect.fetch.network import PublicNetwork, resolved

HOSTS = [
    "127.0.0.1",
    "127.8.9.10",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "0",
    "0.0.0.0",
    "localhost",
    "LOCALHOST.",
    "127.0.0.1.",
    "１２７.０.０.１",
    "127。0。0。1",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1]",
    "[fe80::1%25lo]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "[::ffff:a9fe:a9fe]",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "224.0.0.1",
    "255.255.255.255",
    "public.example@127.0.0.1",
    "user:word@[::1]",
]
OTHER_WAYS = [
    "file:///etc/passwd",
    "gopher://127.0.0.1/_x",
    "ftp://127.0.0.1/",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/x",
    "data:text/html,x",
    "javascript:alert(1)",
    "http://",
    "http:///secret",
    "//",
    "http://[",
    "http://[::1/",
    "http://]",
]
_watchers: list[list[object]] = []


def _note(event: str, given: tuple[object, ...]) -> None:
    if event == "socket.connect":
        for opened in _watchers:
            opened.append(given[1])


sys.addaudithook(_note)  # Python itself tells of every connection, whoever opens it


@contextmanager
def connections():
    """The addresses that are connected to meanwhile."""
    _watchers.append([])
    try:
        yield _watchers[-1]
    finally:
        _watchers.clear()


def fetched(url, *, allowed=(), resolve=resolved, seconds=2.0):
    """What the address gives; the connections are those of `connections`."""

    async def ask():
        async with Fetcher(PublicNetwork(allowed, resolve), "test", Bounds(seconds=seconds)) as fetcher:
            return await fetcher.get(url)

    return asyncio.run(ask())


@pytest.fixture(scope="module")
def server():
    with WebServer() as made:
        yield made


@pytest.fixture
def web(server):
    """A server on loopback that was asked nothing yet."""
    server.pages = {"/secret": Page(b"secret", "text/plain")}
    server.asked.clear()
    return server


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", HOSTS)
def test_no_spelling_of_a_private_host_is_connected_to(web, host, scheme):
    """Decimal, octal, hexadecimal, short, full-width, mapped, translated, with a user before it: none is reached."""
    port = web.url.rpartition(":")[2]
    with connections() as opened, pytest.raises(FetchError):
        fetched(f"{scheme}://{host}:{port}/secret")
    assert (opened, web.asked) == ([], [])


@pytest.mark.parametrize("url", OTHER_WAYS)
def test_nothing_but_the_web_is_asked(url):
    """Files, sockets and other protocols are refused."""
    with connections() as opened, pytest.raises(FetchError):
        fetched(url)
    assert opened == []


@pytest.mark.parametrize(("host", "status"), list(zip(HOSTS, cycle([301, 302, 303, 307, 308]), strict=False)))
def test_no_redirect_leads_there(web, host, status):
    """A host that is allowed sends us on to one that is not: one connection, to the first."""

    async def resolve(name, port):
        return ["127.0.0.1"] if name == "door.example" else await resolved(name, port)

    port = web.url.rpartition(":")[2]
    there = f"http://{host}:{port}/secret".encode().decode("latin-1")
    web.pages["/feed"] = Page(status=status, headers={"Location": there})
    with connections() as opened, pytest.raises(FetchError):
        fetched(f"http://door.example:{port}/feed", allowed=("door.example",), resolve=resolve)
    assert (web.paths(), len(opened)) == (["/feed"], 1)


def test_a_redirect_to_no_address_is_a_refusal(web):
    """Half a bracket in a Location is told like any other address that is none."""
    web.pages["/feed"] = Page(status=302, headers={"Location": "http://[x"})
    with pytest.raises(FetchError, match="no http or https address"):
        fetched(f"{web.url}/feed", allowed=("127.0.0.1",))


def test_who_never_answers_is_given_up(web):
    """An answer that does not end within its time is a refusal, and the connection is not waited for."""
    asked = threading.Event()

    def never():
        asked.wait(10)
        return Page(b"late")

    web.pages["/slow"] = never
    with pytest.raises(FetchError, match=r"no answer within 0\.3 s"):
        fetched(f"{web.url}/slow", allowed=("127.0.0.1",), seconds=0.3)
    asked.set()


@pytest.mark.parametrize("second", ["127.0.0.1", "::1", "169.254.169.254", "fe80::1%eth0", "::ffff:10.0.0.1"])
def test_a_name_that_changes_its_mind_is_looked_at_each_time(second):
    """One public address beside a private one, or a private one the next time (DNS rebinding): refused, not connected to."""
    answers = [["93.184.216.34", second], [second]]

    async def resolve(_host, _port):
        return answers.pop(0)

    for _ in range(2):
        with connections() as opened, pytest.raises(ForbiddenHostError):
            fetched("http://public.example/secret", resolve=resolve)
        assert opened == []


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
def test_a_proxy_of_the_environment_is_not_used(web, monkeypatch, name):
    """A proxy would resolve names by itself, behind our back: it is not asked."""
    monkeypatch.setenv(name, web.url)

    async def resolve(_host, _port):
        return ["10.0.0.1"]

    with connections() as opened, pytest.raises(ForbiddenHostError):
        fetched("http://inside.example/secret", resolve=resolve)
    assert (opened, web.asked) == ([], [])
