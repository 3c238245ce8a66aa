"""Reports as pages, Markdown and feeds: their content, escaping of hostile text, validity of feeds."""

import os
import re
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import cmarkgfm
import pytest
from chromium import Chromium
from cmarkgfm.cmark import Options
from report_digests import row, tables_of, usual

from kg.report.document import Document, Span
from kg.report.forms.atom import FeedPlace, atom_feed
from kg.report.forms.markdown import escape, report_markdown
from kg.report.forms.page import report_page
from kg.report.reports import feed_on, report_on
from kg.settings import Settings
from kg.tables import Tables

ATOM = "{http://www.w3.org/2005/Atom}"
ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "viz/explorer/node_modules/axe-core/axe.min.js"
PUBLISHED = FeedPlace("https://example.org/digests/", "feed.atom", "report.html", "")

HOSTILE = (
    "<script>alert(1)</script> in the title",
    "</title></style><img src=x onerror=alert(1)>",
    "]](javascript:alert(1)) and [click](javascript:alert(1))",
    "![pixel](https://evil.example/x.png) www.evil.example",
    "**bold** `code` | table | <!-- comment --> &amp; &#60;b&#62;",
    "\u202eright to left\u202c with \u0007 a bell and \u0000 nothing",
    "# heading\n- list\n> quote\n```\nfence",
    "]]> <![CDATA[ x ]]> {{ 7 * 7 }} {% raw %}",
    'quotes " and \' onmouseover="alert(1)',
)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tables_of(tmp_path_factory.mktemp("usual"), usual())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    rows = [
        row(i, "Thaddea <b>Wrangelund</b>", f"Wunibald [Pfortzing](javascript:{i})", title=text, abstract=text)
        for i, text in enumerate(HOSTILE, 10)
    ]
    return tables_of(
        tmp_path_factory.mktemp("hostile"), {"2025-12-01": [row(1, "Ysolde Dollfusz")], "2025-12-02": rows}
    )


def report(tables: Tables, **options: Any) -> Document:
    return report_on(tables, Settings(), **options)


