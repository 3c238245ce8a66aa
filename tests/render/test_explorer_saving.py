"""Exports from an explorer page."""

import base64
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from explorer_payload import read_page
from explorer_reader import select
from explorer_sample import HOSTILE, sample_page

import kg
from kg.render.explorer.columns import integers, offsets, texts


def saved(tab: Any, choice: str) -> str:
    """Start an export, and return the text that its dialog shows."""
    if not tab.evaluate("document.getElementById('save').open"):
        tab.click_on("#save-open")
    buttons = "[...document.querySelectorAll('#save-choices button')]"
    tab.evaluate(f"{buttons}.find(b => b.innerText.includes({json.dumps(choice)})).click()")
    found: str = tab.evaluate("document.querySelector('#save-output textarea').value")
    return found


def test_data_are_taken_along_for_the_selection_or_for_what_is_left(opened: Any) -> None:
    opened.call("Browser.setDownloadBehavior", behavior="deny")
    nodes = saved(opened, "Nodes (CSV)").split("\n")
    assert nodes[0] == "label,group,community,papers,links,first,last,iri"
    assert len(nodes) == 8 + 2
    assert "Philip Torr,Computer Vision (cs.CV),seeing depth,9,3,2025-11,2025-12,http://localhost/id/author/4" in nodes
    opened.evaluate("document.getElementById('save').close()")
    select(opened, 0)
    links = saved(opened, "Links (CSV)")
    assert links.count("\n") == 1 + 2
    assert "arXiv:2601.00009 arXiv:2601.00007" in links
    assert saved(opened, "BibTeX").count("@misc{") == 3
    assert "kg view s.kg coauthors" in saved(opened, "Command")
    assert saved(opened, "SPARQL") == "SELECT ?a { ?a ?b ?c FILTER(?a < ?b) }"
    assert '<iframe src="page.html#node=author%2F0"' in saved(opened, "Embed")
    assert 'title="Sample &amp; friends' in saved(opened, "Embed")
    assert "#node=author%2F0" in saved(opened, "Embed")


def test_bibtex_has_every_field_of_a_bibliography(opened: Any) -> None:
    opened.call("Browser.setDownloadBehavior", behavior="deny")
    first = saved(opened, "BibTeX").split("\n\n")[0]
    assert first.split("\n") == [
        "@misc{arxiv:2601.00009,",
        "  title = {{Policy learning at scale}},",
        "  author = {Øster, Ana and Łuk, Bo and van der Berg, Jr., Ludwig},",
        "  year = {2026},",
        "  month = jan,",
        "  eprint = {2601.00009},",
        "  archivePrefix = {arXiv},",
        "  primaryClass = {cs.LG},",
        "  url = {https://arxiv.org/abs/2601.00009}",
        "}",
    ]


def test_bibtex_is_read_back_with_the_same_papers_and_people(opened: Any, tmp_path: Path) -> None:
    opened.call("Browser.setDownloadBehavior", behavior="deny")
    (tmp_path / "page.bib").write_text(saved(opened, "BibTeX"), encoding="utf-8")
    with kg.build(tmp_path / "page.bib", tmp_path / "page.kg", store=False) as graph:
        assert graph.info()["rejects"] == 1, "the one without a title"
        people = graph.tables["authorships"].sort("paper", "position").group_by("paper", maintain_order=True)
        printed = dict(people.agg("printed").iter_rows())
        assert printed["2601.00009"] == ["Ana Øster", "Bo Łuk", "Ludwig van der Berg Jr."]
        assert printed["2601.00007"] == ["Ana Øster", "Bo Łuk", "陈明", "The R&D Team"]
        shortened = graph.papers.filter("authors_truncated")["paper"].to_list()
        assert shortened == ["2512.00004"]
        assert HOSTILE not in graph.authors["name"]
        titles = dict(graph.papers.select("paper", "title").iter_rows())
        assert titles["2512.00003"] == "Depth from stereo"


