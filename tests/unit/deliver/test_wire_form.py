"""The bytes of a mail on their way through DATA."""

from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.transaction import stuffed

lines = st.lists(st.sampled_from([b"", b".", b"..", b".x", b"x.", b"a", b" ."]), min_size=1, max_size=12)


def unstuffed(data):
    """What a server makes of it (RFC 5321 §4.5.2): the mail, and what came after its end."""
    taken, rest = [], data.split(b"\r\n")
    while (line := rest.pop(0)) != b".":
        taken.append(line[1:] if line.startswith(b".") else line)
    return b"\r\n".join(taken) + b"\r\n", b"\r\n".join(rest)


@given(lines)
def test_a_server_reads_back_what_was_written(parts):
    """Whatever lines begin with dots: the same bytes, and nothing left over that would be read as commands."""
    message = b"\r\n".join(parts) + b"\r\n"
    assert unstuffed(stuffed(message)) == (message, b"")


@given(lines)
def test_a_last_line_without_an_end_gets_one(parts):
    """The final dot always stands on a line of its own."""
    message = b"\r\n".join([*parts, b"x"])
    assert unstuffed(stuffed(message)) == (message + b"\r\n", b"")
