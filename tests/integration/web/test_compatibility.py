"""What each family of mail clients makes of a mail, and what that means for a reader."""

import pytest

from digest.compose.lint.support import table
from digest.config import DEFAULT_CLIENTS
from digest.web.preview.compatibility import compatibility
from digest.web.preview.meanings import meaning

MAIL = '<!DOCTYPE html><style>@media (prefers-color-scheme:dark){p{color:#fff}}</style><p style="filter:none">A</p>'


def test_families_say_what_they_lack_and_what_that_means() -> None:
    """The apps of one maker stand together; what only some of them lack names those, with the line of its use."""
    families = {family.name: family for family in compatibility(DEFAULT_CLIENTS, MAIL)}
    assert list(families) == ["Apple Mail", "Gmail", "Outlook", "Samsung Email", "Yahoo! Mail"]
    gmail, outlook = families["Gmail"], families["Outlook"]
    assert gmail.apps == "Android, Desktop Webmail, iOS"
    dark = next(note for note in gmail.lacking if "@media (prefers-color-scheme)" in note.titles)
    assert (dark.apps, dark.line) == ("", 1)
    assert "dark colours" in dark.meaning
    assert next(note for note in outlook.lacking if "@media" in note.titles).apps == "Windows"
    assert "<p> element" in families["Apple Mail"].full


@pytest.mark.parametrize("client", ["gmail.ios", "free-fr.desktop-webmail"])
def test_every_feature_is_counted_once(client: str) -> None:
    """In full, in part, not and untried together are all that the mail makes use of."""
    (family,) = compatibility([client], MAIL)
    counted = (
        len(family.full) + family.count(family.partly) + family.count(family.lacking) + len(family.untried)
    )
    assert counted == len(family.used) > 0


def test_every_feature_of_the_table_has_a_meaning() -> None:
    """Whatever a theme makes use of, there is something to say of a client without it, or with a part of it."""
    said = [(slug, meaning(slug), meaning(slug, partly=True)) for slug in table().features if "-" in slug]
    assert [slug for slug, lacking, partly in said if not (lacking and partly)] == []
