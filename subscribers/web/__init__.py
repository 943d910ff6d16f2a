"""The readers' pages and the signup API as a FastAPI router, for any host that supplies pages and sessions."""

from subscribers.web.routes import router
from subscribers.web.settings import Gate, NewsletterCard, RouterSettings

__all__ = ["Gate", "NewsletterCard", "RouterSettings", "router"]
