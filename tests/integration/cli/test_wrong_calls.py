"""What is wrong with the call, the configuration, the database: the right exit code and one clear line."""

import socket

import pytest

CONFIG = """
secret_key = "0123456789abcdef-secret"
delivery.transport = "outbox"
[newsletters.one]
name = "One"
from = "one@news.example"
postal_address = "x"
"""
SECOND = CONFIG + '[newsletters.two]\nname = "Two"\nfrom = "two@news.example"\npostal_address = "x"\n'


def configure(digest, text=CONFIG):
    (digest.folder / "digest.toml").write_text(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[newsletters\n", "digest.toml, line 1, column 13: not valid TOML"),
        (CONFIG + "[smtp]\nport = 0\n", "line 9: smtp.port: found 0; allowed: greater than or equal to 1"),
        (CONFIG.replace("one@news.example", "nobody"), "line 6: newsletters.one.from: found 'nobody'; not an e-mail address"),
        (CONFIG + '[workers]\nengine = "procrastinate"\n', 'needs PostgreSQL and database.url is a SQLite file; set database.url = "postgresql://'),
        ('secret_key = "0123456789abcdef-secret"', "digest.toml: newsletters: missing; it must be given"),
    ],
)  # fmt: skip
def test_a_wrong_configuration_is_one_line(digest, text, said):
    """A TOML error, a wrong value, a From that is no address, no newsletter: its place and what is wrong."""
    configure(digest, text)
    ran = digest("status")
    assert ran.code == 1
    assert said in ran.said


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///folder", "unable to open database file"),
        ("sqlite:///missing/digest.db", "unable to open database file"),
        ("sqlite:////proc/digest.db", "unable to open database file"),
        ("sqlite:///digest.toml", "file is not a database"),
        ("postgresql://u:hush@127.0.0.1:1/x", "Connection refused"),
        ("postgresql://u:hush@127.0.0.1:nan/x", "database.url is not a database URL"),
    ],
)
def test_a_database_that_cannot_be_used_is_one_line(digest, url, said):
    """A folder, a missing folder, no right to write, another kind of file, a server that is down."""
    configure(digest)
    (digest.folder / "folder").mkdir()
    digest.patch.setenv("DIGEST_DATABASE__URL", url)
    ran = digest("status")
    assert ran.code == 1
    assert said in ran.said
    assert "database.url" in ran.said
    assert "hush" not in ran.said


def test_a_store_that_may_only_be_read_is_one_line(digest):
    """A database opened for reading only refuses to store, and says so."""
    configure(digest)
    digest("status")
    (digest.folder / "a.txt").write_text(
        "A title of some length\n\nThe harbour board voted on Monday to open the old ferry line again, it said.\n"
    )
    digest.patch.setenv("DIGEST_DATABASE__URL", f"sqlite:///file:{digest.folder}/digest.db?mode=ro&uri=true")
    ran = digest("collect", "a.txt")
    assert ran.code == 1
    assert "attempt to write a readonly database" in ran.said


def test_without_a_command_the_help_is_shown(digest):
    """`digest` alone is a usage error that helps."""
    ran = digest.spawn()
    assert (ran.code, ran.out) == (2, "")
    assert "Commands:" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("nope",), ("send", "--date", "nonsense"), ("send", "--date", "2026-02-30"), ("compose", "--nope"), ("collect", "a.txt", "--all"), ("extract",), ("stories",),
        ("send", "--newsletter", "three"), ("subscribers",), ("subscribers", "add"), ("subscribers", "add", "a@b.example", "c@d.example", "--name", "X"),
    ],
)  # fmt: skip
@pytest.mark.long
def test_a_wrong_call_is_a_usage_error(digest, words):
    """Exit 2, told on stderr, without a traceback."""
    configure(digest)
    ran = digest(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: digest" in ran.err


@pytest.mark.parametrize("command", ["compose", "send", "status"])
def test_of_several_newsletters_one_must_be_named(digest, command):
    """Two are configured: the call is told to name one, and goes on when it does."""
    configure(digest, SECOND)
    ran = digest(command)
    assert ran.code == 2
    assert "there are several newsletters; say which one: one, two" in ran.err
    assert "Usage" not in digest(command, "--newsletter", "two").err


def test_nothing_to_send_is_one_line(digest):
    """An empty store, and readers missing, are told with what to do next."""
    configure(digest)
    assert digest("send", "--yes").said.endswith("add some with `digest collect PATH...`")
    (digest.folder / "a.txt").write_text(
        "A title of some length\n\nThe harbour board voted on Monday to open the old ferry line again, it said.\n"
    )
    assert digest("collect", "a.txt").code == 0
    ran = digest("send", "--yes")
    assert ran.code == 1
    assert (
        ran.said
        == "digest: nobody gets one yet; add readers with `digest subscribers add ADDRESS`, or let them sign up at `digest serve`"
    )


@pytest.mark.long
def test_subscribers_are_added_and_listed(digest):
    """Added, unchanged, refused with its reason; the list has one object a line."""
    configure(digest, SECOND)
    ran = digest("subscribers", "add", "ann@example.org", "nobody", "--json")
    assert ran.code == 1
    assert [(one["address"], one["outcome"], bool(one["reason"])) for one in ran.lines] == [
        ("ann@example.org", "added", False),
        ("nobody", "refused", True),
    ]
    assert (
        digest("subscribers", "add", "ann@example.org", "--newsletter", "one").out
        == "unchanged  ann@example.org\n"
    )
    assert digest("subscribers", "add", "ben@example.org", "--name", "Ben", "--newsletter", "two").code == 0
    listed = digest("subscribers", "list", "--json").lines
    assert [(one["subscriber"], one["email"], one["name"]) for one in listed] == [
        (1, "ann@example.org", None),
        (2, "ben@example.org", "Ben"),
    ]
    assert [one["newsletter"] for one in listed[0]["subscriptions"]] == ["one", "two"]
    assert [one["email"] for one in digest("subscribers", "list", "--newsletter", "two", "--json").lines] == [
        "ann@example.org",
        "ben@example.org",
    ]


def test_the_help_needs_none_of_the_heavy_libraries(digest):
    """`digest --help` starts without what other commands work with."""
    import subprocess
    import sys

    code = "import sys; from digest.cli.main import app; app(['--help'], standalone_mode=False); print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in ran.stderr.split()}
    assert "typer" in loaded
    assert (
        loaded
        & {
            "rich",
            "fastapi",
            "sqlalchemy",
            "sqlmodel",
            "premailer",
            "trafilatura",
            "lxml",
            "pydantic",
            "asyncio",
        }
        == set()
    )


@pytest.mark.parametrize("command", ["serve", "preview"])
@pytest.mark.long
def test_a_port_in_use_is_one_line(sample, command):
    """The line says which port; the exit code is 1."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = sample(command, "--port", port)
    assert ran.code == 1
    assert ran.said == (
        f"digest: cannot listen on 127.0.0.1:{port}: Address already in use; stop what is there, or choose another --port"
    )
