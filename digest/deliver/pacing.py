"""Pure: when a mail that was put off is tried again."""

from datetime import datetime, timedelta

FIRST_RETRY = timedelta(minutes=6)  # greylisting opens after about five minutes
LONGEST_RETRY = timedelta(hours=2)


def retry_at(now: datetime, attempts: int, jitter: float) -> datetime:
    """The next try after `attempts` tries: 6 minutes, then doubled up to 2 hours, stretched by up to a quarter.

    `jitter` is a random number in [0, 1); it keeps the mails of one outage from coming back as one.
    """
    wait = min(FIRST_RETRY * (1 << min(max(attempts - 1, 0), 10)), LONGEST_RETRY)
    return now + wait * (1 + jitter / 4)
