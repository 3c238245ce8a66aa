"""The day of a digest, from the names of its file and folders."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.days import day_in_name, find_day
from kg.ingest.files import find_files
from kg.report_codes import ReportCode

SPELLINGS = [
    "2026-01-05.md", "2026_01_05.jsonl", "2026.01.05.md", "2026 01 05.md", "20260105.md", "20260105_Mon/papers.md",
    "5-Jan-2026/papers.md", "05Jan2026.md", "papers05Jan2026.md", "Jan-5-2026.md", "Jan052026.md", "January 5, 2026.md",
    "Monday, 5 January 2026.md", "5th January 2026.md", "2026-Jan-05.md", "2026年1月5日.md", "2026年01月05日 星期一.md",
    "2026년 1월 5일.md", "2026-1-5.md", "2026-01-05T183000Z.json", "20260105183000.json", "202601051830.json",
    "arxiv_2026-01-05_cs.CL.json.gz", "cs.CL-2026-01-05/papers.md", "d2026-01-05b.md", "2026-01-05.v2.md",
    "2026/01/05/papers.md", "2026/1/5/papers.md", "2026/01-05/papers.md", "2026-01/01-05/papers.md",
    "2026-01/05/papers.md", "202601/05.md", "2026/01/05.md", "2026/0105.md", "2026/01/05_Mon/papers.md",
    "2026/01/05_papers.md", "2026/Jan/05/papers.md", "2026/January/5/papers.md", "2026年/1月/5日/papers.md",
    "2026年1月/5日.md", "arxiv/2026/01/05/cs.CL.md", "2026-01-05/2601.00001.md", "2026-01-05/cs/new/papers.md",
]  # fmt: skip
NO_DAYS = [
    "papers.md", "2601.00001.md", "2026/2601.00001.md", "2012.01234v1.md", "v1.2.3.md", "12345678.md", "20261305.md",
    "2026-02-30.md", "19900101.md", "21010101.md", "12026-01-01.md", "05-01-2026.md", "1/2/2026/papers.md", "2026.md",
    "2026/01/papers.md", "01/05/papers.md", "2026/12 papers.md", "2026/12/1 - intro.md", "Summary 9 2026.md",
    "marvin9-2026.md", "",
]  # fmt: skip


@pytest.mark.parametrize("path", SPELLINGS)
def test_common_spellings(path: str) -> None:
    assert find_day(path.split("/")) == date(2026, 1, 5)


@pytest.mark.parametrize("path", NO_DAYS)
def test_what_is_not_a_day(path: str) -> None:
    assert find_day(path.split("/")) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [("13-01-2026", "2026-01-13"), ("01.13.2026", "2026-01-13"), ("05-05-2026", "2026-05-05"), ("05-01-2026", "None")],
)
def test_day_and_month_are_not_guessed(name: str, day: str) -> None:
    assert str(day_in_name(name)) == day


def test_the_nearest_name_decides() -> None:
    assert find_day(["2026-01-05", "2026-01-06.md"]) == date(2026, 1, 6)
    assert find_day(["2026-01-05", "2026-01-07", "papers.md"]) == date(2026, 1, 7)
    assert find_day(["2026-01-05", "05-01-2027", "papers.md"]) == date(2026, 1, 5)


@given(st.dates(date(1991, 1, 1), date(2100, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    for spelled in ("%Y-%m-%d.md", "x/%Y%m%d_%a/y.md", "%d %B %Y", "%B %d, %Y.txt", "%Y/%m/%d.md", "%Y年%m月%d日"):
        assert find_day(day.strftime(spelled).split("/")) == day


@given(st.lists(st.text(), min_size=1))
def test_any_names_have_at_most_a_day(names: list[str]) -> None:
    found = find_day(names)
    assert found is None or 1991 <= found.year <= 2100


def days(inputs: list[str]) -> dict[str, str]:
    return {file.name: str(file.day) for file in find_files(inputs)[0]}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name in ("2026-01-05/papers.md", "2026-01-06/cs/papers.md", "plain/papers.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def test_the_name_of_the_given_folder_counts_and_none_above_it(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = archive / "2026-01-06"
    assert days([str(archive / "2026-01-05")]) == {"papers.md": "2026-01-05"}
    assert days([str(inside)]) == {"cs/papers.md": "2026-01-06"}
    assert days([str(inside / "cs")]) == {"papers.md": "None"}
    assert days([f"{archive}/2026-01-05/*.md"]) == {"papers.md": "2026-01-05"}
    assert days([f"{archive}/2026-*/papers.md"]) == {"2026-01-05/papers.md": "2026-01-05"}
    assert days([str(archive / "2026-01-05" / "papers.md")]) == {"papers.md": "2026-01-05"}
    monkeypatch.chdir(archive / "2026-01-05")
    for here in (".", "papers.md", "*.md", "../2026-01-05/."):
        assert set(days([here]).values()) == {"2026-01-05"}, here


def test_why_a_file_has_no_day(archive: Path) -> None:
    (archive / "plain" / "05-01-2026.md").write_text("x")
    reasons = {file.name: (file.undated, file.ambiguous_day) for file in find_files([archive])[0]}
    assert reasons["2026-01-05/papers.md"] == (None, "")
    assert reasons["plain/papers.md"] == (ReportCode.NO_DAY, "")
    assert reasons["plain/05-01-2026.md"] == (ReportCode.AMBIGUOUS_DAY, "05-01-2026")
