"""All rows of an installation out of one database, into a file or another database, and proved to be the same there."""
