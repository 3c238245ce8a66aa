"""Explain why names are one person or several: decide their block again, with its evidence."""