def test_a_group_is_taken_along_as_the_filters_leave_it(opened: Any) -> None:
    opened.call("Browser.setDownloadBehavior", behavior="deny")
    opened.evaluate("kgExplorer.app.select({type: 'community', level: 0, number: 0})")
    assert saved(opened, "Nodes (CSV)").count("author/") == 3
    assert saved(opened, "BibTeX").count("@misc{") == 6
    opened.evaluate("kgExplorer.app.state.filter({fresh: true})")
    opened.evaluate("document.getElementById('save').close()")
    assert saved(opened, "Nodes (CSV)").count("author/") == 2, "new ones alone"
    assert saved(opened, "BibTeX").count("@misc{") == 5


def test_keys_of_bibtex_are_unique_and_addresses_of_dois_lead_to_these(tab: Any, tmp_path: Path) -> None:
    ids = [
        "2601.00009",
        "doi:10.1/a(b)",
        "doi:10.1/a[b]",
        "doi:10.1/A#b c",
        "doi:10.1/50%{x}",
        "doi:10.1/a b",
        "doi:10.1/a-b",
    ]
    file = tmp_path / "page.html"
    file.write_text(sample_page(columns={"paperId": texts(ids)}), encoding="utf-8")
    tab.open(file)
    tab.call("Browser.setDownloadBehavior", behavior="deny")
    bibtex = saved(tab, "BibTeX")
    keys = re.findall(r"@misc{(.*),", bibtex)
    assert keys == [
        "arxiv:2601.00009", "doi:10.1-a-b-", "doi:10.1-a-b--2", "doi:10.1-A-b-c", "doi:10.1-50-x-", "doi:10.1-a-b",
        "doi:10.1-a-b-2",
    ]  # fmt: skip
    assert re.findall(r"url = {https://doi.org/(.*)}", bibtex) == [
        "10.1/a(b)", "10.1/a%5Bb%5D", "10.1/A%23b%20c", "10.1/50%25%7Bx%7D", "10.1/a%20b", "10.1/a-b",
    ]  # fmt: skip


def test_bibtex_says_that_authors_are_missing_only_where_the_page_has_none(tab: Any, tmp_path: Path) -> None:
    unsigned = {"paperAuthorsAt": offsets([0] * 7), "paperAuthors": integers([], delta=True)}
    for columns, without in ((unsigned, frozenset()), ({}, frozenset(unsigned))):
        file = tmp_path / "page.html"
        file.write_text(sample_page(without, columns=columns), encoding="utf-8")
        tab.open(file)
        tab.call("Browser.setDownloadBehavior", behavior="deny")
        assert saved(tab, "BibTeX").startswith("% Titles and dates only") == bool(without)


def test_a_page_has_the_authors_of_its_papers_in_their_order_and_no_hidden_one(root: Path, tmp_path: Path) -> None:
    plain = kg.build(root / "examples" / "digests", tmp_path / "a.kg", store=False)
    paper, name = plain.tables["authorships"].filter(pl.col("position") == 0).select("paper", "printed").row(0)
    (tmp_path / "authors.txt").write_text(f'hide "{name}"\n', encoding="utf-8")
    hidden = kg.build(root / "examples" / "digests", tmp_path / "b.kg", decisions=tmp_path, store=False)
    for graph in (plain, hidden):
        for view in ("papers", "coauthors"):
            page = read_page(graph.view(view)._picture.html)
            names = [*page.labels, *page.columns["authorName"]]
            for key, listed in zip(page.columns["paperId"], page.rows("paperAuthors"), strict=True):
                rows = graph.tables["authorships"].filter(pl.col("paper") == key).sort("position")
                people = rows.join(graph.authors, on="author", maintain_order="left")["name"].to_list()
                assert [names[author] for author in listed if names[author] != "others"] == people
    page = read_page(hidden.view("papers")._picture.html)
    assert paper in page.columns["paperId"]
    assert name not in page.columns["authorName"]


def size_of_png(tab: Any) -> list[int]:
    found: list[int] = tab.evaluate(
        "new Promise(done => { HTMLCanvasElement.prototype.toBlob = function () { done([this.width, this.height]); };"
        " if (!document.getElementById('save').open) document.getElementById('save-open').click();"
        " [...document.querySelectorAll('#save-choices button')].find(b => /PNG/.test(b.innerText)).click(); })"
    )
    return found


