"""Generated editions for generated readers, and what must hold for the bytes of each mail."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

from hypothesis import strategies as st

from digest.compose import headers
from digest.compose.letterhead import Letterhead
from digest.compose.message import Tokens
from digest.compose.render import Rendered
from digest.compose.sheet import bulk, closed, leavable, opened
from digest.config import Mailbox
from digest.deliver.dots import WireForm, stuffed
from digest.deliver.personal import Personal
from subscribers.roster import Recipient
from subscribers.tokens import Keys

NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
BOUNCES = Mailbox("", "bounces@news.example")
HEAD = Letterhead(
    "morning", "The Harbour Briefing", "", "12 Quay Street, Port Alder", "en",
    Mailbox("The Harbour Briefing", "briefing@news.example"), None, "https://news.example",
)  # fmt: skip

_letters = st.characters(exclude_categories=["Cs"])
_words = st.text(_letters, max_size=200)
_names = st.text(_letters, max_size=60)
_slugs = st.text("abcxyz019-", max_size=62).map(lambda text: f"a{text}z")
_hosts = st.lists(st.text("abcxyz", min_size=1, max_size=30), min_size=2, max_size=7).map(".".join)
_locals = st.text("abcxyz019.+-", min_size=1, max_size=64)


@st.composite
def mailings(draw):
    """A letterhead, a subject, both bodies and a reader, as strange as they may be."""
    host, slug = draw(_hosts), draw(_slugs)
    head = replace(
        HEAD, slug=slug, base_url=f"https://{host}", sender=Mailbox(draw(_names), f"{draw(_locals)}@{host}")
    )
    email = f"{draw(_locals)}@{draw(_hosts)}"
    reader = Recipient(draw(st.integers(1, 2**32 - 1)), email, draw(_names) or None, ascii=True)
    return head, draw(_words), draw(st.text(_letters, max_size=400)), reader


def check(mailing):
    """Lines, encoded-words, Subject and List-Unsubscribe of one mail, and that its wire form is the mail."""
    head, subject, text, reader = mailing
    tokens = Tokens.of(subject)
    writer = opened(head, subject)
    leavable(writer, head)
    bulk(writer, head, f"20261124:{head.slug}:briefing")
    text += f"\n{tokens['unsubscribe_url']}\n"
    composition = closed(writer, Rendered(f"<p>{text}</p>", text, subject), tokens).composition
    keys = Keys.from_secrets(["a secret of the tests, long enough"])
    personal = Personal(keys, head.slug, 42, head.base_url, head.sender, BOUNCES)
    values = personal.values(reader, NOW)
    raw = composition.merge(values)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert all(len(word) <= 75 for word in re.findall(rb"=\?[^?\s]*\?[bqBQ]\?[^?\s]*\?=", raw))
    mail = message_from_bytes(raw, policy=policy.default)
    assert (mail["Subject"], mail["Subject"].defects) == (headers.one_line(subject), ())
    assert mail.get_all("List-Unsubscribe") == [f"<{values['unsubscribe_url'].decode()}>"]
    form = WireForm.of(composition)
    assert form is not None
    assert form.merge(values) == stuffed(raw)
