"""Pure: text to sentences to a Lead."""
