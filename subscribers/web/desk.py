"""What all endpoints share: pages of a newsletter in the reader's language, and links that are believed or not."""

from datetime import datetime
from typing import Final

from fastapi import Request
from fastapi.responses import Response

from subscribers.departure import UNDO_WITHIN
from subscribers.errors import TokenError
from subscribers.models import Subscriber
from subscribers.tokens import Claim, Purpose, read, sign
from subscribers.web.answers import answer
from subscribers.web.languages import chosen
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

    def sign(self, purpose: Purpose, claim: Claim) -> str:
        """A link for the reader of another link."""
        return sign(self.settings.keys, purpose, claim.newsletter, claim.subscriber_id, issued=claim.issued)

    def language(self, request: Request, card: NewsletterCard | None, known: str | None = None) -> str:
        """The language of a page: `?lang=`, else what the reader chose before, else the browser's, else the newsletter's."""
        wish = request.query_params.get("lang", "") or known or ""
        accepted = request.headers.get("accept-language", "")
        return chosen(wish, accepted, self.settings.languages, card.language if card else "en")

    def mine(self, claim: Claim, name: str, request: Request, **context: object) -> Response:
        """The page `name` for the reader of a link, in the language that they chose."""
        with self.settings.sessions() as session:
            reader = session.get(Subscriber, claim.subscriber_id)
        known, card = reader.language if reader else None, self.card(claim.newsletter)
        return self.page(request, name, card, 200, known_language=known, **context)

    def page(
        self,
        request: Request,
        name: str,
        card: NewsletterCard | None,
        status: int = 200,
        *,
        known_language: str | None = None,
        **context: object,
    ) -> Response:
        """The page `name` of a newsletter, or of the house where `card` is None."""
        language = self.language(request, card, known_language)
        render = self.settings.pages.render
        script = (
            render("web/puzzle.js", language=language) if getattr(context.get("door"), "puzzle", None) else ""
        )
        html = render(
            f"web/{name}.html",
            newsletter=card,
            newsletters=list(self._cards.values()),
            language=language,
            languages=self.settings.languages,
            **context,
        )
        return answer(html, status, language=language, script=script)

    def bad_link(self, request: Request) -> Response:
        """One page for every link that does not work, whatever the cause."""
        return self.page(request, "bad_link", self.offered(""), 404)
