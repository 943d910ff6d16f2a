"""Every command, option and setting is documented, and what is documented exists."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Union, get_args, get_origin

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner

from digest.cli.main import app
from digest.config import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
TEMPLATE = (ROOT / "digest" / "cli" / "digest.toml.template").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@cache
def help_of(*words: str) -> str:
    """The help of a command, as a terminal of 80 columns shows it."""
    environment = {"COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1"}
    ran = CliRunner().invoke(app, [*words, "--help"], prog_name="digest", env=environment, terminal_width=78)
    assert ran.exit_code == 0, (words, ran.output)
    return "\n".join(line.rstrip() for line in ran.stdout.strip().splitlines())


def commands(*words: str) -> Iterator[tuple[str, ...]]:
    """Every command below `words`, leaves and groups."""
    listed = help_of(*words).partition("\nCommands:\n")[2]
    for name in re.findall(r"^  ([a-z][a-z-]*)", listed.partition("\n\n")[0], re.MULTILINE):
        yield (*words, name)
        yield from commands(*words, name)


@pytest.fixture(scope="module")
def known() -> list[tuple[str, ...]]:
    return [(), *commands()]


def section(words: tuple[str, ...]) -> str:
    title = " ".join(("digest", *words))
    return f"## {title}\n\n```\n{help_of(*words)}\n```\n"


def test_every_command_is_documented_as_it_is(known: list[tuple[str, ...]]) -> None:
    """docs/commands.md holds the help of every command to the letter; `python tests/docs/test_documented.py` renews it."""
    missing = [words for words in known if section(words) not in COMMANDS]
    assert missing == []


def test_no_command_is_documented_that_does_not_exist(known: list[tuple[str, ...]]) -> None:
    """README and docs name only commands that there are."""
    names = {words[0] for words in known if words}
    for page in PAGES:
        for line in re.findall(r"^(?:\$ )?digest ([a-z].*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
            words = [word for word in shlex.split(line, comments=True) if not word.startswith("-")]
            assert not words or words[0] in names | {"help"} or "--config" in line, (
                f"{page.name}: digest {line}"
            )


def keys(model: type[BaseModel], path: str = "") -> Iterator[str]:
    """Every key of the settings, dotted, as digest.toml spells it."""
    for name, field in model.model_fields.items():
        spelled = f"{path}{field.alias or name}"
        inner = [
            kind
            for kind in inside(field.annotation)
            if isinstance(kind, type) and issubclass(kind, BaseModel)
        ]
        if not inner:
            yield spelled
        for kind in inner:
            middle = {"newsletters": ".<slug>", "sources": ".<slug>", "domains": ".<domain>"}.get(name, "")
            yield from keys(kind, f"{spelled}{middle}.")


def inside(annotation: object) -> Iterator[object]:
    if get_origin(annotation) in (Union, UnionType, dict, tuple, list):
        for one in get_args(annotation):
            yield from inside(one)
    else:
        yield annotation


@pytest.mark.parametrize("key", list(keys(Settings)))
def test_every_setting_is_documented(key: str) -> None:
    """docs/configuration.md has a row for each key."""
    assert f"`{key}`" in CONFIGURATION


@pytest.mark.parametrize("key", list(keys(Settings)))
def test_every_setting_stands_in_the_commented_file(key: str) -> None:
    """`digest init` writes a file that shows each key, set or as a comment."""
    assert re.search(rf"^(?:# )?{re.escape(key.rpartition('.')[2])} = ", TEMPLATE, re.MULTILINE)


def test_links_lead_somewhere() -> None:
    """Every relative link of README and docs is a file."""
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if not link.startswith(("http:", "https:", "mailto:")):
                assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_project_speaks_of_itself_only() -> None:
    """No page names a path of the machine that it was written on."""
    for page in PAGES:
        assert not re.search(r"/(?:root|work|home)/", page.read_text(encoding="utf-8")), page.name


if __name__ == "__main__":
    pages = [section(words) for words in [(), *commands()]]
    head = "# Commands\n\nData goes to stdout, talk and progress to stderr. Exit 0: done; 1: something was refused, and said; 2: the\ncommand line itself is wrong.\n"
    (ROOT / "docs" / "commands.md").write_text("\n".join([head, *pages]), encoding="utf-8")
