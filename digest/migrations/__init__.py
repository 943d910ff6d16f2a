"""The schema's history, for both packages."""

from digest.migrations.runner import head, require_head, revision, upgrade

__all__ = ["head", "require_head", "revision", "upgrade"]
