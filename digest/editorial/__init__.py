"""Pure: articles, plan and date become the content of an edition."""
