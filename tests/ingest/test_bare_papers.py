"""Rows with minimal data: values that are kept, and rows that are rejected with file and line."""

import gzip
import json
from pathlib import Path

import pytest
import zstandard

from kg.errors import InputError
from kg.ingest.bare_papers import read_bare_papers
from kg.settings import IngestSettings

ROW = {"id": "x1", "title": "A  title", "year": 2019, "categories": ["ACL", "ACL", ""], "authors": ["Ann Lee"]}


def written(folder: Path, *rows: object) -> Path:
    path = folder / "papers.jsonl"
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


def test_a_row_becomes_a_paper(tmp_path: Path) -> None:
    (paper,) = read_bare_papers(written(tmp_path, ROW | {"venue": "passed over"}))
    assert (paper.id, paper.title, paper.month, paper.primary_category) == ("x1", "A title", "2019-01", "ACL")
    assert [c.code for c in paper.categories] == ["ACL"]


def test_every_printed_name_keeps_its_place(tmp_path: Path) -> None:
    printed = ["Ann Lee*", "", "Ann Lee", "†", "Ann Lee", "Ann Lee, Bob Roe", "  ", "The Some Team", "李明"]
    (paper,) = read_bare_papers(written(tmp_path, ROW | {"authors": printed}))
    assert len(paper.authors) == len(printed)
    assert [paper.authors[i] for i in (0, 2, 4)] == ["Ann Lee"] * 3
    assert (paper.authors[1], paper.authors[3], paper.authors[8]) == ("", "†", "李明")


def test_papers_keep_the_files_order_and_need_not_have_names(tmp_path: Path) -> None:
    papers = read_bare_papers(written(tmp_path, ROW | {"id": "b"}, ROW | {"id": "a", "authors": []}))
    assert [(p.id, len(p.authors)) for p in papers] == [("b", 1), ("a", 0)]


@pytest.mark.parametrize(("year", "month"), [(None, ""), (953, "0953-01"), (2019, "2019-01")])
def test_an_unknown_year_is_no_month_and_years_sort(tmp_path: Path, year: int | None, month: str) -> None:
    assert read_bare_papers(written(tmp_path, ROW | {"year": year}))[0].month == month


def test_title_year_and_categories_may_be_absent(tmp_path: Path) -> None:
    (paper,) = read_bare_papers(written(tmp_path, {"id": "x", "authors": ["Ann Lee"]}))
    assert (paper.title, paper.month, paper.primary_category, paper.categories) == ("", "", "", ())


def test_compressed_marked_and_blank_lines_are_read_alike(tmp_path: Path) -> None:
    plain = written(tmp_path, ROW, ROW | {"id": "x2"})
    papers = read_bare_papers(plain)
    text = b"\xef\xbb\xbf" + plain.read_bytes().replace(b"\n", b"\r\n\r\n")
    (tmp_path / "p.jsonl.gz").write_bytes(gzip.compress(text))
    (tmp_path / "p.jsonl.zst").write_bytes(zstandard.compress(text))
    assert read_bare_papers(tmp_path / "p.jsonl.gz") == papers
    assert read_bare_papers(tmp_path / "p.jsonl.zst") == papers


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROW, "line 1 already"),
        (ROW | {"id": ""}, "is empty"),
        (ROW | {"id": "a\tb"}, "tab"),
        (ROW | {"id": "a\u2028b"}, "line end"),
        (ROW | {"id": 7}, "$.id"),
        (ROW | {"id": "x2", "authors": "Ann Lee, Bob Roe"}, "$.authors"),
        (ROW | {"id": "x2", "authors": ["Ann Lee", None]}, "$.authors"),
        (ROW | {"id": "x2", "year": "2019"}, "$.year"),
        (ROW | {"id": "x2", "year": 0}, "is not a year"),
        ({"id": "x2"}, "authors"),
        ([1], "not a paper row"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_file_and_line(tmp_path: Path, row: object, said: str) -> None:
    path = written(tmp_path, ROW, row)
    with pytest.raises(InputError) as raised:
        read_bare_papers(path)
    assert str(raised.value).startswith(f"{path}:2: ")
    assert said in str(raised.value)


@pytest.mark.parametrize("line", [b'{"id": "x2", "auth', b"\xff\xfe", b'{"id": "\\ud800", "authors": []}', b"[" * 9999])
def test_a_damaged_line_is_an_error_with_its_number(tmp_path: Path, line: bytes) -> None:
    path = written(tmp_path, ROW)
    path.write_bytes(path.read_bytes() + line)
    with pytest.raises(InputError, match=r"papers\.jsonl:2: "):
        read_bare_papers(path)


def test_a_line_without_end_does_not_fill_memory(tmp_path: Path) -> None:
    path = written(tmp_path, ROW)
    path.write_bytes(path.read_bytes() + b"x" * 2000)
    with pytest.raises(InputError, match=r":2: the line is longer"):
        read_bare_papers(path, IngestSettings(max_row_bytes=1000))


def test_a_cut_off_archive_says_where(tmp_path: Path) -> None:
    rows = "".join(json.dumps(ROW | {"id": f"x{i}", "title": str(i**9)}) + "\n" for i in range(3000))
    (tmp_path / "p.gz").write_bytes(gzip.compress(rows.encode())[:-2000])
    with pytest.raises(InputError, match=r"p\.gz:\d+: .*cut off"):
        read_bare_papers(tmp_path / "p.gz")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.jsonl: cannot be opened"):
        read_bare_papers(tmp_path / "nowhere.jsonl")
    with pytest.raises(InputError, match="cannot be opened"):
        read_bare_papers(tmp_path)
