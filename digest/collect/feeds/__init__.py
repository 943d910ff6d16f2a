"""Pure: what is published where: feeds, sitemaps, lists of feeds."""
