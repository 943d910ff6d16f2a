"""The bytes of a mail on their way through DATA."""

from hypothesis import given
from hypothesis import strategies as st

from digest.compose.message import Composition
from digest.deliver.dots import WireForm, stuffed, unstuffed

lines = st.lists(st.sampled_from([b"", b".", b"..", b".x", b"x.", b"a", b" ."]), min_size=1, max_size=12)


def as_read(data):
    """What a server makes of it (RFC 5321 §4.5.2): the mail, and what came after its end."""
    taken, rest = [], data.split(b"\r\n")
    while (line := rest.pop(0)) != b".":
        taken.append(line[1:] if line.startswith(b".") else line)
    return b"\r\n".join(taken) + b"\r\n", b"\r\n".join(rest)


@given(lines)
def test_a_server_reads_back_what_was_written(parts):
    """Whatever lines begin with dots: the same bytes, and nothing left over that would be read as commands."""
    message = b"\r\n".join(parts) + b"\r\n"
    assert as_read(stuffed(message)) == (message, b"")


@given(lines)
def test_a_last_line_without_an_end_gets_one(parts):
    """The final dot always stands on a line of its own."""
    message = b"\r\n".join([*parts, b"x"])
    assert as_read(stuffed(message)) == (message + b"\r\n", b"")


@given(lines)
def test_the_mail_can_be_taken_out_of_its_wire_form(parts):
    """What is kept as a file is the mail, not what the wire carries."""
    message = b"\r\n".join(parts) + b"\r\n"
    assert unstuffed(stuffed(message)) == message


pieces = st.lists(st.sampled_from([b".", b"\r\n", b"x", b"\n", b"=\r\n", b"a.b"]), max_size=5).map(b"".join)


@given(st.data())
def test_a_variant_stuffed_once_merges_to_the_same_bytes(data):
    """Whatever stands at the joints: the stuffed segments with a reader's values, or none where that cannot be told."""
    segments = data.draw(st.lists(pieces, min_size=2, max_size=5))
    segments[-1] += b"\r\n"
    values = [data.draw(pieces) for _ in segments[1:]]
    names = tuple(f"slot{number}" for number in range(len(values)))
    composition, named = Composition(tuple(segments), names), dict(zip(names, values, strict=True))
    form = WireForm.of(composition)
    if form is not None:
        assert form.merge(named) == stuffed(composition.merge(named))


def test_an_edition_s_mails_have_a_wire_form():
    """The usual joints, headers and soft line breaks, can be told."""
    segments = (b"To: ", b"\r\n\r\nHello\r\n.\r\n=\r\n", b"=\r\nBye\r\n")
    form = WireForm.of(Composition(segments, ("to", "link")))
    assert form is not None
    assert form.merge({"to": b"ann", "link": b".x"}).endswith(b"\r\n..\r\n=\r\n..x=\r\nBye\r\n.\r\n")
