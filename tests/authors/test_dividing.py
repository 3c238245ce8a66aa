"""Printed names that a person says are two people."""

import pytest

from kg.authors.decisions import format_decision, parse_decisions
from kg.authors.dividing import split_names
from kg.errors import DecisionsError
from kg.model import AuthorDetails, Paper

LINE = 'split "NoraQuill SamBrandt" "Nora Quill" "Sam Brandt"'


def paper(id_: str, *authors: str, details: tuple[AuthorDetails, ...] = ()) -> Paper:
    return Paper(id_, "Maps", "2026-01", authors, "cs.CL", details=details)


def test_a_fused_name_becomes_its_people_in_place_and_details_move_along() -> None:
    before = paper("2601.00001", "NoraQuill SamBrandt", "Ida Moor", details=(AuthorDetails(1, affiliations=("ETH",)),))
    (after,), reports = split_names([before], parse_decisions(LINE.encode(), "authors.txt"))
    assert after.authors == ("Nora Quill", "Sam Brandt", "Ida Moor")
    assert after.details == (AuthorDetails(2, affiliations=("ETH",)),)
    assert reports == ()


def test_a_line_about_one_paper_leaves_the_others_alone() -> None:
    line = 'split "Nora Quill Sam" on 2601.00001 "Nora Quill" "Sam Brandt" "Ida Moor"'
    papers = [paper("2601.00001", "Nora Quill Sam"), paper("2601.00002", "Nora Quill Sam")]
    divided, _ = split_names(papers, parse_decisions(line.encode(), "authors.txt"))
    assert [len(one.authors) for one in divided] == [3, 1]


def test_a_line_that_finds_nobody_waits_and_says_so() -> None:
    _, (report,) = split_names([paper("2601.00001", "Ida Moor")], parse_decisions(LINE.encode(), "d/authors.txt"))
    assert (report.file, report.line) == ("authors.txt", 1)
    assert "waits" in report.reason


def test_a_line_is_written_as_it_is_read() -> None:
    (line,) = parse_decisions(LINE.encode(), "authors.txt").lines
    assert format_decision(line) == LINE
    assert line.names == ("Nora Quill", "Sam Brandt")


@pytest.mark.parametrize(
    "line", ['split "Nora Quill"', 'split "Nora Quill" "Nora"', 'split nora-quill/2601.00001 "A B" "C D"', "split"]
)
def test_half_a_line_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(DecisionsError, match='split "Printed Name" "First Name" "Second Name"'):
        parse_decisions(line.encode(), "authors.txt")
