"""Make the index: SQLite with FTS5, filled in one transaction.

The words are indexed without their text (a contentless table); the text for snippets is stored compressed in another
table. Each kind of entry has its own range of numbers, with spare ones for entries that `kg.search.difference` adds.
"""

import errno
import os
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import polars as pl
import zstandard

from kg.fingerprint import program_fingerprint
from kg.search.contents import (
    concept_iris_of,
    labels_of_papers,
    named_entries,
    names_of,
    papers_of,
    passages_of,
    sections_of,
    with_texts,
    words_of_names,
    words_of_papers,
)
from kg.tables import Tables

_SCHEMA: Final = """
CREATE TABLE made_by (program TEXT NOT NULL) STRICT;
CREATE TABLE entries (entry INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, label TEXT NOT NULL,
                      papers INTEGER NOT NULL, withdrawn INTEGER NOT NULL) STRICT;
CREATE TABLE kinds (kind TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE names (folded TEXT NOT NULL, form INTEGER NOT NULL, entry INTEGER NOT NULL, name TEXT NOT NULL,
                    PRIMARY KEY (folded, form, entry, name)) STRICT, WITHOUT ROWID;
CREATE TABLE concept_iris (concept TEXT PRIMARY KEY, iri TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE passages (entry INTEGER PRIMARY KEY, text BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE words USING fts5(
    label, other, abstract, summary, content='', tokenize="unicode61 remove_diacritics 2");
"""
_FAST: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -32768;
"""
# Words are gathered in memory, 8 MB at a time to fit in a processor's cache, and each part is written as one segment.
# Segments are not merged: four months make only five, and merging them would take longer than it saves.
_GATHER: Final = ("automerge", 0), ("hashsize", 8 * 2**20)
_FASTEST_COMPRESSION: Final = 1
_PAPERS_PER_PART: Final = 2_000
"""Papers that are added at once. Their texts are in memory twice, plain and as the index stores them: about 10 MB."""

NUMBERS_PER_KIND: Final = 2**26
"""Unit of the range of entry numbers that each kind gets: 67 million. With four kinds, a number takes four bytes in
SQLite; without spare numbers, a small index would need three."""


def build_index(tables: Tables, path: Path, *, category_labels: Mapping[str, str] | None = None) -> None:
    """Write the index of a graph to ``path``, replacing an existing one atomically.

    ``category_labels`` has the labels of categories by id (``arxiv/cs.LG``), since the tables have none.
    """
    with replaced_index(path) as temporary, opened_for_writing(temporary) as db:
        db.executescript(_SCHEMA)
        db.execute("BEGIN")
        db.execute("INSERT INTO made_by VALUES (?)", (maker(),))
        db.executemany("INSERT INTO words(words, rank) VALUES (?, ?)", _GATHER)
        _fill(db, tables, category_labels or {})
        db.execute("COMMIT")


def maker() -> str:
    """Return the versions that an index depends on besides the tables: this program, SQLite and Unicode."""
    return f"{program_fingerprint()} SQLite {sqlite3.sqlite_version} Unicode {unicodedata.unidata_version}"


@contextmanager
def replaced_index(path: Path) -> Iterator[Path]:
    """Yield a temporary path next to ``path``; its file then replaces ``path`` atomically, unless an error occurs."""
    temporary = path.with_name(path.name + ".tmp")
    temporary.unlink(missing_ok=True)
    try:
        yield temporary
        os.replace(temporary, path)  # noqa: PTH105 - the atomic step, named as in the standard library
    except sqlite3.OperationalError as error:  # includes a full disk, which SQLite reports in its own words
        raise OSError(errno.EIO, str(error), str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def opened_for_writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that no other process has open and that is discarded if writing fails."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(_FAST)
        yield db


def add_named(db: sqlite3.Connection, kind: str, numbered: pl.DataFrame) -> None:
    """Add authors, concepts or categories (`contents.NAMED` and ``entry``), but not their names."""
    db.executemany(
        f"INSERT INTO entries VALUES (?, '{kind}', ?, ?, ?, 0)",  # noqa: S608 - one of the kinds
        numbered.select("entry", "id", "label", "papers").iter_rows(),
    )
    db.executemany("INSERT INTO words(rowid, label, other) VALUES (?, ?, ?)", words_of_names(numbered).iter_rows())


def add_names(db: sqlite3.Connection, names: pl.DataFrame) -> None:
    """Add names (`contents.names_of`) in the order of the key, so that each is appended."""
    db.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", names.sort("folded", "form", "entry", "name").iter_rows())


def put_concept_iris(db: sqlite3.Connection, tables: Tables) -> None:
    """Write the IRIs of concepts; of those that the index has already, only what differs is written."""
    before = set(db.execute("SELECT concept, iri FROM concept_iris"))
    now = set(concept_iris_of(tables).rows())
    db.executemany("DELETE FROM concept_iris WHERE concept = ? AND iri = ?", sorted(before - now))
    db.executemany("INSERT INTO concept_iris VALUES (?, ?)", sorted(now - before))


def add_papers(db: sqlite3.Connection, numbered: pl.DataFrame, sections: pl.DataFrame) -> None:
    """Add papers (`contents.papers_of` and ``entry``) with their texts."""
    compress = zstandard.ZstdCompressor(_FASTEST_COMPRESSION).compress
    for some in numbered.iter_slices(_PAPERS_PER_PART):
        part = with_texts(some, sections)
        db.executemany("INSERT INTO entries VALUES (?, 'paper', ?, ?, 1, ?)", labels_of_papers(part).iter_rows())
        db.executemany(
            "INSERT INTO words(rowid, label, abstract, summary) VALUES (?, ?, ?, ?)", words_of_papers(part).iter_rows()
        )
        db.executemany(
            "INSERT INTO passages VALUES (?, ?)",
            ((number, compress(text.encode())) for number, text in passages_of(part).iter_rows()),
        )


def _fill(db: sqlite3.Connection, tables: Tables, category_labels: Mapping[str, str]) -> None:
    names = []
    first = 1
    for kind, found in named_entries(tables, category_labels).items():
        numbered = _numbered(found, first)
        first = _add_range(db, kind, first, found.height)
        add_named(db, kind, numbered)
        names.append(names_of(kind, numbered))
    add_names(db, pl.concat(names))
    put_concept_iris(db, tables)
    papers = papers_of(tables)
    numbered = _numbered(papers, first)
    _add_range(db, "paper", first, papers.height)
    add_papers(db, numbered, sections_of(tables))


def _numbered(entries: pl.DataFrame, first: int) -> pl.DataFrame:
    return entries.with_columns(entry=pl.int_range(first, first + pl.len(), dtype=pl.Int64))


def _add_range(db: sqlite3.Connection, kind: str, first: int, count: int) -> int:
    """Record the range of numbers of a kind; return the next number after it."""
    behind = first + (count // NUMBERS_PER_KIND + 1) * NUMBERS_PER_KIND
    db.execute("INSERT INTO kinds VALUES (?, ?, ?)", (kind, first, behind - 1))
    return behind
