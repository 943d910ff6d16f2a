"""digest.toml: what it may hold, and the one line that each mistake in it gets."""

from datetime import time
from pathlib import Path

import pytest
from spoiled_toml import NEWSLETTER, SECRET

from digest.config import load
from digest.config.settings import DEFAULT_SECTIONS
from digest.errors import ConfigError

ABOVE = len((SECRET + NEWSLETTER).splitlines())


def test_three_lines_are_enough_and_the_rest_has_defaults(loaded):
    """A newsletter needs a name, a sender and a postal address; everything else is filled in."""
    settings = loaded()
    newsletter = settings.newsletters["early-tram"]
    assert (newsletter.send_at, newsletter.zone, newsletter.sections) == (time(7), "UTC", DEFAULT_SECTIONS)
    assert str(newsletter.bounces) == "bounces@news.example.org"
    assert settings.base_url("early-tram") == "http://127.0.0.1:8000"


def test_every_key_can_be_set(loaded):
    """Each key of each table takes the value that its comment in the template shows."""
    settings = loaded(
        'previous_secret_keys = ["an older secret, long enough"]\n' + SECRET + """
        database.url = "postgresql://digest:pw@db.example/digest"
        smtp = {host = "relay.example", port = 587, tls = "starttls", user = "u", password = "p", connections = 9, hostname = "me.example"}
        delivery = {transport = "outbox", outbox = "out", uncertain = "resend", useful_hours = 12}
        web = {base_url = "https://news.example.org/", host = "0.0.0.0", port = 0}
        compose.theme = "mine"
        """ + NEWSLETTER + """
        tagline = ""
        reply_to = "Editors <editors@example.org>"
        bounce_address = "b@example.org"
        base_url = "https://tram.example.org/x/"
        language = "pt-BR"
        zone = "Europe/London"
        send_at = 06:30:00
        days = ["mon", "fri"]
        subject_date = true
        words = {lead = 100, story = 60, feature = 20}
        sections = [{name = "All", kind = "stories", kickers = ["city"], most = 5}]
        [sources.evening-lantern]
        name = "The Evening Lantern"
        weight = 2
        most = 3
        max_words = 60
        headline_only = true
        images = false
        """
    )  # fmt: skip
    newsletter, source = settings.newsletters["early-tram"], settings.sources["evening-lantern"]
    assert (source.weight, source.most, source.max_words, source.is_free) == (2.0, 3, 60, False)
    assert settings.secrets == ("0123456789abcdef-secret", "an older secret, long enough")
    assert settings.database_url == "postgresql+psycopg://digest:pw@db.example/digest"
    assert (settings.smtp.port, settings.smtp.password.get_secret_value()) == (587, "p")
    assert (settings.delivery.uncertain, settings.web.base_url) == ("resend", "https://news.example.org")
    assert settings.base_url("early-tram") == "https://tram.example.org/x"
    assert (newsletter.send_at, [str(day) for day in newsletter.days]) == (time(6, 30), ["mon", "fri"])
    assert (newsletter.sections[0].kickers, newsletter.words.story, newsletter.zone) == (
        ("city",),
        60,
        "Europe/London",
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('[smtp]\nport = "many"', "2: smtp.port: found 'many'; allowed: a whole number"),
        ("[smtp]\nport = true", "2: smtp.port: found True; allowed: a whole number"),
        ("[smtp]\nport = 70000", "2: smtp.port: found 70000; allowed: less than or equal to 65535"),
        ('[smtp]\ntls = "maybe"', "2: smtp.tls: found 'maybe'; allowed: 'none', 'starttls' or 'tls'"),
        ('[smtp]\nhost = "a b"', "2: smtp.host: found 'a b'; allowed: the name or address of a host"),
        ('[smtp]\nuser = "u"', "1: smtp: found a table; user and password go together: give both, or neither"),
        ('[web]\nbase_url = "news.example"', "2: web.base_url: found 'news.example'; allowed: a web address such as https://news.example.org"),
        ('[database]\nurl = "mysql://u:pw@h/d"', "2: database.url: found 'mysql://***@h/d'; allowed: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"),
        ('[delivery]\nuseful_hours = 0', "2: delivery.useful_hours: found 0; allowed: greater than or equal to 1"),
        ('[delivery]\noutbox = 3', "2: delivery.outbox: found 3; allowed: a path in quotes"),
        ('[compose]\nthem = "x"', "2: compose.them: unknown key; see the commented digest.toml that `digest init` writes"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_line_with_place_key_finding_and_allowance(refused, written, said):
    """The line says where it stands, which key, what was found and what is allowed."""
    number, _, rest = said.partition(": ")
    assert refused(SECRET + NEWSLETTER + written) == [f"digest.toml, line {ABOVE + int(number)}: {rest}"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("send_at = 7", "send_at: found 7; allowed: a local time such as \"07:00\"; its zone stands in `zone`"),
        ('send_at = "25:00"', "send_at: found '25:00'; allowed: a local time such as \"07:00\"; its zone stands in `zone`"),
        ('send_at = "07:00Z"', "send_at: found '07:00Z'; allowed: a local time such as \"07:00\"; its zone stands in `zone`"),
        ('zone = "Mars/Dome"', "zone: found 'Mars/Dome'; allowed: a name of the IANA database such as Europe/London or UTC"),
        ('zone = "../etc/passwd"', "zone: found '../etc/passwd'; allowed: a name of the IANA database such as Europe/London or UTC"),
        ('language = "english!"', "language: found 'english!'; allowed: a language such as en or pt-BR"),
        ('language = "xx-yy"', "language: found 'xx-yy'; allowed: a language such as en or pt-BR"),
        ("days = []", "days: found a list; allowed: at least one"),
        ('days = "mon"', "days: found 'mon'; allowed: a list in brackets"),
        ('days = ["monday"]', "days.0: found 'monday'; allowed: 'mon', 'tue', 'wed', 'thu', 'fri', 'sat' or 'sun'"),
        ("sections = []", "sections: found a list; allowed: at least one"),
        ('sections = [{name = "A"}, {name = ""}]', "sections.1.name: found ''; allowed: one line of 1 to 200 characters"),
        ('tagline = "a\\nb"', "tagline: found 'a\\nb'; allowed: one line of at most 200 characters"),
        ("subject_date = 3", "subject_date: found 3; allowed: true or false"),
        ("words.lead = 5", "words.lead: found 5; allowed: greater than or equal to 20"),
        ("words = 5", "words: found something else; allowed: a table"),
    ],
)  # fmt: skip
def test_a_newsletters_wrong_value_is_found_on_its_line(refused, written, said):
    """The same for the keys of a newsletter."""
    assert refused(SECRET + NEWSLETTER + written) == [
        f"digest.toml, line {ABOVE + 1}: newsletters.early-tram.{said}"
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("weight = 6", "weight: found 6; allowed: less than or equal to 5"),
        ("weight = true", "weight: found True; allowed: a number"),
        ("weight = nan", "weight: found nan; allowed: less than or equal to 5"),
        ('weight = "much"', "weight: found 'much'; allowed: a number"),
        ("most = -1", "most: found -1; allowed: greater than or equal to 0"),
        ("max_words = 0", "max_words: found 0; allowed: greater than or equal to 1"),
        ('headline_only = "maybe"', "headline_only: found 'maybe'; allowed: true or false"),
        ('name = ""', "name: found ''; allowed: one line of 1 to 200 characters"),
        ("wieght = 1", "wieght: unknown key; see the commented digest.toml that `digest init` writes"),
    ],
)  # fmt: skip
def test_a_sources_wrong_value_is_found_on_its_line(refused, written, said):
    """The same for the keys of a source."""
    lines = refused(SECRET + NEWSLETTER + f"[sources.evening-lantern]\n{written}\n")
    assert lines == [f"digest.toml, line {ABOVE + 2}: sources.evening-lantern.{said}"]


