"""JSON values that may contain papers, and the rows that are lost in a damaged file."""

import io
import json
import tracemalloc
from collections.abc import Callable, Iterator

import pytest
from cpu import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.ingest.dialects.dialect import FileContext
from kg.ingest.dialects.json.digest import JSONL_DIALECT
from kg.ingest.dialects.json.rows import read_json_entries
from kg.ingest.dialects.json.splitting import split_objects
from kg.ingest.row import Row
from kg.report_codes import Level, Report
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
A = {
    "id": "2601.00001",
    "title": "A",
    "authors": ["Ann Lee"],
    "categories": ["cs.CL"],
    "summary": "x",
    "AI": {"tldr": "t"},
}
B = A | {"id": "2601.00002", "title": "B", "summary": r"\frac{a}{b} {\"o} } { ] ["}
C = A | {"id": "2601.00003", "title": "C"}
LINES = [json.dumps(paper) for paper in (A, B, C)]
PRETTY = [json.dumps(paper, indent=2) for paper in (A, B, C)]


def without(paper: dict[str, object], *keys: str) -> dict[str, object]:
    return {key: value for key, value in paper.items() if key not in keys}


@pytest.mark.parametrize(
    "text",
    {
        "lines": "\n".join(LINES),
        "blank lines": "\n\n" + "\n \n\t\n".join(LINES) + "\n\n",
        "carriage returns": "\r".join(LINES),
        "carriage returns, over lines": "\r".join(PRETTY).replace("\n", "\r"),
        "both": "\r\n".join(LINES) + "\r\n",
        "byte order mark": "\ufeff" + "\n".join(LINES),
        "byte order marks of files joined": "\n".join(f"\ufeff{line}" for line in LINES),
        "record separators": "".join(f"\x1e{line}\n" for line in LINES),
        "commas": ",\n".join(LINES) + ",\n",
        "commas in front": "\n, ".join(LINES),
        "brackets on their own lines": "[\n" + ",\n".join(LINES) + "\n]\n",
        "brackets on the first and last line": "[" + ",\n".join(LINES) + "]",
        "a list per line": "\n".join(f"[{line}]" for line in LINES),
        "an array": f"[{', '.join(LINES)}]",
        "an array over lines": json.dumps([A, B, C], indent=1),
        "an array over lines without indentation": json.dumps([A, B, C], indent=0),
        "a comma too many": "[\n" + ",\n".join(PRETTY) + ",\n]",
        "no comma": "[\n" + "\n".join(PRETTY) + "\n]",
        "an array of arrays": json.dumps([[A], [B, C]]),
        "objects without anything between": "".join(LINES),
        "objects on one line": " ".join(LINES),
        "objects over lines": "\n".join(PRETTY),
        "objects over lines without indentation": "\n".join(json.dumps(paper, indent=0) for paper in (A, B, C)),
        "objects over lines without anything between": "".join(PRETTY),
        "papers": json.dumps({"papers": [A, B, C]}),
        "papers over lines": json.dumps({"date": "2026-01-05", "papers": [A, B, C], "total": 3}, indent=2),
        "papers, an object per line": '{"papers": [\n' + ",\n".join(LINES) + "\n]}",
        "data and a total": json.dumps({"total": 3, "next": None, "data": [A, B, C]}),
        "a list of any name": json.dumps({"status": "ok", "new_today": [A, B, C]}),
        "a title around the list": json.dumps({"title": "Papers of the day", "id": "feed", "entries": [A, B, C]}),
        "a list inside of an object": json.dumps({"status": 200, "data": {"count": 3, "papers": [A, B, C]}}),
        "hits of a search engine": json.dumps(
            {"hits": {"total": {"value": 3}, "hits": [{"_source": p} for p in (A, B, C)]}}
        ),
        "pages by line": json.dumps({"meta": {}, "results": [A, B]}) + "\n" + json.dumps({"meta": {}, "results": [C]}),
        "pages over lines": json.dumps({"results": [A, B]}, indent=1) + "\n" + json.dumps({"results": [C]}, indent=1),
        "a list of pages": json.dumps([{"results": [A, B]}, {"results": [C]}]),
        "by id": json.dumps({paper["id"]: without(paper, "id") for paper in (A, B, C)}),
        "by day": json.dumps({"2026-01-05": [A], "2026-01-06": [], "2026-01-07": [B, C]}),
        "by category": json.dumps({"cs.CL": [without(A, "categories"), without(B, "categories")], "cs.LG": [C]}),
        "by category and id": json.dumps({"cs.CL": {p["id"]: without(p, "id", "categories") for p in (A, B, C)}}),
        "by number": json.dumps({"0": A, "1": B, "2": C}),
        "column by column": json.dumps({key: {str(n): p[key] for n, p in enumerate((A, B, C))} for key in A}),
        "lists as columns": json.dumps({key: [p[key] for p in (A, B, C)] for key in A}),
        "data frames' NaN": f"[{', '.join(LINES)}]".replace("{", '{"n": NaN, "m": -Infinity, ', 1),
    }.items(),
    ids=lambda item: item[0],
)
def test_containers(read: Read, text: tuple[str, str]) -> None:
    rows, reports = read(JSONL_DIALECT, text[1].encode())
    assert [(row.id, row.title, row.primary_category) for row in rows] == [
        ("2601.00001", "A", "cs.CL"),
        ("2601.00002", "B", "cs.CL"),
        ("2601.00003", "C", "cs.CL"),
    ]
    assert [report for report in reports if "unknown key" not in describe_report(report)] == []


