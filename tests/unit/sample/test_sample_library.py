"""Writing the sample: repeatable, careful with the folder, and possible out of a wheel."""

import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.sample import library
from digest.sample.library import NEWSLETTER, SUBSCRIBERS, write_articles
from digest.sample.tokens import fill

SCRIPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from digest.sample.library import write_articles
paths = write_articles(Path(sys.argv[1]), datetime(2025, 3, 12, 6, tzinfo=UTC))
heavy = {"sqlalchemy", "lxml", "pydantic", "jinja2", "typer"} & set(sys.modules)
print(len(paths), sorted(heavy))
"""


def test_the_same_moment_gives_the_same_bytes(tmp_path, moment):
    """Golden files may lean on the sample."""
    first = {path.name: path.read_bytes() for path in write_articles(tmp_path / "a", moment)}
    second = {path.name: path.read_bytes() for path in write_articles(tmp_path / "b", moment)}
    assert first == second


def test_every_file_of_the_shelf_is_written(written):
    """Nothing that lies among the articles is forgotten, and the paths come by name."""
    shelf = Path(library.__file__).parent / "articles"
    assert [path.name for path in written] == sorted(path.name for path in shelf.iterdir())
    assert all(path.stat().st_size > 1000 for path in written)


def test_a_folder_in_use_keeps_its_other_files(tmp_path, moment):
    """Writing again renews the sample's own files and leaves the user's alone."""
    mine = tmp_path / "mine.txt"
    mine.write_text("my own", encoding="utf-8")
    old = write_articles(tmp_path, moment - timedelta(days=30))[0].read_bytes()
    new = write_articles(tmp_path, moment)[0].read_bytes()
    assert old != new
    assert mine.read_text(encoding="utf-8") == "my own"


def test_a_moment_without_zone_is_refused(tmp_path):
    """A naive time would date the articles by the machine's zone; nothing is written then."""
    with pytest.raises(ValueError, match="time zone"):
        write_articles(tmp_path / "new", datetime(2025, 3, 12, 7))  # noqa: DTZ001 - naive is what is tested
    assert not (tmp_path / "new").exists()


def test_it_works_from_an_archive_and_imports_little(tmp_path):
    """The articles are found inside a zip as in a wheel, without loading any heavy package."""
    package = Path(library.__file__).parents[1]
    archive = tmp_path / "digest.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        for path in (
            package / "__init__.py",
            *(package / "sample").glob("*.py"),
            *(package / "sample" / "articles").iterdir(),
        ):
            bundle.write(path, path.relative_to(package.parent))
    command = [sys.executable, "-S", "-c", SCRIPT, str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONPATH": str(archive)}
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split(maxsplit=1) == ["26", "[]\n"]


def test_readers_are_fictional_and_one_has_a_name_beyond_ascii():
    """Three readers in reserved domains show that names of any script get through."""
    assert len({reader.email for reader in SUBSCRIBERS}) == len(SUBSCRIBERS) == 3
    assert all(reader.email.endswith(("example.org", "example.net")) for reader in SUBSCRIBERS)
    assert any(not reader.name.replace("’", "").isascii() for reader in SUBSCRIBERS)


def test_the_newsletter_names_itself_in_its_tips(articles):
    """The kicker of its own tips is made of its name and stands on two or three articles."""
    assert f"{NEWSLETTER.name} Recommends" == NEWSLETTER.recommends
    assert sum(article.kicker == NEWSLETTER.recommends for article in articles) in {2, 3}


@given(
    hours=st.integers(0, 40),
    minutes=st.integers(0, 59),
    moment=st.datetimes(datetime(2001, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - naive bounds are asked for
)
def test_an_offset_is_counted_back_exactly(hours, minutes, moment):
    """Both forms of a date say the moment less the offset, to the second."""
    wanted = moment.replace(microsecond=0) - timedelta(hours=hours, minutes=minutes)
    assert datetime.fromisoformat(fill(f"{{{{published -{hours}h{minutes}m}}}}", moment)) == wanted
    assert fill(f"{{{{rfc5322 -{hours}h{minutes}m}}}}", moment).endswith(wanted.strftime("%H:%M:%S +0000"))


def test_real_hours_are_counted_across_a_clock_change():
    """Three hours before a summer morning's five o'clock lies one o'clock winter time."""
    moment = datetime(2025, 3, 30, 5, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    assert fill("{{published -3h}}", moment) == "2025-03-30T01:00:00+01:00"


def test_other_braces_are_left_alone():
    """Only date tokens are touched, so that article text may show braces of its own."""
    moment = datetime(2025, 3, 12, 7, tzinfo=UTC)
    assert fill("{{ name }} {{weekday -1d}} {x}", moment) == "{{ name }} Tuesday {x}"
