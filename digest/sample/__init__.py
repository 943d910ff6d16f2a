"""The fictional articles and readers that the demo loads."""
