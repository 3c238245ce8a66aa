"""The value that is kept where rows of one paper differ."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ingest import read
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Write = Callable[[str, str | bytes], Path]
Make = Callable[..., str]


def line(**fields: object) -> str:
    return json.dumps({"id": "2601.00001", "title": "Maps of Tides", "authors": ["Ann Lee"]} | fields) + "\n"


def test_a_shortened_author_list_never_replaces_a_complete_one(write: Write, tmp_path: Path) -> None:
    write("2026-01-05.jsonl", line(authors=["Ann Lee", "Bo Han", "Cy Doe"]))
    write("2026-01-06.jsonl", line(authors=["Ann Lee", "et al."]))
    (paper,) = read([tmp_path]).papers
    assert (paper.authors, paper.truncated) == (("Ann Lee", "Bo Han", "Cy Doe"), False)
    assert [a.authors for a in paper.appearances] == [(), ("Ann Lee",)]


def test_of_two_shortened_lists_the_newer_one_is_kept_and_marked(write: Write, tmp_path: Path) -> None:
    write("2026-01-05.jsonl", line(authors=["Ann Lee", "et al."]))
    write("2026-01-06.jsonl", line(authors=["Ann Lee", "Bo Han", "et al."]))
    (paper,) = read([tmp_path]).papers
    assert (paper.authors, paper.truncated) == (("Ann Lee", "Bo Han"), True)


def test_of_two_rows_in_one_line_the_first_is_kept(write: Write) -> None:
    rows = [json.loads(line(title=title)) for title in ("Maps of Tides", "Maps of the Tides")]
    (paper,) = read([write("2026-01-05.json", json.dumps(rows))]).papers
    assert paper.title == "Maps of Tides"


def test_a_title_of_another_paper_is_reported_where_it_was_first_printed(write: Write, tmp_path: Path) -> None:
    write("2026-01-04.jsonl", line(title="Counting Gulls at Dusk"))
    write("2026-01-05.jsonl", line(title="Counting Gulls at Dusk"))
    write("2026-01-06.jsonl", line(comment="x") * 2)
    (report,) = (r for r in read([tmp_path]).reports if "title" in describe_report(r))
    assert (report.file, report.line) == ("2026-01-04.jsonl", 1)


@pytest.mark.parametrize(
    ("url", "stars"), [("https://github.com/ann/shells", 7), ("https://github.com/ann/tides", None)]
)
def test_stars_are_those_of_the_address_that_is_kept(
    write: Write, row: Make, tmp_path: Path, url: str, stars: int | None
) -> None:
    write("2026-01-05.jsonl", row(code_url="https://github.com/ann/shells", code_stars=7))
    write("2026-01-06.jsonl", row(code_url=url))
    (paper,) = read([tmp_path]).papers
    assert [(link.url, link.stars) for link in paper.links] == [(url, stars)]


def test_the_month_of_a_paper_is_that_of_its_own_id(write: Write, tmp_path: Path) -> None:
    write(
        "library.bib",
        "@article{q, title={Maps of Tides}, author={Lee, Ann}, doi={10.1000/tides}, year=2030, month=5}\n",
    )
    write("2026-01-05.jsonl", line(doi="10.1000/tides"))
    (paper,) = read([tmp_path]).papers
    assert (paper.id, paper.month) == ("2601.00001", "2026-01")


def test_a_citation_of_a_paper_that_only_a_digest_lists_is_kept(write: Write, digest: Make, tmp_path: Path) -> None:
    write("2026-01-05.md", digest({"cs.CV": [{"id": "2601.00002"}]}))
    cited = [{"paperId": "a" * 40, "title": "x", "externalIds": {"ArXiv": f"2601.0000{n}"}} for n in (2, 1, 3)]
    work = {"paperId": "b" * 40, "externalIds": {"ArXiv": "2601.00001"}, "title": "Maps of Tides", "authors": []}
    write("works.json", json.dumps({"data": [work | {"references": cited}]}))
    assert {paper.id: paper.references for paper in read([tmp_path]).papers} == {
        "2601.00001": ("2601.00002",),
        "2601.00002": (),
    }


def test_settings_say_how_far_two_titles_may_differ(write: Write, tmp_path: Path) -> None:
    write("2026-01-05.jsonl", line(title="Mapping Tides"))
    write("2026-01-06.jsonl", line(title="Seagulls and Tides"))

    def reported(settings: IngestSettings) -> bool:
        return any("title" in describe_report(report) for report in read([tmp_path], settings=settings).reports)

    assert not reported(IngestSettings())
    assert reported(IngestSettings(max_shared_title_words=0.6))
    assert reported(IngestSettings(min_title_word=6))
