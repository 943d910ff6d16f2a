"""Bytes from the world become Article rows, each once."""
