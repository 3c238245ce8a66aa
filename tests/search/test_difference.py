"""An index updated with the difference of the tables answers like a newly built one."""

import itertools
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ids import DEFAULT_BASE
from kg.search import KINDS, Names, build_index, look_up
from kg.search import search as _search
from kg.search import update_index as _update
from kg.settings import SearchSettings
from kg.tables import SCHEMAS, TableName, Tables

search = partial(_search, settings=SearchSettings())
# two small graphs have few rows in common
update = partial(_update, max_share=1.0)

WORDS = "graph graphs neural Müller attention naïve 图 神经网络 x² maps".split()
LABELS = {"arxiv/cs.LG": "Machine Learning", "arxiv/cs.CL": "Computation and Language"}
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
paper = st.tuples(phrases, st.booleans(), st.none() | texts, st.none() | texts)
named = st.tuples(phrases, st.lists(phrases, max_size=2), st.integers(1, 5))
ids = st.sampled_from([f"n{number}" for number in range(8)])
graphs = st.fixed_dictionaries(
    {
        "papers": st.dictionaries(ids, paper, max_size=8),
        "authors": st.dictionaries(ids, named, max_size=8),
        "concepts": st.dictionaries(ids, named, max_size=6),
        "categories": st.lists(st.sampled_from(["cs.LG", "cs.CL", "cmp-lg", "math.CO"]), max_size=5),
    }
)