@pytest.mark.parametrize("text", ["", "\n\n", "[]", " [\n]\n", '{"papers": []}', '{"total": 0, "results": []}'])
def test_nothing_is_nothing(read: Read, text: str) -> None:
    assert read(JSONL_DIALECT, text.encode()) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(LINES[:2]),
        "\n".join(["", LINES[0], "", LINES[1]]),
        "[\n" + ",\n".join(LINES[:2]) + "\n]",
        "\r".join(["", *LINES[:2]]),
        json.dumps([A, B], indent=2),
        json.dumps({"a": 1, "papers": [A, B]}, indent=2),
        "\n\n".join(PRETTY[:2]),
        json.dumps({"2601.00001": A, "2601.00002": B}, indent=1),
        "[\n" + PRETTY[0] + ',\n{"id": broken},\n' + PRETTY[1] + "\n]",
    ],
)
def test_lines_are_those_of_the_file(read: Read, text: str) -> None:
    lines = text.replace("\r", "\n").split("\n")
    for row in read(JSONL_DIALECT, text.encode())[0]:
        here = lines[row.line - 1 :]
        assert "{" in here[0]
        assert row.id in "".join(here[:6])
        assert all(row.id not in line or line.lstrip().startswith(f'"{row.id}"') for line in lines[: row.line - 1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n".join([LINES[0], LINES[1][:40], LINES[2]]), ["A", "reject", "C"]),
        ("\n".join([LINES[0], "no JSON", LINES[2]]), ["A", "reject", "C"]),
        ("\n".join([LINES[0][:50], LINES[1], LINES[2]]), ["reject", "B", "C"]),
        ("[" + "\n".join(LINES), ["reject", "B", "C"]),
        ("[\n" + ",\n".join([PRETTY[0], PRETTY[1].replace('"B"', '"B'), PRETTY[2]]) + "\n]", ["A", "reject", "C"]),
        ("[\n" + ",\n".join([PRETTY[0], PRETTY[1][:-2], PRETTY[2]]) + "\n]", ["A", "reject", "C"]),
        ("[\n" + ",\n".join([PRETTY[0][:30], *PRETTY[1:]]) + "\n]", ["reject", "B", "C"]),
        (json.dumps([A, B, C], indent=2)[:-30], ["A", "B", "reject"]),
        (json.dumps({"papers": [A, B, C]}, indent=2)[:-30], ["A", "B", "reject"]),
        (json.dumps({"papers": [A, B, C]})[:-90], ["A", "B", "reject"]),
        ("\n".join([PRETTY[0], "stray words", PRETTY[1]]), ["A", "reject", "B"]),
        ("\n".join(PRETTY)[:-20], ["A", "B", "reject"]),
        ("[" + ",".join([LINES[0], LINES[1].replace('"B"', "B"), LINES[2]]) + "]", ["A", "reject", "C"]),
        (json.dumps([A, 7, B, "x", None]), ["A", "reject", "B", "reject", "reject"]),
        ('{"papers": {"title": 5}, "other": 1}', ["reject"]),
        ("plain text", ["reject"]),
        ("plain text\n" * 50, ["reject"]),
        ("// a remark\n" + "\n".join(LINES), ["reject", "A", "B", "C"]),
        (f"var papers = {json.dumps([A, B], indent=1)};", ["reject", "A", "B"]),
        (f"callback({json.dumps([A, B])})", ["reject", "A", "B"]),
        ("[" * 100_000, ["reject"]),
        ('{"a":' * 100_000, ["reject"]),
        ('{"papers": [], "\udcff": 1}', ["reject"]),
        ('{"a": {"a": ' * 400 + "1" + "}}" * 400, ["reject"]),
    ],
)
def test_damage_costs_its_place(read: Read, text: str, expected: list[str]) -> None:
    rows, reports = read(JSONL_DIALECT, text.encode(errors="surrogateescape"))
    assert [row.title for row in rows] == [title for title in expected if title != "reject"]
    assert sum(report.level is Level.REJECT for report in reports) == expected.count("reject")


