"""Mails that come back: what they report, of whom, and what follows from it."""
