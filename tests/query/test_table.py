"""Answers as text for a terminal."""

import pyoxigraph as ox

from kg.query import table
from kg.query.table import width
from kg.store import Result, ResultKind
from kg.store.result import of_rows

INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def test_numbers_stand_right_and_wide_characters_line_up() -> None:
    answer = of_rows(
        ["label", "n"],
        [
            [ox.Literal("图网络", language="zh"), ox.Literal("7", datatype=INTEGER)],
            [ox.Literal("net"), ox.Literal("1234", datatype=INTEGER)],
            [None, None],
        ],
    )
    lines = table(answer).splitlines()
    assert lines[2:4] == ["图网络     7", "net     1234"]
    assert {width(line) for line in lines[1:4]} == {12}


def test_iris_are_short_and_long_cells_are_cut() -> None:
    answer = of_rows(
        ["node", "text"],
        [[ox.NamedNode("https://w3id.org/arxiv-kg/category/arxiv/cs.LG"), ox.Literal("字" * 60)]],
    )
    row = table(answer, widest=20).splitlines()[2]
    assert row.startswith("category:cs.LG  字")
    assert row.endswith("…")
    assert width(row) <= 36


def test_text_of_a_digest_cannot_steer_the_terminal() -> None:
    answer = of_rows(["t"], [[ox.Literal("a\x1b[31mred\nline\u202e")]])
    assert "\x1b" not in table(answer)
    assert len(table(answer).splitlines()) == 3


def test_an_ask_is_a_word_and_an_empty_answer_has_its_header() -> None:
    assert table(Result(ResultKind.BOOLEAN, b'{"head":{},"boolean":true}')).splitlines()[2] == "yes"
    assert table(of_rows(["a", "b"], [])).splitlines()[0] == "a  b"
