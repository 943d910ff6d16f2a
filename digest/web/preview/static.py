"""The preview as files: no server, the same page with the switches that work without one."""

from collections.abc import Iterator
from pathlib import Path

from digest.compose.templates import environment
from digest.errors import DigestError
from digest.web.pages import Pages
from digest.web.preview.desk import desk_view
from digest.web.preview.looks import LOOKS, opening_beside, shown
from digest.web.preview.press import Sheet
from digest.web.preview.proof import Proof
from digest.web.preview.screen import SCRIPTS, Beside, render, static_file


def write_static(folder: Path, proof: Proof) -> Path:
    """Write index.html and all that it shows, the desk to be read; returns it. Files of the same names are replaced.

    Raises:
        DigestError: the folder cannot be written, or the store not be reached.
    """
    try:
        for name, content in _files(proof):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    except OSError as error:
        raise DigestError(f"{folder}: cannot be written: {error.strerror}; choose another folder") from error
    return folder / "index.html"


def _files(proof: Proof) -> Iterator[tuple[str, bytes]]:
    mailed = proof.mailed()
    beside = Beside(desk=desk_view(proof.room, proof.drafted, proof.content))
    page = render(Pages(environment()), Sheet(1, proof), beside, static=True)
    yield "index.html", page.encode()
    yield "edition.html", mailed.html.encode()
    yield "edition.txt", mailed.text.encode()
    yield "edition.eml", mailed.raw
    if proof.earlier is not None:
        yield "earlier.html", opening_beside(proof.earlier.html).encode()
    for look in LOOKS:
        yield f"look/{look.name}.html", opening_beside(shown(mailed.html, look)).encode()
    for name in ("preview.css", *(f"{script}.js" for script in SCRIPTS[:2])):
        yield name, static_file(name).encode()
