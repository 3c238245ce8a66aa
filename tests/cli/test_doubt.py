"""``kg authors review``, ``audit`` and ``sweep``: show uncertain assignments, and decide them."""

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import command
import pytest

from kg.authors.decisions.decisions import parse_author_decision
from kg.graph import load
from kg.listings.audit import Rule
from kg.settings import AuthorSettings

ROW = '{"id": "2601.%05d", "categories": ["%s"], "authors": %s, "title": "%s", "summary": ""}'


def digest(folder: Path, *papers: tuple[str, str, list[str]]) -> Path:
    """Write a digest of papers, given as category, title and authors."""
    rows = (
        ROW % (number, category, json.dumps(authors), title)
        for number, (category, title, authors) in enumerate(papers, 1)
    )
    path = folder / "2026-01-31.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def unsure(tmp_path: Path) -> Path:
    """Make a graph in which some names may be one person or two."""
    digest(
        tmp_path,
        ("cs.CL", "speech codecs for parsing", ["Wen Lorimer", "Thaddeus Zywiec"]),
        ("cs.CL", "speech codecs once more", ["W. Lorimer", "Ottoline Abernethy"]),
        ("cs.CL", "speech of whales", ["Wen Lorimer"]),
        ("cs.CV", "protein folding", ["Wei Wang", "Hao Chen"]),
        ("cs.CV", "graph kernels", ["Wei Wang", "Bo Li"]),
    )
    assert command.call("build", "2026-01-31.jsonl", "-o", "a.kg", cwd=tmp_path).status == 0
    return tmp_path


