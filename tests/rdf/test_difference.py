"""A store updated with the difference between two states of the tables has the statements of the second."""

from collections.abc import Callable
from io import BytesIO

import polars as pl
import pytest

from kg import rdf
from kg.ids import paper_iri
from kg.schema import SCHEMAS, TableName
from kg.settings import Settings
from kg.store import OxigraphStore
from kg.tables import Tables

BASE = Settings().base
PAPER = "2601.00001"
AUTHOR = f"{BASE}author/ada-ost/2601.00001"
Change = Callable[[dict[TableName, pl.DataFrame]], None]


def _filtered(table: TableName, keep: pl.Expr) -> Change:
    def change(frames: dict[TableName, pl.DataFrame]) -> None:
        frames[table] = frames[table].filter(keep)

    return change


def _altered(table: TableName, **columns: pl.Expr) -> Change:
    def change(frames: dict[TableName, pl.DataFrame]) -> None:
        frames[table] = frames[table].with_columns(**columns)

    return change


def _both(*changes: Change) -> Change:
    def change(frames: dict[TableName, pl.DataFrame]) -> None:
        for one in changes:
            one(frames)

    return change


def _linked(address: str) -> Change:
    """Let a paper link to an address."""
    return _altered("links", url=pl.when(pl.int_range(pl.len()) == 0).then(pl.lit(address)).otherwise("url"))


RENAMED = _altered("authors", name=pl.col("name") + " II")
STATES: dict[str, Change] = {
    "as it is": lambda _frames: None,
    "a paper is linked": _linked(paper_iri(PAPER)),
    "title": _altered("papers", title=pl.col("title") + "!"),
    "an author is linked": _linked(AUTHOR),
    "a linked author renamed": _both(_linked(AUTHOR), RENAMED),
    "author renamed": RENAMED,
    "a part of the description is linked": _linked(f"{BASE}graph/facts"),
    "links gone": _filtered("links", pl.lit(value=False)),
    "paper gone": _filtered("papers", pl.col("paper") != PAPER),
    "generated": _altered("claims", generated=~pl.col("generated")),
    "claim gone": _filtered("claims", pl.int_range(pl.len()) > 0),
    "concept gone": _filtered("concepts", pl.int_range(pl.len()) > 0),
}


def _made(tables: Tables, state: str) -> Tables:
    frames = {name: tables[name] for name in SCHEMAS}
    STATES[state](frames)
    return Tables(frames)


def _store(tables: Tables, *, quads: bool) -> tuple[OxigraphStore, pl.DataFrame]:
    hashes, out, store = rdf.RowHashes(), BytesIO(), OxigraphStore.in_memory()
    write = rdf.nquads if quads else rdf.ntriples
    write(tables, out, base=BASE, profile="store", seen=hashes.add)
    store.change_quads(*store.compare((), out.getvalue()))
    return store, hashes.frame()


@pytest.mark.parametrize("quads", [False, True])
def test_the_difference_makes_one_state_of_the_other(tables: Tables, quads: bool) -> None:
    """Between states, linked addresses become nodes of other kinds, or disappear."""
    store, hashes = _store(tables, quads=quads)
    for state in (*STATES, "as it is"):
        now = _made(tables, state)
        found = rdf.changes(hashes, now, base=BASE, with_text=False, quads=quads, most=1_000_000)
        assert found is not None
        store.change_quads(*store.compare(found.subjects, "\n".join(found.lines).encode()))
        wanted, hashes = _store(now, quads=quads)
        assert set(store.quads()) == set(wanted.quads()), state
        assert set(found.hashes.rows()) == set(hashes.rows()), state


def test_only_nodes_with_another_row_are_considered(tables: Tables) -> None:
    _, hashes = _store(tables, quads=False)
    same = rdf.changes(hashes, tables, base=BASE, with_text=False, quads=False, most=1)
    assert same is not None
    assert same[:2] == ([], [])
    renamed = _made(tables, "author renamed")
    found = rdf.changes(hashes, renamed, base=BASE, with_text=False, quads=False, most=1_000)
    assert found is not None
    assert found.subjects == sorted(f"{BASE}author/{author}" for author in tables["authors"]["author"])
    assert rdf.changes(hashes, renamed, base=BASE, with_text=False, quads=False, most=2) is None


def test_a_row_has_one_hash_however_its_frame_lies_in_memory(tables: Tables) -> None:
    halves = {
        name: pl.concat([frame.slice(0, frame.height // 2), frame.slice(frame.height // 2)], rechunk=False)
        for name, frame in ((name, tables[name]) for name in SCHEMAS)
    }
    assert _store(tables, quads=False)[1].equals(_store(Tables(halves), quads=False)[1])
