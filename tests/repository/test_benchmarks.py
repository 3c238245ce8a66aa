"""Assumptions of `make bench`: all processes are counted, and an enlarged corpus resembles a larger one."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import kg

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory and orphans are counted on Linux")

FAMILY = """
import subprocess, sys, time
child = '''
import time
held = bytearray(b"x") * 60_000_000
while time.process_time() < 0.5: pass
time.sleep(0.5)
'''
children = [subprocess.Popen([sys.executable, "-c", child]) for _ in range(2)]
if sys.argv[1] == "wait":
    for child in children: child.wait()
"""


def measured(tmp_path: Path, *arguments: str) -> dict[str, float]:
    script = tmp_path / "family.py"
    script.write_text(FAMILY, encoding="utf-8")
    code = (
        "import json, sys; from measure import python; run = python(*sys.argv[1:], watch=True);"
        " print(json.dumps({'cpu': run.cpu, 'peak_mb': run.peak_mb}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(script), *arguments],
        check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(BENCHMARKS)},
    )  # fmt: skip
    return dict(json.loads(done.stdout))


@LINUX
def test_cpu_and_memory_are_those_of_all_processes_together(tmp_path: Path) -> None:
    family = measured(tmp_path, "wait")
    assert family["cpu"] > 1.0
    assert family["peak_mb"] > 120


@LINUX
def test_processes_that_nobody_waits_for_are_counted(tmp_path: Path) -> None:
    assert measured(tmp_path, "leave")["cpu"] > 1.0


def digests(folder: Path) -> Path:
    """Write 300 papers: 20 people each write every 15th paper; the other people have one paper each."""
    folder.mkdir()
    with (folder / "2025-12-01.jsonl").open("w", encoding="utf-8") as file:
        for number in range(300):
            row = {
                "id": f"2512.{number:05}",
                "title": f"Sorting shells: method Xel{number} for the shore",
                "authors": [f"Busy Person{number % 20}", f"Given{number % 40} Family{number}"],
                "categories": ["cs.CL" if number % 2 else "cs.CV"],
                "summary": f"We sort shells. Shore {number} has many of them. Xel{number} finds all.",
                "abs": f"https://arxiv.org/abs/2512.{number:05}",
            }
            file.write(json.dumps(row) + "\n")
    return folder


def grown(folder: Path, out: Path, times: int, people: str) -> dict[str, list[str]]:
    subprocess.run([sys.executable, str(BENCHMARKS / "grow.py"), str(folder), str(out), str(times), people], check=True)
    return {path.name: path.read_text(encoding="utf-8").splitlines() for path in sorted(out.iterdir())}


def test_a_grown_corpus_has_new_papers_and_most_of_its_frequent_names(tmp_path: Path) -> None:
    source = digests(tmp_path / "digests")
    files = grown(source, tmp_path / "grown", 4, "renewed")
    assert files["2025-12-01.jsonl"] == (source / "2025-12-01.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for lines in files.values() for line in lines]
    assert len({row["id"] for row in rows}) == 4 * 300
    assert all(row["id"] in row["abs"] for row in rows)
    papers = Counter(name for row in rows for name in row["authors"])
    assert all(papers[f"Busy Person{number}"] == 4 * 15 for number in range(20))
    # some people with one paper occur again; if every paper had a new one, there would be 1,200
    assert 2 * 300 < len(papers) - 20 < 3.9 * 300
    # texts of a copy are mixed and their rare words respelled, so few texts are equal
    assert len({row["summary"] for row in rows}) > 0.97 * 4 * 300


def test_names_dealt_anew_are_as_frequent_as_before(tmp_path: Path) -> None:
    files = grown(digests(tmp_path / "digests"), tmp_path / "grown", 3, "dealt")
    names = [Counter(name for line in lines for name in json.loads(line)["authors"]) for lines in files.values()]
    assert names[0] == names[1] == names[2]


@pytest.mark.parametrize("people", ["dealt", "renewed"])
def test_a_corpus_grows_to_the_same_bytes_again(tmp_path: Path, people: str) -> None:
    source = digests(tmp_path / "digests")
    assert grown(source, tmp_path / "one", 3, people) == grown(source, tmp_path / "other", 3, people)


def test_the_parts_of_a_page_add_up_to_its_content(example: Path) -> None:
    code = (
        "import json, sys; from page_contents import page_bytes, part_of; from pathlib import Path;"
        " of = page_bytes(Path(sys.argv[1]).read_text(encoding='utf-8'));"
        " parts = sorted({part_of(name) for name in of.columns});"
        " parts = sum(of.of(part) for part in parts);"
        " print(json.dumps([of.disk, of.payload, parts, sum(of.columns.values()), of.rows]))"
    )
    view = kg.load(example).view("coauthors")
    page = view.write(example.parent / "page.html")
    done = subprocess.run(
        [sys.executable, "-c", code, str(page)],
        check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(BENCHMARKS)},
    )  # fmt: skip
    disk, payload, parts, columns, rows = json.loads(done.stdout)
    assert disk == page.stat().st_size
    assert parts == columns
    assert 0.3 * payload < columns < payload  # the rest is the header
    assert rows["nodes"] == view.network.nodes.height
    assert rows["edges"] == view.network.edges.height
