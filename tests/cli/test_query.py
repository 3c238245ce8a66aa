"""``kg query``: sources of the query, and messages about an empty answer."""

import json
from pathlib import Path

import command
import pytest

COUNT = "SELECT (COUNT(?p) AS ?n) { ?p a kg:Paper }"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "queries").mkdir()
    (tmp_path / "count.rq").write_text("\ufeff# how many\n" + COUNT, encoding="utf-8")
    (tmp_path / "my queries ü.rq").write_text(COUNT, encoding="utf-8")
    (tmp_path / "plain").write_text(COUNT, encoding="utf-8")
    (tmp_path / "empty.rq").write_bytes(b"")
    (tmp_path / "comment.rq").write_text("# only this\n\n", encoding="utf-8")
    (tmp_path / "latin.rq").write_bytes("ASK { ?s ?p 'ü' }".encode("latin-1"))
    (tmp_path / "loop.rq").symlink_to("loop.rq")
    return tmp_path


@pytest.mark.parametrize(
    "words", [["count.rq"], ["-f", "count.rq"], ["my queries ü.rq"], ["./count.rq"], ["plain"], [COUNT]], ids=" ".join
)
def test_a_query_is_text_or_the_name_of_a_file(example: Path, desk: Path, words: list[str]) -> None:
    ran = command.call("query", example, *words, cwd=desk)
    assert (ran.status, ran.err) == (0, "")
    assert int(ran.out.splitlines()[2]) > 30


@pytest.mark.parametrize("words", [["-"], ["-f", "-"]])
def test_a_query_is_read_from_standard_input_as_utf_8(example: Path, desk: Path, words: list[str]) -> None:
    ask = "\ufeffSELECT ?c { ?c skos:prefLabel '大语言模型'@zh }".encode()
    ran = command.run("query", example, *words, cwd=desk, stdin=ask, PYTHONIOENCODING="cp1252")
    assert "concept:large-language-model" in ran.out, ran
    wrong = command.run("query", example, *words, cwd=desk, stdin=b"\xff\xfe")
    assert (wrong.status, wrong.err[:36]) == (2, "kg: standard input: not UTF-8 text (")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.rq"], "kg: nowhere.rq: no such file"),
        (["nowhere/pairs"], "kg: nowhere/pairs: no such file"),
        (["no such query.sparql"], "kg: no such query.sparql: no such file"),
        (["-f", "nowhere.rq"], "kg: nowhere.rq: no such file"),
        (["-f", "ASK { ?s ?p ?o }"], "kg: ASK { ?s ?p ?o }: no such file; pass the text of a query without -f"),
        (["queries"], "kg: queries is a folder; name a file with a query, such as queries/query.rq"),
        (["-f", "queries"], "kg: queries is a folder; name a file with a query, such as queries/query.rq"),
        (["queries/"], "kg: queries is a folder; name a file with a query, such as queries/query.rq"),
        (["loop.rq"], "kg: loop.rq: cannot be read: Too many levels of symbolic links"),
        (["count.rq/x.rq"], "kg: count.rq/x.rq: cannot be read: Not a directory"),
        (["latin.rq"], "kg: latin.rq: not UTF-8 text (invalid start byte at byte 13)"),
        (["empty.rq"], "kg: empty.rq: no query in this file; a query begins with SELECT, ASK, CONSTRUCT, DESCRIBE"),
        (
            ["comment.rq"],
            "kg: comment.rq: no query in this file; a query begins with SELECT, ASK, CONSTRUCT, DESCRIBE",
        ),
        ([""], "kg: the query is empty; a query begins with SELECT, ASK, CONSTRUCT, DESCRIBE"),
        ([" \n# nothing\n"], "kg: the query is empty; a query begins with SELECT, ASK, CONSTRUCT, DESCRIBE"),
    ],
    ids=repr,
)
def test_what_is_wrong_with_the_place_of_a_query_is_one_line(
    example: Path, desk: Path, words: list[str], said: str
) -> None:
    ran = command.call("query", example, *words, cwd=desk)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines() == [said]


@pytest.mark.parametrize("text", ["selec ?s { ?s ?p ?o }", "INSERT DATA { <a:a> <a:b> <a:c> }"])
def test_what_is_wrong_with_the_query_is_said_of_the_query(example: Path, desk: Path, text: str) -> None:
    ran = command.call("query", example, text, cwd=desk)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("kg: line 1, column 1: ")


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("SELECT ?p { ?p kg:month '1999-01' }", ["p", "─"]),
        ("CONSTRUCT WHERE { ?p kg:month '1999-01' }", ["subject  predicate  object", "───────  ─────────  ──────"]),
    ],
)
def test_an_empty_answer_says_so(example: Path, tmp_path: Path, text: str, out: list[str]) -> None:
    ran = command.call("query", example, text, cwd=tmp_path)
    assert (ran.status, ran.out.splitlines(), ran.err) == (0, out, "0 rows\n")


def test_an_empty_answer_for_programs_has_no_word_on_stdout(example: Path, tmp_path: Path) -> None:
    ran = command.run("query", example, "SELECT ?p { ?p kg:mnoth ?m }", "--format", "json", cwd=tmp_path)
    assert json.loads(ran.out)["results"]["bindings"] == []
    assert ran.err.splitlines()[0] == "0 rows"


def test_a_misspelled_term_is_pointed_out_whatever_the_answer(example: Path, tmp_path: Path) -> None:
    hint = "this graph contains no triple with kg:evaluatedon. Did you mean kg:evaluatedOn?"
    empty = command.call("query", example, "SELECT ?p { ?p kg:evaluatedon ?d }", cwd=tmp_path)
    assert empty.err.splitlines() == ["0 rows", hint]
    for text in ("SELECT (COUNT(?p) AS ?n) { ?p kg:evaluatedon ?d }", "ASK { ?p kg:evaluatedon ?d }"):
        ran = command.call("query", example, text, cwd=tmp_path)
        assert (ran.status, ran.err.splitlines()) == (0, [hint])


def test_an_answer_with_rows_says_nothing(example: Path, tmp_path: Path) -> None:
    assert command.call("query", example, COUNT, cwd=tmp_path).err == ""
    assert command.call("query", example, "ASK { ?p kg:month '1999-01' }", cwd=tmp_path).err == ""
