"""Whether an installation can do its work: each finding with what mends it."""
