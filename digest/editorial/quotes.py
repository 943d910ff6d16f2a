"""The quote of the day."""

from collections.abc import Sequence

from digest.compose.content import Figure, Quotation


def quote_of_the_day() -> Quotation | None:
    """TODO."""
    return None
