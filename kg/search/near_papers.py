"""Find the papers that a user may have meant by an unknown identifier or title."""

from typing import Final

from kg.search.text import folded_name
from kg.tables import Tables
from kg.text.readable import shorten

_MIN_SIMILARITY: Final = 90.0
"""Minimum rapidfuzz ratio (0-100) of an identifier: one of the ten characters of an arXiv id differs or is missing."""
_MIN_TITLE_SIMILARITY: Final = 80.0
"""Minimum rapidfuzz ratio (0-100) of a title; titles are long, so that unrelated ones reach 60."""
_MAX_NEAR_PAPERS: Final = 3
_MAX_TITLE: Final = 60
"""Maximum number of characters of a title that is shown."""


def near_papers(tables: Tables, text: str, *, titles: bool = False) -> list[str]:
    """Return the papers whose ids, or titles, are most similar to ``text``, each as its id and quoted title."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only needed for an unknown name

    title_of = dict(tables["papers"].select("paper", "title").iter_rows())
    known = {id_: folded_name(title) for id_, title in title_of.items()} if titles else {id_: id_ for id_ in title_of}
    wanted, cutoff = (folded_name(text), _MIN_TITLE_SIMILARITY) if titles else (text, _MIN_SIMILARITY)
    found = process.extract(wanted, known, scorer=fuzz.ratio, limit=None, score_cutoff=cutoff)
    best = sorted(found, key=lambda match: (-match[1], match[2]))[:_MAX_NEAR_PAPERS]
    return [f'{id_} "{shorten(title_of[id_], _MAX_TITLE)}"' for _, _, id_ in best]
