"""Who asked for the newsletter, and how we know: knows nothing of what is sent."""