def _frame(table: TableName, rows: list[dict[str, object]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema_overrides={c: t for c, t in SCHEMAS[table].items() if rows and c in rows[0]})
    missing = [pl.lit(None).alias(c) for c in SCHEMAS[table] if c not in frame.columns]
    return frame.with_columns(missing).select(pl.col(c).cast(t) for c, t in SCHEMAS[table].items())


def tables(graph: dict) -> Tables:  # type: ignore[type-arg]  # as `graphs` has them
    """Return the tables of a made-up graph."""
    sections = [
        {"paper": id_, "kind": kind, "generated": kind == "tldr", "text": text}
        for id_, (_, _, *both) in sorted(graph["papers"].items())
        for kind, text in zip(("abstract", "tldr"), both, strict=True)
        if text is not None
    ]
    return Tables(
        {
            "papers": _frame(
                "papers",
                [{"paper": id_, "title": p[0], "withdrawn": p[1]} for id_, p in sorted(graph["papers"].items())],
            ),
            "sections": _frame("sections", sections),
            "authors": _frame(
                "authors",
                [
                    {"author": id_, "name": name, "variants": others, "paper_count": count}
                    for id_, (name, others, count) in sorted(graph["authors"].items())
                ],
            ),
            "concepts": _frame(
                "concepts",
                [
                    {"concept": id_, "label": name, "paper_count": count, "summary_paper_count": 1,
                     "iri": f"urn:x:{count}:{id_}" if count > 2 else "",
                     "labels": [{"text": other, "language": "en"} for other in others]}
                    for id_, (name, others, count) in sorted(graph["concepts"].items())
                ],
            ),
            "categories": _frame(
                "categories",
                [{"paper": str(n), "scheme": "arxiv", "code": code} for n, code in enumerate(graph["categories"])],
            ),
        }
    )  # fmt: skip


def answers(index: Path) -> list[object]:
    """Return the results of an index for many queries."""
    questions = [*WORDS, *(f"{a} {b}" for a in WORDS for b in WORDS[::4]), "gra", "ma", "cs.LG", "machine", "cmp-lg"]
    found: list[object] = []
    names = Names(Tables, index)
    for question in questions:
        found += [search(index, question, limit=limit) for limit in (1, 3, 20)]
        found.append(search(index, question, kinds=["paper"], withdrawn=False, limit=2))
        found += [look_up(names, question, base=DEFAULT_BASE, kinds=[kind]) for kind in KINDS]
    with names.open() as source:
        found += [source.folded(kind) for kind in KINDS]
        found += [source.concept_iri(f"n{number}") for number in range(8)]
        found += [source.concept_with(f"urn:x:{count}:n{number}") for number in range(8) for count in (3, 4, 5)]
    return found


@settings(max_examples=25, deadline=None)
@given(states=st.lists(graphs, min_size=2, max_size=4))
def test_updates_answer_as_an_index_made_anew(states: list[dict]) -> None:  # type: ignore[type-arg]  # see `tables`
    with TemporaryDirectory() as folder:
        index, anew = Path(folder, "updated.sqlite"), Path(folder, "anew.sqlite")
        build_index(tables(states[0]), index, category_labels=LABELS)
        for before, after in itertools.pairwise(states):
            assert update(index, tables(after), earlier=index, earlier_tables=tables(before), category_labels=LABELS)
        build_index(tables(states[-1]), anew, category_labels=LABELS)
        assert answers(index) == answers(anew)
        with closing(sqlite3.connect(index)) as db:
            db.execute("INSERT INTO words(words) VALUES ('integrity-check')")


FEW = {"papers": {"p1": ("Maps", False, "Deep maps", None)}, "authors": {"a1": ("Bo Lind", ["B. Lind"], 1)},
       "concepts": {}, "categories": ["cs.LG"]}  # fmt: skip
MORE = FEW | {"papers": FEW["papers"] | {"p2": ("Graphs", False, None, "图")}}
OTHER = FEW | {"authors": {"a2": ("Cy Dee", [], 1)}}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    path = tmp_path / "earlier.sqlite"
    build_index(tables(FEW), path)
    return path


def test_the_earlier_index_is_not_touched(index: Path, tmp_path: Path) -> None:
    before = index.read_bytes()
    assert update(tmp_path / "new.sqlite", tables(MORE), earlier=index, earlier_tables=tables(FEW))
    assert index.read_bytes() == before
    assert [hit.id for hit in search(tmp_path / "new.sqlite", "graphs")] == ["p2"]


def test_unchanged_tables_keep_the_bytes(index: Path, tmp_path: Path) -> None:
    assert update(tmp_path / "new.sqlite", tables(FEW), earlier=index, earlier_tables=tables(FEW))
    assert (tmp_path / "new.sqlite").read_bytes() == index.read_bytes()


@pytest.mark.parametrize(
    "damage", ["missing", "bytes", "another program", "without maker", "without kinds", "other tables"]
)
def test_an_index_that_cannot_be_used_is_not_used(damage: str, index: Path, tmp_path: Path) -> None:
    if damage == "missing":
        index.unlink()
    elif damage == "bytes":
        index.write_bytes(b"no database" * 1000)
    elif damage == "another program":
        with closing(sqlite3.connect(index)) as db, db:
            db.execute("UPDATE made_by SET program = 'kg of yesterday'")
    elif damage == "without maker":
        with closing(sqlite3.connect(index)) as db, db:
            db.execute("DROP TABLE made_by")
    elif damage == "without kinds":
        with closing(sqlite3.connect(index)) as db, db:
            db.execute("DROP TABLE kinds")
    else:
        build_index(tables(OTHER), index)
    gone = FEW | {"authors": {}}
    target = tmp_path / "new.sqlite"
    assert not update(target, tables(gone), earlier=index, earlier_tables=tables(FEW))
    assert not target.exists()
    assert not list(tmp_path.glob("*.tmp"))


def test_numbers_that_are_used_up_make_a_new_index(index: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("UPDATE kinds SET last = (SELECT MAX(entry) FROM entries WHERE kind = 'paper') WHERE kind = 'paper'")
    assert not update(tmp_path / "new.sqlite", tables(MORE), earlier=index, earlier_tables=tables(FEW))


def test_a_very_different_graph_is_indexed_anew(index: Path, tmp_path: Path) -> None:
    assert not _update(tmp_path / "new.sqlite", tables(MORE), earlier=index, earlier_tables=tables(FEW))
    assert not (tmp_path / "new.sqlite").exists()


def test_no_name_that_is_gone_stays_in_the_file_where_a_person_is_hidden(index: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.sqlite"
    given = {"earlier": index, "earlier_tables": tables(FEW)}
    assert update(new, tables(MORE), **given, without_trace=True)  # type: ignore[arg-type]  # paths and tables
    shutil.copyfile(index, new)
    assert not update(new, tables(OTHER), **given, without_trace=True)  # type: ignore[arg-type]  # as above
    assert new.read_bytes() == index.read_bytes()


def test_of_equals_the_first_by_name_are_found_whenever_they_were_added(index: Path, tmp_path: Path) -> None:
    before = FEW | {"authors": {"m": ("Wei Zhou", [], 1), "n": ("Wei Zhou", [], 1)}}
    after = FEW | {"authors": before["authors"] | {"a": ("Wei Zhou", [], 1), "z": ("Wei An", [], 1)}}
    build_index(tables(before), index)
    new = tmp_path / "new.sqlite"
    assert update(new, tables(after), earlier=index, earlier_tables=tables(before))
    assert [[hit.id for hit in search(new, "wei", limit=limit)] for limit in (1, 2, 4)] == [
        ["z"], ["z", "a"], ["z", "a", "m", "n"],
    ]  # fmt: skip
