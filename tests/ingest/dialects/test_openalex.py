"""Works of OpenAlex."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.json import digest, snapshot
from kg.ingest.dialects.json.openalex import OPENALEX_DIALECT, abstract_of_index
from kg.ingest.row import Row, RowForm
from kg.model import Identifier, IdentifierScheme
from kg.report_codes import Level, Report
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
SAMPLE = "examples/formats/openalex/works.json"
WORK = json.loads(OPENALEX_DIALECT.example)


@pytest.fixture
def works(root: Path) -> list[dict[str, object]]:
    return json.loads((root / SAMPLE).read_text(encoding="utf-8"))["results"]


def one(read: Read, value: dict[str, object]) -> Row:
    (row,), reports = read(OPENALEX_DIALECT, json.dumps(value).encode())
    assert reports == []
    return row


def test_example(read: Read) -> None:
    assert one(read, WORK).authors.names == ("Mara Linde",)
    assert one(read, WORK).abstract == "We chart tidal pools."


def test_matches(root: Path, works: list[dict[str, object]]) -> None:
    assert OPENALEX_DIALECT.matches(Head(OPENALEX_DIALECT.example.encode(), ".jsonl"))
    assert OPENALEX_DIALECT.matches(Head((root / SAMPLE).read_bytes()[:64_000], ""))
    assert OPENALEX_DIALECT.matches(Head((root / SAMPLE).read_bytes()[:2000], ".json"))
    assert OPENALEX_DIALECT.matches(
        Head(json.dumps({"id": "https://openalex.org/W7120001000", "title": "T"}).encode(), "")
    )
    assert OPENALEX_DIALECT.matches(
        Head(json.dumps({k: v for k, v in works[0].items() if k not in {"id", "ids"}}).encode(), "")
    )
    for other in (digest.JSONL_DIALECT, snapshot.SNAPSHOT_DIALECT):
        assert not OPENALEX_DIALECT.matches(Head(other.example.encode(), ".json"))
    assert not snapshot.SNAPSHOT_DIALECT.matches(Head(OPENALEX_DIALECT.example.encode(), ".json"))


def test_sample(read: Read, root: Path) -> None:
    rows, reports = read(OPENALEX_DIALECT, (root / SAMPLE).read_bytes())
    assert [describe_report(report) for report in reports] == ["1 row without an abstract, first at this line"]
    first, second, third = rows
    assert first.title == "Charting Tidal Pools with Sparse Transformers"
    assert first.abstract == (
        "We chart tidal pools with sparse transformers and evaluate on ImageNet. Accuracy rises to 81.2%."
    )
    assert (first.id, first.month, first.form, first.published) == (
        "2601.20001",
        "2026-01",
        RowForm.REGISTRY,
        date(2026, 1, 15),
    )
    assert [i.key for i in first.identifiers] == ["2601.20001", "openalex:W7120001001"]
    assert first.authors.names == ("Mara Linde", "Teo Okafor")
    assert first.authors.authors[0].identifiers == (
        Identifier(IdentifierScheme.OPENALEX, "A5100001001"),
        Identifier(IdentifierScheme.ORCID, "0000-0002-1825-0097"),
    )
    assert [a.affiliations for a in first.authors.authors] == [
        ("Department of Shores, Tidal University",),
        ("Tidal University",),
    ]
    assert (first.journal, first.withdrawn) == ("", False)
    assert first.references == ("openalex:W2700001111", "openalex:W7120001002")
    assert [i.key for i in second.identifiers] == ["2601.20004", "doi:10.1000/logs.2026", "openalex:W7120001002"]
    assert second.authors.names == ("Ines Varga", "M. Linde")
    assert second.journal == "Journal of Shore Computing"
    assert (third.id, third.month, third.withdrawn) == ("doi:10.1000/driftwood", "2025-11", True)


@pytest.mark.parametrize(
    ("more", "id_"),
    [
        ({"doi": None, "primary_location": {"landing_page_url": "http://arxiv.org/abs/2601.20009v2"}}, "2601.20009"),
        (
            {"doi": None, "locations": [{"pdf_url": None}, {"pdf_url": "https://arxiv.org/pdf/2601.20009"}]},
            "2601.20009",
        ),
        ({"doi": None, "locations": [{"landing_page_url": "https://doi.org/10.48550/arxiv.2601.20009"}]}, "2601.20009"),
        ({"doi": None, "open_access": {"oa_url": "https://arxiv.org/pdf/2601.20009"}}, "2601.20009"),
        ({"doi": None, "host_venue": {"url": "https://arxiv.org/abs/2601.20009"}}, "2601.20009"),
        ({"doi": "https://doi.org/10.1000/x"}, "doi:10.1000/x"),
        ({"doi": None}, "openalex:W7120001000"),
        ({"doi": None, "id": None, "ids": {"openalex": "https://openalex.org/W7120001000"}}, "openalex:W7120001000"),
    ],
)
def test_ids(read: Read, more: dict[str, object], id_: str) -> None:
    assert one(read, WORK | more).id == id_


def test_a_name_of_openalex_stands_in_for_the_printed_one(read: Read) -> None:
    row = one(read, WORK | {"authorships": [{"author": {"display_name": "Teo Okafor"}, "raw_author_name": None}]})
    assert row.authors.names == ("Teo Okafor",)


def test_a_shortened_list_is_marked(read: Read) -> None:
    (row,), reports = read(OPENALEX_DIALECT, json.dumps(WORK | {"is_authors_truncated": True}).encode())
    assert row.authors.truncated
    assert len(reports) == 1


def test_unknown_keys_are_reported_and_known_ones_are_not(read: Read, works: list[dict[str, object]]) -> None:
    assert one(read, works[0]).id == "2601.20001"
    _, reports = read(OPENALEX_DIALECT, json.dumps(WORK | {"mood": "calm"}).encode())
    assert ["'mood'" in describe_report(report) for report in reports] == [True]


@pytest.mark.parametrize(
    ("index", "text"),
    [
        ({"b": [1], "a": [0, 2]}, "a b a"),
        ({"a": [10**30], "b": [-5]}, "b a"),
        ({"a": [0, "1", None, 1.5, True], "b": "x", "c": 3, "d": {}}, "a"),
        ({"InvertedIndex": 5}, ""),
        ({}, ""),
    ],
)
def test_indexes(index: dict[str, object], text: str) -> None:
    assert abstract_of_index(index, 1000) == text


def test_an_index_does_not_blow_up(read: Read) -> None:
    bomb = WORK | {"abstract_inverted_index": {"x" * 1000: list(range(1000))}}
    (row,), reports = read(OPENALEX_DIALECT, json.dumps(bomb).encode(), settings=IngestSettings(max_row_bytes=20_000))
    assert row.abstract == ""
    assert any(
        "abstract longer than a row may be in 1 row (not read), first at this line" in describe_report(report)
        for report in reports
    )


def test_the_index_of_the_microsoft_academic_graph(read: Read) -> None:
    index = {"IndexLength": 2, "InvertedIndex": {"pools": [1], "Tidal": [0]}}
    assert one(read, WORK | {"abstract_inverted_index": index}).abstract == "Tidal pools"


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"id": None, "doi": None}, "no arXiv id and no DOI"),
        ({"title": None, "display_name": None}, "no title"),
        ({"authorships": [{}] * 20_001}, "more than 20,000 authors"),
    ],
)
def test_rejects(read: Read, more: dict[str, object], reason: str) -> None:
    rows, reports = read(OPENALEX_DIALECT, (json.dumps(WORK | more) + "\n" + OPENALEX_DIALECT.example).encode())
    assert [row.id for row in rows] == ["2601.20001"]
    (reject,) = (report for report in reports if report.level is Level.REJECT)
    assert reject.line == 1
    assert reason in describe_report(reject)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.just("https://openalex.org/W7120001000"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["author", "id", "source", "display_name", "landing_page_url", "a"]), inner)
    ),
    max_leaves=10,
)
KEYS = sorted(
    {*WORK, "ids", "title", "locations", "primary_location", "referenced_works", "open_access", "is_retracted"}
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
@settings(max_examples=300, deadline=None)
def test_any_type_at_any_key(check: Callable[[Dialect, bytes], None], odd: dict[str, object]) -> None:
    check(OPENALEX_DIALECT, json.dumps(WORK | odd).encode())


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_damaged_samples(check: Callable[[Dialect, bytes], None], root: Path, data: st.DataObject) -> None:
    text = bytearray(json.dumps(json.loads((root / SAMPLE).read_bytes())["results"][0]).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 60)))
        text[start:end] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"}", b"[", b"\\ud800", b"NaN"])
        )
    check(OPENALEX_DIALECT, bytes(text))
