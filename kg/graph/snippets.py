"""Quote short passages of papers."""

import re

import polars as pl

from kg.tables import Tables

_SPACE = re.compile(r"\s+")


def section_texts(tables: Tables, paper: str) -> dict[str, str]:
    """Return the texts of a paper by section."""
    texts = dict(tables["sections"].filter(pl.col("paper") == paper).select("kind", "text").rows())
    texts["title"] = tables["papers"].row(by_predicate=pl.col("paper") == paper, named=True)["title"]
    return texts


def snippet(text: str, start: int, end: int, around: int = 40) -> str:
    """Quote ``text[start:end]`` between guillemets, with some characters on either side.

    >>> snippet("We address hive counting with bees.", 11, 24, around=8)
    '…address «hive counting» with be…'
    """
    before, after = max(0, start - around), min(len(text), end + around)
    words = text[before:start] + "«" + text[start:end] + "»" + text[end:after]
    return ("…" if before else "") + _SPACE.sub(" ", words).strip() + ("…" if after < len(text) else "")
