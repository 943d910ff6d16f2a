"""What the doctor finds on an installation, by real parts: a database, a relay, a web server, a name server."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
from fixtures import digest
from nameserver import NameServer
from webserver import Page, WebServer

from digest.doctor import place
from digest.doctor.examination import examined
from digest.doctor.finding import Level, is_fit
from digest.doctor.names import Names, SilentError
from digest.doctor.site import site

__all__ = ["digest"]

sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
GOOD = {
    ("news.example", "TXT"): ['"v=spf1 ip4:203.0.113.7 -all"'],
    ("_dmarc.news.example", "TXT"): ['"v=DMARC1; p=quarantine"'],
    ("news.example", "MX"): ["10 mx.news.example."],
    ("mx.news.example", "A"): ["203.0.113.7"],
    ("7.113.0.203.in-addr.arpa", "PTR"): ["mx.news.example."],
}


@pytest.fixture
def dns():
    with NameServer() as made:
        made.records = dict(GOOD)
        yield made


@pytest.fixture
def look(grounds, engine, dns, catcher):
    """Examines an installation whose relay is the catcher."""

    def examine(**changes):
        smtp = {"host": catcher.host, "port": catcher.port, "tls": "none", "hostname": "mx.news.example"}
        settings = grounds.settings(**{"smtp": smtp} | changes)
        found = list(examined(settings, engine, dns.resolver(), lambda: datetime.now(UTC)))
        assert all(bool(one.mend) == (one.level is not Level.OK) for one in found)
        return {one.check: one for one in found}

    return examine


@sqlite
def test_each_finding_has_its_mend_and_a_good_place_has_none(look):
    """Database, clock, disk, relay, SPF, DMARC, bounces and reverse names of a good place are ok; a mend stands with all else."""
    found = look()
    for check in ("configuration", "database", "clock", "smtp", "spf news.example", "dmarc news.example", "mx news.example", "reverse mx.news.example"):  # fmt: skip
        assert found[check].level is Level.OK, found[check]
    assert found["base_url"].level is found["one-click"].level is Level.FAIL
    assert "own machine" in found["base_url"].message


@sqlite
def test_an_old_schema_is_in_the_way(look, engine):
    """The command that mends it is named."""
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    found = look()["database"]
    assert (found.level, found.mend) == (Level.FAIL, "run `digest migrate`")


@sqlite
def test_a_relay_that_refuses_is_in_the_way(look, catcher):
    """Nobody there, or no TLS where it is asked for."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert look(smtp={"host": "127.0.0.1", "port": port, "tls": "none"})["smtp"].level is Level.FAIL
    assert (
        look(smtp={"host": catcher.host, "port": catcher.port, "tls": "starttls"})["smtp"].level is Level.FAIL
    )


@sqlite
def test_every_relay_is_looked_at(look, catcher):
    """One of two that is down is a warning that names it, since the other one takes the mails; both down are in the way."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    here, gone = ({"host": "127.0.0.1", "port": one, "tls": "none"} for one in (catcher.port, port))
    found = look(smtp=here | {"relays": [gone]})
    assert found[f"smtp 127.0.0.1:{catcher.port}"].level is Level.OK
    assert found[f"smtp 127.0.0.1:{port}"].level is Level.WARN
    found = look(smtp=gone | {"relays": [gone | {"host": "localhost"}]})
    assert [one.level for check, one in found.items() if check.startswith("smtp")] == [Level.FAIL] * 2


@pytest.mark.parametrize(
    ("record", "level", "said"),
    [
        (None, Level.FAIL, "no SPF record"),
        (['"v=spf1 -all"', '"v=spf1 ~all"'], Level.FAIL, "2 SPF records"),
        (['"v=spf1 +all"'], Level.FAIL, "everybody"),
        (['"v=spf1 a mx"'], Level.WARN, "refuses nobody"),
        (['"v=spf1 ' + "include:a.example " * 11 + '-all"'], Level.FAIL, "11 questions"),
        (['"v=spf10 -all"', '"v=spf1 redirect=x.example"'], Level.OK, "redirect"),
        (['"v=spf1 ip4:203.0.113.7 " "ip4:203.0.113.8 -all"'], Level.OK, "203.0.113.7 ip4:203.0.113.8"),
    ],
)
def test_spf(dns, record, level, said):
    """One record that refuses others, within its limits, in several strings, too."""
    dns.records["news.example", "TXT"] = record or ['"something else"']
    found = Names(dns.resolver()).spf("news.example")
    assert (found.level, said in found.message) == (level, True), found


@pytest.mark.parametrize(
    ("records", "level"),
    [
        ({}, Level.FAIL),
        ({"_dmarc.mail.news.example": '"v=DMARC1; p=reject"'}, Level.OK),
        ({"_dmarc.news.example": '"v=DMARC1; p=none"'}, Level.WARN),
        ({"_dmarc.news.example": '"v=DMARC1; rua=mailto:a@news.example"'}, Level.FAIL),
    ],
)
def test_dmarc(dns, records, level):
    """The domain's own policy, or that of a domain above it."""
    dns.records = {(name, "TXT"): [text] for name, text in records.items()}
    assert Names(dns.resolver()).dmarc("mail.news.example").level is level