def test_a_list_that_is_cut_off_between_papers_is_a_warning(read: Read) -> None:
    rows, reports = read(JSONL_DIALECT, ("[\n" + ",\n".join(PRETTY)).encode())
    assert len(rows) == 3
    (report,) = reports
    assert report.level is Level.WARNING
    assert "cut off" in describe_report(report)


def test_two_lists_are_not_chosen_between(read: Read) -> None:
    rows, (report,) = read(JSONL_DIALECT, json.dumps({"papers": [A], "articles": [B, C]}, indent=1).encode())
    assert rows == []
    assert report.level is Level.REJECT
    assert "'papers' (1 object) and 'articles' (2 objects)" in describe_report(report)


def test_parts_of_a_paper_are_not_papers(read: Read) -> None:
    (row,), _ = read(
        JSONL_DIALECT, json.dumps(A | {"data": [{"name": "ImageNet"}], "authors": [{"name": "Bo Han"}]}).encode()
    )
    assert row.authors.names == ("Bo Han",)


def test_a_category_around_a_paper_is_its_category(read: Read) -> None:
    (row,), _ = read(JSONL_DIALECT, json.dumps({"cs.SD": [without(A, "categories")]}).encode())
    assert (row.section, row.categories) == ("cs.SD", ("cs.SD",))


# -- limits ------------------------------------------------------------------------------------------------------

LONG = json.dumps(C | {"summary": "x" * 500})
SMALL = IngestSettings(max_row_bytes=400, max_document_bytes=1000)


@pytest.mark.parametrize(
    ("text", "titles", "reason"),
    [
        ("\n".join([LINES[0], LONG, LINES[1]]), ["A", "B"], "the line is longer than 400 bytes"),
        ("\n".join([LONG, LINES[0], LINES[1]]), ["A", "B"], "the line is longer than 400 bytes"),
        (f"[{LINES[0]}, {LONG}]", ["A"], "the paper is longer than 400 bytes"),
        (json.dumps({"papers": [A, json.loads(LONG)]}), ["A"], "the paper is longer than 400 bytes"),
        (f"[{', '.join([LINES[0]] * 10)}]", [], "write JSON Lines instead"),
        ("\n".join([PRETTY[0]] * 10), [], "write JSON Lines instead"),
        (f'[\n{PRETTY[0]},\n{{"id": {"x" * 500}', ["A"], "not valid JSON"),
    ],
)
def test_limits(read: Read, text: str, titles: list[str], reason: str) -> None:
    rows, (report,) = read(JSONL_DIALECT, text.encode(), settings=SMALL)
    assert [row.title for row in rows] == titles
    assert reason in describe_report(report)
    assert report.level is Level.REJECT


