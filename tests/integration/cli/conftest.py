"""The room's fixtures."""

from fixtures import digest, sample, wired

__all__ = ["digest", "sample", "wired"]
