"""A language's words, dates, numbers and direction, as the templates print them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jinja2 import Environment

from digest.compose.templates import Table, table
from digest.errors import TemplateFault

if TYPE_CHECKING:
    from babel import Locale


@dataclass(frozen=True, slots=True)
class Wording:
    """One language: its BCP 47 tag, `ltr` or `rtl`, and its phrases (those it lacks are English)."""

    language: str
    direction: str
    locale: "Locale"
    phrases: Table

    def say(self, key: str, **values: str) -> str:
        """The phrase, its `{names}` replaced. A dot leads into a table: `confirm.title`."""
        phrase: object = self.phrases
        for step in key.split("."):
            phrase = phrase.get(step) if isinstance(phrase, dict) else None
        if not isinstance(phrase, str):
            raise TemplateFault(
                f"email/words/en.toml has no phrase '{key}'. Add it there, or in your theme's copy of it."
            )
        for name, value in values.items():
            phrase = phrase.replace("{" + name + "}", value)
        return phrase

    def day(self, day: date) -> str:
        """The date in full, with its weekday."""
        from babel.dates import format_date

        return format_date(day, "full", self.locale)

    def whole_date(self, day: date) -> str:
        """The date with its year, without the weekday."""
        from babel.dates import format_date

        return format_date(day, "long", self.locale)

    def near(self, day: date) -> str:
        """Month and day without the year, for days that are near."""
        from babel.dates import format_skeleton

        return format_skeleton("MMMMd", day, locale=self.locale)

    def number(self, number: int) -> str:
        """A whole number, grouped as the language does it."""
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self.locale)

    def reading_time(self, minutes: int) -> str:
        """The minutes in words as far as the language's list of them goes."""
        return reading_time(minutes, self.say)

    def hello(self, greeting: str) -> str:
        """The word for the hour that a greeting begins with; empty for one that has none."""
        hours = (self.say(f"edition.{hour}") for hour in ("morning", "afternoon", "evening"))
        return next((hello for hello in hours if greeting.startswith(hello)), "")

    def span(self, span: timedelta) -> str:
        """A length of time in one unit: `2 days`."""
        from babel.dates import format_timedelta

        return format_timedelta(span, locale=self.locale, threshold=1.5)


def reading_time(minutes: int, say: Callable[..., str]) -> str:
    """The minutes in words as far as the language's list of them goes."""
    spelled = [span.strip() for span in say("edition.spans").split("|")]
    return spelled[minutes - 1] if minutes <= len(spelled) else say("edition.minutes", minutes=str(minutes))


def wording(env: Environment, language: str) -> Wording:
    """The words of `language` (`de`, `en-GB`, `pt_BR`), from its own file over its parent's over English.

    A language that Babel does not know is treated as English.
    """
    locale = _locale(language)
    tag = str(locale).replace("_", "-")
    phrases = dict(table(env, "email/words/en.toml"))
    for name in dict.fromkeys((locale.language, tag)):
        if name != "en":
            phrases |= _laid(phrases, table(env, f"email/words/{name}.toml"))
    return Wording(tag, locale.text_direction, locale, phrases)


def _locale(language: str) -> "Locale":
    from babel import Locale, UnknownLocaleError

    for name in (language, language.replace("_", "-").partition("-")[0]):
        try:
            return Locale.parse(name.replace("_", "-"), sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return Locale("en")


def _laid(under: Table, over: Table) -> dict[str, "str | Table"]:
    """`over` on `under`, one table deep."""
    laid: dict[str, str | Table] = {}
    for key, value in over.items():
        below = under.get(key)
        laid[key] = value if isinstance(value, str) or not isinstance(below, dict) else {**below, **value}
    return laid
