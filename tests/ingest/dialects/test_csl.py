"""CSL-JSON of reference managers, and works of Crossref."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest.cleaning.categories import all_categories
from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.json.csl import CSL_DIALECT
from kg.ingest.dialects.json.digest import JSONL_DIALECT
from kg.ingest.dialects.json.hugging_face import HUGGING_FACE_DIALECT
from kg.ingest.dialects.json.openalex import OPENALEX_DIALECT
from kg.ingest.dialects.json.semantic_scholar import SEMANTIC_SCHOLAR_DIALECT
from kg.ingest.dialects.json.snapshot import SNAPSHOT_DIALECT
from kg.ingest.row import Row, RowForm
from kg.report_codes import Level, Report
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
SAMPLE = "examples/formats/csl/library.json"
(ITEM,) = json.loads(CSL_DIALECT.example)
BARE = {
    "id": "x",
    "type": "article-journal",
    "title": "T",
    "author": [{"family": "Linde", "given": "Mara"}],
    "abstract": "A",
}


def one(read: Read, value: object) -> Row:
    (row,), reports = read(CSL_DIALECT, json.dumps(value).encode())
    assert reports == []
    return row


def test_example(read: Read) -> None:
    row = one(read, [ITEM])
    assert (row.id, row.authors.names, row.abstract) == ("2601.20001", ("Mara Linde",), "We chart tidal pools.")


def test_matches(root: Path) -> None:
    data = (root / SAMPLE).read_bytes()
    assert CSL_DIALECT.matches(Head(data[:64_000], ""))
    assert CSL_DIALECT.matches(Head(CSL_DIALECT.example.encode(), ".json"))
    assert CSL_DIALECT.matches(Head(json.dumps({"linde2026": ITEM}).encode(), ".json"))
    for known in (JSONL_DIALECT, SNAPSHOT_DIALECT, OPENALEX_DIALECT, SEMANTIC_SCHOLAR_DIALECT, HUGGING_FACE_DIALECT):
        assert not CSL_DIALECT.matches(Head(known.example.encode(), ".json"))
        if known is not JSONL_DIALECT:
            assert not known.matches(Head(data[:64_000], ".json"))


def test_sample(read: Read, root: Path) -> None:
    rows, reports = read(CSL_DIALECT, (root / SAMPLE).read_bytes())
    assert reports == []
    first, second, third = rows
    assert first.title == "Charting Tidal Pools with Sparse Transformers"
    assert first.abstract.endswith("Accuracy rises to 81.2%.")
    assert (first.id, first.month, first.form, first.published) == (
        "2601.20001",
        "2026-01",
        RowForm.BIBLIOGRAPHY,
        date(2026, 1, 15),
    )
    assert first.authors.names == ("Mara Linde", "Teo Okafor")
    assert first.authors.authors[0].identifiers[0].value == "0000-0002-1825-0097"
    assert [category.code for category in all_categories(first.categories)] == ["cs.CV", "cs.LG"]
    assert (first.section, first.primary_category, first.journal) == ("cs.CV", "cs.CV", "")
    assert (second.id, second.month, second.published) == ("doi:10.1000/logs.2026", "2026-02", None)
    assert second.authors.names == ("Wil van der Berg Jr.", "The Lighthouse Reading Group")
    assert second.journal == "Journal of Shore Computing"
    assert (third.id, third.month, third.published) == ("hep-th/9901003", "1999-01", date(1999, 1, 2))


@pytest.mark.parametrize(
    ("more", "id_"),
    [
        ({"number": "arXiv:2601.20009"}, "2601.20009"),
        ({"note": "arXiv:2601.20009 [cs]"}, "2601.20009"),
        ({"note": "Comment: 5 pages\narXiv: 2601.20009v2"}, "2601.20009"),
        ({"URL": "http://arxiv.org/abs/2601.20009"}, "2601.20009"),
        ({"DOI": "10.48550/ARXIV.2601.20009"}, "2601.20009"),
        ({"archive": "arXiv", "archive_location": "2601.20009"}, "2601.20009"),
        ({"publisher": "arXiv", "number": "2601.20009"}, "2601.20009"),
        ({"container-title": "arXiv preprint arXiv:2601.20009"}, "2601.20009"),
        ({"container-title": "arXiv:2601.20009 [cs]"}, "2601.20009"),
        ({"DOI": "10.1000/x", "number": "2601.20009"}, "doi:10.1000/x"),
        ({"URL": "https://doi.org/10.1000/x"}, "doi:10.1000/x"),
    ],
)
def test_ids(read: Read, more: dict[str, str], id_: str) -> None:
    row = one(read, [BARE | more])
    assert row.id == id_
    assert "arXiv" not in row.journal


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ({"family": "Berg", "given": "Wil", "non-dropping-particle": "van der"}, "Wil van der Berg"),
        ({"family": "Humbert", "given": "Alex", "dropping-particle": "von"}, "Alex von Humbert"),
        ({"family": "Hakim", "given": "Noor", "non-dropping-particle": "al-"}, "Noor al-Hakim"),
        ({"family": "Linde", "given": "Mara", "suffix": "III"}, "Mara Linde III"),
        ({"literal": "Deep Tides Collaboration"}, "Deep Tides Collaboration"),
        ({"name": "Deep Tides Collaboration", "sequence": "first"}, "Deep Tides Collaboration"),
        ({"given": "Plato"}, "Plato"),
    ],
)
def test_names(read: Read, author: dict[str, str], name: str) -> None:
    assert one(read, [ITEM | {"author": [author]}]).authors.names == (name,)


@pytest.mark.parametrize(
    ("issued", "day", "month"),
    [
        ({"date-parts": [[2026, 1, 15]]}, date(2026, 1, 15), "2026-01"),
        ({"date-parts": [["2026", "1", "15"]]}, date(2026, 1, 15), "2026-01"),
        ({"date-parts": [[2026, 1, 15], [2026, 2, 1]]}, date(2026, 1, 15), "2026-01"),
        ({"date-parts": [[2026, 1]]}, None, "2026-01"),
        ({"date-parts": [[2026]]}, None, ""),
        ({"raw": "2026-01-15"}, date(2026, 1, 15), "2026-01"),
        ({"literal": "2026-01"}, None, "2026-01"),
        ([{"date-parts": [[2026, 1, 15]]}], date(2026, 1, 15), "2026-01"),
        ("2026-01-15", date(2026, 1, 15), "2026-01"),
        ({"date-parts": [[99999999, 13, 45]]}, None, ""),
        ({"date-parts": [[None]]}, None, ""),
        ({"date-parts": 5}, None, ""),
    ],
)
def test_dates(read: Read, issued: object, day: date | None, month: str) -> None:
    row = one(read, [BARE | {"DOI": "10.1000/x", "issued": issued}])
    assert (row.published, row.month) == (day, month)


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"note": "arXiv:2601.20009 [cs]"}, []),
        ({"note": "arXiv:2601.20009 [cs.CL]"}, ["cs.CL"]),
        ({"note": "arXiv:2601.20009 [hep-th]"}, ["hep-th"]),
        ({"keyword": "Physics - Data Analysis, Statistics and Probability, tides"}, ["physics.data-an"]),
        ({"keyword": "Quantum Physics", "publisher": "arXiv"}, ["quant-ph"]),
        ({"keyword": "Quantum Physics"}, []),
        ({"keyword": ["Computer Science - Sound"]}, ["cs.SD"]),
    ],
)
def test_categories(read: Read, more: dict[str, object], codes: list[str]) -> None:
    row = one(read, [BARE | {"DOI": "10.1000/x"} | more])
    assert [category.code for category in all_categories(row.categories)] == codes


def test_crossref(read: Read) -> None:
    work = {
        "DOI": "10.1000/X",
        "type": "journal-article",
        "title": ["Reading Lighthouse Logs"],
        "container-title": ["Journal of Shore Computing"],
        "author": [
            {
                "given": "Mara",
                "family": "Linde",
                "sequence": "first",
                "ORCID": "http://orcid.org/0000-0002-1825-0097",
                "affiliation": [{"name": "Tidal University"}],
            }
        ],
        "issued": {"date-parts": [[2026, 2, 3]]},
        "abstract": "Logs are read.",
        "reference": [{"key": "1", "DOI": "10.1000/SHORES"}, {"key": "2", "unstructured": "A book"}],
        "is-referenced-by-count": 3,
    }
    answer = {
        "status": "ok",
        "message-type": "work-list",
        "message": {"facets": {}, "total-results": 1, "items": [work]},
    }
    single = {"status": "ok", "message-type": "work", "message": work}
    for value in (work, answer, single):
        assert CSL_DIALECT.matches(Head(json.dumps(value).encode(), ".json"))
        row = one(read, value)
        assert (row.id, row.title, row.journal) == (
            "doi:10.1000/x",
            "Reading Lighthouse Logs",
            "Journal of Shore Computing",
        )
        assert row.references == ("doi:10.1000/shores",)
        (author,) = row.authors.authors
        assert (author.name, author.affiliations) == ("Mara Linde", ("Tidal University",))
        assert author.identifiers[0].value == "0000-0002-1825-0097"


def test_unknown_keys(read: Read) -> None:
    _, reports = read(CSL_DIALECT, json.dumps([ITEM | {"mood": "calm", "page": "1-2", "volume": 3}]).encode())
    assert ["'mood'" in describe_report(report) for report in reports] == [True]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (BARE, "no arXiv id and no DOI"),
        (BARE | {"number": "2601.20009"}, "no arXiv id and no DOI"),
        (BARE | {"DOI": "10.1000/x", "title": None}, "no title"),
        (BARE | {"DOI": "10.1000/x", "author": [{}] * 20_001}, "more than 20,000 authors"),
    ],
)
def test_rejects(read: Read, item: dict[str, object], reason: str) -> None:
    rows, reports = read(CSL_DIALECT, json.dumps([item, ITEM], indent=1).encode())
    assert [row.id for row in rows] == ["2601.20001"]
    (reject,) = (report for report in reports if report.level is Level.REJECT)
    assert reject.line == 2
    assert reason in describe_report(reject)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.just("arXiv:2601.20001 [cs.CL]"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["family", "given", "literal", "date-parts", "raw", "DOI", "name"]), inner)
    ),
    max_leaves=10,
)
KEYS = sorted({*ITEM, "note", "keyword", "DOI", "URL", "container-title", "reference", "archive", "published"})


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
@settings(max_examples=300, deadline=None)
def test_any_type_at_any_key(check: Callable[[Dialect, bytes], None], odd: dict[str, object]) -> None:
    check(CSL_DIALECT, json.dumps([ITEM | odd, BARE | odd]).encode())


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_damaged_samples(check: Callable[[Dialect, bytes], None], root: Path, data: st.DataObject) -> None:
    text = bytearray((root / SAMPLE).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 60)))
        text[start:end] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"}", b"[", b"\\ud800", b"NaN"])
        )
    check(CSL_DIALECT, bytes(text))