def test_two_tables_of_one_source_are_refused(refused):
    """Whichever counted, the other would be written in vain; the slug is the name where none is given."""
    text = '[sources.lantern]\nweight = 2\n[sources.other]\nname = "The  Lantern"\n'
    (line,) = refused(SECRET + NEWSLETTER + text)
    assert line.endswith("lantern and other have the same name; give each source one table")


def test_all_mistakes_are_told_at_once(refused):
    """Three wrong values and a missing one are four lines."""
    text = 'secret_key = "short"\n[smtp]\nport = 0\ntls = "x"\n[newsletters.a]\nname = "A"\nfrom = "a@b.example"\n'
    assert [line.split(": ")[:2] for line in refused(text)] == [
        ["digest.toml, line 1", "secret_key"],
        ["digest.toml, line 3", "smtp.port"],
        ["digest.toml, line 4", "smtp.tls"],
        ["digest.toml, line 5", "newsletters.a.postal_address"],
    ]


def test_an_empty_file_names_what_must_be_given(refused):
    """Nothing at all: both keys that have no default, without a line that could only be wrong."""
    assert refused("") == [
        "digest.toml: secret_key: missing; it must be given",
        "digest.toml: newsletters: missing; it must be given",
    ]


def test_a_table_without_a_newsletter_is_not_enough(refused):
    """At least one newsletter must be there."""
    assert refused(SECRET + "[newsletters]") == [
        "digest.toml, line 2: newsletters: found a table; allowed: at least one"
    ]


