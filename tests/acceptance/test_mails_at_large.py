"""Ten thousand mails of generated editions to generated readers."""

import os

from hypothesis import HealthCheck, given, settings
from mailings import check, mailings

MAILS = 500 if os.environ.get("SMOKE") else 10_000


@settings(max_examples=MAILS, suppress_health_check=list(HealthCheck), deadline=None)
@given(mailings())
def test_ten_thousand_mails_keep_within_their_lines_and_say_what_was_meant(mailing):
    """No line over 998 octets, no encoded-word over 75; Subject and List-Unsubscribe are identical after parsing."""
    check(mailing)
