"""``kg authors resolve`` and ``kg evaluate``, with output for people and for programs."""

import gzip
import json
import re
import shutil
from pathlib import Path

import command
import pytest

from kg.cli.authors import COMMANDS as AUTHORS_COMMANDS
from kg.cli.evaluate import COMMANDS as EVALUATE_COMMANDS


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Path:
    """Make a folder with papers.jsonl, gold.tsv and pairs.tsv of the examples."""
    shutil.copytree(root / "examples" / "authors", tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.mark.parametrize(
    "words", [*(("authors", v) for v in AUTHORS_COMMANDS), *(("evaluate", v) for v in EVALUATE_COMMANDS)]
)
def test_every_verb_below_has_help_with_an_example(words: tuple[str, str], tmp_path: Path) -> None:
    ran = command.call(*words, "--help", cwd=tmp_path)
    assert ran.status == 0
    assert re.search(rf"^  kg {' '.join(words)} ", ran.out.partition("Usage:")[2].partition("\n")[2], re.MULTILINE)
    assert "\\b" not in ran.out


def test_clusters_hold_a_row_for_every_name_and_score_as_resolving_does(desk: Path) -> None:
    ran = command.call("authors", "resolve", "papers.jsonl", "-o", "new/clusters.tsv", cwd=desk)
    assert (ran.status, ran.out) == (0, "")
    assert "13 names" in ran.err
    rows = [line.split("\t") for line in (desk / "new" / "clusters.tsv").read_text(encoding="utf-8").splitlines()]
    papers = [json.loads(line) for line in (desk / "papers.jsonl").read_text(encoding="utf-8").splitlines()]
    expected = [[paper["id"], str(i)] for paper in papers for i in range(len(paper["authors"]))]
    assert [row[:2] for row in rows] == [["paper", "position"], *expected]
    assert [p.name for p in (desk / "new").iterdir()] == ["clusters.tsv"], "nothing is left beside it"
    told = command.call("evaluate", "authors", "papers.jsonl", "gold.tsv", "--json", cwd=desk)
    again = command.call(
        "evaluate", "authors", "papers.jsonl", "gold.tsv", "--clusters", "new/clusters.tsv", "--json", cwd=desk
    )
    assert told.status == 0
    assert told.out == again.out
    assert told.err == ""


def test_standard_output_and_compressed_input(desk: Path) -> None:
    (desk / "p.jsonl.gz").write_bytes(gzip.compress((desk / "papers.jsonl").read_bytes()))
    command.call("authors", "resolve", "papers.jsonl", "-o", "clusters.tsv", cwd=desk)
    ran = command.call("authors", "resolve", "p.jsonl.gz", "-o", "-", cwd=desk)
    assert ran.out == (desk / "clusters.tsv").read_text(encoding="utf-8")
    assert ran.err == ""
    piped = command.run("authors", "resolve", "-", "-o", "-", cwd=desk, stdin=(desk / "papers.jsonl").read_bytes())
    assert (piped.status, piped.out) == (0, ran.out)


def test_clusters_do_not_depend_on_the_order_of_the_papers(desk: Path) -> None:
    first = command.call("authors", "resolve", "papers.jsonl", "-o", "-", cwd=desk).out
    lines = (desk / "papers.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (desk / "papers.jsonl").write_text("".join(reversed(lines)), encoding="utf-8")
    second = command.call("authors", "resolve", "papers.jsonl", "-o", "-", cwd=desk).out
    assert first != second
    assert sorted(first.splitlines()) == sorted(second.splitlines())


def test_decisions_win_and_one_that_names_nobody_is_told(desk: Path) -> None:
    (desk / "d").mkdir()
    (desk / "d" / "authors.txt").write_text("different a2/wei-chen a4/wei-chen\nsame a1/nobody a2/wei-chen\n")
    ran = command.call("authors", "resolve", "papers.jsonl", "-o", "-", "--decisions", "d", cwd=desk)
    author = {tuple(row[:2]): row[2] for row in (line.split("\t") for line in ran.out.splitlines())}
    assert author["a2", "2"] != author["a4", "0"]
    assert "a1/nobody" in ran.err


def test_scores_as_a_table_and_as_json(desk: Path) -> None:
    (desk / "clusters.tsv").write_text(
        "paper\tposition\tauthor\n"
        "a1\t0\tm\na1\t1\tc\na2\t0\tm\na2\t1\tl\na2\t2\tc\na3\t0\tj\na3\t1\tl\n"
        "a4\t0\tc\na4\t1\tw\na5\t0\tw\na5\t1\tc\na6\t0\tr\na6\t1\tt\n"
    )
    words = ["evaluate", "authors", "papers.jsonl", "gold.tsv", "--clusters", "clusters.tsv"]
    told = json.loads(command.call(*words, "--json", cwd=desk).out)
    assert list(told) == ["all", "verified", "ambiguous", "levels", "pairwise"]
    # two Wei Chens are merged; of two people with three variants each, one variant is missing
    assert told["ambiguous"] == {"precision": 0.5, "recall": 1.0, "f1": 0.666667, "count": 4}
    assert told["levels"]["curated"] == {"precision": 1.0, "recall": 0.555556, "f1": 0.714286, "count": 6}
    assert told["all"] == told["verified"] == {"precision": 0.8, "recall": 0.733333, "f1": 0.765217, "count": 10}
    assert told["pairwise"] == {"precision": 0.666667, "recall": 0.666667, "f1": 0.666667, "count": 2}
    table = command.call(*words, cwd=desk)
    assert re.search(r"^ambiguous +0\.5000 +1\.0000 +0\.6667 +4$", table.out, re.MULTILINE)
    assert re.search(r"^level curated +1\.0000 +0\.5556 +0\.7143 +6$", table.out, re.MULTILINE)
    assert table.err == ""


def test_judged_pairs_beside_a_graph(desk: Path, example: Path) -> None:
    table = command.call("evaluate", "pairs", "pairs.tsv", example, cwd=desk)
    assert (table.status, table.err) == (0, "")
    assert "all strata (12 pairs)" in table.out
    told = json.loads(command.call("evaluate", "pairs", "pairs.tsv", example, "--json", cwd=desk).out)
    assert (told["pairs"], told["left_out"]) == (12, 0)
    counted = [found for stratum in told["strata"].values() for found in stratum.values()]
    assert sum(found["count"] + found["unclear"] for found in counted) == 12
    assert sum(found["unclear"] for found in told["overall"].values()) == 2
    with (desk / "pairs.tsv").open("a") as file:
        file.write("2510.05837/bo-han\t2501.99999/bo-han\tsame string\t1\tsame\n")
    said = command.call("evaluate", "pairs", "pairs.tsv", example, cwd=desk).err
    assert "1 pair left out" in said
    assert "2501.99999/bo-han" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["authors", "reslove"], "Did you mean resolve"),
        (["evaluate", "concpts"], "Did you mean concepts"),
        (["evaluate", "edges"], "The commands are authors, pairs, concepts"),
        (["authors", "resolve", "papers.jsonl"], "--output"),
        (["authors", "resolve", "nowhere.jsonl", "-o", "-"], "nowhere.jsonl: cannot be opened"),
        (["authors", "resolve", "gold.tsv", "-o", "-"], "gold.tsv:1: not a paper row"),
        (["authors", "resolve", "papers.jsonl", "-o", "."], "is a folder"),
        (["evaluate", "authors", "papers.jsonl", "nowhere.tsv"], "nowhere.tsv: cannot be opened"),
        (["evaluate", "authors", "papers.jsonl", "papers.jsonl"], "the header lacks paper"),
        (["evaluate", "authors", "papers.jsonl", "gold.tsv", "--clusters", "gold.tsv"], "the header lacks author"),
        (["evaluate", "pairs", "pairs.tsv", "nowhere.kg"], "no such graph"),
        (["evaluate", "pairs", "gold.tsv", "nowhere.kg"], "the header lacks a, b"),
    ],
)
def test_errors_are_a_line_that_says_what_is_wrong(desk: Path, words: list[str], said: str) -> None:
    ran = command.call(*words, cwd=desk)
    assert ran.status in {2, 3}
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_clusters_file_that_cannot_be_replaced_stays_as_it_was(desk: Path) -> None:
    (desk / "clusters.tsv").write_text("mine")
    (desk / "papers.jsonl").write_text((desk / "papers.jsonl").read_text(encoding="utf-8") + "{", encoding="utf-8")
    assert command.call("authors", "resolve", "papers.jsonl", "-o", "clusters.tsv", cwd=desk).status == 3
    assert (desk / "clusters.tsv").read_text() == "mine"
    assert not [path for path in desk.iterdir() if path.suffix == ".tmp"]
