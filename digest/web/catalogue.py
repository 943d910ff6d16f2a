"""What the pages say, by language: gettext catalogues of `templates/web/locale`, a user's own over ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from digest.compose.templates import folders
from digest.errors import TemplateFault

SOURCE = "en"  # the language that the templates are written in


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language's words and dates."""

    language: str
    phrases: Mapping[str, str] = field(default_factory=dict)

    def gettext(self, text: str, **values: object) -> Markup:
        """The phrase in this language, its `%(name)s` replaced; every value is escaped."""
        found = self.phrases.get(text) or text
        return Markup(found) % values if values else Markup(found.replace("%%", "%"))  # noqa: S704 - ours, not a reader's

    def ngettext(self, one: str, many: str, count: int, **values: object) -> Markup:
        """As `gettext`, for one or several."""
        return self.gettext(one if count == 1 else many, **values)

    def context(self) -> dict[str, object]:
        """What the templates call."""
        return {
            "gettext": self.gettext,
            "ngettext": self.ngettext,
            "is_said": self.phrases.__contains__,
            "tongue": tongue,
            "direction": _direction(self.language),
            "long_day": self._day,
            "long_time": self._time,
        }

    def _day(self, day: date) -> str:
        from babel.dates import format_date

        return format_date(day, "long", self.language)

    def _time(self, at: datetime) -> str:
        from babel.dates import format_datetime

        return f"{self._day(at)}, {format_datetime(at, 'HH:mm', locale=self.language)} UTC"


def tongue(tag: str) -> str:
    """A language's own name for itself: `Deutsch`."""
    from babel import Locale

    return str(Locale.parse(tag, sep="-").get_display_name(tag) or tag).capitalize()


@cache
def _direction(tag: str) -> str:
    from babel import Locale

    return Locale.parse(tag, sep="-").text_direction


def shipped(env: Environment) -> tuple[str, ...]:
    """The languages that there are pages in."""
    found = {path.stem for folder in folders(env) for path in _locale(folder).glob("*.po")}
    return (SOURCE, *sorted(found - {SOURCE}))


def catalogues(env: Environment) -> Callable[[str], Catalogue]:
    """Catalogues by language, each read once; English for a language that is not there.

    Raises:
        TemplateFault: a catalogue cannot be read.
    """
    known = {language: Catalogue(language, _phrases(env, language)) for language in shipped(env)}
    return lambda language: known.get(language) or known[SOURCE]


def _phrases(env: Environment, language: str) -> dict[str, str]:
    phrases: dict[str, str] = {}
    for folder in reversed(folders(env)):
        phrases |= _read(_locale(folder) / f"{language}.po")
    return phrases


def _read(path: Path) -> Mapping[str, str]:
    return _parsed(path, path.stat().st_mtime_ns) if path.is_file() else {}


@cache
def _parsed(path: Path, _changed: int) -> Mapping[str, str]:
    """The phrases of a file as it was at that time: several pages of one process ask for the same."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as file:
            found = read_po(file, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise TemplateFault(f"{path}: {error}. Correct it, or remove it to get the packaged one.") from error
    return {
        one.id: one.string
        for one in found
        if isinstance(one.id, str) and isinstance(one.string, str) and one.id and one.string and not one.fuzzy
    }


def _locale(folder: Path) -> Path:
    return folder / "web" / "locale"
