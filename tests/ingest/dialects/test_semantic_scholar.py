"""Papers of Semantic Scholar."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.json import digest, openalex, snapshot
from kg.ingest.dialects.json.semantic_scholar import SEMANTIC_SCHOLAR_DIALECT
from kg.ingest.row import Row, RowForm
from kg.model import Identifier, IdentifierScheme
from kg.report_codes import Level, Report
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
FOLDER = "examples/formats/semantic-scholar"
PAPER = json.loads(SEMANTIC_SCHOLAR_DIALECT.example)
S2 = IdentifierScheme.SEMANTIC_SCHOLAR


def one(read: Read, value: object) -> Row:
    (row,), reports = read(SEMANTIC_SCHOLAR_DIALECT, json.dumps(value).encode())
    assert reports == []
    return row


def test_example(read: Read) -> None:
    row = one(read, PAPER)
    assert (row.id, row.authors.names, row.abstract) == ("2601.20001", ("Mara Linde",), "We chart tidal pools.")


@pytest.mark.parametrize("name", ["search.json", "papers.jsonl"])
def test_matches(root: Path, name: str) -> None:
    data = (root / FOLDER / name).read_bytes()
    assert SEMANTIC_SCHOLAR_DIALECT.matches(Head(data[:64_000], ""))
    assert SEMANTIC_SCHOLAR_DIALECT.matches(Head(data[:400], ".json"))
    assert SEMANTIC_SCHOLAR_DIALECT.matches(Head(SEMANTIC_SCHOLAR_DIALECT.example.encode(), ".jsonl"))
    for other in (digest.JSONL_DIALECT, snapshot.SNAPSHOT_DIALECT, openalex.OPENALEX_DIALECT):
        assert not SEMANTIC_SCHOLAR_DIALECT.matches(Head(other.example.encode(), ".json"))
    assert not SEMANTIC_SCHOLAR_DIALECT.matches(Head(b'{"paperId": "2601.20001", "title": "T"}', ".json"))
    assert not SEMANTIC_SCHOLAR_DIALECT.matches(
        Head(b'{"id": "1", "references": [{"paperId": "' + b"a" * 40 + b'"}]}', ".json")
    )


def test_answer_of_the_api(read: Read, root: Path) -> None:
    rows, reports = read(SEMANTIC_SCHOLAR_DIALECT, (root / FOLDER / "search.json").read_bytes())
    assert [describe_report(report) for report in reports] == ["1 row without an abstract, first at this line"]
    first, second, third = rows
    assert first.title == "Charting Tidal Pools with Sparse Transformers"
    assert first.abstract.endswith("Accuracy rises to 81.2%.")
    assert (first.id, first.month, first.form, first.published) == (
        "2601.20001",
        "2026-01",
        RowForm.REGISTRY,
        date(2026, 1, 15),
    )
    assert first.identifiers[1] == Identifier(S2, "00000000000000000000000000000000000a2001")
    assert first.tldr == "Tidal pools are charted with sparse transformers."
    assert first.authors.names == ("Mara Linde", "Teo Okafor")
    assert first.authors.authors[0].identifiers == (Identifier(S2, "2200001"),)
    assert first.authors.authors[0].affiliations == ("Tidal University",)
    assert first.references == ("doi:10.1000/shores", "2512.20007")
    assert (first.journal, second.journal) == ("", "Journal of Shore Computing")
    assert (second.id, second.month) == ("doi:10.1000/logs.2026", "2026-02")
    assert third.id == "s2:00000000000000000000000000000000000a2003"


def test_lines_of_the_data_sets(read: Read, root: Path) -> None:
    rows, _ = read(SEMANTIC_SCHOLAR_DIALECT, (root / FOLDER / "papers.jsonl").read_bytes())
    assert [(row.id, row.authors.names) for row in rows] == [
        ("2601.20001", ("Mara Linde", "Teo Okafor")),
        ("doi:10.1000/kelp", ("Nora Quill",)),
    ]
    assert rows[0].identifiers[1].key == "s2:00000000000000000000000000000000000a2001"
    assert rows[1].journal == "Shore Acoustics"


@pytest.mark.parametrize(
    "around",
    [
        lambda paper: [paper],
        lambda paper: {"recommendedPapers": [paper]},
        lambda paper: {"offset": 0, "next": 1, "data": [paper]},
        lambda paper: {"offset": 0, "data": [{"contexts": [], "isInfluential": False, "citingPaper": paper}]},
        lambda paper: {"data": [{"citedPaper": paper}]},
    ],
)
def test_answers(read: Read, around: Callable[[object], object]) -> None:
    assert one(read, around(PAPER)).id == "2601.20001"
    assert SEMANTIC_SCHOLAR_DIALECT.matches(Head(json.dumps(around(PAPER)).encode(), ".json"))


def test_month_of_the_year_alone_is_unknown(read: Read) -> None:
    row = one(read, PAPER | {"externalIds": {"DOI": "10.1000/x"}, "publicationDate": None, "year": 2026})
    assert (row.id, row.month, row.published) == ("doi:10.1000/x", "", None)


def test_unknown_keys(read: Read) -> None:
    _, reports = read(
        SEMANTIC_SCHOLAR_DIALECT,
        json.dumps(PAPER | {"mood": "calm", "citationCount": 3, "embedding": {"v": [1]}}).encode(),
    )
    assert ["'mood'" in describe_report(report) for report in reports] == [True]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"paperId": None, "externalIds": None}, "no arXiv id and no DOI"),
        ({"paperId": "123", "externalIds": {}}, "no arXiv id and no DOI"),
        ({"title": None}, "no title"),
        ({"authors": [{"name": "A B"}] * 20_001}, "more than 20,000 authors"),
    ],
)
def test_rejects(read: Read, more: dict[str, object], reason: str) -> None:
    rows, reports = read(
        SEMANTIC_SCHOLAR_DIALECT, (json.dumps(PAPER | more) + "\n" + SEMANTIC_SCHOLAR_DIALECT.example).encode()
    )
    assert [row.id for row in rows] == ["2601.20001"]
    (reject,) = (report for report in reports if report.level is Level.REJECT)
    assert reject.line == 1
    assert reason in describe_report(reject)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just("2601.20001"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "authorId", "paperId", "ArXiv", "externalIds", "text", "title"]), inner
        )
    ),
    max_leaves=10,
)
KEYS = sorted({*PAPER, "tldr", "journal", "venue", "references", "openAccessPdf", "citingPaper", "year", "url"})


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
@settings(max_examples=300, deadline=None)
def test_any_type_at_any_key(check: Callable[[Dialect, bytes], None], odd: dict[str, object]) -> None:
    check(SEMANTIC_SCHOLAR_DIALECT, json.dumps(PAPER | odd).encode())


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_damaged_samples(check: Callable[[Dialect, bytes], None], root: Path, data: st.DataObject) -> None:
    text = bytearray((root / FOLDER / "papers.jsonl").read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 60)))
        text[start:end] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"}", b"[", b"\\ud800", b"NaN"])
        )
    check(SEMANTIC_SCHOLAR_DIALECT, bytes(text))