class _Tags(HTMLParser):
    """Collect the tags and addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


# -- what they say -----------------------------------------------------------------------------------------------------


def test_a_report_says_what_part_of_the_papers_is_compared(tables: Tables) -> None:
    document = report(tables)
    lead = "".join(span.text for span in document.lead[0])
    assert document.title == "What is new on 2025-12-05"
    assert "3 of 8 papers in this graph are new" in lead
    assert "the 5 earlier papers, which begin on 2025-12-01" in lead
    assert [(fact.number, fact.word) for fact in document.facts] == [
        ("3", "new papers"),
        ("3", "new people"),
        ("1", "first collaboration"),
    ]


def test_a_day_that_brought_nothing_says_so(tmp_path: Path) -> None:
    again = [row(1, "Thaddea Wrangelund"), row(2, "Wunibald Pfortzing")]
    document = report(tables_of(tmp_path, {"2025-12-01": again, "2025-12-02": again}))
    assert document.title == "Nothing is new on 2025-12-02"
    assert document.sections == ()
    assert "list 2 papers seen before" in "".join(span.text for span in document.lead[0])


def test_where_everything_is_new_nothing_is_compared(tables: Tables) -> None:
    document = report(tables, since="2025-12-01")
    assert document.title == "All papers are new since 2025-12-01"
    assert [section.anchor for section in document.sections] == ["papers"]


def test_what_is_left_out_is_counted_and_the_command_lists_it(tmp_path: Path) -> None:
    rows = [row(10 + i, f"{chr(65 + i)}nna Kvistgaard") for i in range(12)]
    made = tables_of(tmp_path, {"2025-12-01": [row(1, "Thaddea Wrangelund")], "2025-12-02": rows})
    short, whole = report(made, graph="my.kg"), report(made, graph="my.kg", everything=True)
    assert "kg report my.kg --since 2025-12-02 --all" in short.all_of_it
    assert "and 2 more papers" in report_markdown(short)
    assert report_page(short).count("<strong><bdi>Tidal chart") == 10 + 12, "ten at once, all of them folded"
    assert whole.all_of_it == ""
    assert report_markdown(whole).count("](https://arxiv.org/abs/2512.") > 12


def test_every_fact_leads_to_its_section(tables: Tables) -> None:
    page = _Tags(report_page(report(tables)))
    anchors = {link[1:] for link in page.links if link.startswith("#")}
    assert anchors
    assert all(f'id="{anchor}"' in report_page(report(tables)) for anchor in anchors)


def test_abstracts_are_left_out_unless_asked_for(tables: Tables) -> None:
    for write in (report_page, report_markdown):
        assert "We chart tidal pools." not in write(report(tables))
        assert "We chart tidal pools." in write(report(tables, with_text=True))
    assert "We chart tidal pools." not in feed_on(tables, Settings(), place=PUBLISHED)
    assert "We chart tidal pools." in feed_on(tables, Settings(), place=PUBLISHED, with_text=True)


def on_github(text: str) -> str:
    """Return Markdown as rendered by GitHub's own parser, without GitHub's later removal of unsafe HTML."""
    return cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)


def test_links_between_three_groups_are_a_picture_whose_words_are_apart(tmp_path: Path) -> None:
    people = {
        "Wrangelund": "Thaddea Ottfried Ysolde Quirine Zoltana",
        "Pfortzing": "Wunibald Ludmille Evander Hedwig Ignaz",
        "<b>Kvistgaard": "Aurelia Balduin Cosima Dorothea Eberhard",
    }
    groups = [[f"{given} {family}" for given in names.split()] for family, names in people.items()]
    old = [row(10 * i + j, *group) for i, group in enumerate(groups) for j in range(3)]
    new = [row(50 + i, groups[i][0], groups[i + 1][0]) for i in range(2)]
    document = report(tables_of(tmp_path, {"2025-12-01": old, "2025-12-02": new}))
    (picture,) = [section.picture for section in document.sections if section.picture]
    assert (len(picture.dots), len(picture.lines)) == (3, 2)
    for one, other in combinations(picture.dots, 2):
        beside = abs(one.x - other.x) > one.half_width + other.half_width
        above = abs(one.y - other.y) > max(one.radius, other.radius) + 30
        assert beside or above, (one, other)
    page = _Tags(report_page(document))
    assert page.tags.count("circle") == 3
    assert "b" not in page.tags


# -- hostile text ------------------------------------------------------------------------------------------------------


def test_hostile_text_is_only_text_on_a_page(hostile: Tables) -> None:
    text = report_page(report(hostile, with_text=True))
    page = _Tags(text)
    allowed = set(
        "html head meta title style body main header h1 h2 p strong ul li a span figure figcaption section ol div"
        " bdi details summary footer code svg rect".split()
    )
    assert set(page.tags) <= allowed
    assert not [name for name in page.attributes if name.startswith("on")]
    assert all(link.startswith(("https://", "#")) for link in page.links)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", text)
    shown = "".join(page.text)
    for piece in ("<script>alert(1)</script>", "onerror=alert(1)>", "{{ 7 * 7 }}"):
        assert piece in shown


def test_a_page_needs_no_script_and_fetches_nothing(hostile: Tables, chromium: Chromium, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(report_page(report(hostile, with_text=True)), encoding="utf-8")
    with chromium.page(1000, 800) as tab:
        tab.call("Page.navigate", url=file.as_uri())
        tab.wait("document.readyState === 'complete' && document.querySelector('h1')")
        assert tab.evaluate("document.scripts.length + document.images.length") == 0
        assert tab.complaints == []
        assert [address for address in tab.requests if address != file.as_uri()] == []


def test_hostile_text_is_only_text_in_markdown(hostile: Tables) -> None:
    text = report_markdown(report(hostile, with_text=True))
    shown = _Tags(on_github(text))
    assert set(shown.tags) <= {"h1", "h2", "p", "ul", "li", "a", "strong", "code", "hr", "blockquote"}
    assert all(link.startswith(("https://arxiv.org/", "https://orcid.org/")) for link in shown.links), shown.links
    words = " ".join("".join(shown.text).split())
    for title in HOSTILE[:4]:
        assert title in words or "evil" in title


@pytest.mark.parametrize(
    "text", [*HOSTILE[:5], "$x^2$ and ~~gone~~ and _under_", "1. item", "see http://c.example and HTTPS://d.example"]
)
def test_escaped_text_reads_as_it_was(text: str) -> None:
    shown = _Tags(on_github(f"- {escape(text)}"))
    assert "".join(shown.text).strip() == text
    assert set(shown.tags) <= {"ul", "li", "p"}


def test_hostile_text_is_only_text_in_a_feed(hostile: Tables) -> None:
    feed = ET.fromstring(feed_on(hostile, Settings(), place=PUBLISHED, with_text=True))  # noqa: S314 - our own
    for content in feed.iter(f"{ATOM}content"):
        shown = _Tags(content.text or "")
        assert set(shown.tags) <= {"p", "h3", "ul", "li", "a", "b", "br"}
        assert all(link.startswith("https://") for link in shown.links)


# -- feeds -------------------------------------------------------------------------------------------------------------


def test_a_feed_has_one_entry_per_day_and_what_atom_requires(tables: Tables) -> None:
    feed = ET.fromstring(feed_on(tables, Settings(), place=PUBLISHED))  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")
    for parent in (feed, *entries):  # RFC 4287, 4.1.1 and 4.1.2
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"{ATOM}{name}")) == 1
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    days = ["2025-12-05", "2025-12-02", "2025-12-01"]
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [f"{day}T00:00:00Z" for day in days]
    assert feed.findtext(f"{ATOM}updated") == "2025-12-05T00:00:00Z"
    ids = [one.findtext(f"{ATOM}id") or "" for one in (feed, *entries)]
    assert len(set(ids)) == 4
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id_) for id_ in ids)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://example.org/digests/feed.atom",
        "alternate": "https://example.org/digests/report.html",
    }


def test_an_entry_keeps_its_id_when_days_are_added(tmp_path: Path) -> None:
    days = usual()
    fewer = tables_of(tmp_path / "a", {day: days[day] for day in sorted(days)[:2]})
    more = tables_of(tmp_path / "b", days)

    def ids(tables: Tables) -> dict[str, str]:
        feed = ET.fromstring(feed_on(tables, Settings(), place=PUBLISHED))  # noqa: S314 - our own
        return {
            entry.findtext(f"{ATOM}updated") or "": entry.findtext(f"{ATOM}id") or ""
            for entry in feed.findall(f"{ATOM}entry")
        }

    assert ids(fewer).items() < ids(more).items()


def test_feeds_of_different_graphs_that_are_published_nowhere_have_different_ids(tables: Tables) -> None:
    one, other = (
        feed_on(tables, Settings(), place=FeedPlace("", "feed.atom", "", identity)) for identity in ("a.kg", "b.kg")
    )
    assert not set(re.findall("<id>(.*?)</id>", one)) & set(re.findall("<id>(.*?)</id>", other))


# -- how it looks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 400])
def test_axe_finds_nothing(tables: Tables, chromium: Chromium, tmp_path: Path, theme: str, width: int) -> None:
    if not AXE.exists():
        if os.environ.get("KG_REQUIRE_BROWSER") == "1":
            pytest.fail("no axe-core; run npm ci in viz/explorer")
        pytest.skip("no axe-core; run npm ci in viz/explorer")
    file = tmp_path / "report.html"
    file.write_text(report_page(report(tables, with_text=True)), encoding="utf-8")
    with chromium.page(width, 800) as tab:
        tab.prefer(theme)
        tab.call("Page.navigate", url=file.as_uri())
        tab.wait("document.readyState === 'complete' && document.querySelector('h1')")
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        assert tab.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v =>"
            " v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')))"
        ) == []  # fmt: skip
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, "nothing is cut off at the right"


def test_an_address_with_quotation_marks_stays_one_attribute_of_a_link_in_the_feed() -> None:
    address = 'https://doi.example/10.1000/a"onclick="alert(1)&b<c>'
    document = Document("News", ((Span("one paper", href=address),),))
    feed = ET.fromstring(atom_feed("News", [("2026-01-05", document)], place=PUBLISHED, updated="2026-01-05"))  # noqa: S314
    (content,) = (one.text or "" for one in feed.iter(f"{ATOM}content"))
    links: list[list[tuple[str, str | None]]] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "a":
                links.append(attrs)

    Links().feed(content)
    assert links == [[("href", address)]]
