"""Reading a folder of digests: papers are merged over days and formats, in any order."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError, RejectedRow
from kg.ingest import read
from kg.model import Category, Corpus, LinkKind, Paper, Scheme, SectionKind
from kg.report_codes import Level, ReportCode
from kg.wording.reports import describe_report

Write = Callable[[str, str | bytes], Path]
Make = Callable[..., str]


def in_both_forms(corpus: Corpus) -> list[Paper]:
    """Return papers reduced to the fields that both Markdown and JSON Lines have."""
    return [replace(p, categories=(), comment="", links=tuple(x for x in p.links if x.section)) for p in corpus.papers]


def test_markdown_and_json_lines_of_one_day_give_the_same_papers(write: Write, digest: Make, row: Make) -> None:
    papers: list[dict[str, object]] = [
        {"category": "cs.CV", "abstract": "First line.\n\nResults: code at https://github.com/ann/shells."},
        {
            "category": "cs.CV",
            "id": "2601.00002",
            "title": "A [bracketed] (title)",
            "authors": ["Cy Doe, Jr.", "Di Fu"],
        },
        {"category": "math.CO", "id": "2601.00003v2", "title": "Trees", "tldr": "Error"},
    ]
    sections: dict[str, list[dict[str, object]]] = {}
    for paper in papers:
        sections.setdefault(str(paper["category"]), []).append({k: v for k, v in paper.items() if k != "category"})
    markdown = read([write("a/2026-01-05.md", digest(sections))])
    lines = read([write("b/2026-01-05.jsonl", "".join(row(**paper) for paper in papers))])
    assert in_both_forms(markdown) == in_both_forms(lines)
    assert [p.id for p in lines.papers] == ["2601.00001", "2601.00002", "2601.00003"]
    assert lines.papers[1].authors == ("Cy Doe Jr.", "Di Fu")
    assert lines.papers[2].version == 2


def test_every_field_of_a_paper(write: Write, row: Make) -> None:
    line = row(
        comment="Accepted at\n  ICML 2026",
        categories=["cs.CV", "I.2.10; I.4.8", "68T45 (Primary)"],
        code_url="https://github.com/ann/shells",
        code_stars=0,
        code_last_update="2026-01-02",
    )
    (paper,) = read([write("2026-01-05_AI_enhanced_Chinese.jsonl", line)]).papers
    assert (paper.month, paper.primary_category, paper.version) == ("2026-01", "cs.CV", None)
    assert paper.categories == (
        Category(Scheme.ARXIV, "cs.CV"),
        Category(Scheme.ACM, "I.2.10"),
        Category(Scheme.ACM, "I.4.8"),
        Category(Scheme.MSC, "68T45"),
    )
    assert paper.comment == "Accepted at ICML 2026"
    assert [(s.kind, s.language) for s in paper.sections] == [
        (SectionKind.TLDR, "zh"),
        (SectionKind.MOTIVATION, "zh"),
        (SectionKind.METHOD, "zh"),
        (SectionKind.RESULT, "zh"),
        (SectionKind.CONCLUSION, "zh"),
        (SectionKind.ABSTRACT, "en"),
    ]
    (link,) = paper.links
    assert (link.kind, link.stars, link.updated) == (LinkKind.CODE, 0, date(2026, 1, 2))
    (appearance,) = paper.appearances
    assert (appearance.digest, appearance.section, appearance.rank) == ("2026-01-05", "cs.CV", 1)
    assert (appearance.title, appearance.authors) == ("", ())


def test_newest_value_wins_and_older_print_stays_on_its_appearance(write: Write, row: Make, tmp_path: Path) -> None:
    write("2026-01-05.jsonl", row(title="Old Title", authors=["Ann Lee"], comment="v1"))
    write("2026-01-09.jsonl", row(title="New Title"))
    (paper,) = read([tmp_path]).papers
    assert (paper.title, paper.authors, paper.comment) == ("New Title", ("Ann Lee", "Bo Müller"), "v1")
    old, new = paper.appearances
    assert (old.digest, old.title, old.authors) == ("2026-01-05", "Old Title", ("Ann Lee",))
    assert (new.digest, new.title, new.authors) == ("2026-01-09", "", ())


def test_a_later_file_that_lacks_a_field_does_not_erase_it(
    write: Write, row: Make, digest: Make, tmp_path: Path
) -> None:
    write("2026-01-05.jsonl", row(comment="8 pages"))
    write("2026-01-09.md", digest({"cs.CV": [{"tldr": "Summary generation failed", "abstract": "Newer."}]}))
    (paper,) = read([tmp_path]).papers
    texts = {section.kind: section.text for section in paper.sections}
    assert paper.comment == "8 pages"
    assert [c.code for c in paper.categories] == ["cs.CV", "cs.LG"]
    assert texts[SectionKind.TLDR] == "提出一种贝壳分类方法"
    assert texts[SectionKind.ABSTRACT] == "Newer."


def test_at_one_day_enhanced_rows_are_believed_over_raw_ones_over_markdown(
    write: Write, row: Make, digest: Make, tmp_path: Path
) -> None:
    write("2026-01-05_AI_enhanced.jsonl", row(title="Enhanced"))
    write("2026-01-05.jsonl", row(title="Raw", raw=True, comment="only here"))
    write("2026-01-05_z.md", digest({"cs.CV": [{"title": "Markdown"}]}))
    corpus = read([tmp_path])
    (paper,) = corpus.papers
    assert (paper.title, paper.comment) == ("Enhanced", "only here")
    assert len(paper.appearances) == 1
    (day,) = corpus.digests
    assert day.files == ("2026-01-05.jsonl", "2026-01-05_AI_enhanced.jsonl", "2026-01-05_z.md")


def test_undated_files_count_as_oldest(write: Write, row: Make, tmp_path: Path) -> None:
    write("zz.jsonl", row(title="Undated", raw=True))
    write("2020-01-01.jsonl", row(title="Dated", raw=True))
    corpus = read([tmp_path])
    assert corpus.papers[0].title == "Dated"
    assert [(d.id, d.date) for d in corpus.digests] == [("2020-01-01", date(2020, 1, 1)), ("zz", None)]
    assert [d.id for d in read([tmp_path], day=date(2026, 1, 31)).digests] == ["2020-01-01", "2026-01-31"]
    assert read([tmp_path], day=date(2026, 1, 31)).papers[0].title == "Undated"


def test_ranks_count_within_a_section_and_repeats_keep_the_smallest(write: Write, row: Make) -> None:
    ids = [("2601.00001", "cs.CV"), ("2601.00002", "cs.LG"), ("2601.00003", "cs.CV"), ("2601.00001", "cs.CV")]
    corpus = read([write("2026-01-05.jsonl", "".join(row(id=i, category=c) for i, c in ids))])
    ranks = {p.id: [(a.section, a.rank) for a in p.appearances] for p in corpus.papers}
    assert ranks == {"2601.00001": [("cs.CV", 1)], "2601.00002": [("cs.LG", 1)], "2601.00003": [("cs.CV", 2)]}


def test_the_order_of_inputs_makes_no_difference(write: Write, row: Make, digest: Make) -> None:
    files = [
        write("2026-01-05.jsonl", row(title="A", raw=True, comment="one") + row(id="2601.00009", authors=["X Y"])),
        write("2026-01-05.md", digest({"cs.CV": [{"title": "B"}, {"id": "2601.00009", "authors": ["X Yi"]}]})),
        write("2026-01-06.jsonl", row(title="C", comment=None) + row(id="2601.00009", authors=[], title="D")),
        write("undated.jsonl", row(title="E", code_url="https://github.com/a/b", code_stars=3)),
    ]
    results = {read(list(order)) for order in itertools.permutations(files)}
    assert len(results) == 1


def test_the_result_does_not_tell_where_the_folder_lies(write: Write, row: Make, tmp_path: Path) -> None:
    for place in ("here", "there/deeper"):
        write(f"{place}/2026-01-05.jsonl", row() + "{}\n")
        write(f"{place}/sub/note.txt", row(id="2601.00002"))
    assert read([tmp_path / "here"]) == read([tmp_path / "there" / "deeper"])


def test_rejects_name_file_line_and_reason_and_the_sum_holds(write: Write, row: Make, tmp_path: Path) -> None:
    write("2026-01-05.jsonl", row() + '{"id": "2601.00002"}\n\n{"id": "seven", "title": "x"}\n[1]\nnot json\n' + row())
    corpus = read([tmp_path])
    (source,) = corpus.sources
    assert (source.rows, source.accepted, source.rejected) == (6, 2, 4)
    rejects = [(r.file, r.line, describe_report(r)) for r in corpus.reports if r.level is Level.REJECT]
    assert [(file, line) for file, line, _ in rejects] == [("2026-01-05.jsonl", n) for n in (2, 4, 5, 6)]
    for (_, _, reason), words in zip(
        rejects, ("no title", "'seven' is not an arXiv id", "number", "JSON"), strict=True
    ):
        assert words in reason


def test_strict_raises_at_the_first_reject(write: Write, row: Make) -> None:
    path = write("2026-01-05.jsonl", row() + "not json\n{}\n")
    with pytest.raises(RejectedRow, match=r"^2026-01-05\.jsonl:2: not valid JSON") as caught:
        read([path], strict=True)
    assert (caught.value.path, caught.value.line) == ("2026-01-05.jsonl", 2)


def test_failed_summaries_are_left_out_and_counted_once_a_file(write: Write, row: Make) -> None:
    failed = {"tldr": "Summary generation failed", "method": "Method extraction failed", "result": "Error"}
    corpus = read(
        [write("2026-01-05.jsonl", row(id="2601.00002", title="ErrorMap: Where Models Fail") + row(**failed))]
    )
    assert [p.title for p in corpus.papers] == ["Learning to Sort Seashells", "ErrorMap: Where Models Fail"]
    kinds = [s.kind for s in corpus.papers[0].sections]
    assert kinds == [SectionKind.MOTIVATION, SectionKind.CONCLUSION, SectionKind.ABSTRACT]
    (report,) = corpus.reports
    assert (report.level, report.line) == (Level.WARNING, 2)
    assert describe_report(report).startswith("3 failed")


def test_fused_names_and_unknown_classes_are_kept_and_listed(write: Write, row: Make) -> None:
    line = row(authors=["JohnSmith MaryJones", "Ann Lee"], categories=["cs.CV", "Doctor of Shells"])
    corpus = read([write("2026-01-05.jsonl", line)])
    assert corpus.papers[0].authors == ("JohnSmith MaryJones", "Ann Lee")
    assert [(r.level, r.line) for r in corpus.reports] == [(Level.WARNING, 1)] * 2
    assert {(r.code, r.arguments) for r in corpus.reports} == {
        (ReportCode.UNKNOWN_CLASS, ("2601.00001", "Doctor of Shells")),
        (ReportCode.TWO_NAMES, ("2601.00001", "JohnSmith MaryJones")),
    }


def test_double_escaped_summaries_are_made_readable(write: Write, row: Make) -> None:
    (paper,) = read([write("a.jsonl", row(tldr=r"\u6211\u4eec\u63d0\u51fa BERT"))]).papers
    assert (paper.sections[0].text, paper.sections[0].language) == ("我们提出 BERT", "zh")


def test_progress_counts_files(write: Write, row: Make, tmp_path: Path) -> None:
    write("a.jsonl", row())
    write("b.jsonl", row())
    calls: list[tuple[int, int]] = []
    read([tmp_path], progress=lambda done, total: calls.append((done, total)))
    assert calls == [(1, 2), (2, 2)]


def test_a_single_path_need_not_be_a_list(write: Write, row: Make) -> None:
    path = write("a.jsonl", row())
    assert read(str(path)) == read([path])


def test_a_missing_input_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere.*no such file"):
        read([tmp_path / "nowhere"])
