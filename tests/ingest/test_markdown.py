"""Markdown digests: the usual dialect, older ones, and abstracts that could confuse a parser."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ingest import read
from kg.model import Corpus, Paper, SectionKind
from kg.report_codes import Level
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Write = Callable[[str, str | bytes], Path]
Make = Callable[..., str]


def texts(paper: Paper) -> dict[str, str]:
    return {section.kind.value: section.text for section in paper.sections}


def rejects(corpus: Corpus) -> list[tuple[int, str]]:
    return [(r.line, describe_report(r)) for r in corpus.reports if r.level is Level.REJECT]


def test_labels_inside_an_abstract_are_text(write: Write, digest: Make) -> None:
    abstract = (
        "Motivation: shells.\nMethod: sorting.\n\nResult: fine.\nConclusion: good.\nAbstract: no.\n# of shells: 9"
    )
    (paper,) = read([write("2026-01-05.md", digest({"cs.CV": [{"abstract": abstract}]}))]).papers
    assert texts(paper)["abstract"] == abstract
    assert texts(paper)["method"] == "使用卷积网络"


def test_a_summary_line_that_begins_like_a_label_is_text(write: Write, digest: Make) -> None:
    (paper,) = read(
        [write("2026-01-05.md", digest({"cs.CV": [{"motivation": "Two gaps:\nResult: none yet."}]}))]
    ).papers
    assert texts(paper)["motivation"] == "Two gaps:\nResult: none yet."
    assert texts(paper)["method"] == "使用卷积网络"
    assert texts(paper)["result"] == "准确率很高"


def test_raw_angle_brackets_stay_and_entities_are_decoded(write: Write, digest: Make) -> None:
    abstract = "p<0.002, a<b>c, AT&amp;T, $x_{<t}$ and <details> in words"
    (paper,) = read([write("2026-01-05.md", digest({"cs.CV": [{"abstract": abstract}]}))]).papers
    assert texts(paper)["abstract"] == abstract.replace("&amp;", "&")


def test_line_ends_and_byte_order_mark_make_no_difference(write: Write, digest: Make) -> None:
    text = digest({"cs.CV": [{"abstract": "One.\nTwo."}], "cs.LG": [{"id": "2601.00002"}]})
    plain = read([write("a/a.md", text)]).papers
    assert read([write("b/a.md", "\ufeff" + text.replace("\n", "\r\n"))]).papers == plain


@pytest.mark.parametrize(
    "heading",
    [
        "## [7] [A [nested] (title)](http://arxiv.org/abs/2601.00001v3)",
        "#### [A [nested] (title)](https://arxiv.org/pdf/2601.00001v3)",
        "### 7. [A [nested] (title)](<https://arxiv.org/abs/2601.00001v3>)  ",
        "### [7] [A [nested]\n  (title)](https://arxiv.org/abs/2601.00001v3)",
        "### [7] [A [nested] (title)](https://arxiv.org/abs/2601.00001v3) [[PDF](https://arxiv.org/pdf/2601.00001v3)]",
    ],
)
def test_headings_of_other_dialects(write: Write, heading: str) -> None:
    (paper,) = read(
        [write("2026-01-05.md", f"# cs.LG\n\n{heading}\n*Ann Lee, Bo Müller*\n\nAbstract: Shells.\n")]
    ).papers
    assert (paper.id, paper.version, paper.title) == ("2601.00001", 3, "A [nested] (title)")
    assert paper.authors == ("Ann Lee", "Bo Müller")
    assert (paper.primary_category, paper.appearances[0].section) == ("cs.LG", "cs.LG")
    assert texts(paper) == {"abstract": "Shells."}


def test_bold_labels_and_a_missing_summary(write: Write) -> None:
    text = (
        "### [1] [Title](https://arxiv.org/abs/2601.00001)\n**Authors:** Ann Lee, Bo Müller\n\n"
        "**Main category:** cs.LG\n\n**TL;DR**: Short.\n\n<details>\n<summary>Details</summary>\n\n"
        "**Motivation:** Why.\n- **Method**: How.\n"
        "**Abstract:** All\nof it.\n</details>\n"
    )
    (paper,) = read([write("2026-01-05.md", text)]).papers
    assert paper.authors == ("Ann Lee", "Bo Müller")
    assert paper.primary_category == "cs.LG"
    assert texts(paper) == {"tldr": "Short.", "motivation": "Why.", "method": "How.", "abstract": "All\nof it."}


@pytest.mark.parametrize(
    "details",
    [
        "<b>Motivation</b>: p &lt; 0.05<br><b>Method</b>: How.<br/><b>Abstract</b>: All<br>of it.",
        "<p><strong>Motivation:</strong> p &lt; 0.05</p>\n<p><b>Method:</b> How.</p><p>Abstract: All<br>of it.</p>",
        "<ul><li>Motivation: p &lt; 0.05</li><li>Method: How.</li></ul><div>Abstract: All<br>of it.</div>",
        "<h4>Motivation</h4><p>p &lt; 0.05</p><h4>Method</h4><p>How.</p><h4>Abstract</h4><p>All<br>of it.</p>",
    ],
)
def test_details_with_markup_of_their_own(write: Write, details: str) -> None:
    head = "### [1] [Title](https://arxiv.org/abs/2601.00001)\n*Ann Lee*\n\nMain category: cs.LG\n\nTL;DR: Short.\n\n"
    for block in (f"<details>\n<summary>Details</summary>\n{details}\n</details>\n", f"<details>{details}</details>\n"):
        (paper,) = read([write("2026-01-05.md", head + block)]).papers
        assert texts(paper) == {
            "tldr": "Short.",
            "motivation": "p < 0.05",
            "method": "How.",
            "abstract": "All\nof it.",
        }


def test_an_unclosed_entry_ends_at_the_next(write: Write, digest: Make) -> None:
    text = digest({"cs.CV": [{}, {"id": "2601.00002"}], "cs.LG": [{"id": "2601.00003"}]}).replace("</details>\n", "")
    corpus = read([write("2026-01-05.md", text)])
    assert [texts(p)["abstract"] for p in corpus.papers] == ["We sort shells (p<0.002) & report $F_1$."] * 3
    assert [p.primary_category for p in corpus.papers] == ["cs.CV", "cs.CV", "cs.LG"]


def test_contents_total_is_compared_with_what_was_found(write: Write, digest: Make) -> None:
    text = digest({"cs.CV": [{}], "cs.LG": [{"id": "2601.00002"}]})
    whole = read([write("2026-01-05.md", text)])
    assert (whole.sources[0].announced, whole.reports) == (2, ())
    (report,) = read([write("2026-01-06.md", text.replace("[Total: 1]", "[Total: 5]", 1))]).reports
    assert (report.level, report.line) == (Level.WARNING, 0)
    assert describe_report(report) == "the table of contents announces 6 entries, 2 were found"


def test_entries_that_cannot_be_read_are_rejected_with_their_line(write: Write, entry: Make) -> None:
    good = entry(9, id="2601.00009")
    bad = [
        entry(1, id="seven"),
        entry(2, title=" "),
        "### [3] no link at all\n\n",
        entry(4, abstract="a \0 byte"),
    ]
    corpus = read(
        [
            write(
                "2026-01-05.md",
                "".join(bad).encode() + entry(5, abstract="x").encode().replace(b": x", b": \xff") + good.encode(),
            )
        ]
    )
    (source,) = corpus.sources
    assert (source.rows, source.accepted, source.rejected) == (6, 1, 5)
    height = good.count("\n")
    found = rejects(corpus)
    assert [line for line, _ in found] == [1, 1 + height, 1 + 2 * height, 3 + 2 * height, 3 + 3 * height]
    words = [
        "'https://arxiv.org/abs/seven' is not an arXiv address",
        "no title",
        "[title](arXiv address)",
        "NUL",
        "not UTF-8",
    ]
    for (_, reason), word in zip(found, words, strict=True):
        assert word in reason


def test_an_endless_entry_is_rejected_and_the_next_one_read(write: Write, entry: Make) -> None:
    small = IngestSettings(max_row_bytes=3000)
    for long in ("x" * 5000, "line\n" * 1000):
        path = write("2026-01-05.md", entry(1, abstract=long) + entry(2, id="2601.00002"))
        corpus = read([path], settings=small)
        assert [p.id for p in corpus.papers] == ["2601.00002"]
        assert rejects(corpus) == [(1, "the entry is longer than 3,000 bytes")]


def test_a_file_without_entries_says_so(write: Write) -> None:
    (report,) = read([write("README.md", "# About\n\nThese are digests.\n")]).reports
    assert (
        describe_report(report)
        == "left out: not a list of papers in any known format; `kg formats` shows one entry of each"
    )


def test_section_kinds_are_the_printed_ones(write: Write, digest: Make) -> None:
    (paper,) = read([write("2026-01-05.md", digest({"cs.CV": [{}]}))]).papers
    assert [s.kind for s in paper.sections] == [k for k in SectionKind if k is not SectionKind.TITLE]


def test_labels_that_nothing_is_read_from_are_reported_once(write: Write) -> None:
    text = (
        "### [Tides](https://arxiv.org/abs/2601.00001)\n\n**Autoren:** Nora Quill, Sam Brandt\n\n"
        "**Kategorie:** cs.LG\n\n**Hinweis:** lesen\n\n**Zusammenfassung:** Wir kartieren Tiden.\n"
    )
    corpus = read([write("2026-01-05.md", text)])
    (paper,) = corpus.papers
    assert (paper.authors, paper.primary_category) == (("Nora Quill", "Sam Brandt"), "cs.LG")
    assert texts(paper)["abstract"] == "Wir kartieren Tiden."
    assert [describe_report(report).partition(" in ")[0] for report in corpus.reports] == ["unknown key 'Hinweis'"]
