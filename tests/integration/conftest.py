"""What the rooms' integration tests share: a relay, and an installation that mails to it."""

from fixtures import catcher, grounds

__all__ = ["catcher", "grounds"]
