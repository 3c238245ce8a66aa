"""Update the index of a graph from an earlier index: only entries that differ are written.

The index does not store its text (`kg.search.index`), and FTS5 needs the text of an entry to remove it. That text is
made again from the earlier tables. This requires the same program, so an index of another program is not used.
"""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from kg.search import KINDS
from kg.search.contents import (
    named_entries,
    names_of,
    papers_of,
    sections_of,
    with_texts,
    words_of_names,
    words_of_papers,
)
from kg.search.index import (
    add_named,
    add_names,
    add_papers,
    maker,
    opened_for_writing,
    put_concept_iris,
    replaced_index,
)
from kg.tables import Tables

MAX_SHARE: Final = 0.25
"""Maximum share of the papers, or of the authors, that may differ: replacing an entry takes twice as long as adding it
to a new index, and leaves unused space."""

_RECOUNTED: Final = pl.Schema({"id": pl.String, "papers": pl.Int64})


@dataclass(frozen=True, slots=True)
class _Difference:
    """Rows of one kind that were removed or added.

    A changed entry is in both frames. ``recounted`` has the ids of entries that differ only in the number of
    ``papers``; ``share`` is the share of all rows that were removed or added.
    """

    gone: pl.DataFrame
    new: pl.DataFrame
    recounted: pl.DataFrame
    share: float


class _MismatchError(Exception):
    """The index does not belong to the earlier tables, or has no numbers left."""


def update_index(
    path: Path,
    tables: Tables,
    *,
    earlier: Path,
    earlier_tables: Tables,
    category_labels: Mapping[str, str] | None = None,
    without_trace: bool = False,
    max_share: float = MAX_SHARE,
) -> bool:
    """Write the index of ``tables`` to ``path`` from the index ``earlier``, which belongs to ``earlier_tables``.

    Write nothing and return False if the whole index has to be made anew: if the earlier index is missing or made by
    another program, or more than ``max_share`` of the papers or authors differ. Unused parts of the file may contain
    names and texts that were removed; with ``without_trace``, they contain no names of authors.

    Every search returns the same as in a newly made index.
    """
    if _maker_of(earlier) != maker():
        return False
    labels = category_labels or {}
    old, new = named_entries(earlier_tables, labels), named_entries(tables, labels)
    found = {kind: _named_difference(old[kind], new[kind]) for kind in new}
    if without_trace and found["author"].gone.height:
        return False
    texts = sections_of(earlier_tables), sections_of(tables)
    found["paper"] = _paper_difference((papers_of(earlier_tables), papers_of(tables)), texts)
    if max(found["paper"].share, found["author"].share) > max_share:
        return False
    # if the disk is the cause, making the whole index reports it
    with suppress(_MismatchError, sqlite3.DatabaseError, OSError), replaced_index(path) as temporary:
        shutil.copyfile(earlier, temporary)
        with opened_for_writing(temporary) as db:
            db.execute("BEGIN")
            # deletions and additions are sorted together by number: FTS5 writes a segment whenever a number is smaller
            # than the number before it
            for kind in KINDS:
                if kind == "paper":
                    _change_papers(db, found[kind], texts)
                else:
                    _change_named(db, kind, found[kind])
            put_concept_iris(db, tables)
            db.execute("COMMIT")
        return True
    return False


def _maker_of(path: Path) -> str:
    """Return the program that made an index, "" if none is recorded."""
    if not path.is_file():
        return ""
    with (
        suppress(sqlite3.DatabaseError),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db,
    ):
        (made_by,) = db.execute("SELECT program FROM made_by").fetchone() or ("",)
        return str(made_by)
    return ""


def _named_difference(old: pl.DataFrame, new: pl.DataFrame) -> _Difference:
    both = old.join(new, on="id", how="full", coalesce=True, suffix="_new")
    other_words = pl.col("label").ne_missing(pl.col("label_new")) | pl.col("others").ne_missing(pl.col("others_new"))
    changed = both.filter(other_words).select("id")
    recounted = both.filter(~other_words & (pl.col("papers") != pl.col("papers_new")))
    return _difference(old, new, changed, recounted.select("id", papers="papers_new"))


