"""`kg report` on the command line."""

from pathlib import Path
from xml.etree import ElementTree as ET

import command
import pytest


def test_a_report_is_a_page_or_markdown_by_the_suffix_of_its_file(example: Path, tmp_path: Path) -> None:
    for name in ("new.html", "new.md"):
        ran = command.call("report", example, "--since", "2026-01-16", "-o", name, cwd=tmp_path)
        assert (ran.status, ran.out) == (0, "")
        assert "What is new since 2026-01-16" in ran.err
        assert "What is new since 2026-01-16" in (tmp_path / name).read_text("utf-8")
    assert (tmp_path / "new.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_without_a_file_text_of_the_newest_day_goes_to_standard_output(example: Path, tmp_path: Path) -> None:
    ran = command.call("report", example, cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert ran.out.startswith("What is new on 2026-01-31\n===")


def test_a_page_names_its_feed(example: Path, tmp_path: Path) -> None:
    ran = command.call(
        "report", example, "-o", "new.html", "--feed", "feed.atom", "--link", "Map of papers=map.html",
        "--url", "https://example.org/kg/", cwd=tmp_path,
    )  # fmt: skip
    assert ran.status == 0, ran.err
    page = (tmp_path / "new.html").read_text("utf-8")
    assert 'type="application/atom+xml"' in page
    assert '<a href="map.html">' in page
    feed = ET.parse(tmp_path / "feed.atom").getroot()  # noqa: S314 - our own
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) > 1
    assert "https://example.org/kg/new.html" in (tmp_path / "feed.atom").read_text("utf-8")


def test_everything_is_listed_on_demand(example: Path, tmp_path: Path) -> None:
    short, whole = (
        command.call("report", example, "--since", "2026-01-16", *more, cwd=tmp_path).out for more in ((), ("--all",))
    )
    assert "kg report example.kg --since 2026-01-16 --all -o report.html" in short
    assert len(whole) > len(short)
    assert "New papers (10 of 24)" in short
    assert "New papers (24)" in whole


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--since", "yesterday"], 2, 'not a date: "yesterday"'),
        (["--since", "2030-01-01"], 2, "newest day of this graph is 2026-01-31"),
        (["--link", "x=javascript:alert(1)", "-o", "a.html"], 2, "not a link"),
        (["-o", "new.pdf"], 2, 'no report of the kind ".pdf"'),
        (["--url", "https://example.org/"], 2, "--feed"),
        (["--feed", "f.atom", "--url", "example.org"], 2, "not an address of the web"),
    ],
)
def test_mistakes_are_explained_and_leave_nothing(
    example: Path, tmp_path: Path, arguments: list[str], status: int, words: str
) -> None:
    ran = command.call("report", example, *arguments, cwd=tmp_path)
    assert (ran.status, ran.out) == (status, "")
    assert words in ran.err
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_a_graph_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "missing.kg"):
        assert command.call("report", name, cwd=tmp_path).status == 3
