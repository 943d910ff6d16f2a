"""Fetching from the open web: with manners, within bounds, and never from a private network."""
