"""Verbs that say what is new: `report` since a day, `diff` between two graphs."""