@sqlite
@pytest.mark.long
def test_dkim_of_our_own_key(look, dns, digest, grounds):
    """The record of the key that signs is good; none, or another's, is in the way, and the right one is told."""
    answer = digest("dkim", "keygen", "--domain", "news.example", "--selector", "s1")
    assert answer.code == 0, answer.err
    text = answer.out.partition("( ")[2].partition(" )")[0]
    table = {"selector": "s1", "key": str(digest.folder / "dkim-s1.pem")}
    check, name = "dkim s1._domainkey.news.example", ("s1._domainkey.news.example", "TXT")
    missing = look(dkim=table)[check]
    assert (missing.level, "v=DKIM1" in missing.mend) == (Level.FAIL, True)
    dns.records[name] = [text]
    assert look(dkim=table)[check].level is Level.OK
    dns.records[name] = ['"v=DKIM1; p=AAAA"']
    assert look(dkim=table)[check].level is Level.FAIL


@pytest.mark.parametrize(
    ("records", "level"),
    [
        ({("b.example", "MX"): ["0 ."]}, Level.FAIL),
        ({("b.example", "MX"): ["10 gone.b.example."]}, Level.FAIL),
        ({("b.example", "A"): ["203.0.113.9"]}, Level.OK),
        ({}, Level.FAIL),
    ],
)
def test_the_way_back(dns, records, level):
    """A mail host with an address, or an address of its own (RFC 5321 §5.1)."""
    dns.records = records
    assert Names(dns.resolver()).way_back("b.example").level is level


def test_reverse_names(dns):
    """An address without a name, and one whose name leads elsewhere, are told."""
    names = Names(dns.resolver())
    dns.records["7.113.0.203.in-addr.arpa", "PTR"] = ["other.example."]
    assert "another address" in names.reverse("mx.news.example").message
    del dns.records["7.113.0.203.in-addr.arpa", "PTR"]
    assert "no name" in names.reverse("mx.news.example").message
    assert names.reverse("nobody.example").level is Level.FAIL


@sqlite
def test_a_silent_dns_is_a_warning(grounds, engine, catcher, monkeypatch):
    """Without an answer nothing is claimed to be missing."""
    import dns.resolver

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.bind(("127.0.0.1", 0))
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], deaf.getsockname()[1]
        monkeypatch.setattr("digest.doctor.names.SECONDS", 0.05)
        with pytest.raises(SilentError):
            Names(resolver).spf("news.example")
        found = list(examined(grounds.settings(), engine, resolver, lambda: datetime.now(UTC)))
    assert [one.level for one in found if one.check.startswith("dns ")] == [Level.WARN, Level.WARN]


def test_the_site_is_ours():
    """An answer of another server is in the way; nobody there is a warning; without https nobody leaves by one click."""
    with WebServer() as other:
        other.pages["/healthz"] = Page(b"<html>Welcome to nginx</html>", "text/html")
        url = other.url.replace("127.0.0.1", "127.0.0.2")
        assert [one.level for one in site(url.replace("127.0.0.2", "0.0.0.0"))] == [Level.FAIL, Level.FAIL]
        other.pages["/healthz"] = Page(b'{"status":"ok"}', "application/json")
        assert [one.level for one in site(other.url.replace("127.0.0.1", "0.0.0.0"))] == [
            Level.OK,
            Level.FAIL,
        ]
    assert next(iter(site(other.url.replace("127.0.0.1", "0.0.0.0")))).level is Level.WARN


@sqlite
def test_a_clock_that_is_wrong_is_in_the_way(grounds):
    """A machine without a battery says 1970."""
    (found,) = place.clock(grounds.settings(), datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=1))
    assert found.level is Level.FAIL


@sqlite
def test_the_command_says_what_and_exits_by_it(digest, grounds):
    """A line each, with its mend; exit 1 where something is in the way; the same as JSON."""
    grounds.toml("07:00").replace(digest.folder / "digest.toml")
    said = digest("doctor")
    assert said.code == 1
    assert "fail  base_url: " in said.out
    assert "      mend: set web.base_url" in said.out
    told = digest("doctor", "--json")
    assert (told.code, told.json["fit"]) == (1, False)
    assert {one["level"] for one in told.json["findings"]} <= {"ok", "warn", "fail"}
    assert is_fit([]) is True
