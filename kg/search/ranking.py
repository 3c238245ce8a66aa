"""Rank entries that match the words of a query."""

import math
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

import zstandard

from kg.errors import NotAGraph, UsageError
from kg.search import KINDS
from kg.search.names import IndexNames, has_forms
from kg.search.resolve import bearers, clean
from kg.search.text import folded_name, match_expression, words_of
from kg.settings import SearchSettings


@dataclass(frozen=True, slots=True)
class Hit:
    """A search hit. ``snippet`` is plain text of the digest, to be escaped for display; "" without a text.

    ``kind`` is author, concept, category or paper, and ``id`` the id in the tables (for a category ``arxiv/cs.LG``).
    Scores can be compared between hits of one kind in one result.
    """

    kind: str
    id: str
    label: str
    snippet: str
    score: float


def search(
    path: Path,
    text: str,
    *,
    settings: SearchSettings,
    kinds: Sequence[str] | None = None,
    limit: int = 20,
    withdrawn: bool = True,
) -> list[Hit]:
    """Find papers, people, concepts and categories by words, in English and Chinese.

    All words must occur; the last one may be a prefix. Entries with exactly this name come first, then entries with the
    words in their names (at most ``name_share`` of ``limit``, so that papers are shown), then papers by relevance
    (BM25). There is no query syntax: quotes, AND, * and NEAR have no meaning. Without ``withdrawn``, withdrawn papers
    are left out.
    """
    wanted = [kind for kind in KINDS if kind in (KINDS if kinds is None else kinds)]
    unknown = set(kinds or ()) - set(KINDS)
    if unknown:
        raise UsageError(f"no kind called {', '.join(sorted(unknown))}; choose from {', '.join(KINDS)}")
    text = clean(text)
    expression = match_expression(text)
    if not expression or not wanted or limit < 1:
        return []
    with _opened(path) as db:
        named = _bearers(db, text, wanted)
        ranked = (
            _ranked(db, expression, kind, limit=limit, named=named, settings=settings, withdrawn=withdrawn)
            for kind in wanted
        )
        found = [one for of_kind in ranked for one in of_kind]
        words = words_of(text)
        return [
            Hit(
                f.kind,
                f.id,
                f.label,
                _snippet(db, f.entry, words, settings) if f.kind == "paper" else "",
                round(f.score, 3),
            )
            for f in _shared_out(found, limit, settings.name_share)
        ]


@dataclass(frozen=True, slots=True)
class _Found:
    entry: int
    kind: str
    id: str
    label: str
    score: float
    bears_name: bool

    @property
    def order(self) -> tuple[int, float, str, str]:
        """Return the sort key: exact names, kind, relevance, then label, so that prolific people do not come first."""
        tier = 0 if self.bears_name else 1 + KINDS.index(self.kind)
        return tier, -self.score, self.label, self.id


def _ranked(
    db: sqlite3.Connection,
    expression: str,
    kind: str,
    *,
    limit: int,
    named: set[int],
    settings: SearchSettings,
    withdrawn: bool,
) -> Iterator[_Found]:
    """Yield the best hits of one kind, and all entries with exactly this name."""
    first, last = _range(db, kind)
    # more concepts than needed are read, since their numbers of papers change the order
    most = limit * settings.concept_candidates if kind == "concept" else limit
    weights = settings.label_weight, settings.other_weight, settings.abstract_weight, settings.summary_weight
    # entries of equal rank are sorted as listed, since their numbers only show when they were added
    best = db.execute(
        "WITH found AS MATERIALIZED (SELECT rowid AS entry, bm25(words, ?, ?, ?, ?) AS rank FROM words "
        "WHERE words MATCH ? AND rowid BETWEEN ? AND ? "
        "AND (? OR rowid NOT IN (SELECT entry FROM entries WHERE withdrawn))) "
        "SELECT entry, rank FROM found JOIN entries USING (entry) "
        "WHERE rank <= IFNULL((SELECT rank FROM found ORDER BY rank LIMIT 1 OFFSET ?), 9e999) "
        "ORDER BY rank, label, id LIMIT ?",
        (*weights, expression, first, last, withdrawn, most - 1, most),
    ).fetchall()
    seen = {entry for entry, _ in best}
    best += [(entry, 0.0) for entry in sorted(named - seen) if first <= entry <= last]
    for entry, rank in best:
        id_, label, papers = db.execute("SELECT id, label, papers FROM entries WHERE entry = ?", (entry,)).fetchone()
        # a concept of many papers is more likely meant; people are not weighted by their number of papers
        score = round(-rank + (math.log1p(papers) if kind == "concept" else 0.0), 6)
        yield _Found(entry, kind, id_, label, score, entry in named)


def _range(db: sqlite3.Connection, kind: str) -> tuple[int, int]:
    first, last = db.execute("SELECT first, last FROM kinds WHERE kind = ?", (kind,)).fetchone() or (1, 0)
    return first, last


def _shared_out(found: Sequence[_Found], limit: int, name_share: float) -> list[_Found]:
    """Cut to ``limit``; names take at most ``name_share`` of it if there are papers for the rest."""
    ordered = sorted(found, key=lambda f: f.order)
    papers = [f for f in ordered if f.kind == "paper"]
    others = [f for f in ordered if f.kind != "paper"]
    places = max(math.ceil(limit * name_share), limit - len(papers))
    chosen = others[:places]
    return sorted([*chosen, *papers[: limit - len(chosen)]], key=lambda f: f.order)


def _snippet(db: sqlite3.Connection, entry: int, words: Sequence[str], settings: SearchSettings) -> str:
    """Return the passage around the first word of the query."""
    row = db.execute("SELECT text FROM passages WHERE entry = ?", (entry,)).fetchone()
    if row is None:
        return ""
    text = " ".join(zstandard.ZstdDecompressor().decompress(row[0]).decode().split())
    lowered = text.casefold()
    places = [place for word in words if (place := lowered.find(word)) >= 0]
    start = max(0, min(places, default=0) - settings.snippet_lead)
    return text[start : start + settings.snippet]


def _bearers(db: sqlite3.Connection, text: str, kinds: Sequence[str]) -> set[int]:
    """Return the entries with exactly this name, as `kg.search.resolve` finds them."""
    if not has_forms(db):
        # an index of an earlier version
        return {row[0] for row in db.execute("SELECT entry FROM names WHERE folded = ?", (folded_name(text),))}
    _, found = bearers(IndexNames(db), text, [kind for kind in kinds if kind != "paper"])
    return {bearer.entry for _, bearer in found}


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    advice = f"Recreate it from the tables: kg repair {quote(str(path.parent.parent))}"
    if not path.is_file():
        raise NotAGraph(f"no search index here. {advice}", str(path))
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            yield db
    except sqlite3.DatabaseError as error:
        raise NotAGraph(f"the search index cannot be read ({error}). {advice}", str(path)) from error
