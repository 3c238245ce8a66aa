"""Input files as values: everything that their rows depend on, and files that can be read only once."""

import gzip
import hashlib
import io
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError, RejectedRow
from kg.frames.reports import reports_of
from kg.ingest.stages.inputs import list_files
from kg.ingest.stages.reading import read_files
from kg.ingest.stages.reports import refuse_rejects
from kg.report_codes import ReportCode
from kg.settings import IngestSettings

Write = Callable[[str, str | bytes], Path]
Make = Callable[..., str]

SETTINGS = IngestSettings()


def test_the_value_of_a_file_is_its_name_day_and_bytes_not_its_place(write: Write, row: Make, tmp_path: Path) -> None:
    write("one/2026-01-05.jsonl", row())
    write("two/2026-01-05.jsonl", row())
    one, two = (list_files([tmp_path / name], SETTINGS)["files"] for name in ("one", "two"))
    assert one.drop("path", "size").equals(two.drop("path", "size"))
    (file,) = one.rows(named=True)
    assert (file["file"], file["digest"], file["day"]) == ("2026-01-05.jsonl", "2026-01-05", date(2026, 1, 5))
    assert (file["sha256"], file["size"]) == (hashlib.sha256(row().encode()).hexdigest(), len(row()))
    assert file["content"] is None


def test_day_and_format_that_are_asked_for_are_part_of_the_value(write: Write, row: Make) -> None:
    path = write("list.txt", row())
    (file,) = list_files([path], SETTINGS, day=date(2026, 1, 5), form="jsonl")["files"].rows(named=True)
    assert (file["digest"], file["day"], file["form"], file["undated"]) == ("2026-01-05", date(2026, 1, 5), "jsonl", "")


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="pipes have no names here")
def test_pipes_are_read_once_where_files_are_listed(row: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    reading_end, writing_end = os.pipe()
    os.write(writing_end, row().encode())
    os.close(writing_end)
    packed = gzip.compress(row(id="2601.00002").encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(packed)))
    files = list_files([f"/dev/fd/{reading_end}", "-"], SETTINGS)
    os.close(reading_end)
    read = read_files(SETTINGS, {})(files)
    assert read["rows"]["id"].to_list() == ["2601.00002", "2601.00001"]
    assert read["read_files"]["sha256"].to_list() == files["files"]["sha256"].to_list()
    assert read["read_files"]["format"].to_list() == ["jsonl+gzip", "jsonl"]


def test_a_pipe_is_read_up_to_the_limit_of_a_file(monkeypatch: pytest.MonkeyPatch, row: Make) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(row().encode() + b" " * 10**6)))
    small = IngestSettings(max_file_bytes=10_000)
    files = list_files(["-"], small)
    assert len(files["files"]["content"][0]) == 10_001
    reports = reports_of(read_files(small, {})(files)["reading_reports"])
    assert [r.arguments for r in reports if r.code is ReportCode.FILE_TOO_LONG] == [(10_000,)]


def test_a_file_that_breaks_off_gives_the_rows_before_and_one_reject(write: Write, row: Make) -> None:
    rows = "".join(row(id=f"2601.{n:05}", abstract=os.urandom(4000).hex()) for n in range(1, 60)).encode()
    packed = gzip.compress(rows)
    read = read_files(SETTINGS, {})(list_files([write("2026-01-05.jsonl.gz", packed[: len(packed) // 2])], SETTINGS))
    (source,) = read["read_files"].rows(named=True)
    assert (source["accepted"], source["rejected"]) == (read["rows"].height, 1)
    assert 20 < read["rows"].height < 40
    (report,) = read["reading_reports"].rows(named=True)
    assert (report["line"], report["level"]) == (read["rows"].height + 1, "reject")
    assert report["code"] == ReportCode.CUT_OFF


def test_strict_names_the_first_bad_row_in_the_order_of_files(write: Write, row: Make, tmp_path: Path) -> None:
    write("b.jsonl", "{}\n")
    write("a.jsonl", row() + "not json\n{}\n")
    files = list_files([tmp_path], SETTINGS)["files"]
    reports = read_files(SETTINGS, {})({"files": files.reverse()})["reading_reports"]
    with pytest.raises(RejectedRow, match=r"^a\.jsonl:2: not valid JSON") as caught:
        refuse_rejects(reports)
    assert (caught.value.path, caught.value.line) == ("a.jsonl", 2)
    refuse_rejects(reports.filter(reports["level"] == "warning"))


def test_a_file_that_changes_after_it_was_listed_is_not_taken_for_the_old_one(write: Write, row: Make) -> None:
    path = write("a.jsonl", row())
    files = list_files([path], SETTINGS)
    path.write_text(row(title="Changed"))
    with pytest.raises(InputError, match=r"a\.jsonl: the file changed while it was read"):
        read_files(SETTINGS, {})(files)


def test_a_found_file_that_vanishes_is_a_reject(write: Write, row: Make, tmp_path: Path) -> None:
    path = write("a.jsonl", row())
    write("b.jsonl", row())
    files = list_files([tmp_path], SETTINGS)
    path.unlink()
    read = read_files(SETTINGS, {})(files)
    assert read["rows"]["file"].to_list() == ["b.jsonl"]
    assert read["reading_reports"]["code"][0] == ReportCode.CANNOT_OPEN
