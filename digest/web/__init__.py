"""The web app: signup pages, archive, preview."""