def test_a_saved_picture_explains_itself(opened: Any) -> None:
    opened.call("Browser.setDownloadBehavior", behavior="deny")
    opened.evaluate("kgExplorer.app.state.filter({topics: new Set([2]), minPapers: 2})")
    svg = ET.fromstring(saved(opened, "SVG"))  # noqa: S314 -- the page has just written it
    words = [element.text for element in svg.iter() if element.tag.endswith("}text")]
    assert words[0] == "Sample & friends"
    assert words[1] == ("8 of 21 authors and 7 of 30 links shown · 1 of 8 authors and 0 of 7 links left by filters")
    assert words[2:4] == ["Limited to: since 2025-11", "Filters: depth estimation · at least 2 papers"]
    assert "Computer Vision (cs.CV)" in words
    assert "Computation and Language (cs.CL)" not in words, "nobody of it is left"
    assert words[-1] == "Size: papers. Made from arXiv digests with arxiv-kg."
    inner = next(element for element in svg.iter() if element.tag.endswith("}svg") and element is not svg)
    assert float(inner.get("height") or 0) + 100 < float(svg.get("height") or 0)
    assert "陈明" in "".join(inner.itertext())


def test_the_words_around_a_picture_can_be_left_out(opened: Any) -> None:
    opened.call("Browser.setDownloadBehavior", behavior="deny")
    width, height = size_of_png(opened)
    picture = opened.evaluate("[2 * kgExplorer.stage.toCanvas(1).width, 2 * kgExplorer.stage.toCanvas(1).height]")
    assert width == picture[0]
    assert height > picture[1] + 100
    opened.click_on("#save-words")
    assert size_of_png(opened) == picture
    svg = ET.fromstring(saved(opened, "SVG"))  # noqa: S314 -- the page has just written it
    assert "Sample" not in "".join(element.text or "" for element in svg.iter() if element.tag.endswith("}text"))


def test_the_legend_of_a_saved_picture_follows_the_colors(opened: Any) -> None:
    opened.call("Browser.setDownloadBehavior", behavior="deny")
    for coloring, expected in (("community", "seeing depth"), ("firstSeen", "first seen 2025-11 to 2026-01")):
        opened.evaluate(f"kgExplorer.app.state.set({{coloring: '{coloring}'}})")
        assert expected in saved(opened, "SVG")


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_is_printed_on_one_sheet(tab: Any, path: Path, theme: str, *, landscape: bool) -> None:
    tab.prefer(theme)
    tab.open(path)
    tab.evaluate("kgExplorer.app.select({type: 'node', node: 4}); kgExplorer.app.state.set({table: 'nodes'})")
    printed = tab.call("Page.printToPDF", landscape=landscape, paperWidth=8.27, paperHeight=11.69, printBackground=True)
    assert len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"]))) == 1
    assert tab.evaluate("[document.documentElement.dataset.theme, document.getElementById('sheet')]") == [theme, None]


def test_the_printed_sheet_has_heading_legend_and_caption_in_light_colors(tab: Any, path: Path) -> None:
    tab.prefer("dark")
    tab.open(path)
    size = tab.evaluate("[document.getElementById('stage').clientWidth, document.getElementById('stage').clientHeight]")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.call("Emulation.setEmulatedMedia", media="print")
    words = tab.evaluate("[...document.querySelectorAll('#sheet text')].map(t => t.textContent)")
    assert {"Sample & friends", "Machine Learning (cs.LG)", "8 of 21 authors and 7 of 30 links shown"} <= set(words)
    assert "arxiv-kg" in words[-1]
    assert tab.evaluate("document.querySelector('#sheet rect').getAttribute('fill')") == "#fbfcfe"
    box = tab.evaluate("(b => [b.width, b.height])(document.querySelector('#sheet image').getBoundingClientRect())")
    assert box[0] / box[1] == pytest.approx(size[0] / size[1], rel=0.01), "nothing is stretched"
    hidden = "['main', 'aside', 'dialog'].map(s => document.querySelector(s).getBoundingClientRect().height)"
    assert tab.evaluate(hidden) == [0, 0, 0]
    tab.call("Emulation.setEmulatedMedia", media="")
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.evaluate("[kgExplorer.state.values.theme, document.documentElement.className]") == ["auto", ""]
    assert tab.complaints == []
