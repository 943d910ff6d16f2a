from pathlib import Path

import pytest
from built_editions import edition_of, frame_of, notice_of, story
from jinja2 import Environment

from digest.compose.content import Section
from digest.compose.render import render_edition, render_notice
from digest.compose.templates import environment, fill, packaged, table
from digest.errors import TemplateFault


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    return tmp_path


def write(theme: Path, name: str, text: str) -> None:
    path = theme / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_theme_replaces_one_file_and_no_other(theme):
    """A footer of the user's own is used, inside the packaged page, and is escaped like it."""
    write(theme, "email/parts/footer.html", "<p>{{ frame.name }} &amp; friends</p>")
    content = edition_of(Section("Top", "lead", (story(1),)))
    mail = render_edition(content, frame_of(name="A<B"), environment(theme))
    assert "<p>A&lt;B &amp; friends</p>" in mail.html
    assert "Ferry crews extend" in mail.html
    assert "Unsubscribe" not in mail.html
    assert "Unsubscribe:" in mail.text


def test_theme_lays_keys_over_tables(theme):
    """A theme's table holds only what differs: one phrase, one colour; the rest is the packaged one."""
    write(theme, "email/words/en.toml", 'contents = "What is inside"\n')
    write(theme, "email/styles/palette.toml", '[light]\nmast = "#123456"\n')
    env = environment(theme)
    mail = render_edition(edition_of(Section("Top", "lead", (story(1), story(2)))), frame_of(), env)
    assert "What is inside" in mail.html
    assert "View in browser" in mail.html
    assert "background-color:#123456" in mail.html
    assert "#c1121f" not in mail.html
    assert "#b0101c" in mail.html


def test_theme_may_bring_a_notice_of_its_own(theme):
    """A theme's confirm.html is used for that part of that mail only; the rest stays as packaged."""
    write(theme, "email/confirm.html", "<!DOCTYPE html><html><body>Ours: {{ notice.title }}</body></html>")
    env = environment(theme)
    assert "Ours: Is this your address?" in render_notice("confirm", notice_of(), env).html
    assert "\nslot77actionurl\n" in render_notice("confirm", notice_of(), env).text
    assert "Ours" not in render_notice("welcome", notice_of(), env).html


def test_only_html_is_escaped(theme):
    """The same value is escaped in a .html template and left alone in a .txt template."""
    write(theme, "a.html", "{{ x }}")
    write(theme, "a.txt", "{{ x }}")
    env = environment(theme)
    assert fill(env, "a.html", {"x": "<&'"}) == "&lt;&amp;&#39;"
    assert fill(env, "a.txt", {"x": "<&'"}) == "<&'"


@pytest.mark.parametrize(
    ("template", "where", "what"),
    [
        ("one\n{% if %}\n", "a.html, line 2", "Expected an expression"),
        ("one\ntwo\n{{ nobody }}", "a.html, line 3", "'nobody' is undefined"),
        ("one\n{{ 1 + 'a' }}", "a.html, line 2", "unsupported operand"),
        ("one\n\n{% include 'b.html' %}", "a.html, line 3", "b.html"),
        ("{% set x = {} %}\n{{ x.y.z }}", "a.html, line 2", "has no attribute 'y'"),
        ("{{ 1 // 0 }}", "a.html, line 1", "division"),
    ],
)
def test_faults_name_file_and_line(theme, template, where, what):
    """Whatever is wrong with a template, the fault says in which file and line, what, and what to do."""
    write(theme, "a.html", template)
    with pytest.raises(TemplateFault) as fault:
        fill(environment(theme), "a.html", {})
    assert where in str(fault.value)
    assert what in str(fault.value)
    assert str(fault.value).endswith("remove it from your theme to get the packaged one.")


def test_faults_inside_an_included_file_name_that_file(theme):
    """The innermost template is blamed, not the one that includes it."""
    write(theme, "email/parts/footer.html", "fine\n{{ frame.nothing }}")
    with pytest.raises(TemplateFault, match=r"footer\.html, line 2"):
        render_edition(edition_of(Section("Top", "lead", (story(1),))), frame_of(), environment(theme))


def test_missing_template_is_named():
    """A template that no folder has is a fault with its name."""
    with pytest.raises(TemplateFault, match=r"no template is called.*email/nothing\.html"):
        fill(environment(), "email/nothing.html", {})


def test_missing_theme_folder_is_refused(theme):
    """A theme that does not exist is said at once, not at the first file that differs."""
    with pytest.raises(TemplateFault, match="does not exist"):
        environment(theme / "nowhere")


def test_wrong_tables_are_refused(theme):
    """A table that is no TOML and a colour that is no colour are named."""
    content = edition_of(Section("Top", "lead", (story(1),)))
    write(theme, "email/styles/palette.toml", '[dark]\nink = "red"\n')
    with pytest.raises(TemplateFault, match=r"palette\.toml: dark\.ink is 'red'"):
        render_edition(content, frame_of(), environment(theme))
    write(theme, "email/styles/palette.toml", "[dark\n")
    with pytest.raises(TemplateFault, match=r"palette\.toml: .*line 1"):
        render_edition(content, frame_of(), environment(theme))


def test_every_packaged_template_compiles():
    """All packaged mail templates are at least well formed, those that no test renders too."""
    env = environment()
    for path in (packaged() / "email").rglob("*.*"):
        if path.suffix in {".html", ".txt", ".css"}:
            env.get_template(path.relative_to(packaged()).as_posix())
    assert table(env, "email/words/nowhere.toml") == {}


def test_a_file_is_compiled_once_and_again_when_it_changes(theme, monkeypatch):
    """Two environments share what was compiled; a text that was edited since, however short the moment, is the new one."""
    write(theme, "a.txt", "one")
    assert fill(environment(theme), "a.txt", {}) == "one"
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", None)
        assert fill(environment(theme), "a.txt", {}) == "one"
    write(theme, "a.txt", "two")
    assert fill(environment(theme), "a.txt", {}) == "two"
