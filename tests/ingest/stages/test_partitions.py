"""Reading gives the same frames for every division of files and papers, in every process."""

import json
import pickle
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pytest

from kg.ingest.reader import read_frames
from kg.ingest.stages.inputs import list_files
from kg.ingest.stages.linking import link_rows
from kg.ingest.stages.papers import merge_papers
from kg.ingest.stages.reading import read_files
from kg.schema import FRAMES
from kg.settings import IngestSettings

Frames = Mapping[str, pl.DataFrame]
Work = Callable[[Frames], Frames]
Write = Callable[[str, str | bytes], Path]
Make = Callable[..., str]

EXAMPLES = Path(__file__).parents[3] / "examples"
SETTINGS = IngestSettings()
ORCID = "0000-0002-1825-0097"


@pytest.fixture
def inputs(write: Write, row: Make, digest: Make, tmp_path: Path) -> list[Path]:
    """Return the examples in every format, and files with different values for the same papers."""
    write("more/2026-01-05.jsonl", row(title="Old", comment="one") + "{}\n" + row(id="2601.00009", authors=[]))
    write("more/2026-01-05.md", digest({"cs.CV": [{"title": "Old"}, {"id": "2601.00009", "title": "Gulls at Dusk"}]}))
    write("more/2026-01-06.jsonl", row(title="New", authors=["JohnSmith MaryJones"]) + row(id="2601.00009", raw=True))
    rich = {"name": "Nora Quill", "orcid": ORCID, "affiliation": "Tidal University"}
    line = {
        "id": "2601.00009",
        "doi": "10.1000/tides",
        "title": "Tides",
        "authors": [rich],
        "references": ["2601.00001"],
    }
    write("more/list.json", json.dumps([line, line | {"id": "2601.00001v3", "doi": "10.1000/x"}]))
    write("more/empty.jsonl", "")
    write("more/library.bib", "@article{q, title={Maps}, author={Quill, Nora}, doi={10.1000/TIDES}, year=2026}\n")
    return [EXAMPLES / "formats", EXAMPLES / "digests", tmp_path / "more"]


def divided(frame: pl.DataFrame, unit: str, parts: int, seed: int) -> list[pl.DataFrame]:
    """Divide the units of a frame into partitions, in random order."""
    shuffled = random.Random(seed)  # noqa: S311 - no secret
    units = sorted(set(frame[unit]))
    shuffled.shuffle(units)
    dealt = [frame.filter(pl.col(unit).is_in(units[part::parts])) for part in range(parts)]
    return [part.sample(fraction=1, shuffle=True, seed=seed) for part in dealt]


def together(parts: list[Frames], unit: str) -> dict[str, pl.DataFrame]:
    """Concatenate the results of partitions; each frame is in the order of its units."""
    return {
        name: pl.concat([part[name] for part in parts]).sort(unit, maintain_order=True)
        for name in parts[0]
        if unit in parts[0][name].columns
    }


def in_fresh_process(factory: Callable[..., Work], part: Frames) -> Frames:
    """Send settings and a partition to a new process, and return its result."""
    code = (
        "import pickle, sys; factory, settings, part = pickle.load(sys.stdin.buffer);"
        "pickle.dump(factory(settings, {})(part), sys.stdout.buffer)"
    )
    sent = pickle.dumps((factory, SETTINGS, dict(part)))
    answer = subprocess.run([sys.executable, "-c", code], input=sent, capture_output=True, check=True)
    received: Frames = pickle.loads(answer.stdout)  # noqa: S301 - our own
    return received


def assert_equal(one: Frames, other: Frames) -> None:
    assert one.keys() == other.keys()
    for name in one:
        assert one[name].equals(other[name]), name


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_any_division_gives_the_same_frames(inputs: list[Path], parts: int) -> None:
    whole = read_frames(inputs)
    files = list_files(list(reversed(inputs)), SETTINGS)["files"]
    read = together([read_files(SETTINGS, {})({"files": p}) for p in divided(files, "file", parts, parts)], "file")
    linked = link_rows(read["rows"], read["read_files"])
    shuffled = link_rows(read["rows"].sample(fraction=1, shuffle=True, seed=1), read["read_files"])
    assert_equal(linked, shuffled)
    rows = divided(linked["linked_rows"], "paper", parts, parts)
    papers = together([merge_papers(SETTINGS, {})({"linked_rows": part}) for part in rows], "paper")
    made = {**linked, **papers}
    del made["linked_rows"]
    assert_equal(made, {name: whole[name] for name in made})


def test_a_fresh_process_gives_the_same_frames(inputs: list[Path]) -> None:
    files = list_files(inputs, SETTINGS)
    read = read_files(SETTINGS, {})(files)
    assert_equal(in_fresh_process(read_files, files), read)
    linked = {"linked_rows": link_rows(read["rows"], read["read_files"])["linked_rows"]}
    assert_equal(in_fresh_process(merge_papers, linked), merge_papers(SETTINGS, {})(linked))


def test_every_frame_has_its_schema(inputs: list[Path], write: Write) -> None:
    for given in (inputs, [write("nothing/empty.md", "")]):
        listed = list_files(given, SETTINGS)
        read = read_files(SETTINGS, {})(listed)
        linked = link_rows(read["rows"], read["read_files"])
        papers = merge_papers(SETTINGS, {})(linked)
        for name, frame in {**listed, **read, **linked, **papers}.items():
            assert frame.schema == FRAMES[name], name


def test_a_new_file_leaves_other_files_and_papers_as_they_were(inputs: list[Path], write: Write, row: Make) -> None:
    def listed_and_linked() -> tuple[pl.DataFrame, pl.DataFrame]:
        files = list_files(inputs, SETTINGS)
        read = read_files(SETTINGS, {})(files)
        return files["files"], link_rows(read["rows"], read["read_files"])["linked_rows"]

    files, rows = listed_and_linked()
    write("more/2026-01-04.jsonl", row() + row(id="2601.00077"))
    more_files, more_rows = listed_and_linked()
    assert more_files.filter(pl.col("file") != "2026-01-04.jsonl").equals(files)
    touched = ["2601.00001", "2601.00077"]
    assert more_rows.filter(~pl.col("paper").is_in(touched)).equals(rows.filter(~pl.col("paper").is_in(touched)))
