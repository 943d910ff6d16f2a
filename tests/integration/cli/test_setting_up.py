"""`digest init`, `digest migrate`, `digest demo`: from nothing to a store, and never over what is there."""

import json
import re
import shutil
import stat
import tomllib
from datetime import date

import pytest

from digest.cli.start import PLACEHOLDER, begin
from digest.config import load
from digest.migrations import head


def test_init_writes_a_private_commented_configuration(digest):
    """digest.toml is the owner's alone, has a fresh secret and comments, and loads; the database is at head."""
    ran = digest("init", "mine")
    path = digest.folder / "mine" / "digest.toml"
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "cd mine"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    settings = load(path)
    assert len(settings.secrets[0]) >= 32
    assert list(settings.newsletters) == [PLACEHOLDER.slug]
    assert path.read_text().count("#") > 15
    assert digest("--config", path, "status").out == "briefing: no edition yet\n"


def test_two_inits_have_two_secrets(digest):
    """No secret is built in."""
    secrets = {load(begin(digest.folder / name)).secrets for name in ("a", "b")}
    assert len(secrets) == 2


def test_an_existing_configuration_is_not_touched(digest):
    """The second init is refused in one line and changes no byte."""
    digest("init")
    before = (digest.folder / "digest.toml").read_bytes()
    ran = digest("init", "--sample")
    assert ran.code == 1
    assert "digest.toml exists already and is not touched; choose another folder" in ran.said
    assert (digest.folder / "digest.toml").read_bytes() == before


def test_init_into_a_file_says_so(digest):
    """A path that is a file is no folder."""
    (digest.folder / "file").write_text("x")
    ran = digest("init", "file")
    assert (ran.code, ran.said) == (1, "digest: file is no folder; choose another folder")


@pytest.mark.long
def test_init_with_sample_stores_articles_and_readers(digest):
    """About thirty articles and three readers, ready to be composed."""
    assert digest("init", "--sample").code == 0
    assert len(digest("subscribers", "list", "--json").lines) == 3
    assert digest("collect", "articles", "--json").json == {
        "new": 0,
        "updated": 0,
        "unchanged": 30,
        "rejected": [],
    }
    assert digest("compose", "--json").json["state"] == "draft"


@pytest.mark.long
def test_every_setting_of_the_template_is_known(digest):
    """The commented keys and tables too are known: with their # taken away the file still loads."""
    digest("init")
    path = digest.folder / "digest.toml"
    text = re.sub(r"^# (?=\w+ = |\[)", "", path.read_text(), flags=re.MULTILINE)
    path.write_text(text.replace('user = ""', 'user = "u"').replace('password = ""', 'password = "p"'))
    assert tomllib.loads(path.read_text())["smtp"]["user"] == "u"
    assert load(path).compose.theme is not None
    assert load(path).sources["evening-lantern"].most == 3


def test_migrate_brings_an_empty_database_to_head(digest, grounds, database_url):
    """On a database without our tables every command names the one that mends it; SQLite mends itself."""
    path = grounds.toml("07:00")
    assert "is at the newest schema" in digest("--config", path, "migrate").out


@pytest.mark.long
def test_an_older_schema_is_refused_with_the_command_that_mends_it(digest, postgres_template):
    """An empty PostgreSQL database is not set up behind anybody's back."""
    admin, uri = postgres_template
    name = f"empty_{digest.folder.parent.name}".lower().replace("-", "_")[:50]
    with admin.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    base, _, query = uri.replace("+psycopg", "").partition("?")
    digest("init")
    digest.patch.setenv("DIGEST_DATABASE__URL", f"{base.rpartition('/')[0]}/{name}?{query}")
    try:
        ran = digest("status")
        assert ran.code == 1
        assert ran.said.endswith(f"the schema is at nothing yet, not at {head()}; run `digest migrate`")
        assert f"went from nothing to {head()}" in digest("migrate").out
        assert digest("status").code == 0
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_newer_schema_is_refused(digest, sqlite_template):
    """A database that a newer version wrote is left alone."""
    import sqlite3

    digest("init")
    shutil.copy(sqlite_template, digest.folder / "digest.db")
    with sqlite3.connect(digest.folder / "digest.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    ran = digest("status")
    assert (ran.code, ran.said) == (
        1,
        "digest: the database was written by a newer version (schema 9999); install that version",
    )


def test_the_demo_sends_three_mails_and_checks_them(digest):
    """Sample, catcher, edition, three mails, files to look at: one object says where."""
    ran = digest("demo", "here", "--no-open", "--json")
    assert ran.code == 0
    assert (ran.json["sent"], ran.json["enrolled"], ran.json["balanced"], ran.json["state"]) == (
        3,
        3,
        True,
        "sent",
    )
    files = [digest.folder / path for path in ran.json["files"]]
    assert [path.suffix for path in files] == [".html", ".txt", ".eml", ".eml", ".eml"]
    assert ran.json["subject"].encode() in files[2].read_bytes() or b"Subject: =?" in files[2].read_bytes()
    assert ran.json["date"] == date.fromisoformat(ran.json["date"]).isoformat()


@pytest.mark.long
def test_the_demo_does_not_reach_a_configured_database(digest):
    """DIGEST_* variables name a production system: the demo writes into its own folder all the same."""
    digest.patch.setenv("DIGEST_DATABASE__URL", f"sqlite:///{digest.folder}/production.db")
    digest.patch.setenv("DIGEST_SMTP__HOST", "relay.invalid")
    assert digest("demo", "here", "--no-open").code == 0
    assert (digest.folder / "here" / "digest.db").exists()
    assert not (digest.folder / "production.db").exists()


@pytest.mark.parametrize(
    "words", [("status",), ("collect", "x"), ("compose",), ("send",), ("subscribers", "list")]
)
def test_without_a_configuration_every_command_says_how_to_get_one(digest, words):
    """No digest.toml here: one line that names `digest init`."""
    ran = digest(*words)
    assert ran.code == 1
    assert ran.said.endswith(
        "digest.toml: no such file; run `digest init` here, or name one with --config FILE"
    )


def test_a_json_answer_is_one_line_of_utf8(sample):
    """Letters are written as letters."""
    ran = sample("subscribers", "list", "--json")
    assert "Łucja Ørsdal" in ran.out
    assert all(json.loads(line)["subscriptions"][0]["state"] == "confirmed" for line in ran.out.splitlines())


@pytest.mark.long
def test_a_database_in_use_gets_no_sample(digest):
    """Where the environment names a database that has readers, the sample stays out of it, and that is said."""
    digest.patch.setenv("DIGEST_DATABASE__URL", f"sqlite:///{digest.folder / 'in-use.db'}")
    assert digest("init", "first", "--sample").code == 0
    ran = digest("init", "second", "--sample")
    assert ran.code == 1
    assert "has readers already, and gets no sample" in ran.err
