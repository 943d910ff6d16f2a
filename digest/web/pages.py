"""Pages out of the templates: ours, or the user's theme over them."""

from dataclasses import dataclass

from fastapi.responses import HTMLResponse
from jinja2 import Environment

from digest.compose.templates import fill
from subscribers.web.answers import policy


@dataclass(frozen=True, slots=True)
class Pages:
    """What the readers' pages ask of their host (`subscribers.ports.Pages`)."""

    templates: Environment

    def render(self, name: str, **context: object) -> str:
        """The page `name` as HTML, every value escaped.

        Raises:
            TemplateFault: the template does not render.
        """
        return fill(self.templates, name, context)


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
