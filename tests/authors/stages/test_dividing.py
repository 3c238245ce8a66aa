"""Surface forms that a decision assigns to two people."""

import polars as pl
import pytest

from kg.authors.decisions.decisions import format_author_decision, parse_author_decisions
from kg.authors.stages import divide_names
from kg.errors import DecisionsError
from kg.frames.papers import paper_frames
from kg.model import AuthorDetails, Paper
from kg.report_codes import ReportCode
from kg.schema import FRAMES

LINE = 'split "NoraQuill SamBrandt" "Nora Quill" "Sam Brandt"'


def paper(id_: str, *authors: str, details: tuple[AuthorDetails, ...] = ()) -> Paper:
    return Paper(id_, "Maps", "2026-01", authors, "cs.CL", details=details)


def divided(papers: list[Paper], line: str, path: str = "authors.txt") -> tuple[pl.DataFrame, pl.DataFrame]:
    frames = divide_names(paper_frames(papers), parse_author_decisions(line.encode(), path))
    assert frames["divided_authors"].schema == FRAMES["divided_authors"]
    return frames["divided_authors"], frames["division_reports"]


def test_a_fused_name_becomes_its_people_in_place_and_details_move_along() -> None:
    before = paper("2601.00001", "NoraQuill SamBrandt", "Ida Moor", details=(AuthorDetails(1, affiliations=("ETH",)),))
    after, reports = divided([before], LINE)
    assert after["printed"].to_list() == ["Nora Quill", "Sam Brandt", "Ida Moor"]
    assert after["position"].to_list() == [0, 1, 2]
    assert after["affiliations"].to_list() == [[], [], ["ETH"]]
    assert reports.is_empty()


def test_details_of_a_fused_name_are_nobodys() -> None:
    details = (AuthorDetails(0, native="김민수", affiliations=("ETH",), organization=True),)
    after, _ = divided([paper("2601.00001", "NoraQuill SamBrandt", details=details)], LINE)
    columns = ("native", "orcids", "accounts", "affiliations", "organization")
    assert after.select(columns).rows() == [("", [], [], [], False)] * 2


def test_a_line_about_one_paper_leaves_the_others_alone() -> None:
    line = 'split "Nora Quill Sam" on 2601.00001 "Nora Quill" "Sam Brandt" "Ida Moor"'
    papers = [paper("2601.00001", "Nora Quill Sam"), paper("2601.00002", "Nora Quill Sam")]
    after, _ = divided(papers, line)
    assert after["paper"].to_list() == ["2601.00001"] * 3 + ["2601.00002"]


def test_a_line_that_finds_nobody_waits_and_says_so() -> None:
    _, reports = divided([paper("2601.00001", "Ida Moor")], LINE, "d/authors.txt")
    assert reports.select("file", "line").rows() == [("authors.txt", 1)]
    assert reports["code"][0] == ReportCode.ABSENT_SPLIT_NAME


def test_a_line_is_written_as_it_is_read() -> None:
    (line,) = parse_author_decisions(LINE.encode(), "authors.txt").lines
    assert format_author_decision(line) == LINE
    assert line.names == ("Nora Quill", "Sam Brandt")


@pytest.mark.parametrize(
    "line", ['split "Nora Quill"', 'split "Nora Quill" "Nora"', 'split nora-quill/2601.00001 "A B" "C D"', "split"]
)
def test_half_a_line_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(DecisionsError, match='split "Printed Name" "First Name" "Second Name"'):
        parse_author_decisions(line.encode(), "authors.txt")
