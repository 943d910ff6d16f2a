"""What stands on every mail of one newsletter."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from digest.config import Mailbox, NewsletterSettings


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands on every mail of one newsletter: who sends it, from where, and the addresses of its pages."""

    slug: str
    name: str
    tagline: str
    postal_address: str
    language: str
    sender: Mailbox
    reply_to: Mailbox | None
    base_url: str

    @classmethod
    def of(cls, slug: str, newsletter: NewsletterSettings, base_url: str) -> Self:
        """The letterhead of a configured newsletter."""
        return cls(
            slug,
            newsletter.name,
            newsletter.tagline,
            newsletter.postal_address,
            newsletter.language,
            newsletter.sender,
            newsletter.reply_to,
            base_url,
        )

    @property
    def host(self) -> str:
        """The web address's host, as readers say it."""
        return urlsplit(self.base_url).netloc

    @property
    def list_id(self) -> str:
        """RFC 2919: stable, and under a domain of ours."""
        return f"<{self.slug}.{self.sender.domain}>"

    @property
    def archive_url(self) -> str:
        """The page of past editions."""
        return f"{self.base_url}/archive/{self.slug}"

    @property
    def subscribe_url(self) -> str:
        """The page to sign up at."""
        return f"{self.base_url}/subscribe?newsletter={self.slug}"
