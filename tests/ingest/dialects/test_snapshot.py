"""Rows of arXiv's metadata snapshot."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.json import digest
from kg.ingest.dialects.json.snapshot import SNAPSHOT_DIALECT
from kg.ingest.row import Row, RowForm
from kg.names.groups import is_organization
from kg.report_codes import Level, Report
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
SAMPLE = "examples/formats/snapshot/arxiv-metadata-oai-snapshot.json"
ROW = json.loads(SNAPSHOT_DIALECT.example)


@pytest.fixture
def sample(root: Path) -> bytes:
    return (root / SAMPLE).read_bytes()


def one(read: Read, value: dict[str, object]) -> Row:
    (row,), reports = read(SNAPSHOT_DIALECT, json.dumps(value).encode())
    assert [report for report in reports if report.level is Level.REJECT] == []
    return row


def test_example(read: Read) -> None:
    (row,), reports = read(SNAPSHOT_DIALECT, SNAPSHOT_DIALECT.example.encode())
    assert reports == []
    assert (row.id, row.authors.names) == ("2601.20001", ("Mara Linde",))


def test_matches(sample: bytes) -> None:
    assert SNAPSHOT_DIALECT.matches(Head(SNAPSHOT_DIALECT.example.encode(), ".json"))
    assert SNAPSHOT_DIALECT.matches(Head(sample[:64_000], ""))
    assert SNAPSHOT_DIALECT.matches(Head(sample[:700], ".json"))
    assert SNAPSHOT_DIALECT.matches(Head(f"[{','.join(sample.decode().splitlines())}]".encode(), ".json"))
    assert not SNAPSHOT_DIALECT.matches(Head(digest.JSONL_DIALECT.example.encode(), ".jsonl"))
    assert not SNAPSHOT_DIALECT.matches(Head(b'{"id": "1", "authors_parsed": [["a", "b", ""]]}', ".jsonl"))
    assert not SNAPSHOT_DIALECT.matches(Head(b"", ".json"))


def test_sample(read: Read, sample: bytes) -> None:
    rows, reports = read(SNAPSHOT_DIALECT, sample)
    assert [describe_report(report) for report in reports] == [
        "1 row with a shortened author list (et al.), first at this line"
    ]
    first, second, third, fourth = rows
    assert first.title == "Charting Tidal Pools with Sparse Transformers"
    assert (first.id, first.month, first.version, first.form) == ("2601.20001", "2026-01", 2, RowForm.REGISTRY)
    assert first.authors.names == ("Mara Linde", "Teo Okafor")
    assert (first.section, first.primary_category, first.categories) == ("cs.CV", "cs.CV", ("cs.CV", "cs.LG"))
    assert first.published == date(2026, 1, 15)
    assert first.abstract.startswith("We chart tidal pools with sparse transformers")
    assert first.comment == "8 pages, 3 figures"
    assert second.authors.names == ("Nora Quill", "J.-L. García", "Bo Müller Jr.")
    assert [author.affiliations for author in second.authors.authors] == [
        ("Harbor Institute",),
        ("University of the Strait",),
        ("Harbor Institute",),
    ]
    assert [identifier.key for identifier in second.identifiers] == ["0704.2002", "doi:10.1000/pier.2007"]
    assert (second.journal, second.published) == ("J. Harbor Phys. 3 (2007) 14-20", date(2007, 4, 2))
    assert third.authors.names == ("The LAGOON Collaboration", "I. Varga", "K. Brook")
    assert (third.authors.truncated, third.version) == (True, 3)
    assert (fourth.id, fourth.month, fourth.published) == ("hep-th/9901003", "1999-01", date(1999, 1, 2))


def authors(read: Read, printed: str, *parsed: list[str]) -> Row:
    return one(read, ROW | {"authors": printed, "authors_parsed": list(parsed)})


ANN, SAM = ["Lee", "Ann", ""], ["Brandt", "Sam", ""]


@pytest.mark.parametrize(
    ("printed", "names", "truncated"),
    [
        (
            "Teo Okafor (1), Ida Moor (2) ((1) Harbor School,\n  (2) Dune Institute)",
            ("Ann Lee", "Sam Brandt"),
            False,
        ),
        ("TIDE Collaboration: G. Ab, B. Cd et al.", ("TIDE Collaboration", "Ann Lee", "Sam Brandt"), True),
        ("G. Ab, B. Cd, the TIDE Collaboration", ("Ann Lee", "Sam Brandt", "the TIDE Collaboration"), False),
        ("G. Ab (on behalf of the TIDE Collaboration)", ("Ann Lee", "Sam Brandt"), False),
        ("G. Ab for the TIDE Collaboration", ("Ann Lee", "Sam Brandt"), False),
        ("G. Ab, for the TIDE Collaboration", ("Ann Lee", "Sam Brandt"), False),
        ("G. Ab, B. Cd, and 27 others", ("Ann Lee", "Sam Brandt"), True),
        ("G. Ab and others", ("Ann Lee", "Sam Brandt"), True),
        ("Deep Tides Team", ("Deep Tides Team", "Ann Lee", "Sam Brandt"), False),
        ("", ("Ann Lee", "Sam Brandt"), False),
    ],
)
def test_people_are_those_of_authors_parsed_and_groups_are_added(
    read: Read, printed: str, names: tuple[str, ...], truncated: bool
) -> None:
    found = authors(read, printed, ANN, SAM).authors
    assert found.names == names
    assert found.truncated is truncated
    assert {name for name in found.names if is_organization(name)} == set(names) - {"Ann Lee", "Sam Brandt"}


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        (["García", "J. -L.", ""], ("J.-L. García",)),
        (["van der Berg", "Wil M. P.", "III"], ("Wil M. P. van der Berg III",)),
        (["al.", "B. Cd et", ""], ("B. Cd",)),
        (["Deep Tides Team", "", ""], ("Deep Tides Team",)),
        (["Plato", "", ""], ("Plato",)),
        (["Lee", "A. (deceased)", ""], ("A. Lee",)),
        (["al", "et", ""], ()),
        (["", "", ""], ()),
        (["Lee"], ("Lee",)),
        ([], ()),
        ([r"K{\"o}hler", r"J\"urgen", ""], ("Jürgen Köhler",)),
        (["Lee", "Ann", "", "University of X", "Institute Y"], ("Ann Lee",)),
    ],
)
def test_entries_of_authors_parsed(read: Read, entry: list[str], names: tuple[str, ...]) -> None:
    found = authors(read, "", entry).authors
    assert found.names == names
    if len(entry) > 3:
        assert found.authors[0].affiliations == ("University of X", "Institute Y")


def test_a_group_that_the_parser_cut_is_there_once(read: Read) -> None:
    row = authors(read, "TIDE-X Collaboration: A. Lee", ["X Collaboration", "", ""], ANN)
    assert row.authors.names == ("TIDE-X Collaboration", "Ann Lee")


def test_affiliations_on_behalf_of_a_group_name_the_group(read: Read) -> None:
    row = authors(read, "", ["Lee", "Ann", "", "on behalf of the TIDE Collaboration"])
    assert row.authors.authors[0].affiliations == ("TIDE Collaboration",)


def test_without_authors_parsed_the_line_is_read(read: Read) -> None:
    assert authors(read, "Ann Lee and Sam Brandt").authors.names == ("Ann Lee", "Sam Brandt")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"embedding": [1, 2]}, "unknown key 'embedding'"),
        ({"comments": 5}, ""),
        ({"authors_parsed": None}, ""),
        ({"authors_parsed": "Linde, Mara"}, ""),
        ({"versions": "v1"}, ""),
        ({"abstract": None}, "without an abstract"),
    ],
)
def test_rows_of_other_shape(read: Read, more: dict[str, object], expected: str) -> None:
    (row,), reports = read(SNAPSHOT_DIALECT, json.dumps(ROW | more).encode())
    assert (row.id, row.form, row.authors.names) == ("2601.20001", RowForm.REGISTRY, ("Mara Linde",))
    assert (not expected and not reports) or any(expected in describe_report(report) for report in reports)


def test_several_dois(read: Read) -> None:
    row = one(read, ROW | {"doi": "10.1000/abc 10.1000/def"})
    assert [identifier.key for identifier in row.identifiers] == ["2601.20001", "doi:10.1000/abc", "doi:10.1000/def"]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"id": "none"}, "'none' is not an arXiv id"),
        ({"id": None}, "no arXiv id"),
        ({"title": " "}, "no title"),
        ({"title": None}, "no title"),
        ({"authors_parsed": [["Lee", "Ann", ""]] * 20_001}, "more than 20,000 authors"),
    ],
)
def test_rejects(read: Read, more: dict[str, object], reason: str) -> None:
    rows, reports = read(SNAPSHOT_DIALECT, (json.dumps(ROW | more) + "\n" + SNAPSHOT_DIALECT.example).encode())
    assert [row.id for row in rows] == ["2601.20001"]
    (reject,) = (report for report in reports if report.level is Level.REJECT)
    assert reject.line == 1
    assert reason in describe_report(reject)


VALUES = st.recursive(
    st.none()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["v3", "Mon, 2 Apr 2007 1:2:3 GMT"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["version", "created"]), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(ROW)), VALUES, max_size=6))
@settings(max_examples=300, deadline=None)
def test_any_type_at_any_key(check: Callable[[Dialect, bytes], None], odd: dict[str, object]) -> None:
    check(SNAPSHOT_DIALECT, json.dumps(ROW | odd).encode())


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
    check(SNAPSHOT_DIALECT, bytes(text))
