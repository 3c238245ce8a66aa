"""`kg build` as a whole: its options, and its handling of faulty input."""

import gzip
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import command
import everything
import numpy as np
import polars as pl
import pytest

import kg
from kg.build.outputs import PREPARED
from kg.layout import read_positions
from kg.tables import SCHEMAS

Row = Callable[..., str]


@pytest.fixture(scope="module")
def digests(root: Path) -> Path:
    return root / "examples" / "digests"


@pytest.fixture
def row() -> Row:
    """Return a function that makes a line of JSON Lines from default values and keyword arguments."""

    def make(**values: object) -> str:
        usual = {
            "id": "2601.00001",
            "title": "Sorting seashells by the sound they make",
            "authors": ["Ann Lee", "Bo Møller"],
            "categories": ["cs.SD"],
            "summary": "We sort seashells by their sound with a neural network and measure accuracy.",
        }
        return json.dumps(usual | values) + "\n"

    return make


# -- options ----------------------------------------------------------------------------------------------------


def test_a_further_day_leaves_known_people_where_they_were(digests: Path, tmp_path: Path) -> None:
    days = sorted(path for path in digests.iterdir() if path.name != "2026-01-31.md")
    before = kg.build(days, tmp_path / "before.kg")
    after = kg.build(digests, tmp_path / "after.kg", previous=before.path)
    anew = kg.build(digests, tmp_path / "anew.kg")
    assert after.authors["author"].to_list() == anew.authors["author"].to_list()
    assert after.papers.height > before.papers.height
    for view in PREPARED:
        stood, stand, fresh = (
            read_positions(graph.path / "generation-0001" / "layout.parquet", view) for graph in (before, after, anew)
        )
        assert len(stand) == len(fresh) >= len(stood)
        assert moved(stood, stand) < 0.15
        assert stand != fresh  # they may be close by chance


def moved(earlier: dict[str, tuple[float, float]], later: dict[str, tuple[float, float]]) -> float:
    """Return the median displacement of nodes in both pictures, as a share of the later picture's extent."""
    common = sorted(earlier.keys() & later.keys())
    ways = np.array([later[node] for node in common]) - np.array([earlier[node] for node in common])
    return float(np.median(np.hypot(*ways.T)) / np.ptp(list(later.values()), axis=0).max())


def test_a_previous_graph_that_is_none_is_told_before_anything_is_made(digests: Path, tmp_path: Path) -> None:
    ran = command.call("build", digests, "-o", "a.kg", "--previous", "nowhere.kg", cwd=tmp_path)
    assert ran.status == 3
    assert "nowhere.kg: no such graph" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_strict_stops_at_the_first_bad_row_and_leaves_nothing(digests: Path, tmp_path: Path) -> None:
    ran = command.call("build", digests, "-o", "a.kg", "--strict", cwd=tmp_path)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("kg: 2026-01-16_AI_enhanced_Chinese.jsonl:6: not valid JSON")
    assert list(tmp_path.iterdir()) == []


def test_strict_keeps_the_graph_that_was_there(digests: Path, tmp_path: Path) -> None:
    kg.build(digests / "2026-01-31.md", tmp_path / "a.kg")
    with pytest.raises(kg.KGError):
        kg.build(digests, tmp_path / "a.kg", strict=True)
    assert kg.load(tmp_path / "a.kg").info()["days"] == ["2026-01-31"]
    assert not (tmp_path / "a.kg" / "building").exists()


def test_a_day_is_given_to_files_whose_names_tell_none(digests: Path, tmp_path: Path) -> None:
    inputs = [digests / "notes.txt", digests / "2026-01-31.md"]
    ran = command.call("build", *inputs, "-o", "a.kg", "--date", "2026-02-03", "--json", cwd=tmp_path)
    told = json.loads(ran.out)
    assert told["days"] == ["2026-01-31", "2026-02-03"]
    assert all(month < "2026-02" for month in told["months"])  # months of papers, from their ids
    undated = kg.build(inputs, tmp_path / "b.kg")
    assert undated.info()["days"] == ["2026-01-31"]
    assert undated.tables["digests"]["digest"].to_list() == ["2026-01-31", "notes"]


def test_standard_input_without_a_paper_is_told(tmp_path: Path) -> None:
    ran = command.run("build", "-", "-o", "a.kg", cwd=tmp_path, stdin=b"\n\n")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("kg: no paper in -")
    assert list(tmp_path.iterdir()) == []


