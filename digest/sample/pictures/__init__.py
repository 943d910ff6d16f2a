"""The sample's pictures: drawn for it, and shown on this machine though their addresses lead nowhere."""

from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Final

PICTURES: Final = {"https://coastwire.example/pictures/sea-gate.png": "sea-gate.png"}
"""The file of each address; `.example` is nobody's (RFC 2606)."""


def shown_here(html: str) -> str:
    """A page with the sample's pictures in it, for eyes on this machine; any other page is as it was."""
    for address, name in PICTURES.items():
        if address in html:
            html = html.replace(f'src="{address}"', f'src="{_data(name)}"')
    return html


@cache
def _data(name: str) -> str:
    held = (files("digest.sample.pictures") / name).read_bytes()
    return f"data:image/png;base64,{b64encode(held).decode('ascii')}"
