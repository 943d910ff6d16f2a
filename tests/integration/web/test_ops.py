"""What those who run it see: ready or not, figures, the status page; and what nobody else sees."""

from datetime import timedelta

import pytest
from grounds import wait_until
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from digest.database import writing
from digest.engines import schema
from digest.models import Delivery, DeliveryState, Edition, EditionState, SourceState
from digest.records import Worker
from digest.schedule.pulse import Pulse
from digest.web.app import create_app
from digest.web.ops.health import Health
from digest.work import roll

TOKEN = "a token of the tests, long enough"
LOCAL = ("127.0.0.1", 50000)


@pytest.fixture
def opened(grounds, engine):
    """An app whose status page has a token, asked from an address."""

    def open_app(client=LOCAL, workers=None, **web):
        found = grounds.settings(web={"status_token": TOKEN, **web}, sources={"wire": {"url": "https://wire.example/feed"}}, workers=workers or {})  # fmt: skip
        app = create_app(found, engine, clock=grounds.clock(hours=1), with_scheduler=False)
        return TestClient(app, follow_redirects=False, client=client)

    return open_app


def figures(client, **headers):
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200
    return {
        (one.name, *one.labels.values()): one.value
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
    }


def test_it_is_ready_at_head_alone(opened, engine):
    """A schema that another version wrote is told by 503; head is 200, for HEAD as well."""
    client = opened()
    assert client.get("/readyz").json() == {"status": "ok", "schema": "ok"}
    assert client.head("/readyz").status_code == 200
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["schema"][:7]) == (503, "at 0001")
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_schedule_that_hangs_is_not_ready(engine):
    """The schedule has to look at what is due; one that did not for five minutes is told."""
    ticks = [0.0]
    pulse = Pulse(ticks=lambda: ticks[0])
    ticks[0] = 299.0
    assert Health(engine, pulse).readyz().status_code == 200
    ticks[0] = 301.0
    assert Health(engine, pulse).readyz().status_code == 503
    pulse.beat()
    assert Health(engine, pulse).readyz().status_code == 200


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_schedule_of_the_app_beats(grounds, engine):
    """With its schedule the app says that it is looked after."""
    app = create_app(grounds.settings(), engine, clock=grounds.clock())
    with TestClient(app) as client:
        wait_until(lambda: client.get("/readyz").json().get("schedule") == "ok")


def test_the_figures_of_an_edition(opened, printed, grounds, engine):
    """Readers by state and who waits, how late it was fixed, when the next one is due, and how sources fare."""
    grounds.readers("ann", "ben", "cleo")
    edition = printed()
    with writing(engine) as session:
        session.get_one(Edition, edition.id).state = EditionState.SENDING
        session.get_one(Delivery, (edition.id, 1)).state = DeliveryState.SENT
        at = grounds.now
        session.add(SourceState(slug="wire", url="x", checked_at=at, due_at=at, failures=4, error="gone"))
        session.add(SourceState(slug="taken-out", url="x", checked_at=at, due_at=at))
    found = figures(opened())
    assert found["digest_edition_readers", "daily", "sent"] == 1
    assert found["digest_edition_readers", "daily", "queued"] == found["digest_queue", "daily"] == 2
    assert 0 <= found["digest_edition_late_seconds", "daily"] < 60
    due = (grounds.now + timedelta(days=1, minutes=30)).timestamp()
    assert found["digest_next_send_timestamp_seconds", "daily"] == due
    assert found["digest_source_failures", "wire"] == 4
    assert ("digest_source_failures", "taken-out") not in found


def test_an_edition_that_is_overdue_is_late(opened, printed, grounds, engine):
    """Half an hour after its time an edition that is held is half an hour late."""
    edition = printed()
    with writing(engine) as session:
        session.get_one(Edition, edition.id).state = EditionState.HELD
    assert 1790 < figures(opened())["digest_edition_late_seconds", "daily"] < 1860


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_readers_do_is_counted_without_saying_who(opened):
    """Signups by their answer; nothing of an address or a link."""
    client = opened()
    client.post("/subscribe", json={"email": "ann@readers.example", "newsletter": "daily"})
    client.post("/confirm/not-a-token")
    found = figures(client)
    assert found["digest_reader_steps_total", "2xx", "subscribe"] == 1
    assert found["digest_reader_steps_total", "4xx", "confirm"] == 1
    assert "ann" not in client.get("/metrics").text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_counting_takes_a_small_part_of_the_time(opened, printed, grounds, engine):
    """A balance that was counted a moment ago is not counted again, however often it is asked for."""
    grounds.readers("ann", "ben")
    edition = printed()
    client = opened()
    before = figures(client)["digest_queue", "daily"]
    with writing(engine) as session:
        session.get_one(Delivery, (edition.id, 1)).state = DeliveryState.SENT
    assert figures(client)["digest_queue", "daily"] == before == 2
    assert figures(opened())["digest_queue", "daily"] == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_who_may_read_the_figures(opened):
    """Without a token this machine alone, and not through a proxy; with one whoever has it, and nobody else."""
    assert opened().get("/metrics").status_code == 200
    assert opened(("203.0.113.7", 1)).get("/metrics").status_code == 404
    assert opened().get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 404
    far = opened(("203.0.113.7", 1), metrics_token=TOKEN)
    assert far.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert far.get("/metrics", headers={"Authorization": "Bearer another one"}).status_code == 404
    assert opened(metrics_token=TOKEN).get("/metrics").status_code == 404


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_the_status_page_is_behind_its_token(opened):
    """The token in the address becomes a cookie that no script reads; without it there is no page, also from this machine."""
    client = opened()
    assert client.get("/status").status_code == 404
    assert client.get("/status", params={"token": "another one"}).status_code == 404
    entered = client.get("/status", params={"token": TOKEN})
    assert (entered.status_code, entered.headers["location"]) == (303, "status")
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert TOKEN not in entered.headers["set-cookie"]
    page = client.get("/status")
    assert page.status_code == 200
    assert page.headers["refresh"] == "15"
    assert "script" not in page.text
    assert "refresh" not in client.get("/status?still=1").headers
    assert opened(status_token=None).get("/status").status_code == 404


