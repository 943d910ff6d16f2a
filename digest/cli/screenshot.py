"""A picture of a page by the browser's own headless mode: no driver, only the program."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from digest.errors import DigestError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SECONDS = 60
_TALLEST = 16_000  # pixels; a browser draws no longer page in one piece
_MEASURE = "<script>addEventListener('load',()=>{document.title='tall '+document.documentElement.scrollHeight})</script>"


def screenshot(html: str, to: Path, width: int) -> Path:
    """Write the whole page as a PNG, `width` CSS pixels wide; its images are fetched.

    Raises:
        DigestError: there is no Chromium, it failed, or the file cannot be written.
    """
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise DigestError(
            "a screenshot needs Chromium or Chrome, and none is on PATH; install it (Debian: apt install chromium), "
            "or use --static DIR and open edition.html in any browser"
        )
    if not to.absolute().parent.is_dir():
        raise DigestError(f"{to}: its folder does not exist; make it first")
    with tempfile.TemporaryDirectory(prefix="digest-screenshot-") as folder:
        page = Path(folder) / "page.html"
        page.write_text(html + _MEASURE, encoding="utf-8")
        command = [program, *_options(Path(folder)), f"--window-size={width},800"]
        height = _height(_run([*command, "--dump-dom", page.as_uri()]))
        page.write_text(html, encoding="utf-8")
        made = Path(folder) / "page.png"
        _run([*command[:-1], f"--window-size={width},{height}", f"--screenshot={made}", page.as_uri()])
        if not made.is_file():
            raise DigestError(
                f"{program} wrote no picture; try it by hand: {program} --headless --screenshot"
            )
        return _moved(made, to)


def _options(folder: Path) -> list[str]:
    root = (
        ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    )  # it refuses root otherwise
    return [
        "--headless",
        *root,
        f"--user-data-dir={folder / 'profile'}",
        "--hide-scrollbars",
        "--disable-gpu",
    ]


def _run(command: list[str]) -> str:
    try:
        ran = subprocess.run(  # noqa: S603 - the browser found on PATH, on a page of ours
            command, capture_output=True, text=True, timeout=_SECONDS, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise DigestError(f"{command[0]} gave no answer within {_SECONDS} s") from error
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", None) or str(error)
        raise DigestError(f"{command[0]} failed: {said.strip().splitlines()[-1]}") from error
    return ran.stdout


def _height(page: str) -> int:
    found = page.partition("<title>tall ")[2].partition("</title>")[0]
    return min(int(found), _TALLEST) if found.isdigit() else 3000


def _moved(made: Path, to: Path) -> Path:
    try:
        shutil.copyfile(made, to)
    except OSError as error:
        raise DigestError(f"{to}: cannot be written: {error.strerror}") from error
    return to