def _paper_difference(
    papers: tuple[pl.DataFrame, pl.DataFrame], texts: tuple[pl.DataFrame, pl.DataFrame]
) -> _Difference:
    old, new = (
        some.join(sections.group_by("paper").agg("generated", "text"), on="paper", how="left", maintain_order="left")
        for some, sections in zip(papers, texts, strict=True)
    )
    both = old.join(new, on="paper", how="full", coalesce=True, suffix="_new")
    contents = (name for name in old.columns if name != "paper")
    changed = both.filter(pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_new")) for name in contents))
    before, after = (some.rename({"paper": "id"}) for some in papers)
    return _difference(before, after, changed.select(id="paper"), pl.DataFrame(schema=_RECOUNTED))


def _difference(old: pl.DataFrame, new: pl.DataFrame, changed: pl.DataFrame, recounted: pl.DataFrame) -> _Difference:
    gone = old.join(changed, on="id", how="semi", maintain_order="left")
    added = new.join(changed, on="id", how="semi", maintain_order="left")
    return _Difference(gone, added, recounted, (gone.height + added.height) / max(old.height + new.height, 1))


def _change_named(db: sqlite3.Connection, kind: str, found: _Difference) -> None:
    gone, added, recounted = _with_numbers(db, kind, found)
    db.executemany("UPDATE entries SET papers = ? WHERE entry = ?", recounted.select("papers", "entry").iter_rows())
    db.executemany(
        "INSERT INTO words(words, rowid, label, other) VALUES ('delete', ?, ?, ?)", words_of_names(gone).iter_rows()
    )
    db.executemany("DELETE FROM entries WHERE entry = ?", gone.select("entry").iter_rows())
    db.executemany(
        "DELETE FROM names WHERE folded = ? AND form = ? AND entry = ? AND name = ?", names_of(kind, gone).iter_rows()
    )
    add_named(db, kind, added)
    add_names(db, names_of(kind, added))


def _change_papers(db: sqlite3.Connection, found: _Difference, texts: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    gone, added, _ = _with_numbers(db, "paper", found)
    db.executemany(
        "INSERT INTO words(words, rowid, label, abstract, summary) VALUES ('delete', ?, ?, ?, ?)",
        words_of_papers(with_texts(gone.rename({"id": "paper"}).sort("paper"), texts[0])).sort("entry").iter_rows(),
    )
    for table in ("entries", "passages"):
        db.executemany(f"DELETE FROM {table} WHERE entry = ?", gone.select("entry").iter_rows())  # noqa: S608 - see above
    add_papers(db, added.rename({"id": "paper"}), texts[1])


def _with_numbers(
    db: sqlite3.Connection, kind: str, found: _Difference
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return the rows of a difference with ``entry``, sorted by it; new rows come after all existing ones."""
    first, last = db.execute("SELECT first, last FROM kinds WHERE kind = ?", (kind,)).fetchone() or (1, 0)
    (highest,) = db.execute("SELECT MAX(entry) FROM entries WHERE entry BETWEEN ? AND ?", (first, last)).fetchone()
    following = first if highest is None else highest + 1
    if following + found.new.height > last + 1:
        raise _MismatchError
    db.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (id TEXT PRIMARY KEY) WITHOUT ROWID")
    db.execute("DELETE FROM wanted")
    db.executemany(
        "INSERT INTO wanted VALUES (?)", pl.concat([found.gone.select("id"), found.recounted.select("id")]).iter_rows()
    )
    rows = db.execute(
        "SELECT id, entry FROM entries WHERE entry BETWEEN ? AND ? AND id IN (SELECT id FROM wanted)", (first, last)
    ).fetchall()
    numbers = pl.DataFrame(rows, schema={"id": pl.String, "entry": pl.Int64}, orient="row")
    if numbers.height != found.gone.height + found.recounted.height:
        raise _MismatchError
    gone, recounted = (some.join(numbers, on="id").sort("entry") for some in (found.gone, found.recounted))
    added = found.new.with_columns(entry=pl.int_range(following, following + pl.len(), dtype=pl.Int64))
    return gone, added, recounted
