"""Public holidays, by a library that is kept up to date with the world's laws."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


def is_holiday(code: str, day: date) -> bool:
    """Whether a day is a public holiday of a country (`GB`) or a part of it (`DE-BY`), by ISO 3166."""
    return day in _calendar(code)


@lru_cache(maxsize=32)
def _calendar(code: str) -> "HolidayBase":
    import holidays

    country, _, part = code.partition("-")
    return holidays.country_holidays(country, subdiv=part or None)
