"""The configured sources: asked when they are due, with their state in the database and their table in digest.toml."""
