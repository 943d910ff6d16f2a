"""The digest command."""
