"""The concepts that are known, with their labels, and where texts name them."""
