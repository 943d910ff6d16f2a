"""A whole day over HTTP and SMTP: signed up, confirmed, left, mailed by the clock, and never twice."""

import re
import threading
import time
from contextlib import contextmanager

import httpx2
import uvicorn
from grounds import parsed, wait_until

from digest.models import EditionState
from digest.schedule.scheduler import Rhythm
from digest.web.app import create_app
from digest.web.listening import address, listen


@contextmanager
def running(grounds, clock, rhythm):
    """The app with its schedule under uvicorn, as `digest serve` runs it, and a client in front of it."""
    app = create_app(grounds.settings(), grounds.engine, clock=clock, rhythm=rhythm)
    with listen("127.0.0.1", 0) as on:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [on]})
        thread.start()
        try:
            with httpx2.Client(base_url=address(on)) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join(20)
            assert not thread.is_alive()


def local(url):
    """The path of one of the mail's links."""
    return "/" + url.split("/", 3)[3]


def sign_up(client, catcher, email):
    """By the form, by the link of the mail that comes, by its button; returns the welcome mail."""
    assert client.post("/subscribe", json={"email": email, "newsletter": "daily"}).status_code == 202
    wait_until(lambda: len(catcher.to(email)) == 1)
    text = parsed(catcher.to(email)[0]).get_body(("plain",)).get_content()
    link = local(re.search(r"http\S+/confirm/\S+", text)[0])
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 200
    wait_until(lambda: len(catcher.to(email)) == 2)
    return parsed(catcher.to(email)[1])


def test_from_signup_to_the_morning_mail(grounds, catcher):
    """Who confirmed gets the edition at its time, once, from an alarm and not from the catch-up; who left by one
    click does not; a restart within that minute sends nothing again."""
    grounds.store()
    with running(grounds, grounds.clock(), Rhythm(look=60, notices=0.1)) as client:
        sign_up(client, catcher, "ann@readers.example")
        welcome = sign_up(client, catcher, "cat@readers.example")
        one_click = local(welcome["List-Unsubscribe"].strip("<>"))
        assert client.post(one_click, data={"List-Unsubscribe": "One-Click"}).status_code == 200
        wait_until(lambda: len(catcher.to("cat@readers.example")) == 3)  # the third says that she left
    assert len(catcher.mails) == 5
    clock = grounds.clock(minutes=29, seconds=59)
    with running(grounds, clock, Rhythm(look=60, notices=60)) as client:
        wait_until(lambda: len(catcher.to("ann@readers.example")) == 3)
        wait_until(lambda: [edition.state for edition in grounds.editions()] == [EditionState.SENT])
        mail = parsed(catcher.to("ann@readers.example")[2])
        assert mail["List-Id"] == "<daily.news.example>"
        web_page = re.search(r"http\S+/archive/daily/[\d-]+", mail.get_body(("html",)).get_content())[0]
        assert client.get(local(web_page)).status_code == 200
    assert clock() < grounds.now.replace(hour=7, minute=1)
    with running(grounds, clock, Rhythm(look=0.1, notices=0.1)) as client:
        assert client.get("/healthz").status_code == 200
        time.sleep(0.5)
    assert len(catcher.mails) == 6
