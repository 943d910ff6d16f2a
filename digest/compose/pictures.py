"""Pure: which kinds of pictures mail clients show, told by the address."""

import re
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, urlsplit

_RARE = {
    "svg": "SVG", "svgz": "SVG", "webp": "WebP", "avif": "AVIF", "heic": "HEIF", "heif": "HEIF", "jxl": "JPEG XL",
    "tif": "TIFF", "tiff": "TIFF",
}  # fmt: skip
_COMMON = frozenset({"jpg", "jpeg", "pjpg", "png", "gif"})
_ASKED = frozenset({"format", "fm", "f", "fmt", "output", "ext"})
_STEP = re.compile(r"[/,]f(?:ormat)?[_:=](\w+)")  # how servers that make pictures to order spell it in a path


def rare_kind(url: str) -> str:
    """The kind of a picture that not every mail client shows: SVG, WebP ...; empty for the others, and where none is said.

    What the address asks its server for goes before the name of the file.
    """
    try:
        parts = urlsplit(url.strip().lower())
        asked = [value for name, value in parse_qsl(parts.query, max_num_fields=50) if name in _ASKED]
    except ValueError:
        return ""
    asked += _STEP.findall(parts.path)
    said = next(
        (one for one in asked if one in _RARE or one in _COMMON), PurePosixPath(parts.path).suffix[1:]
    )
    return _RARE.get(said, "")
