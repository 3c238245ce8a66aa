"""Atom feeds of arXiv: API responses and daily news."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.xml.atom import ATOM_DIALECT
from kg.ingest.row import Row, RowForm
from kg.model import Identifier, IdentifierScheme
from kg.report_codes import Level, Report
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
Check = Callable[[Dialect, bytes], None]

FEED = b'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">\n%b</feed>'


def entry(id_: str = "http://arxiv.org/abs/2601.20001v1", title: str = "T", more: str = "") -> bytes:
    return f"<entry><id>{id_}</id><title>{title}</title>{more}</entry>\n".encode()


@pytest.fixture(scope="session")
def query(root: Path) -> bytes:
    return (root / "examples/formats/atom/query.atom").read_bytes()


@pytest.fixture(scope="session")
def news(root: Path) -> bytes:
    return (root / "examples/formats/atom/news.atom").read_bytes()


def test_an_answer_of_the_api(read: Read, query: bytes) -> None:
    rows, reports = read(ATOM_DIALECT, query)
    first, second, third = rows
    assert (first.id, first.version, first.month, first.line) == ("2601.20001", 1, "2026-01", 8)
    assert first.title == "Charting Tidal Pools with Sparse Transformers"
    assert first.authors.names == ("Mara Linde", "Teo Okafor")
    assert (first.primary_category, first.section, first.categories) == ("cs.CV", "cs.CV", ("cs.CV", "cs.LG"))
    assert first.abstract == (
        "We chart tidal pools with sparse transformers and evaluate on ImageNet. Accuracy rises to 81.2%."
    )
    assert (first.published, first.form) == (date(2026, 1, 15), RowForm.REGISTRY)
    assert second.abstract.endswith("find leaks at p < 0.01 & with few false alarms.")
    assert second.comment == "9 pages, 3 figures"
    assert [author.affiliations for author in second.authors.authors] == [
        ("Institute of Quiet Pipes",),
        ("University of the Shore",),
    ]
    assert third.journal == "Journal of Invented Topology 12 (2026) 1-9"
    assert Identifier(IdentifierScheme.DOI, "10.5555/2601.20003") in third.identifiers
    assert third.categories == ("math.GT", "57K10")
    assert reports == []


def test_the_news_feed(read: Read, news: bytes) -> None:
    rows, reports = read(ATOM_DIALECT, news)
    first, second = rows
    assert (first.id, first.version, first.published) == ("2601.20004", 1, date(2026, 1, 19))
    assert first.abstract.startswith("Seagulls are hard to count")
    assert first.authors.names == ("Ines Varga", "Noor Haddad")
    assert (second.version, second.published) == (2, None)  # the date of a replacement is not the paper's date
    assert reports == []


@pytest.mark.parametrize(
    ("head", "suffix", "matches"),
    [
        (FEED % b"", ".atom", True),
        (b"\n<?xml version='1.0'?>\n<!-- saved -->\n" + FEED, ".xml", True),
        (b"<ns0:feed xmlns:ns0='http://www.w3.org/2005/Atom'>", "", True),
        (b"<!DOCTYPE feed [<!ENTITY a 'b'>]>" + FEED, ".xml", True),
        (b"<rss version='2.0'><title>http://www.w3.org/2005/Atom</title>", ".xml", False),
        (b"<feed><title>of something else</title>", ".xml", False),
        (b"<!-- ", ".xml", False),
        (b"<!DOCTYPE", ".xml", False),
        (b"# about <feed xmlns='http://www.w3.org/2005/Atom'>", ".md", False),
        (b"", "", False),
    ],
)
def test_recognized_by_its_root_element(head: bytes, suffix: str, matches: bool) -> None:
    assert ATOM_DIALECT.matches(Head(head, suffix)) is matches


def test_renamed_prefixes_mean_the_same(read: Read) -> None:
    feed = (
        b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>http://arxiv.org/abs/2601.20001</a:id>'
        b"<a:title>T</a:title><a:author><a:name>Mara Linde</a:name></a:author></a:entry></a:feed>"
    )
    rows, _ = read(ATOM_DIALECT, feed)
    assert [(row.id, row.authors.names) for row in rows] == [("2601.20001", ("Mara Linde",))]


def test_one_damaged_entry_costs_one_reject(read: Read) -> None:
    rows, reports = read(
        ATOM_DIALECT,
        FEED % (entry(title="A") + b"<entry><title>B</entry>\n<entry><id>x</id>\n" + entry(title="C"))
        + b"\n<entry><title>cut off",
    )
    assert [row.title for row in rows] == ["A", "C"]
    rejects = [
        (report.line, describe_report(report).split(":")[0]) for report in reports if report.level is Level.REJECT
    ]
    assert rejects == [
        (3, "not well-formed XML at line 3"),
        (4, "the <entry> that begins here has no end"),
        (7, "the file ends inside the record that begins here"),
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("AT&T and R&D", "AT&T and R&D"),
        ("Schr&ouml;dinger&nbsp;maps", "Schrödinger maps"),
        ("p<0.05", "p<0.05"),
        ("<![CDATA[A & B <entry> </entry>]]>", "A & B <entry> </entry>"),
        ("On x\x01y&#0;&#x1f;&#xd800;", "On xy"),
        ("A &unknown; B", "A &unknown; B"),
        ("<!-- </entry> -->Shells", "Shells"),
        ("5 &lt; 6 &amp; more", "5 < 6 & more"),
    ],
)
def test_common_faults_are_repaired(read: Read, title: str, expected: str) -> None:
    rows, _ = read(ATOM_DIALECT, FEED % entry(title=title))
    assert [row.title for row in rows] == [expected]


def test_entities_of_a_document_type_are_never_expanded(read: Read, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    document_type = f'<!DOCTYPE feed [<!ENTITY e0 "ha"><!ENTITY f SYSTEM "{tmp_path}/secret">{bomb}]>'.encode()
    rows, _ = read(ATOM_DIALECT, document_type + FEED % entry(title="T &e12; &f;"))
    assert [row.title for row in rows] == ["T &e12; &f;"]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (entry(title=""), "no title"),
        (entry("tag:example.org,2026:1"), "is not an arXiv id or DOI"),
        (entry(""), "no arXiv id and no DOI"),
        (
            entry("http://arxiv.org/api/errors#bad", more="<summary>incorrect id format</summary>"),
            "incorrect id format",
        ),
        (entry(more="<a>" * 100 + "</a>" * 100), "nested"),
        (entry(more="<a/>" * 1000), "longer than 3,000 bytes"),
        (entry(more="<author><name>A B</name></author>" * 60), "more than 50 authors"),
        (entry(title="\\xff").replace(b"\\xff", b"\xff"), "not UTF-8"),
    ],
)
def test_rejects(read: Read, more: bytes, reason: str) -> None:
    small = IngestSettings(max_row_bytes=3000, max_authors=50)
    rows, reports = read(ATOM_DIALECT, FEED % (more + entry(title="Next")), settings=small)
    assert [row.title for row in rows] == ["Next"]
    (reject,) = (report for report in reports if report.level is Level.REJECT)
    assert reason in describe_report(reject)
    assert reject.line == 2


def test_a_paper_with_only_a_doi(read: Read) -> None:
    rows, _ = read(
        ATOM_DIALECT, FEED % entry("", more="<published>2026-02-03</published><doi>10.5555/1 10.5555/2</doi>")
    )
    assert [(row.id, row.month, len(row.identifiers)) for row in rows] == [("doi:10.5555/1", "2026-02", 2)]


def test_markup_in_the_summary_is_not_text(read: Read) -> None:
    summary = "&lt;p&gt;Abstract: We sort &lt;i&gt;shells&lt;/i&gt;.&lt;/p&gt;"
    xhtml = '<summary type="xhtml"><div><p>One.</p><p>Two.</p></div></summary>'
    rows, _ = read(ATOM_DIALECT, FEED % (entry(more=f"<summary>{summary}</summary>") + entry(more=xhtml)))
    assert [row.abstract for row in rows] == ["We sort shells.", "One.\n\nTwo."]


def test_an_orcid_in_the_authors_address(read: Read) -> None:
    author = "<author><name>Mara Linde</name><uri>https://orcid.org/0000-0002-1825-0097</uri></author>"
    rows, _ = read(ATOM_DIALECT, FEED % entry(more=author))
    assert rows[0].authors.authors[0].identifiers == (Identifier(IdentifierScheme.ORCID, "0000-0002-1825-0097"),)


def test_concatenated_feeds_and_a_bare_entry(read: Read) -> None:
    rows, _ = read(ATOM_DIALECT, FEED % entry(title="A") + b"<?xml version='1.0'?>" + FEED % entry(title="B") + entry())
    assert [row.title for row in rows] == ["A", "B", "T"]


def test_unknown_elements_are_reported_once(read: Read) -> None:
    _, reports = read(ATOM_DIALECT, FEED % (entry(more="<stars>5</stars>") + entry(more="<stars>6</stars>")))
    assert any("unknown key 'stars' in 2 rows" in describe_report(report) for report in reports)


@given(st.binary(max_size=300))
@limits(max_examples=100, deadline=None)
def test_any_bytes(check: Check, data: bytes) -> None:
    check(ATOM_DIALECT, data)
    check(ATOM_DIALECT, FEED % (b"<entry>" + data + b"</entry>"))


@given(st.data())
@limits(max_examples=150, deadline=None)
def test_damaged_feeds(check: Check, query: bytes, news: bytes, data: st.DataObject) -> None:
    text = bytearray(data.draw(st.sampled_from([query, news])))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        text[start : start + data.draw(st.integers(0, 40))] = data.draw(
            st.one_of(st.binary(max_size=6), st.sampled_from([b"<entry>", b"</entry>", b"<![CDATA[", b"<!--", b"&"]))
        )
    check(ATOM_DIALECT, bytes(text))
