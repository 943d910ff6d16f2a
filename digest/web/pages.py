"""Pages out of the templates: ours, or the user's theme over them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi.responses import HTMLResponse
from jinja2 import Environment

from digest.compose.templates import fill
from digest.web.catalogue import SOURCE, Catalogue, catalogues, shipped
from subscribers.web.answers import policy


@dataclass(frozen=True, slots=True)
class Pages:
    """What the readers' pages ask of their host (`subscribers.ports.Pages`)."""

    templates: Environment
    _words: Callable[[str], Catalogue] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_words", catalogues(self.templates))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that there are pages in."""
        return shipped(self.templates)

    def render(self, name: str, **context: object) -> str:
        """The page `name` as HTML, every value escaped; in `language`, else in the newsletter's, else in English.

        Raises:
            TemplateFault: the template does not render.
        """
        card = context.get("newsletter")
        wish = context.get("language") or (getattr(card, "language", None) if card else None) or SOURCE
        words = self._words(str(wish))
        return fill(
            self.templates,
            name,
            {"languages": (), **words.context(), **context, "language": words.language},
        )


def answer(html: str, status: int = 200, *, seconds: int = 0, rules: str | None = None) -> HTMLResponse:
    """A public page that others may keep for some `seconds`; `rules` is its content security policy if not the usual."""
    return HTMLResponse(
        html,
        status,
        {
            "Content-Security-Policy": rules or policy(html),
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": f"public, max-age={seconds}" if seconds else "no-cache",
        },
    )
