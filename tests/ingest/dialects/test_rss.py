"""RSS feeds of arXiv, current ones and those from before 2024."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.xml.rss import RSS_DIALECT
from kg.ingest.row import Row, RowForm
from kg.model import Identifier, IdentifierScheme
from kg.report_codes import Level, Report
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
Check = Callable[[Dialect, bytes], None]

FEED = b'<rss version="2.0"><channel><title>x</title>\n%b</channel></rss>'


def item(title: str = "T", link: str = "https://arxiv.org/abs/2601.20001", more: str = "") -> bytes:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>\n".encode()


@pytest.fixture(scope="session")
def news(root: Path) -> bytes:
    return (root / "examples/formats/rss/news.rss").read_bytes()


@pytest.fixture(scope="session")
def older(root: Path) -> bytes:
    return (root / "examples/formats/rss/older.rdf").read_bytes()


def test_the_feed_of_today(read: Read, news: bytes) -> None:
    rows, reports = read(RSS_DIALECT, news)
    first, second = rows
    assert (first.id, first.version, first.month, first.line) == ("2601.20001", 1, "2026-01", 14)
    assert first.title == "Charting Tidal Pools with Sparse Transformers"
    assert first.authors.names == ("Mara Linde", "Teo Okafor")
    assert (first.primary_category, first.categories) == ("cs.CV", ("cs.CV", "cs.LG"))
    assert first.abstract == (
        "We chart tidal pools with sparse transformers and evaluate on ImageNet. Accuracy rises to 81.2%."
    )
    assert (first.published, first.form) == (date(2026, 1, 15), RowForm.REGISTRY)
    assert (second.version, second.published) == (2, None)  # the date of a replacement is not the paper's date
    assert second.journal == "Annals of Pipes 4 (2026) 12"
    assert Identifier(IdentifierScheme.DOI, "10.5555/leaks.2026") in second.identifiers
    assert second.abstract.endswith("at p < 0.01 with few false alarms.")
    assert reports == []


def test_the_feed_before_2024(read: Read, older: bytes) -> None:
    rows, reports = read(RSS_DIALECT, older)
    first, second = rows
    assert (first.id, first.version, first.title) == ("2601.20003", 1, "A Small Grammar of Knots")
    assert first.authors.names == ("Pau Ferrer", "Noor Haddad")
    assert first.categories == ("math.GT",)
    assert first.abstract == ("We write knots as words of a small grammar\nand count them up to $n = 12$ crossings.")
    assert (second.id, second.version, second.primary_category) == ("2601.20004", 2, "cs.CV")
    assert reports == []


@pytest.mark.parametrize(
    ("head", "matches"),
    [
        (FEED, True),
        (b"<?xml version='1.0'?>\n<?xml-stylesheet href='x'?><rss>", True),
        (b"<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/'>", True),
        (b"<rdf:RDF xmlns:rdf='r' xmlns:skos='http://www.w3.org/2004/02/skos/core#'>", False),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", False),
        (b"<html><rss>", False),
        (b"", False),
    ],
)
def test_recognized_by_its_root_element(head: bytes, matches: bool) -> None:
    assert RSS_DIALECT.matches(Head(head, ".xml")) is matches


@pytest.mark.parametrize(
    ("printed", "link", "expected"),
    [
        ("T. (arXiv:2601.20001v1 [cs.CL])", "", ("T", "2601.20001", "cs.CL")),
        ("Why? (arXiv:2601.20001v3 [cs.CL] UPDATED)", "", ("Why?", "2601.20001", "cs.CL")),
        ("T (arXiv:hep-th/9901001v1)", "", ("T", "hep-th/9901001", "")),
        ("arXiv:2601.20001v2 T", "", ("T", "2601.20001", "")),
        ("[arXiv:2601.20001] T", "", ("T", "2601.20001", "")),
        ("T (with brackets)", "https://arxiv.org/abs/2601.20001", ("T (with brackets)", "2601.20001", "")),
        ("T", "https://www.arxiv-sanity-lite.com/?rank=pid&amp;pid=2601.20001", ("T", "2601.20001", "")),
        ("T", "https://huggingface.co/papers/2601.20001", ("T", "2601.20001", "")),
    ],
)
def test_titles_of_every_style(read: Read, printed: str, link: str, expected: tuple[str, ...]) -> None:
    rows, reports = read(RSS_DIALECT, FEED % item(printed, link))
    assert [(row.title, row.id, row.primary_category) for row in rows] == [expected], reports


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ("<dc:creator>Ann Lee</dc:creator><dc:creator>Bo Han</dc:creator>", ("Ann Lee", "Bo Han")),
        ("<dc:creator>\n Ann Lee,\n Bo Han</dc:creator>", ("Ann Lee", "Bo Han")),
        ("<author><name>Ann Lee</name></author><author><name>Bo Han</name></author>", ("Ann Lee", "Bo Han")),
        ("<author>Ann Lee, Bo Han</author>", ("Ann Lee", "Bo Han")),
        ("<description>Authors: Ann Lee, Bo Han\nAbstract: We sort.</description>", ("Ann Lee", "Bo Han")),
        (
            '<dc:creator><![CDATA[<a href="x">Ann Lee</a> and <a href="y">Bo Han</a>]]></dc:creator>',
            ("Ann Lee", "Bo Han"),
        ),
    ],
)
def test_authors(read: Read, more: str, names: tuple[str, ...]) -> None:
    (row,), _ = read(RSS_DIALECT, FEED % item(more=more))
    assert row.authors.names == names


def test_a_list_of_items_is_not_an_item(read: Read, older: bytes) -> None:
    assert older.count(b"<item") == 3  # including <items>
    rows, reports = read(RSS_DIALECT, older)
    assert len(rows) + len([report for report in reports if report.level is Level.REJECT]) == 2


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        (item(title=""), "no title"),
        (item(link="https://example.org"), "is not an arXiv id or DOI"),
        (b"<item><title>T</item>\n", "not well-formed"),
        (item(more="<dc:creator>" + "A B, " * 60 + "</dc:creator>"), "more than 50 authors"),
    ],
)
def test_rejects(read: Read, damaged: bytes, reason: str) -> None:
    rows, reports = read(RSS_DIALECT, FEED % (damaged + item("Next")), settings=IngestSettings(max_authors=50))
    assert [row.title for row in rows] == ["Next"]
    (reject,) = (report for report in reports if report.level is Level.REJECT)
    assert reason in describe_report(reject)
    assert reject.line == 2


@given(st.binary(max_size=300))
@limits(max_examples=100, deadline=None)
def test_any_bytes(check: Check, data: bytes) -> None:
    check(RSS_DIALECT, data)
    check(RSS_DIALECT, FEED % (b"<item>" + data + b"</item>"))


@given(st.data())
@limits(max_examples=100, deadline=None)
def test_damaged_feeds(check: Check, news: bytes, older: bytes, data: st.DataObject) -> None:
    text = bytearray(data.draw(st.sampled_from([news, older])))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        text[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    check(RSS_DIALECT, bytes(text))
