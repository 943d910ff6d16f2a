"""Mails of generated editions to generated readers."""

from hypothesis import given
from mailings import check, mailings


@given(mailings())
def test_any_mail_keeps_within_its_lines_and_says_what_was_meant(mailing):
    """No line over 998 octets, no encoded-word over 75; Subject and List-Unsubscribe are identical after parsing."""
    check(mailing)
