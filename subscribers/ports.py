"""What the router asks of its host."""

from typing import Protocol


class Pages(Protocol):
    """Turns a template of `templates/` and its values into a page."""

    def render(self, name: str, **context: object) -> str:
        """The page `name` (such as `web/confirm.html`) as HTML, every value escaped."""
        ...
