"""Links: only what we signed, for what we signed it, for as long as it is meant to live."""

import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subscribers.errors import NewsletterError, SecretError, TokenError
from subscribers.tokens import Claim, Keys, Purpose, keyed_hash, keyed_hashes, mac, macs, read, sign

OLD, NEW = "an old secret of some length", "a new secret of some length!"
KEYS = Keys.from_secrets([NEW])
NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
slugs = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=15).map(
    lambda s: "n" + s[1:]
)
ids = st.integers(1, 2**32 - 1)
moments = st.timedeltas(timedelta(), timedelta(days=30_000)).map(lambda later: NOW + later)


@given(st.sampled_from(list(Purpose)), slugs, ids, st.none() | moments)
def test_a_token_says_what_was_signed(purpose, newsletter, subscriber, issued):
    """What is signed is read back, to the second, out of at most 50 characters that need no quoting in a URL."""
    token = sign(KEYS, purpose, newsletter, subscriber, issued=issued)
    whole = issued.replace(microsecond=0) if issued else None
    assert read(KEYS, purpose, token, now=NOW, max_age=None) == Claim(newsletter, subscriber, whole)
    assert len(token) <= 50
    assert set(token) <= set(string.ascii_letters + string.digits + "-_.")
    assert token[-1] not in "-_."


@given(slugs, ids, st.integers(0, 200), st.characters())
def test_no_character_of_a_token_can_be_changed(newsletter, subscriber, place, char):
    """A token with any one character replaced is refused."""
    token = sign(KEYS, Purpose.UNSUBSCRIBE, newsletter, subscriber, issued=NOW)
    place %= len(token)
    changed = token[:place] + char + token[place + 1 :]
    if changed == token:
        return
    with pytest.raises(TokenError):
        read(KEYS, Purpose.UNSUBSCRIBE, changed, now=NOW, max_age=None)


@given(st.text(max_size=200))
def test_any_text_is_refused_in_the_same_words(text):
    """What is no token of ours is a TokenError and nothing else, always with the same message."""
    with pytest.raises(TokenError, match=r"^this link is not valid$"):
        read(KEYS, Purpose.CONFIRM, text, now=NOW, max_age=None)


def test_a_token_opens_one_door_only():
    """A link of one purpose is refused at every other."""
    for purpose in Purpose:
        token = sign(KEYS, purpose, "daily", 7)
        for other in set(Purpose) - {purpose}:
            with pytest.raises(TokenError):
                read(KEYS, other, token, now=NOW, max_age=None)


def test_the_newsletter_is_under_the_signature():
    """A token of one newsletter, renamed to another, is refused."""
    token = sign(KEYS, Purpose.UNSUBSCRIBE, "daily", 7)
    with pytest.raises(TokenError):
        read(KEYS, Purpose.UNSUBSCRIBE, token.replace("daily", "weekly"), now=NOW, max_age=None)


def test_a_dated_token_expires():
    """A link with a life of 48 hours is good at its last second and refused after it."""
    life = timedelta(hours=48)
    token = sign(KEYS, Purpose.CONFIRM, "daily", 7, issued=NOW)
    assert read(KEYS, Purpose.CONFIRM, token, now=NOW + life, max_age=life).issued == NOW
    with pytest.raises(TokenError):
        read(KEYS, Purpose.CONFIRM, token, now=NOW + life + timedelta(seconds=1), max_age=life)


def test_an_undated_token_is_refused_where_age_counts():
    """A link without a date cannot pass for a fresh one."""
    token = sign(KEYS, Purpose.CONFIRM, "daily", 7)
    with pytest.raises(TokenError):
        read(KEYS, Purpose.CONFIRM, token, now=NOW, max_age=timedelta(hours=48))


def test_links_survive_a_new_secret():
    """After a rotation old links work while the old secret is live, and new ones are signed by the new one."""
    old, both, new = Keys.from_secrets([OLD]), Keys.from_secrets([NEW, OLD]), Keys.from_secrets([NEW])
    before = sign(old, Purpose.UNSUBSCRIBE, "daily", 7)
    assert read(both, Purpose.UNSUBSCRIBE, before, now=NOW, max_age=None).subscriber_id == 7
    with pytest.raises(TokenError):
        read(new, Purpose.UNSUBSCRIBE, before, now=NOW, max_age=None)
    after = sign(both, Purpose.UNSUBSCRIBE, "daily", 7)
    assert read(new, Purpose.UNSUBSCRIBE, after, now=NOW, max_age=None).subscriber_id == 7


@pytest.mark.parametrize("secrets", [[], ["short"], [NEW, ""]])
def test_a_weak_secret_is_refused(secrets):
    """Keys are not made without secrets, or of one that could be guessed."""
    with pytest.raises(SecretError, match="16 characters"):
        Keys.from_secrets(secrets)


def test_secrets_are_not_printed():
    """A log line with the keys in it holds no secret."""
    assert "secret" not in repr(KEYS).replace("secrets", "")
    sign(KEYS, Purpose.CONFIRM, "daily", 7)
    assert repr(KEYS) == "Keys()"


@pytest.mark.parametrize("slug", ["", "Daily", "a.b", "a/b", "ä", "x" * 65])
def test_a_newsletter_that_fits_no_url_is_not_signed(slug):
    """A short name that would need quoting, or hide the token's dot, is refused when it is signed."""
    with pytest.raises(NewsletterError):
        sign(KEYS, Purpose.UNSUBSCRIBE, slug, 7)


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_parts_cannot_be_shifted_into_each_other(one, other):
    """Two lists of parts have the same MAC only if they are the same."""
    assert (mac(KEYS, "bounce", *one) == mac(KEYS, "bounce", *other)) == (one == other)


def test_a_hash_is_found_again_under_an_older_secret():
    """What an older secret hashed is among the hashes of the live secrets, the newest first."""
    both = Keys.from_secrets([NEW, OLD])
    before = keyed_hash(Keys.from_secrets([OLD]), Purpose.ADDRESS, "a@example.com")
    found = keyed_hashes(both, Purpose.ADDRESS, "a@example.com")
    assert found == (keyed_hash(both, Purpose.ADDRESS, "a@example.com"), before)
    assert macs(both, "bounce", 1)[0] == mac(both, "bounce", 1)
    assert len(before) == 22
