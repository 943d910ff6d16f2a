"""Where the editor's desk of each newsletter is: an address that only those know who have the secret."""

import base64

from digest.config import Settings
from subscribers.tokens import Keys

_TOKEN = 16  # bytes


def token(settings: Settings, slug: str) -> str:
    """The secret part of a desk's address."""
    signed = Keys.from_secrets(settings.secrets).signer("desk", slug).digest()[:_TOKEN]
    return base64.urlsafe_b64encode(signed).rstrip(b"=").decode("ascii")


def address(settings: Settings, slug: str) -> str:
    """Where the desk of a newsletter is; it changes when the secret does."""
    return f"{settings.web.base_url}/desk/{slug}/{token(settings, slug)}/"


def addresses(settings: Settings) -> dict[str, str]:
    """Where the desk of each newsletter is."""
    return {slug: address(settings, slug) for slug in settings.newsletters}
