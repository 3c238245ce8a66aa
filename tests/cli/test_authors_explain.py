"""A wrong merge from a new user's view: found, explained, decided, undone by a rebuild, and the reverse."""

import json
import re
import shlex
from pathlib import Path

import command
import pytest

from kg.cli.authors import COMMANDS
from kg.cli.authors.explain import references

FRIENDS = ["Ulla Brandvik", "Tor Ekelund", "Ines Farrugia"]
ROWS = [
    ("2601.00001", ["Xaver Quindt", *FRIENDS], "Sorting sheep by weather"),
    ("2601.00002", ["X. Quindt", *FRIENDS], "Sorting goats by weather"),
    ("2601.00003", ["Wei Wang", "Pia Holmqvist"], "Lattices in the kitchen"),
    ("2601.00004", ["Wei Wang", "Odo Lindqvist"], "Quiet volcanoes"),
    ("2601.00005", ["Jörg Adler", "Jorg Adler", "Ann Lee"], "A short walk with long proofs"),
]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a folder with a digest and its graph."""
    categories = {"2601.00004": ["math.AG"]}
    rows = (
        {"id": id_, "categories": categories.get(id_, ["cs.LG"]), "authors": names, "title": title, "summary": ""}
        for id_, names, title in ROWS
    )
    (tmp_path / "2026-01-05.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    build(tmp_path)
    return tmp_path


def build(desk: Path, *options: str) -> None:
    ran = command.call("build", "2026-01-05.jsonl", "-o", "a.kg", *options, cwd=desk)
    assert ran.status == 0, ran.err


QUINDTS = ("Xaver Quindt", "on", "2601.00001", "X. Quindt", "on", "2601.00002")


def test_a_merge_is_found_explained_settled_and_gone_after_a_rebuild(desk: Path) -> None:
    person = command.call("authors", "explain", "a.kg", "xaver-quindt/2601.00001", cwd=desk)
    assert person.status == 0
    assert "2 papers, printed Xaver Quindt 1, X. Quindt 1" in person.out
    closer = re.search(r"Look closer: kg (.*)$", person.err, re.MULTILINE)
    assert closer
    pair = command.call(*shlex.split(closer[1]), cwd=desk)
    assert "are one person: xaver-quindt/2601.00001" in pair.out
    assert re.search(r"^ +\+\d+\.\d\d +[+-]\d+\.\d\d  co-authors  .*Ulla Brandvik", pair.out, re.MULTILINE)
    assert "reaches the threshold" in pair.out
    advice = re.search(r"If that is wrong: kg (.*)$", pair.err, re.MULTILINE)
    assert advice
    settled = command.call(*shlex.split(advice[1]), "--comment", "father and son", cwd=desk)
    assert settled.status == 0, settled.err
    assert "decisions/authors.txt:9: different" in settled.out
    assert "--decisions decisions" in settled.err
    assert "# father and son" in (desk / "decisions" / "authors.txt").read_text(encoding="utf-8")

    build(desk, "--decisions", "decisions")
    gone = command.call("authors", "explain", "a.kg", *QUINDTS, "--decisions", "decisions", cwd=desk)
    assert "are two people: xaver-quindt/2601.00001 and x-quindt/2601.00002" in gone.out
    assert "forbidden: decided by a person: line 9 of authors.txt: different" in gone.out
    assert "otherwise" not in gone.err

    undone = command.call("authors", "decide", "different", *QUINDTS, "--decisions", "decisions", "--undo", cwd=desk)
    assert "taken out: different" in undone.out
    build(desk, "--decisions", "decisions")
    assert "one person" in command.call("authors", "explain", "a.kg", *QUINDTS, cwd=desk).out


def test_an_explanation_uses_the_decisions_that_the_graph_was_built_with(desk: Path) -> None:
    command.call("authors", "decide", "different", *QUINDTS, "--decisions", "decisions", cwd=desk)
    build(desk, "--decisions", "decisions")
    pair = command.call("authors", "explain", "a.kg", *QUINDTS, cwd=desk)
    assert "forbidden: decided by a person" in pair.out
    assert "otherwise" not in pair.err
    # these lines occur together, in any place
    (desk / "moved").mkdir()
    for name in ("a.kg", "decisions"):
        (desk / name).rename(desk / "moved" / name)
    assert "decided by a person" in command.call("authors", "explain", "moved/a.kg", *QUINDTS, cwd=desk).out


def test_an_explanation_by_other_decisions_than_the_graph_has_is_told(desk: Path) -> None:
    command.call("authors", "decide", "different", *QUINDTS, "--decisions", "decisions", cwd=desk)
    build(desk, "--decisions", "decisions")
    command.call("authors", "decide", "different", *QUINDTS, "--decisions", "decisions", "--undo", cwd=desk)
    for who in (QUINDTS, QUINDTS[:3]):
        assert "The graph has another answer" in command.call("authors", "explain", "a.kg", *who, cwd=desk).err
    (desk / "decisions").rename(desk / "elsewhere")
    ran = command.call("authors", "explain", "a.kg", *QUINDTS, cwd=desk)
    assert ran.status == 0
    assert "The graph has another answer" in ran.err
    assert command.call("authors", "explain", "a.kg", *QUINDTS, "--decisions", "decisions", cwd=desk).status == 3


def test_an_explanation_uses_the_settings_of_the_graph(desk: Path) -> None:
    before = command.call("authors", "explain", "a.kg", *QUINDTS, cwd=desk)
    assert "are one person" in before.out
    build(desk, "--set", "authors.merge_bits=60")
    pair = command.call("authors", "explain", "a.kg", *QUINDTS, "--json", cwd=desk)
    told = json.loads(pair.out)
    assert told["same"] is False
    assert told["threshold"] == 60
    assert pair.err == ""
    swept = json.loads(command.call("authors", "sweep", "a.kg", "--bits=0", "--json", cwd=desk).out)
    assert [step["bits"] for step in swept if step["current"]] == [60]


def test_a_split_is_told_with_what_was_missing(desk: Path) -> None:
    ran = command.call("authors", "explain", "a.kg", "wei-wang/2601.00003", "Wei Wang on 2601.00004", cwd=desk)
    assert "are two people" in ran.out
    assert "is below the threshold" in ran.out
    assert "Lattices in the kitchen" in ran.out
    assert "kg authors decide same " in ran.err
    paper = command.call("authors", "explain", "a.kg", "Jörg Adler on 2601.00005", "2601.00005/jorg-adler-2", cwd=desk)
    assert 'forbidden: one paper prints both: 2601.00005 prints "Jörg Adler" and "Jorg Adler"' in paper.out


def test_programs_get_the_same_as_json(desk: Path) -> None:
    told = json.loads(command.call("authors", "explain", "a.kg", *QUINDTS, "--json", cwd=desk).out)
    assert told["same"] is True
    assert sum(e["bits"] for e in told["weighing"]["evidence"]) == pytest.approx(told["weighing"]["bits"], abs=0.05)
    person = json.loads(command.call("authors", "explain", "a.kg", QUINDTS[0], "--json", cwd=desk).out)
    assert person["person"]["author"] == told["a"]["author"]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (["Wei Wang"], '2 people are called "Wei Wang"; give an id, or write "Wei Wang" on ARXIV-ID:\n  wei-wang/2601'),
        (["Xaver Quint"], 'no person called "Xaver Quint". Did you mean Xaver Quindt'),
        (["Xaver Quint on 2601.00001"], "Did you mean Xaver Quindt?"),
        (["Xaver Quindt on 2601.99999"], "This graph has no paper 2601.99999."),
        (["Zzz on 2601.00003"], "2601.00003 prints Wei Wang, Pia Holmqvist."),
        (["Ann Lee", "Tor Ekelund", "Ines Farrugia"], "3 given"),
        (["Ann Lee", "ann-lee/2601.00005"], "both are one mention"),
    ],
)
def test_who_cannot_be_told_apart_is_asked_about(desk: Path, who: list[str], said: str) -> None:
    ran = command.call("authors", "explain", "a.kg", *who, cwd=desk)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_a_name_on_a_paper_may_be_three_words_or_one() -> None:
    assert references(["Bo Han", "on", "2601.1", "x"]) == ["Bo Han", "on", "2601.1", "x"], "2601.1 is no arXiv id"
    assert references(["A on", "on", "2601.00001", "on", "on", "2601.00002"]) == [
        "A on on 2601.00001",
        "on on 2601.00002",
    ]


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_command_has_help_with_an_example(verb: str, tmp_path: Path) -> None:
    ran = command.call("authors", verb, "--help", cwd=tmp_path)
    assert ran.status == 0
    assert re.search(rf"^  kg authors {verb} ", ran.out, re.MULTILINE), "an example has a line of its own"


def test_the_guide_mentions_every_verb(root: Path) -> None:
    guide = (root / "docs/guide/corrections.md").read_text(encoding="utf-8")
    assert [verb for verb in COMMANDS if f"kg authors {verb}" not in guide] == []