def queue(folder: Path) -> list[dict[str, Any]]:
    ran = command.call("authors", "review", "a.kg", "-n", "1000", "--json", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


def test_the_queue_is_ranked_and_each_pair_has_lines_that_settle_it(unsure: Path) -> None:
    pairs = queue(unsure)
    assert [pair["rank"] for pair in pairs] == list(range(1, len(pairs) + 1))
    assert pairs, "there is something to doubt"
    expected = [pair["expected_wrong_edges"] for pair in pairs]
    assert expected == sorted(expected, reverse=True)
    for pair in pairs:
        lines = [parse_author_decision(line) for line in pair["decisions"]]
        assert [line and line.verb for line in lines] == ["same", "different"]


@pytest.mark.parametrize("verb", ["same", "different"])
def test_pasting_a_line_settles_the_pair_at_the_next_build(unsure: Path, verb: str) -> None:
    told = command.call("authors", "review", "a.kg", "-n", "1", cwd=unsure)
    first = queue(unsure)[0]
    ids = f"{first['a']} {first['b']}"
    (line,) = re.findall(rf"settle +kg (authors decide {verb} .*)$", told.out, re.MULTILINE)
    assert ids in line
    settled = command.call(*shlex.split(line), cwd=unsure)
    assert settled.status == 0, settled.err
    built = command.call("build", "2026-01-31.jsonl", "-o", "a.kg", "--decisions", "decisions", cwd=unsure)
    assert built.status == 0, built.err
    assert (first["a"], first["b"]) not in {(pair["a"], pair["b"]) for pair in queue(unsure)}
    authors = dict(load(unsure / "a.kg").tables["authorships"].select("authorship", "author").iter_rows())
    one, other = (
        authors[id_] if id_ in authors else authors["/".join(reversed(id_.split("/")))]
        for id_ in (first["a"], first["b"])
    )
    assert (one == other) == (verb == "same")


def test_what_is_said_to_look_closer_works(unsure: Path) -> None:
    told = command.call("authors", "review", "a.kg", "-n", "3", cwd=unsure)
    looks = re.findall(r"look +kg (authors explain .*)$", told.out, re.MULTILINE)
    assert looks
    for line in looks:
        ran = command.call(*shlex.split(line), cwd=unsure)
        assert (ran.status, bool(ran.out)) == (0, True), ran.err
    assert re.search(r"^\d+ of \d+ uncertain pairs?$", told.err, re.MULTILINE)


def test_reasons_stand_on_the_side_they_speak_for(unsure: Path) -> None:
    told = command.call("authors", "review", "a.kg", "-n", "1000", cwd=unsure).out
    for block in told.split("\n\n"):
        side = ""
        for line in block.splitlines():
            side = match[1] if (match := re.match(r"   (for|against|look|settle)\b", line)) else side
            if bits := re.search(r"\(([+-])\d+\.\d bits\)$", line):
                assert bits[1] == {"for": "+", "against": "-"}[side]


def test_an_audit_lists_who_may_be_several_and_is_strict_on_demand(tmp_path: Path) -> None:
    forms = ["John Quillfeather", "J. Quillfeather", "John A. Quillfeather", "J. A. Quillfeather"]
    digest(tmp_path, *(("cs.CL", f"speech {i}", [form, "Ottoline Zywiec"]) for i, form in enumerate(forms)))
    (tmp_path / "d").mkdir()
    lines = [f'same "{forms[0]}" "{form}"' for form in forms[1:]]
    (tmp_path / "d" / "authors.txt").write_text("\n".join(lines), encoding="utf-8")
    assert command.call("build", "2026-01-31.jsonl", "-o", "a.kg", "--decisions", "d", cwd=tmp_path).status == 0
    told = command.call("authors", "audit", "a.kg", cwd=tmp_path)
    assert (told.status, told.err) == (0, "many forms of the name: 1\n")
    assert "4 forms of the name: J. A. Quillfeather" in told.out
    assert command.call("authors", "audit", "a.kg", "--strict", cwd=tmp_path).status == 1
    (finding,) = json.loads(command.call("authors", "audit", "a.kg", "--json", cwd=tmp_path).out)
    assert (finding["rule"], finding["measured"], finding["limit"]) == (Rule.MANY_FORMS, 4, 4)
    assert finding["why"]
    assert finding["compare"][0] in load(tmp_path / "a.kg").tables["authorships"]["authorship"]


def test_names_of_many_people_are_no_reason_for_a_strict_audit_to_fail(tmp_path: Path) -> None:
    digest(tmp_path, *((f"cs.{c}{c}", f"{c} codecs", ["Wei Wang", f"{c}o Quillfeather"]) for c in "ABCDEFGHIJ"))
    (tmp_path / "d").mkdir()
    pairs = [(i, j) for i in range(1, 11) for j in range(1, i)]
    lines = [f"different 2601.{i:05}/wei-wang 2601.{j:05}/wei-wang" for i, j in pairs]
    (tmp_path / "d" / "authors.txt").write_text("\n".join(lines), encoding="utf-8")
    assert command.call("build", "2026-01-31.jsonl", "-o", "a.kg", "--decisions", "d", cwd=tmp_path).status == 0
    strict = command.call("authors", "audit", "a.kg", "--strict", cwd=tmp_path)
    assert (strict.status, strict.err) == (0, "a name of many people: 1\n")
    assert "10 people with 10 papers" in strict.out


def test_an_audit_of_the_examples_is_clean(example: Path, tmp_path: Path) -> None:
    ran = command.call("authors", "audit", example, "--strict", cwd=tmp_path)
    assert (ran.status, ran.out, ran.err) == (0, "", "nothing suspicious\n")


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "examples" / "authors", tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_a_sweep_scores_each_threshold_as_evaluating_at_it_does(desk: Path) -> None:
    ran = command.call("authors", "sweep", "papers.jsonl", "--gold", "gold.tsv", "--bits=-50,50", "--json", cwd=desk)
    loose, present, strict = json.loads(ran.out)
    assert (present["bits"], present["current"]) == (AuthorSettings().merge_bits, True)
    scores = json.loads(command.call("evaluate", "authors", "papers.jsonl", "gold.tsv", "--json", cwd=desk).out)
    assert present["scores"] == scores
    assert loose["people"] < strict["people"] == 13
    assert strict["scores"]["all"]["precision"] == 1.0
    assert "person_of" not in present


def test_a_sweep_of_a_graph_finds_its_people(example: Path, tmp_path: Path) -> None:
    ran = command.call("authors", "sweep", example, "--bits=-3,3", "--json", cwd=tmp_path)
    (present,) = (step for step in json.loads(ran.out) if step["current"])
    assert present["people"] == load(example).authors.height


def test_a_sweep_is_a_table_that_marks_the_present_threshold(desk: Path) -> None:
    ran = command.call("authors", "sweep", "papers.jsonl", "--gold", "gold.tsv", "--bits=-3,3", cwd=desk)
    changes, scores = ran.out.split("\n\n")
    assert len(changes.splitlines()) == len(scores.splitlines()) == 4
    for block in (changes, scores):
        assert re.match(rf" *\* {AuthorSettings().merge_bits:+.1f} ", block.splitlines()[2])
    assert "13 names" in ran.err


def test_a_sweep_keeps_to_decisions(desk: Path) -> None:
    (desk / "d").mkdir()
    (desk / "d" / "authors.txt").write_text("different a2/wei-chen a4/wei-chen\n", encoding="utf-8")
    words = ["authors", "sweep", "papers.jsonl", "--bits=-50", "--json"]
    free, settled = (
        json.loads(command.call(*words, *more, cwd=desk).out)[0]["people"] for more in ([], ["--decisions", "d"])
    )
    assert settled > free


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["review", "nowhere.kg"], "no such graph"),
        (["audit", "nowhere.kg"], "no such graph"),
        (["sweep", "nowhere.jsonl"], "nowhere.jsonl: cannot be opened"),
        (["sweep", "."], "is a folder but not a graph"),
        (["sweep", "papers.jsonl", "--bits=-1,high"], '"high" is not a number of bits'),
        (["sweep", "papers.jsonl", "--bits=nan"], '"nan" is not a number of bits'),
        (["sweep", "papers.jsonl", "--gold", "papers.jsonl"], "the header lacks paper"),
    ],
)
def test_errors_are_a_line_that_says_what_is_wrong(desk: Path, words: list[str], said: str) -> None:
    ran = command.call("authors", *words, cwd=desk)
    assert ran.status in {2, 3}
    assert said in ran.err
    assert "Traceback" not in ran.err