class Endless(io.RawIOBase):
    """Yield the lines of a large file, generated while it is read."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        self._rest = self._rest or next(self._lines, b"")
        size = min(len(view), len(self._rest))
        view[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


@pytest.mark.parametrize("end", [b"\n", b"\r", b",\n"])
def test_lines_stream_with_flat_memory(end: bytes) -> None:
    line = json.dumps(A | {"summary": "x" * 2000}).encode() + end
    stream = io.BufferedReader(Endless(line for _ in range(20_000)))  # 43 MB
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_json_entries(stream, FileContext("a.jsonl", IngestSettings(max_row_bytes=100_000))))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak < 2_000_000


@pytest.mark.parametrize("indent", [None, 2])
def test_papers_before_a_failing_read_are_kept(indent: int | None) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(size) or fail()

        def readline(self, size: int | None = -1, /) -> bytes:
            return super().readline(size) or fail()

    def fail() -> bytes:
        raise InputError("the compressed data is cut off here")

    text = json.dumps([A, B], indent=indent) if indent else "\n".join(LINES[:2]) + "\n"
    rows: list[object] = []
    with pytest.raises(InputError, match="cut off"):
        rows.extend(JSONL_DIALECT.rows(Failing(text.encode()), FileContext("a", IngestSettings())))  # type: ignore[arg-type]
    assert [row.title for row in rows if isinstance(row, Row)] == ["A", "B"]


# -- splitting ---------------------------------------------------------------------------------------------------

TOKENS = [*b'{}[],:"\n', 92, *b" a1"]


@given(
    st.lists(st.sampled_from([bytes([token]) for token in TOKENS] + [b'{"a": ', b'"b"', b"\n  {"]), max_size=60).map(
        b"".join
    )
)
@settings(max_examples=500, deadline=None)
def test_pieces_are_parts_of_the_text_in_order(data: bytes) -> None:
    behind = 0
    for piece in split_objects(data):
        assert data[piece.start : piece.start + len(piece.data)] == piece.data
        assert piece.start >= behind
        assert piece.data
        behind = piece.start + len(piece.data)


@pytest.mark.parametrize(
    "piece", [b'{"a":\n', b"{\n", b'{"', b'"\\', b"[{", b'{"a": [', b"}", b"]", b'{"a": [{"b": 1]', b"\n {", b'"', b"{"]
)
@pytest.mark.parametrize("start", [b"", b"[", b'[{"id": 1},', b'{"papers": [{"a": 1}, '])
def test_damage_is_read_in_linear_time(read: Read, piece: bytes, start: bytes) -> None:
    assert is_linear(lambda size: read(JSONL_DIALECT, start + piece * (size // len(piece))), 50_000)


@pytest.mark.parametrize("second", [f"{LINES[1]} {LINES[2]}", f"{LINES[1]}{LINES[2]}", f"{LINES[1]}, {LINES[2]},"])
def test_several_objects_on_one_of_the_lines_are_all_read(read: Read, second: str) -> None:
    rows, reports = read(JSONL_DIALECT, f"{LINES[0]}\n{second}\n".encode())
    assert ([row.title for row in rows], reports) == (["A", "B", "C"], [])


@pytest.mark.parametrize("text", [LINES[1] + "}", '{"id": "2601.00002", "a": {"b": 1} {"c": 2}}'])
def test_a_damaged_line_costs_one_row(read: Read, text: str) -> None:
    rows, (report,) = read(JSONL_DIALECT, f"{LINES[0]}\n{text}\n{LINES[2]}\n".encode())
    assert [row.title for row in rows] == ["A", "C"]
    assert (report.level, report.line) == (Level.REJECT, 2)
    assert describe_report(report).startswith("not valid JSON: ")


def test_a_document_that_is_not_json_makes_few_reports(read: Read) -> None:
    rows, reports = read(JSONL_DIALECT, b'[{"id": "2601.00001", "title": "A"},\n' + b"{" * 5000)
    assert [row.id for row in rows] == ["2601.00001"]
    assert sum(report.level is Level.REJECT for report in reports) == 1001
    assert any("the rest was not read" in describe_report(report) for report in reports)


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"[", b'{"papers": [', b"\n".join(map(str.encode, LINES)) + b"\n"])
)
@settings(max_examples=300, deadline=None)
def test_any_bytes(check: Callable[..., None], data: bytes, start: bytes) -> None:
    check(JSONL_DIALECT, start + data)
