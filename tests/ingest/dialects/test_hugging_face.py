"""Daily papers of Hugging Face."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
SAMPLE = "examples/formats/hugging-face/daily_papers.json"
(ENTRY,) = json.loads(HUGGING_FACE_DIALECT.example)


def one(read: Read, value: object) -> Row:
    (row,), reports = read(HUGGING_FACE_DIALECT, json.dumps(value).encode())
    assert reports == []
    return row


def paper(**more: object) -> dict[str, object]:
    return ENTRY | {"paper": ENTRY["paper"] | more}


def test_example(read: Read) -> None:
    row = one(read, [ENTRY])
    assert (row.id, row.authors.names, row.abstract) == ("2601.20001", ("Mara Linde",), "We chart tidal pools.")


def test_matches(root: Path) -> None:
    data = (root / SAMPLE).read_bytes()
    assert HUGGING_FACE_DIALECT.matches(Head(data[:64_000], ""))
    assert HUGGING_FACE_DIALECT.matches(Head(json.dumps([e["paper"] for e in json.loads(data)]).encode(), ".json"))
    assert HUGGING_FACE_DIALECT.matches(Head(HUGGING_FACE_DIALECT.example.encode(), ".json"))
    for known in (JSONL_DIALECT, SNAPSHOT_DIALECT, OPENALEX_DIALECT, SEMANTIC_SCHOLAR_DIALECT, CSL_DIALECT):
        assert not HUGGING_FACE_DIALECT.matches(Head(known.example.encode(), ".json"))
        if known is not JSONL_DIALECT:
            assert not known.matches(Head(data[:64_000], ".json"))


def test_sample(read: Read, root: Path) -> None:
    rows, reports = read(HUGGING_FACE_DIALECT, (root / SAMPLE).read_bytes())
    assert reports == []
    first, second, third = rows
    assert first.title == "Charting Tidal Pools with Sparse Transformers"
    assert first.abstract.endswith("Accuracy rises to 81.2%.")
    assert (first.id, first.month, first.published) == ("2601.20001", "2026-01", date(2026, 1, 15))
    assert first.authors.names == ("Mara Linde", "Teo Okafor")  # his profile is hidden
    assert (first.tldr, first.form) == ("Sparse transformers chart tidal pools.", RowForm.ENHANCED)
    assert first.code_stars == ("https://github.com/example/tidal-pools", 41)
    assert (second.tldr, second.form, second.code_url) == ("", RowForm.RAW, "")
    assert second.authors.names == ("Teo Okafor", "Ines Varga", "Mara Linde")
    assert third.id == "2601.20003"


@pytest.mark.parametrize(
    "value",
    [
        ENTRY,
        {"papers": [ENTRY]},
        ENTRY["paper"],
        [ENTRY["paper"]],
        {"date": "2026-01-19", "dailyPapers": [ENTRY]},
        {**ENTRY, "paper": {k: v for k, v in ENTRY["paper"].items() if k != "title"}},
    ],
)
def test_layouts(read: Read, value: object) -> None:
    assert one(read, value).id == "2601.20001"


def test_stars_beyond_64_bits(read: Read) -> None:
    entry = paper(githubRepo="https://github.com/a/b", githubStars=10**30)
    (row,), reports = read(HUGGING_FACE_DIALECT, json.dumps([entry]).encode())
    assert row.code_stars == ("https://github.com/a/b", 2**63 - 1)
    assert len(reports) == 1


def test_unknown_keys(read: Read) -> None:
    _, reports = read(HUGGING_FACE_DIALECT, json.dumps([paper(mood="calm", ai_keywords=["x"])]).encode())
    assert ["'mood'" in describe_report(report) for report in reports] == [True]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"id": None}, "no arXiv id"),
        ({"id": "65a"}, "'65a' is not an arXiv id"),
        ({"authors": [{"name": "A B"}] * 20_001}, "more than 20,000 authors"),
    ],
)
def test_rejects(read: Read, more: dict[str, object], reason: str) -> None:
    rows, reports = read(HUGGING_FACE_DIALECT, json.dumps([paper(**more), ENTRY], indent=1).encode())
    assert [row.id for row in rows] == ["2601.20001"]
    (reject,) = (report for report in reports if report.level is Level.REJECT)
    assert reject.line == 2
    assert reason in describe_report(reject)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just("2601.20001"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "hidden", "user"]), inner),
    max_leaves=8,
)
KEYS = sorted({*ENTRY["paper"], "githubRepo", "githubStars", "ai_summary", "paper", "publishedAt"})


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
@settings(max_examples=300, deadline=None)
def test_any_type_at_any_key(check: Callable[[Dialect, bytes], None], odd: dict[str, object]) -> None:
    check(HUGGING_FACE_DIALECT, json.dumps([paper(**odd), ENTRY | odd]).encode())


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
    check(HUGGING_FACE_DIALECT, bytes(text))
