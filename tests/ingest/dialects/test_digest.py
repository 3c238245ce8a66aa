"""Rows of digests in JSON, and other JSON about papers."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from digest_rows import OTHER, ROW, Read, noted, one
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.json.digest import JSONL_DIALECT
from kg.ingest.row import Row, RowForm
from kg.model import Identifier, IdentifierScheme
from kg.report_codes import Level
from kg.wording.reports import describe_report

AI = {key: f"{key} of a machine" for key in ("tldr", "motivation", "method", "result", "conclusion")}


def test_example(read: Read) -> None:
    (row,), reports = read(JSONL_DIALECT, JSONL_DIALECT.example.encode())
    assert reports == []
    assert (row.id, row.authors.names, row.abstract) == ("2601.20001", ("Mara Linde",), "We chart tidal pools.")
    assert JSONL_DIALECT.matches(Head(JSONL_DIALECT.example.encode(), ""))


@pytest.mark.parametrize(
    ("head", "suffix", "expected"),
    [
        (b'{"id": 1}', "", True),
        (b' [\n {"id": 1}]', ".txt", True),
        (b"anything", ".json", True),
        (b"", ".jsonl", True),
        (b'{"id": 1}', ".md", False),
        (b"### [1] [x](y)", ".txt", False),
        (b"[2601.00001](https://arxiv.org/abs/2601.00001)", "", False),
    ],
)
def test_matches(head: bytes, suffix: str, expected: bool) -> None:
    assert JSONL_DIALECT.matches(Head(head, suffix)) is expected


def test_samples(read: Read, root: Path) -> None:
    lines, reports = read(JSONL_DIALECT, (root / "examples/formats/jsonl/2026-01-16.jsonl").read_bytes())
    assert reports == []
    papers, reports = read(JSONL_DIALECT, (root / "examples/formats/jsonl/papers.json").read_bytes())
    assert reports == []
    first, second = lines[0], papers[0]
    assert first.title == second.title == "Charting Tidal Pools with Sparse Transformers"
    assert first.abstract == second.abstract
    assert first.authors.names == second.authors.names == ("Mara Linde", "Teo Okafor")
    assert (first.section, second.section) == ("cs.CV", "cs.CV")
    assert second.published == date(2026, 1, 15)
    assert second.authors.authors[0].identifiers[0].value == "0000-0002-1825-0097"
    assert [identifier.key for identifier in papers[1].identifiers] == ["2601.20003", "doi:10.1000/gulls.2026"]
    assert papers[1].authors.names == ("Ines Varga", "Nora Quill")
    assert lines[1].code_stars == ("https://github.com/example/ferry-grammar", 12)


# -- digests ---------------------------------------------------------------------------------------------------


def test_raw_and_enhanced_rows(read: Read) -> None:
    raw = one(read, ROW)
    assert raw == Row(
        line=1,
        id="2601.20001",
        version=None,
        month="2026-01",
        form=RowForm.RAW,
        section="cs.CV",
        title="Charting Tidal Pools",
        authors=raw.authors,
        primary_category="cs.CV",
        categories=("cs.CV", "cs.LG"),
        comment="8 pages",
        abstract="We chart tidal pools.",
        identifiers=(Identifier(IdentifierScheme.ARXIV, "2601.20001"),),
    )
    assert raw.authors.names == ("Mara Linde", "Teo Okafor")
    code = {"code_url": "https://github.com/a/b", "code_stars": 3, "code_last_update": "2026-01-12"}
    row = one(read, ROW | {"AI": AI} | code)
    assert row.form is RowForm.ENHANCED
    assert (row.tldr, row.motivation, row.method, row.result, row.conclusion) == tuple(AI.values())
    assert row.code_stars == ("https://github.com/a/b", 3)
    assert row.code_updated == ("https://github.com/a/b", date(2026, 1, 12))


def test_an_unusual_key_changes_nothing_else(read: Read) -> None:
    usual = ROW | {"AI": AI, "code_url": "https://github.com/a/b", "code_stars": 3, "code_last_update": "2026-01-12"}
    for unusual in ({"submitter": "x"}, {"paper": {"id": "2601.20001"}}, {"Comments": None}):
        assert one(read, usual | unusual) == one(read, usual)


def test_task_holds_the_tldr_of_old_digests(read: Read) -> None:
    assert one(read, ROW | {"AI": {"task": "x"}}).tldr == "x"


def test_failed_summaries_are_counted(read: Read) -> None:
    row, reasons = noted(read, ROW | {"AI": AI | {"tldr": "Error"}})
    assert row.tldr == ""
    assert "1 failed or empty machine summaries" in reasons[0]


@pytest.mark.parametrize(
    ("id_", "address", "version"),
    [
        ("2601.20001v2", "https://arxiv.org/abs/2601.20001", 2),
        ("2601.20001", "https://arxiv.org/abs/2601.20001v4", 4),
        ("2601.20001v2", "https://arxiv.org/abs/2601.20001v4", 4),
        (None, "https://arxiv.org/abs/2601.20001v4", 4),
    ],
)
@pytest.mark.parametrize("more", [{}, {"submitter": "x"}])
def test_version(read: Read, id_: str, address: str, version: int, more: dict[str, str]) -> None:
    row = one(read, ROW | {"id": id_, "abs": address} | more)
    assert (row.id, row.version) == ("2601.20001", version)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "2601.00001", "title": "a\0b"}', "not valid JSON"),
        (b'{"id": "2601.00001", "title": "\xff"}', "not UTF-8"),
        (b'{"id": "2601.00001", "foo": "\xff", "title": "\xff"}', "not UTF-8"),
        (b'{"id": "2601.00001", "title": "\\ud800"}', "\\ud800 is half of a character"),
        (b'{"id": "2601.00001", "title": "x", "n": NaN, "summary": "a \\udfff b"}', "\\udfff is half of a character"),
        (b'{"id": "2601.00001", "title": "x", "y": ' + b"[" * 10**5 + b"]" * 10**5 + b"}", "nested too deeply"),
        (b'{"id": "2601.00001", "title": "x"', "not valid JSON"),
        (b'{"title": "x"}', "no arXiv id"),
        (b'{"id": "none", "title": "x"}', "'none' is not an arXiv id"),
        (b'{"id": "2601.00001"}', "no title"),
        (b'{"id": "2601.00001", "title": "\\u0000"}', "no title"),
        (b'{"id": "2601.00001", "title": {"a": 1}, "x": 1}', "no title"),
        (b'{"id": "2601.00001", "title": "x", "authors": "' + b"A," * 30000 + b'"}', "more than 20,000 authors"),
        (b'{"id": "2601.00001", "title": "x", "authors": [' + b'"A",' * 30000 + b'"A"]}', "more than 20,000 authors"),
        (b'{"id": "2601.00001", "title": "x", "Authors": [' + b"{}," * 30000 + b"{}]}", "more than 20,000 authors"),
        (b'["2601.00001", "x"]', "a JSON string where an object is expected"),
        (b"17", "a JSON number where an object is expected"),
        (b'{"id": 17, "title": "x"}', "the id 17 is a number"),
        (b'{"id": 2601.123456, "title": "x"}', "the id 2601.123456 is a number"),
        (b'{"id": 2613.1, "title": "x"}', "the id 2613.1 is a number"),
    ],
)
def test_rejects(read: Read, line: bytes, reason: str) -> None:
    rows, reports = read(JSONL_DIALECT, line + b"\n" + json.dumps(ROW).encode())
    assert [row.id for row in rows] == ["2601.20001"]
    first = next(report for report in reports if report.level is Level.REJECT)
    assert first.line == 1
    assert reason in describe_report(first)


# -- what is wrong -----------------------------------------------------------------------------------------------


def test_unknown_keys_are_reported_once_with_an_example(read: Read) -> None:
    lines = [
        json.dumps(OTHER | {"id": f"2601.2000{n}", "keywords": ["tides", n], "AI": {"mood": "good"}}) for n in range(3)
    ]
    rows, reports = read(JSONL_DIALECT, "\n".join(lines).encode())
    assert len(rows) == 3
    reasons = [describe_report(report) for report in reports]
    assert any("unknown key 'keywords' in 3 rows" in reason and "tides" in reason for reason in reasons)
    assert any("unknown key 'AI.mood' in 3 rows" in reason for reason in reasons)
    assert len(reasons) == 2


def test_keys_of_another_spelling_are_not_unknown(read: Read) -> None:
    row = one(
        read,
        {
            "Id": "2601.20001",
            "TITLE": "T",
            "Authors": "A B",
            "Abstract": "A",
            "license": "x",
            "report-no": None,
            "foo": "",
        },
    )
    assert (row.id, row.title, row.authors.names, row.abstract) == ("2601.20001", "T", ("A B",), "A")


def test_missing_authors_and_abstracts_are_counted(read: Read) -> None:
    _, reasons = noted(read, {"id": "2601.20001", "title": "T", "summary": ""})
    assert any("1 row without authors" in reason for reason in reasons)
    assert any("1 row without an abstract" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("odd", "reported"),
    [
        ({"comment": 5}, False),
        ({"AI": "none"}, False),
        ({"AI": None}, False),
        ({"AI": [1]}, True),
        ({"summary": ["We chart tidal pools."]}, False),
        ({"authors": [{"name": "Mara Linde"}, 3, "Teo Okafor"]}, False),
        ({"authors": ["Mara Linde", None, {"x": 1}, "Teo Okafor"]}, True),
        ({"authors": ["Mara Linde", True, "Teo Okafor"]}, True),
        ({"code_stars": 3.0, "code_url": None}, False),
        ({"code_stars": "many", "code_url": "https://github.com/a/b"}, True),
        ({"comment": float("nan")}, False),
        ({"comment": {"a": {"b": 1}}}, True),
        ({"categories": {"a": []}}, True),
    ],
)
def test_a_field_of_odd_type_costs_the_field_not_the_row(read: Read, odd: dict[str, object], reported: bool) -> None:
    row, reasons = noted(read, ROW | odd)
    assert row.authors.names == ("Mara Linde", "Teo Okafor")
    assert bool(reasons) is reported
    assert all(f"'{next(iter(odd))}'" in reason and "unexpected type" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("stars", "expected"),
    [
        ("0", 0),
        ("2147483648", 2**31),
        ("9223372036854775807", 2**63 - 1),
        ("99999999999999999999999", 2**63 - 1),
        ("-1", None),
        ("3.0", 3),
        ('"12"', 12),
        ("1e999", None),
        ("true", None),
        ("null", None),
        ("9" * 5000, None),
    ],
)
def test_stars(read: Read, stars: str, expected: int | None) -> None:
    line = json.dumps(ROW | {"code_url": "https://github.com/a/b"})[:-1] + f', "code_stars": {stars}}}'
    (row,), reports = read(JSONL_DIALECT, line.encode())
    assert row.code_stars == (None if expected is None else ("https://github.com/a/b", expected))
    assert bool(reports) is (stars not in {"0", "2147483648", "9223372036854775807", "3.0", '"12"', "null", "-1"})


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2601.20001", "cs.CL"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(["name", "term"]), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = [
    "id",
    "abs",
    "title",
    "authors",
    "author",
    "authors_parsed",
    "categories",
    "tags",
    "AI",
    "summary",
    "abstract",
    "tldr",
]
KEYS += [
    "published",
    "date",
    "versions",
    "code_url",
    "code_stars",
    "doi",
    "externalIds",
    "paper",
    "links",
    "year",
    "comment",
]


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=10))
@settings(max_examples=300, deadline=None)
def test_any_type_at_any_key(check: Callable[[Dialect, bytes], None], odd: dict[str, object]) -> None:
    check(JSONL_DIALECT, json.dumps(ROW | odd).encode())
    check(JSONL_DIALECT, json.dumps({"title": "T"} | odd).encode())


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_samples(check: Callable[[Dialect, bytes], None], root: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["2026-01-16.jsonl", "papers.json"]))
    text = bytearray((root / "examples/formats/jsonl" / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 60)))
        text[start:end] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"}", b"[", b"\\ud800", b"NaN", b"null"])
        )
    check(JSONL_DIALECT, bytes(text))
