"""Behavior of `write` in all formats: helpful errors, complete files, the same bytes on every run."""

import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import polars as pl
import pyoxigraph as ox
import pytest
from assembling import assemble

from kg import ingest, writers
from kg.authors import resolve
from kg.errors import UnknownName, UsageError
from kg.model import Extraction
from kg.settings import GraphSettings, Settings
from kg.tables import SCHEMAS, Tables
from kg.writers import EXPORT_FORMATS
from kg.writers.target import new_file, new_folder

BASE = "https://example.org/graph/"
SETTINGS = Settings().with_base(BASE)
# Options for the most complete export, per kind of format.
ALL: dict[str, dict[str, Any]] = {
    "statements": {"profile": "full", "with_text": True},
    "network": {},
    "tables": {"with_text": True},
}

SCRIPT = """
import runpy, sys
from pathlib import Path
from kg import writers
made = runpy.run_path(sys.argv[1])
tables = made["graph_of"](made["TITLES"], backwards=sys.argv[3] == "backwards")
options = {"statements": {"profile": "full", "with_text": True}, "network": {}, "tables": {"with_text": True}}
for suffix, format_ in writers.EXPORT_FORMATS.items():
    writers.write(tables, Path(sys.argv[2]) / ("g" + suffix), settings=made["SETTINGS"], **options[format_.holds])
for name in ("g.ttl.gz", "g.ttl.zst"):
    writers.write(tables, Path(sys.argv[2]) / name, settings=made["SETTINGS"])
"""


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_graph_gives_the_same_bytes_in_any_process(tmp_path: Path, root: Path) -> None:
    conftest = Path(__file__).with_name("conftest.py")
    found = []
    for seed, order in (("1", "forwards"), ("2", "backwards")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{root}{os.pathsep}{root / 'tests'}"}
        subprocess.run([sys.executable, "-c", SCRIPT, conftest, folder, order], check=True, env=environment)
        found.append(digests(folder))
    assert len(found[0]) == 10 + 2 + 2 * (len(SCHEMAS) + 1)
    assert found[0] == found[1]


@pytest.mark.parametrize("suffix", [s for s, format_ in EXPORT_FORMATS.items() if format_.holds != "tables"])
def test_the_order_of_rows_in_the_tables_does_not_matter(hostile: Tables, tmp_path: Path, suffix: str) -> None:
    shuffled = Tables({name: hostile[name].sample(fraction=1, shuffle=True, seed=5) for name in SCHEMAS})
    options = ALL[EXPORT_FORMATS[suffix].holds]
    one = writers.write(hostile, tmp_path / f"a{suffix}", settings=SETTINGS, **options)
    other = writers.write(shuffled, tmp_path / f"b{suffix}", settings=SETTINGS, **options)
    assert one.path.read_bytes() == other.path.read_bytes()


@pytest.mark.parametrize("suffix", list(EXPORT_FORMATS))
def test_every_format_is_text_with_plain_line_ends_or_parquet(hostile: Tables, tmp_path: Path, suffix: str) -> None:
    written = writers.write(hostile, tmp_path / "deep" / "er" / f"g{suffix.upper()}", settings=SETTINGS)
    assert (written.path.name, written.unit) == (f"g{suffix.upper()}", EXPORT_FORMATS[suffix].unit)
    if EXPORT_FORMATS[suffix].holds != "tables":
        text = written.path.read_bytes().decode()
        assert text.endswith("\n")
        assert stat.S_IMODE(written.path.stat().st_mode) & stat.S_IRUSR


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("g.xyz", r'"\.xyz".*\.ttl .*\.parquet'),
        ("graph", "has no suffix"),
        ("g.gz", "has no suffix|suffix"),
        ("t.csv.gz", r"leave \.gz away"),
        ("t.parquet.zst", r"leave \.zst away"),
    ],
)
def test_an_unknown_suffix_is_told_with_those_that_are_known(
    hostile: Tables, tmp_path: Path, name: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        writers.write(hostile, tmp_path / name, settings=SETTINGS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("g.ttl", {"view": "concepts"}),
        ("g.ttl", {"top": 10}),
        ("g.jsonld", {"positions": False}),
        ("g.nq", {"previous": {"author/a": (0.0, 0.0)}}),
        ("g.trig", {"colors": {}}),
        ("g.graphml", {"profile": "full"}),
        ("g.gexf", {"with_text": True}),
        ("g.json", {"graph": "facts"}),
        ("t.csv", {"graph": "facts"}),
        ("t.parquet", {"view": "concepts"}),
    ],
)
def test_an_option_that_means_nothing_for_the_format_is_refused(
    hostile: Tables, tmp_path: Path, name: str, options: dict[str, Any]
) -> None:
    with pytest.raises(UsageError, match=f'"{next(iter(options))}" means nothing'):
        writers.write(hostile, tmp_path / name, settings=SETTINGS, **options)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "options"),
    [("g.ttl", {"graph": "opinions"}), ("g.trig", {"graph": "opinions"}), ("g.json", {"view": "x"})],
)
def test_an_unknown_graph_or_view_leaves_no_file(
    hostile: Tables, tmp_path: Path, name: str, options: dict[str, Any]
) -> None:
    with pytest.raises(UnknownName):
        writers.write(hostile, tmp_path / name, settings=SETTINGS, **options)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(hostile: Tables, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "g.ttl").mkdir()
    with pytest.raises(UsageError, match="cannot write"):
        writers.write(hostile, tmp_path / "file" / "g.ttl", settings=SETTINGS)
    with pytest.raises(UsageError, match="is a folder"):
        writers.write(hostile, tmp_path / "g.ttl", settings=SETTINGS)


