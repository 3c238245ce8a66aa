"""Make the index: SQLite with FTS5, filled in one transaction.

The words are indexed without their text (a contentless table); what a snippet is cut from stands compressed beside
it. Rows are numbered kind by kind, so that one kind is one range of numbers.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import polars as pl
import zstandard

from kg.classification import other_codes
from kg.ids import fold, segment
from kg.readable import readable
from kg.search.text import IDEOGRAPHS, folded_name, spaced
from kg.tables import Tables
from kg.tables.keys import shown_title

KINDS: Final = ("author", "concept", "category", "paper")
"""In the order in which hits of equal worth are told: people first."""

_SCHEMA: Final = """
CREATE TABLE entries (entry INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, label TEXT NOT NULL,
                      papers INTEGER NOT NULL, withdrawn INTEGER NOT NULL) STRICT;
CREATE TABLE kinds (kind TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE names (folded TEXT NOT NULL, entry INTEGER NOT NULL, name TEXT NOT NULL,
                    PRIMARY KEY (folded, entry, name)) STRICT, WITHOUT ROWID;
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
# 32 MB of words are gathered before they are written, and merging waits: both cost less than merging on the way.
_GATHER: Final = ("automerge", 0), ("hashsize", 32 * 2**20)
_FASTEST_COMPRESSION: Final = 1

_Entry = tuple[str, str, int, tuple[str, ...]]  # id, label, papers, other names


def build(tables: Tables, path: Path, *, category_labels: Mapping[str, str] | None = None) -> None:
    """Write the index of a graph to ``path``, replacing what is there in one step.

    ``category_labels`` names categories by id (``arxiv/cs.LG``), which the tables do not.
    """
    temporary = path.with_name(path.name + ".tmp")
    temporary.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(temporary, isolation_level=None)) as db:
            db.executescript(_FAST + _SCHEMA)
            db.execute("BEGIN")
            db.executemany("INSERT INTO words(words, rank) VALUES (?, ?)", _GATHER)
            _fill(db, tables, category_labels or {})
            db.execute("COMMIT")
        os.replace(temporary, path)  # noqa: PTH105 - the atomic step, named as the standard does
    finally:
        temporary.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, tables: Tables, category_labels: Mapping[str, str]) -> None:
    entry = 0
    named: tuple[tuple[str, Iterator[_Entry]], ...] = (
        ("author", _authors(tables)),
        ("concept", _concepts(tables)),
        ("category", _categories(tables, category_labels)),
    )
    for kind, found in named:
        first = entry + 1
        rows = list(found)
        entry += len(rows)
        db.execute("INSERT INTO kinds VALUES (?, ?, ?)", (kind, first, entry))
        db.executemany(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, 0)",
            ((first + place, kind, id_, label, papers) for place, (id_, label, papers, _) in enumerate(rows)),
        )
        db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", _names(rows, first))
        if kind == "category":
            db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", _other_codes(rows, first))
        db.executemany(
            "INSERT INTO words(rowid, label, other) VALUES (?, ?, ?)",
            (
                (first + place, spaced(fold(label)), spaced(fold(" \n ".join(others))))
                for place, (_, label, _, others) in enumerate(rows)
            ),
        )
    papers = _papers(tables)
    numbers = range(entry + 1, entry + 1 + papers.height)
    db.execute("INSERT INTO kinds VALUES ('paper', ?, ?)", (numbers.start, numbers.stop - 1))
    shown = [readable(title) for title in papers["title"]]
    marked = papers.select(shown_title())["title"]
    db.executemany(
        "INSERT INTO entries VALUES (?, 'paper', ?, ?, 1, ?)",
        zip(numbers, papers["paper"], marked, papers["withdrawn"].fill_null(value=False).cast(pl.Int8), strict=True),
    )
    # a title is found as printed and as shown: "$\\alpha$-divergence" by alpha and by α
    both = [
        f"{title} {other}" if title != other else title for title, other in zip(papers["title"], shown, strict=True)
    ]
    papers = papers.with_columns(title=pl.Series(both, dtype=pl.String))
    db.executemany(
        "INSERT INTO words(rowid, label, abstract, summary) VALUES (?, ?, ?, ?)",
        zip(numbers, *(_spaced(papers[c]) for c in ("title", "abstract", "summary")), strict=True),
    )
    passages = papers.select(pl.concat_str("abstract", "summary", separator="\n"))["abstract"]
    compress = zstandard.ZstdCompressor(_FASTEST_COMPRESSION).compress
    db.executemany(
        "INSERT INTO passages VALUES (?, ?)",
        (
            (number, compress(text.strip().encode()))
            for number, text in zip(numbers, passages, strict=True)
            if text.strip()
        ),
    )