def test_standard_input_gives_the_graph_of_the_file(digests: Path, tmp_path: Path) -> None:
    path = digests / "2026-01-31.md"
    ran = command.run("build", "-", "-o", "piped.kg", "--date", "2026-01-31", cwd=tmp_path, stdin=path.read_bytes())
    assert ran.status == 0, ran.err
    piped, read = kg.load(tmp_path / "piped.kg"), kg.build(path, tmp_path / "read.kg")
    for graph in (piped, read):
        graph.export(tmp_path / f"{graph.path.stem}.ttl", with_text=True)
    assert (tmp_path / "piped.ttl").read_bytes() == (tmp_path / "read.ttl").read_bytes()


# -- a person who asks to be left out ----------------------------------------------------------------------------


def everything_said(folder: Path) -> str:
    """Return all outputs of `everything.main` as one lowercase text; packed and binary files are decoded."""
    texts = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "graph.kg" not in p.parts):
        if path.suffix == ".parquet":
            texts.append(pl.read_parquet(path).write_ndjson())
        else:
            texts.append(path.read_text(encoding="utf-8"))
    (index,) = folder.rglob("search.sqlite")
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, row)")
        texts += [term for (term,) in connection.execute("SELECT term FROM temp.terms")]
    return "\n".join(texts).lower()


def hide(folder: Path, *names: str) -> Path:
    folder.mkdir()
    (folder / "authors.txt").write_text("".join(f'hide "{name}"\n' for name in names), encoding="utf-8")
    return folder


def test_a_hidden_person_is_in_no_file_that_leaves_the_graph(digests: Path, tmp_path: Path) -> None:
    for name in ("seen", "hidden"):
        (tmp_path / name).mkdir()
    days = [str(path) for path in digests.iterdir() if "Hinrich" in path.read_text(encoding="utf-8")]
    everything.main(days, tmp_path / "seen")
    decisions = hide(tmp_path / "decisions", "Hinrich Schutze")
    everything.main(days, tmp_path / "hidden", decisions=decisions)
    seen, hidden = everything_said(tmp_path / "seen"), everything_said(tmp_path / "hidden")
    for form in ("hinrich", "schütze", "schutze", "sch\\u00fctze", "sch&#252;tze"):
        assert form not in hidden
    assert "hinrich" in seen
    assert "barbara plank" in hidden  # a co-author
    graph = kg.load(tmp_path / "hidden" / "graph.kg")
    assert graph.search("Schütze") == []
    with pytest.raises(kg.KGError):
        graph.show("Hinrich Schütze")
    assert graph.papers.height == kg.load(tmp_path / "seen" / "graph.kg").papers.height


def test_a_hidden_person_is_in_no_older_list_of_authors_and_no_report(row: Row, tmp_path: Path) -> None:
    (tmp_path / "2026-01-05.jsonl").write_text(
        row(authors=["Ann Lee", "Jané Doe"]) + row(id="2601.00002", authors=["Jane-Doe", "Bo Møller"])
        + row(id="2601.00003", authors=["JaneSmith DoeJones", "LeeSmith AnnJones"])
    )  # fmt: skip
    (tmp_path / "2026-01-06.jsonl").write_text(row(authors=["Ann Lee", "Jane Doe"]) + row(id="2601.00002"))
    decisions = hide(tmp_path / "decisions", "Jane Doe", "JaneSmith DoeJones")
    graph = kg.build(sorted(tmp_path.glob("*.jsonl")), tmp_path / "a.kg", decisions=decisions)
    said = "".join(str(graph.tables[name].to_dicts()) for name in SCHEMAS).lower()
    assert "jan" not in said
    assert "doe" not in said
    assert ["LeeSmith" in arguments for arguments in graph.tables["reports"]["arguments"]] == [True, False]


def test_where_the_decisions_lie_does_not_matter(row: Row, tmp_path: Path) -> None:
    (tmp_path / "2026-01-05.jsonl").write_text(row())
    made = []
    for place in ("here", "there"):
        folder = tmp_path / place
        folder.mkdir()
        (folder / "authors.txt").write_text('hide "Nobody"\nname lee/2601.99999 "Ann B. Lee"\n')
        made.append(kg.build(tmp_path / "2026-01-05.jsonl", folder / "a.kg", decisions=folder).tables["reports"])
    assert made[0].equals(made[1])
    assert made[0].rows()[0][:3] == ("warning", "authors.txt", 2)


# -- bad input ---------------------------------------------------------------------------------------------------


