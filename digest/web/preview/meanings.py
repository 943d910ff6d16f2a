"""Pure: what a reader sees where her mail client lacks something that a mail makes use of."""

_DARK = "our dark colours are not used: it stays light, or the client turns it around (look at Inverted)"
_LINE = "links have the usual underline"
_VALUES = "some values or units only; pixels and plain names are safe"
_CORNERS = "corners are square"
_BOX = "its box may be larger or smaller than meant"
_SPOKEN = "a screen reader reads the words as they stand"
_MEANINGS = {
    "css-at-media": "no rules for narrow or dark screens: everybody gets the layout of the desktop",
    "css-at-media-prefers-color-scheme": _DARK,
    "css-at-media-hover": "nothing changes under the pointer",
    "css-pseudo-class-hover": "nothing changes under the pointer",
    "css-color-scheme": "the client decides by itself what it does in the dark",
    "html-meta-color-scheme": "the client decides by itself what it does in the dark",
    "css-selector-attribute": "rules that ask for an attribute are not read; Outlook's dark colours hang on one",
    "css-important": "rules of style blocks do not win over the styles in the tags",
    "html-style": "style blocks are read in part or up to a size; what stands in the tags counts",
    "css-at-font-face": "text is set in the next font of the list",
    "css-filter": "pictures are as bright in the dark as by day",
    "css-border-radius": _CORNERS,
    "css-box-shadow": "nothing casts a shadow",
    "css-background-image": "the plain colour behind it is seen",
    "css-linear-gradient": "the plain colour behind it is seen",
    "css-text-decoration": "links may be underlined otherwise",
    "css-text-decoration-color": _LINE,
    "css-text-decoration-thickness": _LINE,
    "css-text-underline-offset": _LINE,
    "css-word-break": "a very long word may run over the edge",
    "css-overflow-wrap": "a very long word may run over the edge",
    "css-hyphens": "words are not divided; lines are more ragged",
    "css-white-space": "words that belong on one line may be divided",
    "css-letter-spacing": "letters stand closer",
    "css-opacity": "nothing is faint: what is hidden by it alone shows",
    "css-overflow": "what is too large is not cut off",
    "css-display": "some boxes only: columns may stand one under the other",
    "css-display-none": "what is hidden by it alone may show",
    "css-display-flex": "the parts stand one under the other",
    "css-display-grid": "the parts stand one under the other",
    "css-float": "the parts stand one under the other",
    "css-position": "it stands where the text flows",
    "css-variables": "the value is lost: colours and sizes fall back to the client's own",
    "css-unit-calc": "the value is lost",
    "css-max-width": "it is as wide as the window, or as the table around it",
    "css-max-height": _BOX,
    "css-height": _BOX,
    "css-width": _BOX,
    "css-padding": _BOX,
    "css-margin": _BOX,
    "css-border": "a line may be missing or of another kind",
    "css-text-transform": "small capitals may be as they were written",
    "html-doctype": "laid out by the rules of old browsers; tables hold",
    "html-body": "what <body> asks for is set on another element, or lost",
    "html-lang": "a screen reader may speak it in the voice of another language",
    "html-dir": "the direction of writing is the client's own unless a table says it",
    "html-role": "a screen reader may read the layout out, cell by cell",
    "html-aria-label": _SPOKEN,
    "html-aria-hidden": "a screen reader reads ornaments too",
    "html-semantics": "a screen reader has no landmarks to go by",
    "html-form": "the form is not shown, or cannot be sent",
    "html-video": "the film is not shown",
    "html-svg": "the drawing is not shown",
    "html-link": "the style sheet is not fetched",
    "html-anchor-links": "a link within the mail leads nowhere",
}  # fmt: skip
_KINDS = {
    "image-": "the picture is not shown; its description is",
    "html-": "the element is dropped, its words stay",
    "css-": "drawn without it",
}


def meaning(slug: str, *, partly: bool = False) -> str:
    """What it means where a feature is missing, or is there only in part."""
    if partly and slug not in _MEANINGS:
        return _VALUES
    return _MEANINGS.get(slug) or next((said for kind, said in _KINDS.items() if slug.startswith(kind)), "")
