"""The schema's history, for both packages."""
