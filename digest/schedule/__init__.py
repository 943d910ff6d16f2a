"""When the next edition goes out, and who wakes up for it."""
