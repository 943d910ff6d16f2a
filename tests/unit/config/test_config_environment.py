"""DIGEST_* variables: they win over the file, nest by double underscores, and are named in mistakes."""

import pytest
from spoiled_toml import NEWSLETTER, SECRET

from digest.config import load
from digest.errors import ConfigError


def test_variables_win_over_the_file(loaded, bare):
    """A value in the environment replaces the file's; what it does not name stays."""
    bare.setenv("DIGEST_SMTP__HOST", "relay.example")
    bare.setenv("DIGEST_SMTP__PORT", "587")
    bare.setenv("digest_database__url", "sqlite:////tmp/other.db")
    bare.setenv("DIGEST_WEB__BASE_URL", "https://news.example.org")
    bare.setenv("DIGEST_SECRET_KEY", "another secret, long enough")
    settings = loaded(SECRET + NEWSLETTER + '[smtp]\nhost = "file.example"\nconnections = 7\n')
    assert (settings.smtp.host, settings.smtp.port, settings.smtp.connections) == ("relay.example", 587, 7)
    assert settings.database_url == "sqlite:////tmp/other.db"
    assert settings.base_url("early-tram") == "https://news.example.org"
    assert settings.secrets == ("another secret, long enough",)


def test_an_empty_variable_counts_as_none(loaded, bare):
    """`DIGEST_SMTP__HOST=` leaves the file's value."""
    bare.setenv("DIGEST_SMTP__HOST", "")
    assert loaded().smtp.host == "127.0.0.1"


@pytest.mark.parametrize("slug", ["EARLY_TRAM", "EARLY-TRAM", "early_tram"])
def test_a_newsletters_keys_can_be_set_by_shells_that_know_no_hyphen(loaded, bare, slug):
    """Underscores in a variable stand for the hyphens of the slug; lists are JSON, mailboxes plain."""
    bare.setenv(f"DIGEST_NEWSLETTERS__{slug}__SEND_AT", "06:15")
    bare.setenv(f"DIGEST_NEWSLETTERS__{slug}__FROM", "Other <other@news.example.org>")
    bare.setenv(f"DIGEST_NEWSLETTERS__{slug}__NAME", "2026")
    bare.setenv(f"DIGEST_NEWSLETTERS__{slug}__DAYS", '["sat", "sun"]')
    bare.setenv(f"DIGEST_NEWSLETTERS__{slug}__WORDS__STORY", "55")
    settings = loaded()
    newsletter = settings.newsletters["early-tram"]
    assert list(settings.newsletters) == ["early-tram"]
    assert (newsletter.send_at.isoformat(), newsletter.name, newsletter.words.story) == (
        "06:15:00",
        "2026",
        55,
    )
    assert (newsletter.sender.address, list(newsletter.days)) == ("other@news.example.org", ["sat", "sun"])
    assert newsletter.postal_address == "1 Quay, Port Lorne"


def test_a_newsletter_may_come_from_the_environment_alone(loaded, bare):
    """A container needs no [newsletters] table in its file."""
    bare.setenv("DIGEST_SECRET_KEY", "another secret, long enough")
    bare.setenv(
        "DIGEST_NEWSLETTERS", '{"one": {"name": "One", "from": "a@b.example", "postal_address": "x"}}'
    )
    assert loaded("").newsletters["one"].name == "One"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DIGEST_SMTP__PORT", "many", "smtp.port: found 'many'; allowed: a whole number"),
        ("DIGEST_SMTP__NOPE", "1", "smtp.nope: unknown key; see the commented digest.toml that `digest init` writes"),
        ("DIGEST_SMTP", "not a table", "smtp: found something else; allowed: a table"),
        ("DIGEST_SMTP", '{"port": 0}', "smtp.port: found 0; allowed: greater than or equal to 1"),
        ("DIGEST_SECRET_KEY", "hush", "secret_key: found a secret that is not shown; allowed: at least 16 characters; `digest init` makes up a good one"),
        ("DIGEST_NEWSLETTERS__EARLY_TRAM__DAYS", "mon", "newsletters.early-tram.days: found 'mon'; allowed: a list in brackets"),
        ("DIGEST_NEWSLETTERS__EARLY_TRAM__DAYS", '["mon"', "newsletters.early-tram.days: found '[\"mon\"'; allowed: a list in brackets"),
        ("DIGEST_NEWSLETTERS__EARLY_TRAM__ZONE", "Moon", "newsletters.early-tram.zone: found 'Moon'; allowed: a name of the IANA database such as Europe/London or UTC"),
    ],
)  # fmt: skip
def test_a_wrong_variable_is_named(refused, bare, name, value, said):
    """The place of the mistake is the variable, as it was spelled."""
    bare.setenv(name, value)
    assert refused() == [f"{name}: {said}"]


def test_a_variable_is_not_blamed_for_the_files_mistake(refused, bare):
    """A table in the environment that does not hold the wrong key leaves the blame with the file's line."""
    bare.setenv("DIGEST_SMTP", '{"port": 25}')
    assert refused(SECRET + NEWSLETTER + '[smtp]\ntls = "x"\n')[0].startswith(
        "digest.toml, line 8: smtp.tls: "
    )


def test_secrets_of_the_environment_are_not_printed(refused, bare):
    """A table with a password in it that is not JSON stays hidden."""
    bare.setenv("DIGEST_SMTP", '{"password": "hush"')
    assert "hush" not in refused()[0]


def test_the_environment_can_be_left_out(tmp_path, bare):
    """What must not reach a real database reads the file alone."""
    bare.setenv("DIGEST_DATABASE__URL", "postgresql://production/x")
    (tmp_path / "digest.toml").write_text(SECRET + NEWSLETTER)
    settings = load(tmp_path / "digest.toml", environment=False)
    assert settings.database_url == f"sqlite:///{tmp_path}/digest.db"


def test_a_variable_with_one_underscore_too_few_is_refused(loaded, bare):
    """It would do nothing, and its owner would think that it did: the message says what was meant."""
    bare.setenv("DIGEST_SMTP_HOST", "relay.example")
    bare.setenv("DIGEST_SOMETHING_ELSE", "is none of ours")
    with pytest.raises(ConfigError, match=r"DIGEST_SMTP_HOST: no such variable.*: DIGEST_SMTP__HOST$"):
        loaded()


def test_a_source_can_be_set_by_variables(loaded, bare):
    """Its slug may be written with underscores, and joins the table of the file."""
    bare.setenv("DIGEST_SOURCES__EVENING_LANTERN__WEIGHT", "2.5")
    source = loaded(SECRET + NEWSLETTER + "[sources.evening-lantern]\nmost = 2\n").sources["evening-lantern"]
    assert (source.weight, source.most) == (2.5, 2)


@pytest.mark.parametrize("name", ["DIGEST_SOURCES", "DIGEST_NEWSLETTERS"])
def test_a_table_that_is_none_is_refused_in_a_line(loaded, bare, name):
    """A number where a table belongs is named, whichever table it is."""
    bare.setenv(name, '{"a-b": 3}')
    with pytest.raises(ConfigError, match="a table"):
        loaded()
