"""Mentions to people: which printed names are one author.

`names` compares what is printed, `resolve` decides, `variants` lists pairs that may be one person and are left
apart, `decisions` reads what a person has settled in a text file, which always wins.
"""

from kg.authors.decisions import AuthorDecisions, read_decisions
from kg.authors.resolve import resolve

__all__ = ["AuthorDecisions", "read_decisions", "resolve"]
