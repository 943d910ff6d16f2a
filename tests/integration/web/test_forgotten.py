"""One person erased after a whole life with us: nothing of them is left in any table, file, log or page."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from apicalls import token
from grounds import STORIES
from returned import report
from sqlalchemy import MetaData
from starlette.testclient import TestClient

from digest import daily
from digest.database import reading
from digest.deliver import ledger
from digest.deliver.intake import Intake
from digest.deliver.sender import Watch
from digest.deliver.smtp import SmtpTransport
from digest.web import wiring
from digest.web.api.scopes import Scope
from digest.web.app import create_app
from subscribers.transfer import saving

ADDRESS = "zebedee.quill@readers.example"
WORDS = ("zebedee", "quill@")
PEERS = ("mail.", "httpx")  # loggers of the tests' own relay and client


def hits(text):
    """Which of the person's words stand in it, whatever their capitals."""
    return [word for word in WORDS if word in text.lower()]


def rows(engine):
    """Every row of every table that the database has, blobs as the letters that their bytes are."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        for table in tables.sorted_tables:
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table.name}"'):
                cells = (
                    bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)
                    for cell in row
                )
                yield table.name, " ".join(cells)


def live(grounds, engine, catcher):
    """Two editions: one arrives and comes back with the address in the report, one is refused by a server that repeats it."""
    room = wiring.newsroom(grounds.settings(), engine, "daily")
    for day in (0, 1):
        clock = grounds.clock(days=day, minutes=30)
        grounds.store(clock() - timedelta(minutes=1), STORIES[2 * day : 2 * day + 2])
        way = SmtpTransport(grounds.settings().smtp)
        asyncio.run(daily.run(room, room.today(clock()), way, clock=clock, watch=Watch()))
        catcher.replies[ADDRESS] = f"550 5.2.1 <{ADDRESS}> Zebedee is not here any more"
    mail = catcher.to(ADDRESS)[0]
    sent = report(
        f"Final-Recipient: rfc822; {ADDRESS}\nAction: failed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452 4.2.2 {ADDRESS} is full"
    )
    sent = sent.replace(b"To: bounces@morning.example", f"To: {mail.sender}".encode())
    Intake(engine, room.keys, grounds.clock(days=1, hours=1)).take(sent)
    return room


@pytest.mark.long
def test_nothing_is_left_of_who_was_erased(grounds, engine, catcher, caplog):
    """Signed up, mailed, bounced, suppressed, looked up by program, erased: no row, file, log line, archive page or
    export has their words; the others' are there, and every edition balances as before."""
    caplog.set_level(logging.DEBUG)
    clock = grounds.clock()
    app = create_app(grounds.settings(), engine, clock=clock, with_scheduler=False)
    client = TestClient(app, headers={"Authorization": f"Bearer {token(engine, grounds.now, *Scope)}"})
    new = {"email": ADDRESS, "name": "Zebedee Quill", "newsletters": ["daily"], "consent_source": "a form"}
    made = client.post("/api/subscribers", json=new, headers={"Idempotency-Key": "zebedee"}).json()
    client.post("/subscribe", json={"email": ADDRESS, "name": "Zebedee"})
    client.get("/api/subscribers?text=zebedee")
    grounds.readers("ann", "ben")
    live(grounds, engine, catcher)
    assert any(hits(text) for _, text in rows(engine))
    with reading(engine) as session:
        before = [ledger.balance(session, one) for one in grounds.editions()]
    assert client.delete(f"/api/subscribers/{made['id']}").status_code == 204
    assert [(name, text) for name, text in rows(engine) if hits(text)] == []
    assert any("ann@readers.example" in text for _, text in rows(engine))
    ours = [line for line in caplog.records if not line.name.startswith(PEERS)]
    assert [line.getMessage() for line in ours if hits(f"{line.getMessage()}{line.exc_text}")] == []
    with reading(engine) as session:
        after = [ledger.balance(session, one) for one in grounds.editions()]
        exported = saving.page(session, None, (0, ""))
    assert after == before
    assert len(after) == 2
    assert all(one.balanced for one in after)
    assert hits(str(exported)) == []
    for edition in grounds.editions():
        page = client.get(f"/archive/daily/{edition.day}")
        assert (page.status_code, hits(page.text)) == (200, [])
    if engine.dialect.name == "sqlite":
        file = Path(engine.url.database)
        raw = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
        assert hits(raw.decode("latin-1")) == []