def _names(rows: Iterable[_Entry], first: int) -> Iterator[tuple[str, int, str]]:
    for place, (_, label, _, others) in enumerate(rows):
        for name in (label, *others):
            yield folded_name(name), first + place, name


def _authors(tables: Tables) -> Iterator[_Entry]:
    for id_, name, papers, variants in (
        tables["authors"].select("author", "name", "paper_count", "variants").iter_rows()
    ):
        yield id_, name, papers, tuple(variants)


def _concepts(tables: Tables) -> Iterator[_Entry]:
    columns = ("concept", "label", "paper_count", "summary_paper_count", "labels")
    for id_, label, own, by_summary, labels in tables["concepts"].select(columns).iter_rows():
        yield id_, label, own + by_summary, tuple(other["text"] for other in labels)


def _categories(tables: Tables, labels: Mapping[str, str]) -> Iterator[_Entry]:
    counted = tables["categories"].group_by("scheme", "code").agg(pl.len()).sort("scheme", "code")
    for scheme, code, papers in counted.iter_rows():
        id_ = f"{scheme}/{segment(code)}"
        label = labels.get(id_, code)
        yield id_, label, papers, () if label == code else (code,)


def _other_codes(categories: Iterable[_Entry], first: int) -> Iterator[tuple[str, int, str]]:
    """Yield the other codes of categories as names. They are not words: "cs.LG" has both words of "cs.CL cmp-lg"."""
    for place, (id_, *_) in enumerate(categories):
        scheme, _, code = id_.partition("/")
        for other in other_codes(scheme, unquote(code)):
            yield fold(other), first + place, other


def _papers(tables: Tables) -> pl.DataFrame:
    """Return ``paper, title, withdrawn, abstract, summary``; the parts of a summary keep their order."""
    texts = (
        tables["sections"]
        .group_by("paper", maintain_order=True)
        .agg(
            pl.col("text").filter(~pl.col("generated")).str.join("\n").alias("abstract"),
            pl.col("text").filter(pl.col("generated")).str.join("\n").alias("summary"),
        )
    )
    return (
        tables["papers"]
        .select("paper", "title", "withdrawn")
        .join(texts, on="paper", how="left")
        .with_columns(pl.col("abstract", "summary").fill_null(""))
        .sort("paper")
    )


def _spaced(texts: pl.Series) -> pl.Series:
    # a NUL would end the text for SQLite
    plain = texts.str.normalize("NFKC").str.replace_many({"\0": " ", **_LETTERS})
    return plain.str.replace_all(f"([{_RUST_IDEOGRAPHS}])", " $1 ")


# Latin letters as `fold` has them, which is what questions are made of; the tokenizer leaves ø and ł as they are
_LETTERS: Final = {letter: fold(letter) for letter in map(chr, range(0xC0, 0x250)) if letter.isalpha()}
# Rust writes code points past four digits with braces
_RUST_IDEOGRAPHS: Final = IDEOGRAPHS.replace(r"\U00020000-\U0003ffff", r"\x{20000}-\x{3ffff}")
