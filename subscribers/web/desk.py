"""What all endpoints share: pages of a newsletter, and links that are believed or not."""

from datetime import datetime
from typing import Final

from fastapi.responses import Response

from subscribers.departure import UNDO_WITHIN
from subscribers.errors import TokenError
from subscribers.tokens import Claim, Purpose, read
from subscribers.web.answers import answer
from subscribers.web.settings import NewsletterCard, RouterSettings


class Desk:
    """The settings of a router with the few things that every endpoint does with them."""

    def __init__(self, settings: RouterSettings) -> None:
        self.settings: Final = settings
        self._cards = dict(settings.newsletters)

    def now(self) -> datetime:
        """The host's time."""
        return self.settings.clock()

    def offered(self, slug: str) -> NewsletterCard | None:
        """The newsletter of that name; with no name the only one, if there is just one."""
        if not slug and len(self._cards) == 1:
            return next(iter(self._cards.values()))
        return self._cards.get(slug)

    def card(self, slug: str) -> NewsletterCard:
        """The newsletter, or just its short name if it is no longer offered: one must be able to leave it still."""
        return self._cards.get(slug) or NewsletterCard(slug, slug)

    def claim(self, purpose: Purpose, token: str) -> Claim | None:
        """What a link says, or None for one that is not ours, not for this, or too old."""
        lives = {
            Purpose.CONFIRM: self.settings.confirm_max_age,
            Purpose.UNDO: UNDO_WITHIN,
            Purpose.DATA: self.settings.confirm_max_age,
        }
        try:
            return read(self.settings.keys, purpose, token, now=self.now(), max_age=lives.get(purpose))
        except TokenError:
            return None

    def page(self, name: str, card: NewsletterCard | None, status: int = 200, **context: object) -> Response:
        """The page `name` of a newsletter, or of the house where `card` is None."""
        html = self.settings.pages.render(
            f"web/{name}.html", newsletter=card, newsletters=list(self._cards.values()), **context
        )
        return answer(html, status)

    def bad_link(self) -> Response:
        """One page for every link that does not work, whatever the cause."""
        return self.page("bad_link", self.offered(""), 404)
