"""A composition and its recipients become a settled ledger."""
