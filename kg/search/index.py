"""Make the index: SQLite with FTS5, filled in one transaction.

The words are indexed without their text (a contentless table); what a snippet is cut from is compressed beside
it. Rows are numbered kind by kind, so that one kind is one range of numbers.
"""

import errno
import os
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import numpy as np
import numpy.typing as npt
import polars as pl
import zstandard

from kg.classification import other_codes
from kg.ids import fold, segment
from kg.readable import readable
from kg.schema.columns import STRINGS, schema
from kg.search.text import IDEOGRAPHS, folded_name, spaced
from kg.tables import Tables
from kg.tables.keys import encoded, shown_title

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
# 8 MB of words, which is little enough for a processor's cache, are gathered before they are written, and merging
# waits: four months make five segments, and both cost less than merging on the way.
_GATHER: Final = ("automerge", 0), ("hashsize", 8 * 2**20)
_FASTEST_COMPRESSION: Final = 1
_PAPERS_PER_PART: Final = 2_000
"""Papers whose texts are held twice at a time, as they are and as the index holds them: some 10 MB."""

_NAMED: Final = schema({"id": pl.String, "label": pl.String, "papers": pl.Int64, "others": STRINGS})
"""Columns of what is found by its names alone; ``papers`` is a number."""


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
    except sqlite3.OperationalError as error:  # a full disk among them, which SQLite reports in its own words
        raise OSError(errno.EIO, str(error), str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, tables: Tables, category_labels: Mapping[str, str]) -> None:
    names = []
    entry = 0
    named: tuple[tuple[str, pl.DataFrame], ...] = (
        ("author", _authors(tables)),
        ("concept", _concepts(tables)),
        ("category", _categories(tables, category_labels)),
    )
    for kind, found in named:
        db.execute("INSERT INTO kinds VALUES (?, ?, ?)", (kind, entry + 1, entry + found.height))
        numbered = found.with_row_index("entry", offset=entry + 1)
        entry += found.height
        db.executemany(
            f"INSERT INTO entries VALUES (?, '{kind}', ?, ?, ?, 0)",  # noqa: S608 - one of the kinds
            numbered.select("entry", "id", "label", "papers").iter_rows(),
        )
        db.executemany(
            "INSERT INTO words(rowid, label, other) VALUES (?, ?, ?)",
            numbered.select("entry", _words("label"), _words("others", pl.col("others").list.join(" "))).iter_rows(),
        )
        names.append(_names(numbered))
        if kind == "category":
            names.append(_other_codes(numbered))
    # in the order of the key, so that each goes behind the one before
    db.executemany(
        "INSERT INTO names VALUES (?, ?, ?)",
        pl.concat(names).unique().sort("folded", "entry", "name").iter_rows(),
    )
    papers = tables["papers"].select("paper", "title", "withdrawn").sort("paper").with_row_index("entry", entry + 1)
    db.execute("INSERT INTO kinds VALUES ('paper', ?, ?)", (entry + 1, entry + papers.height))
    sections = tables["sections"].sort("paper", maintain_order=True)
    for part in papers.iter_slices(_PAPERS_PER_PART):
        _add_papers(db, _with_texts(part, sections))


def _add_papers(db: sqlite3.Connection, papers: pl.DataFrame) -> None:
    db.executemany(
        "INSERT INTO entries VALUES (?, 'paper', ?, ?, 1, ?)",
        papers.select("entry", "paper", shown_title(), pl.col("withdrawn").cast(pl.Int8)).iter_rows(),
    )
    db.executemany(
        "INSERT INTO words(rowid, label, abstract, summary) VALUES (?, ?, ?, ?)",
        papers.select("entry", _spaced(_titles()), _spaced("abstract"), _spaced("summary")).iter_rows(),
    )
    texts = pl.concat_str("abstract", "summary", separator="\n").str.strip_chars()
    passages = papers.select("entry", text=texts).filter(pl.col("text") != "")
    compress = zstandard.ZstdCompressor(_FASTEST_COMPRESSION).compress
    db.executemany(
        "INSERT INTO passages VALUES (?, ?)",
        ((number, compress(text.encode())) for number, text in passages.iter_rows()),
    )


def _names(numbered: pl.DataFrame) -> pl.DataFrame:
    """Return every name as ``folded, entry, name``."""
    names = numbered.select("entry", name=pl.concat_list("label", "others")).explode("name")
    return names.select(
        folded=encoded(pl.col("name"), folded_name, _PLAIN).str.to_lowercase(), entry="entry", name="name"
    )


def _words(name: str, texts: pl.Expr | None = None) -> pl.Expr:
    """Return the words of names as the index holds them."""
    values = pl.col(name) if texts is None else texts
    return encoded(values, lambda text: spaced(fold(text)), _PLAIN).str.to_lowercase().alias(name)


