"""`digest preview`: today's edition on a page of its own, live, for the one person who knows the address."""

from digest.web.preview.app import create_preview

__all__ = ["create_preview"]
