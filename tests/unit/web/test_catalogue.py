"""The words of the pages: every phrase of the templates is in every catalogue, and none too many."""

from pathlib import Path

import pytest
from jinja2.ext import babel_extract

from digest.compose.templates import environment, packaged
from digest.errors import TemplateFault
from digest.web.catalogue import Catalogue, catalogues, shipped, tongue
from digest.web.pages import Pages
from subscribers.web.gate import SAID

OPTIONS = {
    "extensions": "jinja2.ext.i18n",
    "trimmed": "true",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
}


def phrases():
    found = set(SAID)
    for path in (packaged() / "web").glob("*.html"):
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, ["gettext"], [], OPTIONS):
                found.add(message[0] if isinstance(message, tuple) else message)
    return found - {None}


def test_every_phrase_is_translated_and_none_is_left_over():
    """A phrase of a template that a catalogue lacks would be English in the middle of the page."""
    env = environment()
    for language in shipped(env)[1:]:
        kept = set(catalogues(env)(language).phrases)
        assert (phrases() - kept, kept - phrases()) == (set(), set())


def test_every_translation_has_the_names_of_its_phrase():
    """A `%(name)s` that is missing or misspelled would be a fault, or a hole in the sentence."""
    import re

    for phrase, words in catalogues(environment())("de").phrases.items():
        assert set(re.findall(r"%\((\w+)\)s", phrase)) == set(re.findall(r"%\((\w+)\)s", words))


def test_values_are_escaped():
    """What a reader typed is text in a translated phrase, too."""
    assert "&lt;b&gt;" in Catalogue("de", {"Hi %(name)s": "Hallo %(name)s"}).gettext(
        "Hi %(name)s", name="<b>"
    )


def test_a_theme_lays_its_words_over_ours(tmp_path: Path):
    """A user's own catalogue may hold only what differs, or a language that we have not."""
    folder = tmp_path / "web" / "locale"
    folder.mkdir(parents=True)
    (folder / "de.po").write_text('msgid "Sign up"\nmsgstr "Eintragen"\n')
    (folder / "sv.po").write_text('msgid "Sign up"\nmsgstr "Anmäl dig"\n')
    pages = Pages(environment(tmp_path))
    assert pages.languages == ("en", "de", "sv")
    words = catalogues(pages.templates)
    assert (str(words("de").gettext("Sign up")), str(words("de").gettext("Save"))) == (
        "Eintragen",
        "Speichern",
    )
    assert str(words("sv").gettext("Save")) == "Save"


def test_a_broken_catalogue_is_told(tmp_path: Path):
    """It names the file."""
    folder = tmp_path / "web" / "locale"
    folder.mkdir(parents=True)
    (folder / "de.po").write_bytes(b'msgid "Sign up"\nmsgstr "\xff"\n')
    with pytest.raises(TemplateFault, match=r"de\.po"):
        catalogues(environment(tmp_path))


def test_a_theme_may_bring_a_language_that_is_written_from_the_right(tmp_path: Path):
    """The page of such a catalogue is laid out from the right."""
    folder = tmp_path / "web" / "locale"
    folder.mkdir(parents=True)
    (folder / "ar.po").write_text(
        'msgid "There is no such page"\nmsgstr "لا توجد صفحة كهذه"\n', encoding="utf-8"
    )
    page = Pages(environment(tmp_path)).render("web/missing.html", newsletter=None, home="/", language="ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert "لا توجد" in page


def test_languages_have_their_own_names():
    """As their readers call them."""
    assert [tongue(tag) for tag in ("en", "de")] == ["English", "Deutsch"]
