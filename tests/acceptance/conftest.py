"""The walks stand on the ground of the integration tests."""

from fixtures import catcher, digest, grounds, newsstand, printed, sample, sample_folder, site, wired

__all__ = ["catcher", "digest", "grounds", "newsstand", "printed", "sample", "sample_folder", "site", "wired"]
