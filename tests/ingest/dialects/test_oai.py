"""Records of arXiv's OAI-PMH interface."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.xml.oai import OAI_PMH_DIALECT
from kg.ingest.row import Row, RowForm
from kg.model import Identifier, IdentifierScheme
from kg.report_codes import Level, Report
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
Check = Callable[[Dialect, bytes], None]

RESPONSE = b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>\n%b</ListRecords></OAI-PMH>'
BARE = "<{0}><id>2601.20001</id><title>{1}</title>{2}</{0}>"


def record(title: str = "T", more: str = "", name: str = "arXiv") -> bytes:
    return f"<record><header/><metadata>{BARE.format(name, title, more)}</metadata></record>\n".encode()


@pytest.fixture(scope="session")
def samples(root: Path) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (root / "examples/formats/oai-pmh").glob("*.xml")}


def test_the_format_arxiv(read: Read, samples: dict[str, bytes]) -> None:
    rows, reports = read(OAI_PMH_DIALECT, samples["arxiv"])
    first, second = rows
    assert (first.id, first.month, first.line, first.form) == ("2601.20001", "2026-01", 6, RowForm.REGISTRY)
    assert first.title == "Charting Tidal Pools with Sparse Transformers"
    assert first.authors.names == ("Mara Linde", "Teo Okafor")
    assert (first.primary_category, first.categories) == ("cs.CV", ("cs.CV", "cs.LG"))
    assert first.abstract == (
        "We chart tidal pools with sparse transformers and evaluate on ImageNet. Accuracy rises to 81.2%."
    )
    assert first.published == date(2026, 1, 15)
    assert second.title == "Listening for Leaks: Acoustic Graphs of Water Networks"
    assert second.authors.names == ("Ines Varga Jr.", "LEAK Collaboration")
    assert second.authors.authors[0].affiliations == ("Institute of Quiet Pipes",)
    assert (second.comment, second.journal) == ("9 pages, 3 figures", "Annals of Pipes 4 (2026) 12")
    assert Identifier(IdentifierScheme.DOI, "10.5555/leaks.2026") in second.identifiers
    assert second.categories == ("cs.SD", "eess.AS", "H.5.5")
    assert reports == []


def test_the_format_arxivraw(read: Read, samples: dict[str, bytes]) -> None:
    (row,), reports = read(OAI_PMH_DIALECT, samples["arxiv-raw"])
    assert (row.id, row.version, row.published) == ("2601.20003", 2, date(2026, 1, 16))
    assert row.authors.names == ("Pau Ferrer", "Noor Haddad")
    assert row.categories == ("math.GT", "57K10 (Primary), 68Q42")
    assert not row.withdrawn
    assert reports == []


def test_dublin_core(read: Read, samples: dict[str, bytes]) -> None:
    (row,), reports = read(OAI_PMH_DIALECT, samples["dublin-core"])
    assert (row.id, row.published, row.primary_category) == ("2601.20004", date(2026, 1, 17), "cs.CV")
    assert row.authors.names == ("Ines Varga", "Noor Haddad")
    assert row.abstract.startswith("Seagulls are hard to count")
    assert (row.comment, row.journal) == ("5 pages", "Annals of Shore Statistics 3 (2026) 7")
    assert Identifier(IdentifierScheme.DOI, "10.5555/gulls.2026") in row.identifiers
    assert reports == []


def test_responses_that_follow_one_another(read: Read, samples: dict[str, bytes]) -> None:
    rows, reports = read(OAI_PMH_DIALECT, b"\n".join(samples[name] for name in sorted(samples)))
    assert sorted(row.id for row in rows) == ["2601.20001", "2601.20002", "2601.20003", "2601.20004"]
    assert reports == []


@pytest.mark.parametrize("name", ["arXiv", "arXivRaw", "arXivOld"])
def test_records_without_an_envelope(read: Read, name: str) -> None:
    data = "\n".join(BARE.format(name, title, "<authors>Ann Lee, Bo Han</authors>") for title in ("A", "B")).encode()
    rows, _ = read(OAI_PMH_DIALECT, data)
    assert [(row.title, row.authors.names) for row in rows] == [
        ("A", ("Ann Lee", "Bo Han")),
        ("B", ("Ann Lee", "Bo Han")),
    ]


@pytest.mark.parametrize(
    ("head", "matches"),
    [
        (RESPONSE, True),
        (b"<?xml version='1.0'?><arXiv xmlns='http://arxiv.org/OAI/arXiv/'>", True),
        (b"<ListRecords xmlns='http://www.openarchives.org/OAI/2.0/'>", True),
        (b"<records><record><metadata><arXivRaw xmlns='http://arxiv.org/OAI/arXivRaw/'>", True),
        (b"<oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/'>", True),
        (b"<record><title>of something else</title>", False),
        (b"<rss><channel>http://www.openarchives.org/OAI/2.0/", False),
        (b"# http://www.openarchives.org/OAI/2.0/", False),
        (b"", False),
    ],
)
def test_recognized_by_its_root_element(head: bytes, matches: bool) -> None:
    assert OAI_PMH_DIALECT.matches(Head(head, ".xml")) is matches


@pytest.mark.parametrize(
    ("versions", "version", "withdrawn"),
    [
        ([("v1", "10kb", "D"), ("v2", "0kb", "I")], 2, True),
        ([("v2", "10kb", ""), ("v1", "0kb", "I")], 2, False),
        ([("v1", "0kb", "D")], 1, False),
        ([("vx", "0kb", "I"), ("v99999999999", "0kb", "I")], None, False),
        ([], None, False),
    ],
)
def test_the_newest_version_says_whether_a_paper_is_withdrawn(
    read: Read, versions: list[tuple[str, str, str]], version: int | None, withdrawn: bool
) -> None:
    elements = "".join(
        f'<version version="{name}"><date>Fri, 16 Jan 2026 08:00:00 GMT</date><size>{size}</size>'
        f"<source_type>{kind}</source_type></version>"
        for name, size, kind in versions
    )
    (row,), _ = read(OAI_PMH_DIALECT, RESPONSE % record(more=elements, name="arXivRaw"))
    assert (row.version, row.withdrawn) == (version, withdrawn)


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        (b"<record><header status='deleted'><identifier>x</identifier></header></record>\n", "deleted by the archive"),
        (b"<record><header/></record>\n", "no metadata"),
        (b"<record><metadata><marc/></metadata></record>\n", "metadata in the format 'marc'"),
        (record(title=""), "no title"),
        (record().replace(b"2601.20001", b"0000"), "not an arXiv id or DOI"),
        (
            record(more="<authors>" + "<author><keyname>A</keyname></author>" * 60 + "</authors>"),
            "more than 50 authors",
        ),
        (b"<record><metadata>\n", "has no end"),
        (b"<record><metadata></record>\n", "not well-formed"),
    ],
)
def test_rejects(read: Read, damaged: bytes, reason: str) -> None:
    rows, reports = read(
        OAI_PMH_DIALECT, RESPONSE % (damaged + record("Next")), settings=IngestSettings(max_authors=50)
    )
    assert [row.title for row in rows] == ["Next"]
    (reject,) = (report for report in reports if report.level is Level.REJECT)
    assert reason in describe_report(reject)
    assert reject.line == 2


@given(st.binary(max_size=300))
@limits(max_examples=100, deadline=None)
def test_any_bytes(check: Check, data: bytes) -> None:
    check(OAI_PMH_DIALECT, data)
    check(OAI_PMH_DIALECT, b"<arXivRaw><title>T</title>" + data + b"</arXivRaw>")


@given(st.data())
@limits(max_examples=100, deadline=None)
def test_damaged_responses(check: Check, samples: dict[str, bytes], data: st.DataObject) -> None:
    text = bytearray(samples[data.draw(st.sampled_from(sorted(samples)))])
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        text[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    check(OAI_PMH_DIALECT, bytes(text))