def _authors(tables: Tables) -> pl.DataFrame:
    return _named(tables["authors"].select(id="author", label="name", papers="paper_count", others="variants"))


def _concepts(tables: Tables) -> pl.DataFrame:
    others = pl.col("labels").list.eval(pl.element().struct.field("text"))
    papers = pl.col("paper_count") + pl.col("summary_paper_count")
    return _named(tables["concepts"].select(id="concept", label="label", papers=papers, others=others))


def _categories(tables: Tables, labels: Mapping[str, str]) -> pl.DataFrame:
    counted = tables["categories"].group_by("scheme", "code").agg(pl.len()).sort("scheme", "code")
    rows = []
    for scheme, code, papers in counted.iter_rows():
        id_ = f"{scheme}/{segment(code)}"
        label = labels.get(id_, code)
        rows.append((id_, label, papers, [] if label == code else [code]))
    return pl.DataFrame(rows, schema=_NAMED, orient="row")


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(dtype) for name, dtype in _NAMED.items())


def _other_codes(categories: pl.DataFrame) -> pl.DataFrame:
    """Return the other codes of categories as names. They are not words: "cs.LG" has both words of "cs.CL cmp-lg"."""
    rows = []
    for entry, id_ in categories.select("entry", "id").iter_rows():
        scheme, _, code = id_.partition("/")
        rows += [(fold(other), entry, other) for other in other_codes(scheme, unquote(code))]
    return pl.DataFrame(rows, schema={"folded": pl.String, "entry": pl.UInt32, "name": pl.String}, orient="row")


def _with_texts(papers: pl.DataFrame, sections: pl.DataFrame) -> pl.DataFrame:
    """Add ``abstract`` and ``summary`` to some papers; both frames are sorted by paper. Parts keep their order."""
    first, last = papers["paper"][0], papers["paper"][-1]
    begin, end = sections["paper"].search_sorted(first, "left"), sections["paper"].search_sorted(last, "right")
    texts = (
        sections.slice(begin, end - begin)
        .group_by("paper", maintain_order=True)
        .agg(
            pl.col("text").filter(~pl.col("generated")).str.join("\n").alias("abstract"),
            pl.col("text").filter(pl.col("generated")).str.join("\n").alias("summary"),
        )
    )
    return papers.join(texts, on="paper", how="left", maintain_order="left").with_columns(
        pl.col("abstract", "summary").fill_null("")
    )


def _titles() -> pl.Expr:
    """Return titles as printed and as shown, so that ``$x^2$`` is found by x2 and by x²."""
    shown = pl.col("title").map_elements(readable, return_dtype=pl.String)
    both = pl.concat_str("title", shown, separator=" ")
    return pl.when(shown == pl.col("title")).then("title").otherwise(both).alias("title")


def _spaced(texts: str | pl.Expr) -> pl.Expr:
    values = pl.col(texts) if isinstance(texts, str) else texts
    return values.map_batches(_spaced_texts, return_dtype=pl.String)


def _spaced_texts(texts: pl.Series) -> pl.Series:
    """Return texts as the index holds them; most are ASCII and need nothing."""
    odd = texts.str.contains(r"[^\x01-\x7f]")
    if not odd.any():
        return texts
    # a NUL would end the text for SQLite
    plain = texts.filter(odd).str.normalize("NFKC").str.replace_many({"\0": " ", **_LETTERS})
    return texts.scatter(odd.arg_true(), _set_apart(plain))


def _set_apart(texts: pl.Series) -> pl.Series:
    """Set every ideograph apart, as `kg.search.text.spaced` does; the texts have no NUL.

    In arrays of code points: a regular expression that puts spaces about each match takes eight times as long.
    """
    points = np.frombuffer("\0".join(texts).encode("utf-32-le"), dtype="<u4")
    found = _ideographs()[points]
    total = int(found.sum())
    if not total:
        return texts
    # behind the spaces of the ideographs before it, and one of its own
    place = np.arange(len(points)) + 2 * np.cumsum(found) - found
    apart = np.full(len(points) + 2 * total, ord(" "), dtype="<u4")
    apart[place] = points
    return pl.Series(texts.name, apart.tobytes().decode("utf-32-le").split("\0"), dtype=pl.String)


@cache
def _ideographs() -> npt.NDArray[np.bool_]:
    """Return whether each code point is an ideograph."""
    table = np.zeros(sys.maxunicode + 1, dtype=np.bool_)
    for span in IDEOGRAPHS:
        table[ord(span[0]) : ord(span[-1]) + 1] = True
    return table


# printable ASCII without a space too many: to fold it is to write it in lower case
_PLAIN: Final = r"^(?:[!-~]+(?: [!-~]+)*)?$"
# Latin letters as `fold` has them, which is what questions are made of; the tokenizer leaves ø and ł as they are
_LETTERS: Final = {letter: fold(letter) for letter in map(chr, range(0xC0, 0x250)) if letter.isalpha()}
