"""`exports/sample` equals the current export of `examples/digests`; ``make sample`` updates it."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import polars as pl
import pytest
from command import call

WRITTEN_BY = "make sample writes exports/sample again"
POSITIONED = ("coauthors.graphml", "coauthors.gexf", "coauthors.json", "coauthors.cyjs")
# x and y in the notations of the four formats
PLACE = re.compile(r'(?<="[xy]":)-?[\d.e-]+|(?<=<data key="node-[xy]">)-?[\d.e-]+|(?<= [xy]=")-?[\d.e-]+')
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def sample(root: Path) -> Path:
    return root / "exports" / "sample"


@pytest.fixture(scope="module")
def rebuilt(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the Makefile's commands in another folder and return it."""
    if shutil.which("make") is None:
        pytest.skip("no make on the PATH to ask what the sample is made of")
    out = tmp_path_factory.mktemp("exports") / "sample"
    told = subprocess.run(
        ["make", "--dry-run", "sample", f"SAMPLE={out}", "KG=kg"], cwd=root, capture_output=True, text=True, check=True
    )
    commands = [shlex.split(line)[1:] for line in told.stdout.splitlines() if line.startswith("kg ")]
    assert len(commands) > 8
    for arguments in commands:
        ran = call(*arguments, cwd=root)
        assert ran.status == 0, ran.err
    return out


def rows(sample: Path, table: str) -> int:
    return pl.read_csv(sample / "tables.csv" / f"{table}.csv", infer_schema=False).height


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_sample_has_the_files_that_are_made(sample: Path, rebuilt: Path) -> None:
    assert names(sample) == names(rebuilt), WRITTEN_BY
    assert {"graph.ttl", "full.trig", "graph.jsonld", "coauthors.svg", *POSITIONED} <= set(names(sample))


def test_the_sample_is_small_enough_to_be_kept(sample: Path) -> None:
    assert sum((sample / name).stat().st_size for name in names(sample)) < 8.5e6


def test_what_holds_no_position_is_the_same_byte_for_byte(sample: Path, rebuilt: Path) -> None:
    texts = [name for name in names(rebuilt) if name not in POSITIONED and not name.endswith(".svg")]
    assert len(texts) > 15
    assert [name for name in texts if (sample / name).read_bytes() != (rebuilt / name).read_bytes()] == [], WRITTEN_BY


@pytest.mark.parametrize("name", POSITIONED)
def test_networks_are_the_same_but_for_the_last_digits_of_positions(sample: Path, rebuilt: Path, name: str) -> None:
    kept, made = ((folder / name).read_text(encoding="utf-8") for folder in (sample, rebuilt))
    assert PLACE.sub("…", kept) == PLACE.sub("…", made), WRITTEN_BY
    stood, stands = (np.array(PLACE.findall(text), dtype=float) for text in (kept, made))
    assert len(stood) == 2 * rows(sample, "authors")
    # processors may round differently, but no node may visibly move
    assert np.abs(stood - stands).max() < 0.01 * np.ptp(stood), WRITTEN_BY


def test_the_figure_says_what_it_shows(sample: Path, rebuilt: Path) -> None:
    """The text of a figure is the same on all machines; fonts and versions of matplotlib may differ."""
    kept, made = (ET.parse(folder / "coauthors.svg").getroot() for folder in (sample, rebuilt))  # noqa: S314 - our own
    for word in ("title", "description"):
        assert [e.text for e in kept.iter(DUBLIN_CORE + word)] == [e.text for e in made.iter(DUBLIN_CORE + word)]
    (caption,) = (e.text or "" for e in kept.iter(DUBLIN_CORE + "description"))
    authors, pairs = rows(sample, "authors"), rows(sample, "coauthorships")
    assert re.search(rf"\d+ of {authors} authors and {pairs} of {pairs} links shown", caption)
    assert 0.5 < len(list(kept.iter())) / len(list(made.iter())) < 2
