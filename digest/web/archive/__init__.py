"""Past editions for everybody: pages, single stories, feeds, a sitemap."""

from digest.web.archive.addresses import routes
from digest.web.archive.page import RULES, impersonal
from digest.web.archive.pages import Archive

__all__ = ["RULES", "Archive", "impersonal", "routes"]
