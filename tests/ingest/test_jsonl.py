"""JSON digests: lines, arrays, objects, and rows of unusual types."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ingest import read
from kg.report_codes import Level
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Write = Callable[[str, str | bytes], Path]
Make = Callable[..., str]


@pytest.mark.parametrize("name", ["2026-01-05.json", "2026-01-05.jsonl", "2026-01-05.txt", "2026-01-05"])
@pytest.mark.parametrize("indent", [None, 2])
def test_arrays_objects_and_lines_under_any_name(write: Write, row: Make, name: str, indent: int | None) -> None:
    rows = [json.loads(row()), json.loads(row(id="2601.00002"))]
    papers = read([write("lines/2026-01-05.jsonl", row() + row(id="2601.00002"))]).papers
    assert read([write(name, json.dumps(rows, indent=indent))]).papers == papers
    assert read([write(name, "\r\n".join(map(json.dumps, rows)))]).papers == papers
    assert read([write(name, json.dumps(rows[0], indent=indent))]).papers == papers[:1]


def test_array_elements_are_rejected_by_line(write: Write, row: Make) -> None:
    rows = [json.loads(row()), {"id": "none"}, 7, json.loads(row(id="2601.00002"))]
    corpus = read([write("2026-01-05.json", json.dumps(rows, indent=1))])
    assert [p.id for p in corpus.papers] == ["2601.00001", "2601.00002"]
    assert corpus.sources[0].rejected == 2
    text = json.dumps(rows, indent=1).split("\n")
    lines = [r.line for r in corpus.reports if r.level is Level.REJECT]
    assert [text[line - 1].strip() for line in lines] == ["{", "7,"]


def test_lines_behind_a_damaged_first_one_are_read(write: Write, row: Make) -> None:
    corpus = read([write("2026-01-05.jsonl", "[" + row() + row(id="2601.00002"))])
    assert [p.id for p in corpus.papers] == ["2601.00002"]
    assert corpus.sources[0].rejected == 1


def test_task_stood_for_tldr(write: Write, row: Make) -> None:
    value = json.loads(row())
    value["AI"]["task"] = value["AI"].pop("tldr")
    assert (
        read([write("2026-01-05.jsonl", json.dumps(value))]).papers == read([write("2026-01-05.jsonl", row())]).papers
    )


def test_strings_stand_for_lists(write: Write, row: Make) -> None:
    value = json.loads(row()) | {"authors": "Ann Lee, Bo Müller", "categories": "cs.CV cs.LG"}
    assert (
        read([write("2026-01-05.jsonl", json.dumps(value))]).papers == read([write("2026-01-05.jsonl", row())]).papers
    )


@pytest.mark.parametrize(
    "odd",
    [
        {"comment": 5},
        {"AI": "none"},
        {"AI": None},
        {"summary": ["x"]},
        {"authors": [{"name": "Ann Lee"}, 3, "Bo Müller"]},
        {"code_stars": 3.0, "code_url": None},
        {"comment": float("nan")},
    ],
)
def test_a_field_of_odd_type_costs_the_field_not_the_row(write: Write, row: Make, odd: dict[str, object]) -> None:
    corpus = read([write("2026-01-05.jsonl", json.dumps(json.loads(row()) | odd))])
    assert corpus.reports == ()
    assert corpus.papers[0].authors == ("Ann Lee", "Bo Müller")


def test_version_is_read_from_id_or_address(write: Write, row: Make) -> None:
    text = row(id="2601.00001v2") + row(id="2601.00001").replace("abs/2601.00001", "abs/2601.00001v4")
    assert read([write("2026-01-05.jsonl", text)]).papers[0].version == 4


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "2601.00001", "title": "a\0b"}', "not valid JSON"),
        (b'{"id": "2601.00001", "title": "\xff"}', "not UTF-8"),
        (b'{"id": "2601.00001", "title": "\\ud800"}', "not valid JSON"),
        (b'{"id": "2601.00001", "title": "x", "y": ' + b"[" * 10**5 + b"]" * 10**5 + b"}", "nested too deeply"),
        (b'{"id": "2601.00001", "title": "x"', "not valid JSON"),
        (b'{"title": "x"}', "no arXiv id"),
        (b'{"id": "2601.00001", "title": "\\u0000"}', "no title"),
        (b'{"id": "2601.00001", "title": "x", "authors": "' + b"A," * 30000 + b'"}', "more than 20,000 authors"),
    ],
)
def test_rows_that_cannot_be_read(write: Write, row: Make, line: bytes, reason: str) -> None:
    corpus = read([write("2026-01-05.jsonl", line + b"\n" + row(id="2601.00002").encode())])
    assert [p.id for p in corpus.papers] == ["2601.00002"]
    (report,) = corpus.reports
    assert report.line == 1
    assert reason in describe_report(report)


def test_deep_arrays_do_not_overflow(write: Write) -> None:
    (report,) = [r for r in read([write("2026-01-05.json", "[" * 10**6)]).reports if r.level is Level.REJECT]
    assert "not valid JSON" in describe_report(report)


def test_a_document_has_a_limit_of_its_own(write: Write, row: Make) -> None:
    small = IngestSettings(max_document_bytes=100)
    (report,) = read([write("2026-01-05.json", f"[{row()}]")], settings=small).reports
    assert "write JSON Lines instead" in describe_report(report)


def test_no_character_that_xml_refuses_gets_through(write: Write, row: Make) -> None:
    (paper,) = read(
        [write("2026-01-05.jsonl", row(title="a\x01b\ufffe", abstract="x\x0by\x9f", authors=["A\x02nn Lee"]))]
    ).papers
    assert (paper.title, paper.sections[-1].text, paper.authors) == ("ab", "xy", ("Ann Lee",))
