"""The pure parts of fetching: bodies, waiting, the next time."""

import asyncio
import gzip
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digest.collect.fetch import bodies
from digest.collect.fetch.errors import FetchError
from digest.collect.fetch.waiting import LONGEST, retry_after
from digest.collect.sources.due import next_time

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)


def read(raw, encoding, most=1_000_000, size=1000):
    async def pieces():
        for start in range(0, len(raw), size):
            yield raw[start : start + size]

    return asyncio.run(bodies.read(pieces(), encoding, most))


@given(st.binary(max_size=5000), st.sampled_from(["gzip", "deflate", "raw deflate", ""]), st.integers(1, 700))
def test_what_was_packed_comes_out(body, way, size):
    """Every way of packing, in pieces of any size, gives the body back."""
    assume(not body.startswith(b"\x1f\x8b"))
    raw_deflate = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "raw deflate": raw_deflate.compress(body) + raw_deflate.flush(),
        "": body,
    }[way]
    assert read(packed, way.removeprefix("raw "), size=size) == body


def test_a_file_that_is_packed_itself_comes_out_too():
    """A sitemap's .gz is unpacked, sent as it is or packed once more, and within the same bound."""
    assert (
        read(gzip.compress(b"<urlset/>"), "")
        == read(gzip.compress(gzip.compress(b"<urlset/>")), "gzip")
        == b"<urlset/>"
    )
    with pytest.raises(FetchError, match="larger than 1 MB"):
        read(gzip.compress(bytes(1_000_001)), "")


@pytest.mark.long
def test_a_bomb_is_refused_before_it_is_unpacked():
    """A gigabyte of zeros in a megabyte is stopped at the bound."""
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()
    assert len(bomb) < 200_000
    with pytest.raises(FetchError, match="larger than 1 MB"):
        read(bomb, "gzip")


@pytest.mark.parametrize(
    ("raw", "encoding", "why"),
    [
        (gzip.compress(b"news" * 100, mtime=0)[:-12], "gzip", "broke off"),
        (b"no gzip", "gzip", "packed wrongly"),
        (b"x", "br", "not asked for"),
    ],
)
def test_bodies_that_cannot_be_read_are_refused(raw, encoding, why):
    """Broken, cut and unknown packings each have their reason."""
    with pytest.raises(FetchError, match=why):
        read(raw, encoding)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120), ("Tue, 24 Nov 2026 06:10:00 GMT", 600), ("Mon, 23 Nov 2026 06:10:00 GMT", 0), ("999999999999", LONGEST.total_seconds()), ("soon", None), ("", None), (None, None), ("-5", None)],
)  # fmt: skip
def test_how_long_a_host_asks_to_be_left_alone(said, seconds):
    """Seconds and dates are understood, nonsense is nothing."""
    found = retry_after(said, NOW)
    assert (found.total_seconds() if found is not None else None) == seconds


@given(st.integers(0, 50), st.floats(0, 1), st.integers(1, 20_000))
def test_the_next_time_is_bounded(failures, chance, minutes):
    """Never before nine tenths of the interval, never later than a day and a tenth where the interval is shorter."""
    every = timedelta(minutes=minutes)
    wait = next_time(NOW, every, failures=failures, chance=chance) - NOW
    assert every * 0.899 <= wait <= max(every, timedelta(days=1)) * 1.101
    assert next_time(NOW, every, wait=timedelta(days=30)) - NOW >= timedelta(days=30)