def test_what_cannot_be_read_at_all_is_one_line_and_leaves_nothing(digests: Path, row: Row, tmp_path: Path) -> None:
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    (inputs / "nothing").mkdir()
    (inputs / "round").mkdir()
    (inputs / "round" / "again").symlink_to("../round")
    (inputs / "image.md").write_bytes(bytes(range(256)))
    (inputs / "cut.jsonl.gz").write_bytes(gzip.compress(row().encode())[:20])
    (inputs / "long.jsonl").write_bytes(b'{"id": "2601.00001", "title": "' + b"x" * 20_000_000 + b'"}\n')
    (inputs / "wrong").mkdir()
    (inputs / "wrong" / "authors.txt").write_text("forget me\n")
    (inputs / "a file").touch()
    usual = str(digests / "2026-01-31.md")
    cases: list[tuple[list[str], int, str]] = [
        ([], 2, "Missing argument"),
        (["absent.md"], 3, "absent.md: no such file or folder"),
        (["absent-*.md"], 3, "absent-*.md: nothing matches this pattern"),
        (["nothing"], 3, "nothing: nothing to read: no digest here"),
        (["round"], 3, "round: nothing to read"),
        (["image.md"], 3, "no paper in image.md"),
        (["cut.jsonl.gz"], 3, "the compressed data is cut off here"),
        (["long.jsonl"], 3, "the line is longer than 16,777,216 bytes"),
        ([usual, "--decisions", "absent"], 3, "absent: no such folder of decisions"),
        ([usual, "--decisions", "wrong"], 3, 'authors.txt:1: "forget" is not a decision'),
        ([usual, "--date", "yesterday"], 2, "'yesterday' does not match the format"),
        ([usual, "--base", "here and there"], 2, "cannot be a base IRI"),
        ([usual, "-o", "a file"], 2, "a file exists and is not a graph"),
        ([usual, "-o", "a file/below"], 2, "cannot make a file/below: Not a directory"),
        ([usual, "-o", "round"], 2, "round exists and is not a graph"),
    ]
    before = sorted(inputs.rglob("*"))
    for arguments, status, said in cases:
        out = [] if "-o" in arguments else ["-o", "a.kg"]
        ran = command.call("build", *arguments, *out, cwd=inputs)
        assert (ran.status, ran.out) == (status, ""), (arguments, ran.err)
        assert said in ran.err
        assert "Traceback" not in ran.err
        assert sorted(inputs.rglob("*")) == before, arguments


def test_bad_input_among_good_is_left_out_and_listed(row: Row, tmp_path: Path) -> None:
    folder = tmp_path / "digests"
    (folder / "deep" / "empty").mkdir(parents=True)
    (folder / "deep" / "up").symlink_to("..")
    (folder / "2026-01-01.jsonl").write_text(row())
    (folder / "2026-01-02.jsonl").write_bytes(b'{"id": "' + b"x" * 20_000_000 + b'"}\n' + row().encode())
    (folder / "2026-01-03.jsonl").write_bytes(b"\0\n" + row(title="A nul \0 byte").encode())
    (folder / "2026-01-04.jsonl").write_bytes(row(id="2601.00002").encode().replace(b"Ann", b"\xff\xfe") + b"\n")
    packed = gzip.compress("".join(row(id=f"2601.{n:05}", title=f"Shell {n}") for n in range(100, 900)).encode())
    (folder / "2026-01-05.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (folder / "2026-01-07.json").write_text("[" + row() + ',{"id": "2601.0')
    (folder / "2026-01-08.md").touch()
    (folder / "picture.png").touch()
    ran = command.call("build", folder, "-o", "a.kg", cwd=tmp_path)
    assert ran.status == 0, ran.err
    listed = command.call("info", "a.kg", "--rejects", cwd=tmp_path).out
    for report in (
        "reject  2026-01-02.jsonl:1  the line is longer than",
        "reject  2026-01-03.jsonl:1  not valid JSON",
        "reject  2026-01-04.jsonl:1  not UTF-8",
        "reject  2026-01-05.jsonl.gz:",
        "reject  2026-01-07.json:2  not valid JSON",
        "warning  2026-01-08.md  the file is empty",
        "warning  deep/up  leads to a folder that was read already",
    ):
        assert report in listed
    graph = kg.load(tmp_path / "a.kg")
    assert {"2601.00001", "2601.00100"} <= set(graph.papers["paper"])
    assert all(s["rows"] == s["accepted"] + s["rejected"] for s in graph.info()["sources"])
    assert graph.check() == []
