"""The admin API: programs read and change what `digest` does, each with a token of its own."""

from digest.web.api.app import create_api

__all__ = ["create_api"]
