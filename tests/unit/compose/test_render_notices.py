"""Confirmation and welcome, rendered."""

from datetime import timedelta

import pytest
from built_editions import SLOTS, notice_of, parsed
from jinja2 import Environment

from digest.compose.render import render_notice


def test_confirmation_has_one_button_and_its_term(env):
    """The confirmation's only link is its slot, and both parts say how long it works."""
    mail = render_notice("confirm", notice_of(valid_for=timedelta(hours=48)), env)
    assert mail.subject == "Please confirm: The Harbour Briefing"
    assert parsed(mail.html).xpath("//a/@href") == ["slot77actionurl"]
    assert mail.text.splitlines().count("slot77actionurl") == 1
    assert "The button works for 2 days." in mail.html
    assert "The button works for 2 days." in mail.text
    assert "<br>" not in mail.html
    assert "Harbour Press, 12 Quay Street" in mail.text


def test_welcome_lets_its_reader_leave(env):
    """The welcome carries unsubscribe and preferences in both parts, and the caller's subject where given."""
    mail = render_notice(
        "welcome", notice_of(unsubscribe_url=SLOTS[0], preferences_url=SLOTS[1], subject="Hello"), env
    )
    assert mail.subject == "Hello" == parsed(mail.html).findtext("head/title")
    assert parsed(mail.html).xpath("//a/@href") == ["slot77actionurl", *SLOTS]
    assert set(SLOTS) < set(mail.text.splitlines())
    assert parsed(mail.html).xpath("count(//h1)") == 1


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ar", "he", "ja", "pt-BR", "tlh"])
@pytest.mark.long
def test_notices_exist_in_every_language(env: Environment, language: str):
    """Both notices render in each language that is shipped, and in English where none is."""
    for kind, term in (("confirm", timedelta(days=2)), ("welcome", None)):
        mail = render_notice(kind, notice_of(language=language, valid_for=term), env)
        assert "{" not in mail.subject + mail.text
        assert "The Harbour Briefing" in mail.subject
