"""Of what a mail makes use: each feature once, with the line of its first use."""

from digest.compose.lint.features import features
from digest.compose.lint.page import Page

MAIL = """<!DOCTYPE html>
<html lang="en"><head><style>
@media (prefers-color-scheme:dark) {
.a:hover { color:#ffffff !important; }
}
[data-x] { border-top-width:1px }
</style></head>
<body><h2 style="padding-left:3px;display:flex">A</h2>
<img src="https://img.example/a.webp?x=1" alt=""><img src="data:image/png;base64,AA" alt="">
<h3 style="padding:0">B</h3></body></html>"""


def test_everything_is_found_where_it_is_used_first() -> None:
    """Tags, attributes, properties of every spelling, values, selectors, @ rules and kinds of pictures."""
    found = features(Page(MAIL))
    assert {
        "html-doctype": 1,
        "html-lang": 2,
        "css-at-media-prefers-color-scheme": 3,
        "css-pseudo-class-hover": 4,
        "css-important": 4,
        "css-selector-attribute": 6,
        "css-border": 6,
        "html-h1-h6": 8,
        "css-padding": 8,
        "css-display-flex": 8,
        "image-webp": 9,
        "image-base64": 9,
    }.items() <= found.items()
    assert list(found.values()) == sorted(found.values())


def test_what_is_not_used_or_not_measured_is_not_named() -> None:
    """A feature that the table does not have is left out, and a mail of plain text has next to none."""
    assert features(Page("<p zoom=1>A</p>")).keys() == {"html-body", "html-p"}
    assert features(Page("")) == {}
