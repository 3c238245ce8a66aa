import json
from pathlib import Path

import command
import pytest

LINES = "decisions/authors.txt"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decide")
    rows = [
        ("2601.00001", ["Xaver Quindt", "Ulla Brandvik", "Wei Wang", "Wei Wang"]),
        ("2601.00002", ["Tor Ekelund", "Ulla Brandvik"]),
        ("2601.00003", ["Wei Wang"]),
    ]
    (folder / "2026-01-05.jsonl").write_text(
        "".join(
            json.dumps({"id": id_, "categories": [f"cs.L{id_[-1]}"], "authors": names, "title": id_, "summary": ""})
            + "\n"
            for id_, names in rows
        )
    )
    assert command.call("build", "2026-01-05.jsonl", "-o", "a.kg", cwd=folder).status == 0
    return folder / "a.kg"


def decide(*words: str | Path, cwd: Path) -> command.Ran:
    return command.call("authors", "decide", *words, "--decisions", "decisions", cwd=cwd)


def written(cwd: Path) -> list[str]:
    lines = (cwd / LINES).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["same", "Xaver Quindt", "Tor Ekelund"], 'same "Xaver Quindt" on 2601.00001 "Tor Ekelund" on 2601.00002'),
        (["same", "xaver-quindt/2601.00001", "http://localhost:8000/id/author/tor-ekelund/2601.00002"],
         'same "Xaver Quindt" on 2601.00001 "Tor Ekelund" on 2601.00002'),
        (["different", "Ulla Brandvik", "on", "2601.00001", "Ulla Brandvik", "on", "2601.00002"],
         'different "Ulla Brandvik" on 2601.00001 "Ulla Brandvik" on 2601.00002'),
        (["different", "2601.00001/wei-wang-2", "Wei Wang on 2601.00003"],
         'different 2601.00001/wei-wang-2 "Wei Wang" on 2601.00003'),
        (["name", "tor-ekelund/2601.00002", "Tor B. Ekelund"], 'name "Tor Ekelund" on 2601.00002 "Tor B. Ekelund"'),
        (["pin", "Tor Ekelund"], "pin 2601.00002/tor-ekelund"),
        (["hide", "Tor Ekelund"], 'hide "Tor Ekelund"'),
    ],
)  # fmt: skip
def test_with_a_graph_the_line_names_mentions_of_it(graph: Path, tmp_path: Path, words: list[str], line: str) -> None:
    ran = decide(*words, "--graph", graph, cwd=tmp_path)
    assert (ran.status, ran.out) == (0, f"{LINES}:9: {line}\n"), ran.err
    assert f"kg build INPUT… -o {graph} --decisions decisions" in ran.err
    assert written(tmp_path) == [line]
    again = decide(*words, "--graph", graph, cwd=tmp_path)
    assert again.out == f"{LINES}:9: already there: {line}\n"
    undone = decide(*words, "--graph", graph, "--undo", cwd=tmp_path)
    assert (undone.out, written(tmp_path)) == (f"{LINES}:9: taken out: {line}\n", [])


def test_without_a_graph_a_name_is_everyone_printed_so(tmp_path: Path) -> None:
    assert decide("same", "J. Smith", "John Smith", "--comment", "one\nline", cwd=tmp_path).status == 0
    assert written(tmp_path) == ['same "J. Smith" "John Smith"  # one line']


def test_a_name_is_taken_back_without_saying_which(tmp_path: Path) -> None:
    decide("name", "J. Smith", "John Smith", cwd=tmp_path)
    assert decide("name", "J. Smith", "--undo", cwd=tmp_path).status == 0
    assert written(tmp_path) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["same", "Xaver Quint", "Tor Ekelund"], "Did you mean Xaver Quindt"),
        (["same", "Xaver Quindt on 2601.00002", "Tor Ekelund"], "2601.00002"),
        (["same", "Wei Wang", "Tor Ekelund"], 'people are called "Wei Wang"'),
        (["same", "Xaver Quindt"], "wants a reference and a reference"),
        (["name", "Xaver Quindt"], 'name WHO "Preferred Name"'),
        (["forget", "Xaver Quindt"], "is not one of 'same', 'different', 'name', 'pin', 'hide'"),
        (["hide", "Tor Ekelund", "--undo"], "has no such line: hide Tor Ekelund"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    graph: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    ran = decide(*words, "--graph", graph, cwd=tmp_path)
    assert ran.status in {2, 3}
    assert ran.out == ""
    assert said in ran.err
    assert not (tmp_path / LINES).exists()


def test_a_contradiction_is_refused_with_the_lines(graph: Path, tmp_path: Path) -> None:
    decide("same", "Xaver Quindt", "Tor Ekelund", "--graph", graph, cwd=tmp_path)
    ran = decide("different", "Tor Ekelund", "Xaver Quindt", "--graph", graph, cwd=tmp_path)
    assert ran.status == 3
    assert "nothing was written" in ran.err
    assert "line 9 says same" in ran.err
    assert len(written(tmp_path)) == 1


def test_hiding_whom_the_graph_does_not_know_warns_of_a_slip(graph: Path, tmp_path: Path) -> None:
    ran = decide("hide", "Tor Ekelünt", "--graph", graph, cwd=tmp_path)
    assert ran.status == 0
    assert "warning: no person called" in ran.err
    assert "Did you mean Tor Ekelund" in ran.err


def test_a_thesaurus_goes_out_and_comes_in(example: Path, tmp_path: Path) -> None:
    out = command.call("authors", "thesaurus", "export", example, "names.txt", cwd=tmp_path)
    assert out.status == 0, out.err
    rows = (tmp_path / "names.txt").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "label\treplace by"
    assert "Hinrich Schutze\tHinrich Schütze" in rows
    into = command.call("authors", "thesaurus", "import", "names.txt", "--decisions", "decisions", cwd=tmp_path)
    assert f"{LINES}:" in into.out
    assert 'same "Hinrich Schutze" "Hinrich Schütze"  # from names.txt' in written(tmp_path)
    again = command.call("authors", "thesaurus", "import", "names.txt", "--decisions", "decisions", cwd=tmp_path)
    assert (again.out, again.err.startswith("0 lines added")) == ("", True)


def test_a_file_that_is_no_thesaurus_says_so(example: Path, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("name\tid\n")
    ran = command.call("authors", "thesaurus", "import", "x.txt", "--decisions", "decisions", cwd=tmp_path)
    assert (ran.status, "x.txt:1" in ran.err) == (3, True)
    folder = command.call("authors", "thesaurus", "export", example, ".", cwd=tmp_path)
    assert (folder.status, "is a folder" in folder.err) == (2, True)
