"""Small algorithms on graphs: connected components, and random numbers that are the same on every machine."""
