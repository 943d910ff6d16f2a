import re
from datetime import date, timedelta

import pytest

from digest.compose.templates import environment, packaged, table
from digest.compose.wording import wording
from digest.errors import TemplateFault

LANGUAGES = sorted(path.stem for path in (packaged() / "email/words").glob("*.toml"))


def phrases(language: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table(environment(), f"email/words/{language}.toml").items():
        flat |= (
            {key: value}
            if isinstance(value, str)
            else {f"{key}.{name}": text for name, text in value.items()}
        )
    return flat


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_hold_no_stray_key_or_name(language):
    """A translation has only keys that English has, and the same {names} in each phrase."""
    english = phrases("en")
    for key, phrase in phrases(language).items():
        assert sorted(re.findall(r"\{\w+\}", phrase)) == sorted(re.findall(r"\{\w+\}", english[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_are_complete(language):
    """What a translation leaves to English is only what needs no translation."""
    assert set(phrases("en")) - set(phrases(language)) <= {"comma"}


@pytest.mark.parametrize(
    ("language", "tag", "direction", "day"),
    [
        ("en-GB", "en-GB", "ltr", "Thursday, 3 September 2026"),
        ("en_US", "en-US", "ltr", "Thursday, September 3, 2026"),
        ("fr", "fr", "ltr", "jeudi 3 septembre 2026"),
        ("he", "he", "rtl", "יום חמישי, 3 בספטמבר 2026"),
        ("ja", "ja", "ltr", "2026年9月3日木曜日"),
        ("de-XX-nonsense", "de", "ltr", "Donnerstag, 3. September 2026"),
        ("", "en", "ltr", "Thursday, September 3, 2026"),
        ("no such tongue", "en", "ltr", "Thursday, September 3, 2026"),
    ],
)
def test_languages_bring_tag_direction_and_date(env, language, tag, direction, day):
    """A tag of either spelling is understood; an unknown one falls back to its parent, then to English."""
    words = wording(env, language)
    assert (words.language, words.direction, words.day(date(2026, 9, 3))) == (tag, direction, day)


def test_regional_words_lie_over_their_parent(tmp_path):
    """A theme's de-CH file changes one phrase of German, of one table too."""
    words = tmp_path / "email/words"
    words.mkdir(parents=True)
    (words / "de-CH.toml").write_text('archive = "Archiv"\n[confirm]\nbutton = "Ja"\n', encoding="utf-8")
    swiss = wording(environment(tmp_path), "de-CH")
    assert (swiss.say("archive"), swiss.say("unsubscribe")) == ("Archiv", "Abmelden")
    assert (swiss.say("confirm.button"), swiss.say("confirm.title")) == ("Ja", "Ist das Ihre Adresse?")


def test_numbers_and_spans_are_the_languages_own(env):
    """Thousands are grouped and times are named as the language does it."""
    german = wording(env, "de")
    assert (german.number(12345), german.span(timedelta(hours=48))) == ("12.345", "2 Tage")


def test_a_missing_phrase_is_a_fault_that_says_where(env):
    """Asking for a phrase that no catalogue has names the key and the file to add it to."""
    with pytest.raises(TemplateFault, match=r"en\.toml has no phrase 'goodbye\.title'"):
        wording(env, "de").say("goodbye.title")
