"""Load known concepts and their labels, and find them in texts."""