@pytest.mark.long
def test_the_status_page_tells_what_goes_on(opened, printed, grounds, engine):
    """A running send with its progress, what is held and why, a source that fails."""
    grounds.readers("ann", "ben", "cleo", "dan")
    held, running = printed(-1), printed()
    with writing(engine) as session:
        stopped = session.get_one(Edition, held.id)
        stopped.state, stopped.reason = EditionState.HELD, "waits for <approval>"
        session.get_one(Edition, running.id).state = EditionState.SENDING
        session.get_one(Delivery, (running.id, 1)).state = DeliveryState.SENT
        shut = session.get_one(Delivery, (running.id, 2))
        shut.state, shut.reply_code, shut.reply_text = DeliveryState.DEFERRED, 550, "on <our> list"
        at = grounds.now
        session.add(SourceState(slug="wire", url="x", checked_at=at, due_at=at, failures=4, error="gone"))
    page = opened().get("/status", headers={"Authorization": f"Bearer {TOKEN}"}).text
    assert '<progress value="1" max="4"' in page
    assert "1 of 4 (25 %)" in page
    assert "held: waits for &lt;approval&gt;" in page
    assert "takes no mail of ours: 550 on &lt;our&gt; list; 1 reader is tried again" in page
    assert "4 failures in a row: gone" in page


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_rate_of_a_send_is_seen(grounds, engine):
    """Mails that this process settled are counted by newsletter and state."""
    pulse = Pulse()
    settled = pulse.settler("daily")
    for state in (DeliveryState.SENT, DeliveryState.SENT, DeliveryState.FAILED):
        settled(state)
    assert pulse.outcomes == {("daily", "sent"): 2, ("daily", "failed"): 1}
    assert pulse.rate("daily") > 0
    assert pulse.rate("weekly") == 0


def test_workers_are_seen_with_their_rates(opened, engine, grounds):
    """The page and the figures tell who works and how fast, and whose silence means that it is dead."""
    with writing(engine) as session:
        now = roll.moment(session, grounds.clock(hours=1))
        for name, silent, rate in (("mill/7/aaaaaaaa", 1, 812.5), ("kiln/8/bbbbbbbb", 180, 99.0)):
            session.add(
                Worker(name=name, queues="collect,send", at_once=4, started_at=now, beat_at=now - timedelta(seconds=silent), settled=12_000, rates={"daily": rate})
            )  # fmt: skip
    client = opened()
    client.get(f"/status?token={TOKEN}")
    page = client.get("/status").text
    assert "collect, send: 812.5 a second, 12,000 since" in page
    assert "silent for 3 minutes: what it had is taken back" in page
    told = figures(client)
    assert told["digest_workers",] == 1
    assert told["digest_worker_mails_per_second", "mill/7/aaaaaaaa"] == 812.5


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_that_nobody_works_is_seen(opened, engine, grounds):
    """Where workers are to do it and none lives that freezes, the page says so, and what to start."""
    schema.set_up(engine)
    with writing(engine) as session:
        now = roll.moment(session, grounds.clock(hours=1))
        session.add(
            Worker(
                name="mill/7/aaaaaaaa", queues="bounce,collect,send", at_once=4, started_at=now, beat_at=now
            )
        )
    client = opened(workers={"engine": "procrastinate"})
    client.get(f"/status?token={TOKEN}")
    assert "no worker lives that is for freeze: start `digest worker`" in client.get("/status").text
    assert "no worker lives" not in _status(opened())


def _status(client):
    client.get(f"/status?token={TOKEN}")
    return client.get("/status").text