def test_a_slug_that_fits_no_link_is_refused(refused):
    """Slugs stand in addresses: no capitals, no spaces."""
    lines = refused(SECRET + NEWSLETTER.replace("early-tram", '"Early Tram"'))
    assert lines == [
        "digest.toml, line 3: newsletters.\"Early Tram\": found 'Early Tram'; allowed: a-z, 0-9 and inner hyphens, at most 40 in all"
    ]


SECRETS = [
    'secret_key = "hush"\n' + NEWSLETTER,
    'secret_key = ["hush"]\n' + NEWSLETTER,
    SECRET + 'previous_secret_keys = ["hush"]\n' + NEWSLETTER,
    SECRET + 'previous_secret_keys = "hush"\n' + NEWSLETTER,
    SECRET + NEWSLETTER + '[smtp]\npassword = "hush"\n',
    SECRET + NEWSLETTER + '[smtp]\npasswort = "hush"\n',
    SECRET + NEWSLETTER + '[smtp]\nuser = "u"\npassword = ["hush"]\n',
    SECRET + 'smtp = "smtp://user:hush@relay.example"\n' + NEWSLETTER,
    SECRET + 'smtp = ["hush"]\n' + NEWSLETTER,
    SECRET + 'database.url = "postgres://user:hush@db.example/x"\n' + NEWSLETTER,
    SECRET + 'web.base_url = "https://user:hush@news.example"\n' + NEWSLETTER,
]


@pytest.mark.parametrize("text", SECRETS)
def test_no_secret_is_ever_printed(refused, text):
    """Whatever is wrong with a secret or near it, its value is in no line."""
    assert all("hush" not in line for line in refused(text))


def test_secrets_hide_in_what_prints_settings(loaded):
    """Settings that end up in a log say nothing."""
    settings = loaded(SECRET + NEWSLETTER + '[smtp]\nuser = "u"\npassword = "hush"\n')
    assert "hush" not in repr(settings)
    assert "0123456789abcdef" not in str(settings)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a = "b\n', "digest.toml, line 1, column 7: not valid TOML"),
        ("[smtp]\nport == 3\n", "digest.toml, line 2, column 7: not valid TOML"),
        ("x = 1\nx = 2\n", "digest.toml, line 2, column 6: not valid TOML"),
        ("x = [", "digest.toml: not valid TOML"),
        (f"x = {'[' * 5000}", "digest.toml: not valid TOML: it is nested too deeply"),
        ("_env_file = 3\n", "digest.toml: _env_file: unknown key"),
    ],
)
def test_broken_toml_is_one_line_with_its_place(refused, text, said):
    """What the parser cannot read is told with the line and column where it stopped."""
    lines = refused(text)
    assert len(lines) == 1
    assert lines[0].startswith(said)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path):
    """Editors on Windows write one."""
    path = tmp_path / "digest.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (SECRET + NEWSLETTER).encode().replace(b"\n", b"\r\n"))
    assert load(path).newsletters["early-tram"].name == "The Early Tram"


def test_another_encoding_is_told(tmp_path: Path):
    """Latin-1 is refused with the byte where it shows."""
    path = tmp_path / "digest.toml"
    path.write_bytes('name = "Überblick"'.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"not UTF-8 at byte 8; save it as UTF-8"):
        load(path)


def test_a_missing_file_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Asked for by name, the path is doubted; else `digest init` is named."""
    with pytest.raises(ConfigError, match="no such file; check the path after --config"):
        load(tmp_path / "other.toml")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="no such file; run `digest init` here"):
        load()


def test_a_folder_is_no_file(tmp_path: Path):
    """--config with a folder is one clear line."""
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        load(tmp_path)


@pytest.mark.parametrize("name", ["plain", "with space", "what?", "100%20", "sharp#", "ünï"])
@pytest.mark.long
def test_the_database_file_lies_beside_the_configuration(tmp_path: Path, name):
    """Whatever the folder is called, SQLAlchemy finds the file in it."""
    from sqlalchemy.engine import make_url

    folder = tmp_path / name
    folder.mkdir()
    (folder / "digest.toml").write_text(SECRET + NEWSLETTER)
    assert make_url(load(folder / "digest.toml").database_url).database == str(folder / "digest.db")


def test_a_base_url_of_any_script_is_written_as_mails_carry_it(loaded):
    """The host becomes its IDNA form and the path is percent-encoded, so that every link is ASCII."""
    settings = loaded(SECRET + 'web.base_url = "https://zürich.example/brief/früh/"\n' + NEWSLETTER)
    assert settings.web.base_url == "https://xn--zrich-kva.example/brief/fr%C3%BCh"
