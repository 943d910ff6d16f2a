"""Readers in and out as files: CSV and JSON Lines, ours and those of other senders."""
