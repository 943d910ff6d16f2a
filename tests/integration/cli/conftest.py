"""The room's fixtures."""

from fixtures import digest, sample, sample_folder, wired

__all__ = ["digest", "sample", "sample_folder", "wired"]