def test_an_export_that_fails_leaves_the_old_file_whole(tmp_path: Path) -> None:
    class Broken(Exception):
        pass

    def failing() -> Iterator[None]:
        raise Broken

    old = tmp_path / "g.ttl.gz"
    old.write_bytes(b"old")
    with pytest.raises(Broken), new_file(old) as out:
        out.write(b"half")
        next(failing())
    folder = tmp_path / "t.csv"
    folder.mkdir()
    (folder / "papers.csv").write_bytes(b"old")
    with pytest.raises(Broken), new_folder(folder, frozenset({"papers.csv"})) as new:
        (new / "papers.csv").write_bytes(b"half")
        next(failing())
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["g.ttl.gz", "papers.csv", "t.csv"]
    assert old.read_bytes() == (folder / "papers.csv").read_bytes() == b"old"


@pytest.mark.shared
def test_a_real_digest_goes_through_every_format(shared: Path, tmp_path: Path) -> None:
    seed = min((shared / "digests" / "seeds").glob("*.txt"), key=lambda path: path.stat().st_size)
    corpus = ingest.read([seed])
    tables = assemble(corpus, resolve(corpus.papers), Extraction(()), GraphSettings())
    written = {s: writers.write(tables, tmp_path / f"g{s}", settings=SETTINGS) for s in EXPORT_FORMATS}

    quads = {(q.subject, q.predicate, q.object): q.graph_name for q in ox.parse(path=written[".nq"].path)}
    assert len(quads) == written[".nq"].size
    for suffix in (".ttl", ".nt", ".trig", ".rdf", ".jsonld"):
        found = list(ox.parse(path=written[suffix].path, format=ox.RdfFormat.from_extension(suffix[1:])))
        assert {(q.subject, q.predicate, q.object) for q in found} == quads.keys(), suffix
        if suffix == ".trig":
            assert all(quads[q.subject, q.predicate, q.object] == q.graph_name for q in found)

    graphml, gexf = nx.read_graphml(written[".graphml"].path), nx.read_gexf(written[".gexf"].path, version="1.3")
    assert graphml.number_of_nodes() == gexf.number_of_nodes() == tables["authors"].height
    assert graphml.number_of_edges() == gexf.number_of_edges() == tables["coauthorships"].height
    assert dict(graphml.nodes(data="papers")) == dict(gexf.nodes(data="papers"))
    assert pl.read_csv(written[".csv"].path / "authorships.csv").height == tables["authorships"].height
