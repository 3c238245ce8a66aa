"""Rejects and warnings: all of them can be shown, whether or not a graph was built."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import command
import pytest

from kg.build.build import build_folder
from kg.errors import InputError, NothingRead

GOOD = '{"id": "2601.00001", "title": "T", "authors": ["Ana Bell"], "categories": ["cs.LG"], "summary": ""}'
BAD = '{"id": "x%d", "title": "T"}'
REJECT = re.compile(r"reject  day\.jsonl:(\d+)  \S.{10,}")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "day.jsonl").write_text("\n".join(BAD % n for n in range(45)), "utf-8")
    (tmp_path / "mixed").mkdir()
    rows = [GOOD, *(BAD % n for n in range(130))]
    (tmp_path / "mixed" / "day.jsonl").write_text("\n".join(rows), "utf-8")
    return tmp_path


def rejected(text: str) -> list[int]:
    """Return the line numbers of the rejects that a text lists."""
    return [int(found[1]) for line in text.splitlines() if (found := REJECT.fullmatch(line))]


def test_a_build_of_nothing_lists_the_first_rejects_and_counts_the_others(desk: Path) -> None:
    ran = command.call("build", "bad", "-o", "a.kg", cwd=desk)
    assert (ran.status, ran.out) == (3, "")
    first, *_, last = ran.err.splitlines()
    assert first.startswith("kg: no paper in bad: ")
    assert rejected(ran.err) == list(range(1, 21))
    more = re.fullmatch(r"… and (\d+) more; kg build lists all with --rejects or --json", last)
    assert more
    assert int(more[1]) >= 25
    assert not (desk / "a.kg").exists()


def test_a_build_of_nothing_lists_all_rejects_on_demand(desk: Path) -> None:
    ran = command.call("build", "bad", "-o", "a.kg", "--rejects", cwd=desk)
    assert ran.status == 3
    assert rejected(ran.out) == list(range(1, 46))
    assert ran.err.startswith("kg: no paper in bad: ")
    assert len(ran.err.splitlines()) == 1


def test_a_build_of_nothing_is_an_object_for_programs(desk: Path) -> None:
    ran = command.call("build", "bad", "-o", "a.kg", "--json", cwd=desk)
    assert ran.status == 3
    told = json.loads(ran.out)
    assert told["error"].startswith("no paper in bad: ")
    rejects = [report for report in told["reports"] if report["level"] == "reject"]
    assert [report["line"] for report in rejects] == list(range(1, 46))
    assert {frozenset(report) for report in rejects} == {frozenset(KEYS)}
    assert all(report["file"] == "day.jsonl" and report["message"] for report in rejects)


KEYS = ("level", "file", "line", "code", "arguments", "message")


@pytest.mark.parametrize("words", [["build", "bad", "-o", "a.kg"], ["open", "bad", "--print"]])
def test_a_single_reject_is_listed_with_its_place(
    desk: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(desk / "cache"))
    (desk / "bad" / "day.jsonl").write_text('{"id": "x"}\n', "utf-8")
    ran = command.call(*words, cwd=desk)
    assert ran.status == 3
    assert rejected(ran.err) == [1]
    assert "more" not in ran.err


def test_the_error_holds_the_reports(desk: Path) -> None:
    with pytest.raises(NothingRead, match="no paper in") as caught:
        build_folder([desk / "bad"], desk / "a.kg")
    assert isinstance(caught.value, InputError)
    assert caught.value.exit_code == 3
    assert [report.line for report in caught.value.reports if report.level == "reject"] == list(range(1, 46))
    assert caught.value.reports[0].level == "reject", "what lost papers comes first"


def test_a_build_lists_its_rejects_on_demand(desk: Path) -> None:
    ran = command.call("build", "mixed", "-o", "a.kg", "--rejects", cwd=desk)
    assert ran.status == 0
    assert rejected(ran.out) == list(range(2, 132))
    assert "130 rows rejected" in ran.err
    told = json.loads(command.call("build", "mixed", "-o", "a.kg", "--json", cwd=desk).out)
    assert len([report for report in told["reports"] if report["level"] == "reject"]) == told["rejects"] == 130


def test_info_shows_all_reports_to_programs_and_pipes_and_some_on_a_terminal(desk: Path) -> None:
    command.call("build", "mixed", "-o", "a.kg", cwd=desk)
    told = json.loads(command.call("info", "a.kg", "--json", cwd=desk).out)
    assert len(told["reports"]) == told["rejects"] + told["warnings"] > 130
    piped = command.call("info", "a.kg", "--rejects", cwd=desk).out
    assert rejected(piped) == list(range(2, 132))
    assert "more" not in piped
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "info", "a.kg", "--rejects"],
        cwd=desk, env=command.environment(command.ROOT, {}), stdin=theirs, stdout=theirs, stderr=theirs,
    ) as process:  # fmt: skip
        os.close(theirs)
        shown = command.read_terminal(ours).decode()
    assert process.returncode == 0
    more = re.search(r"^… and (\d+) more; to see all: kg info a\.kg --rejects \| less\r?$", shown, re.MULTILINE)
    assert more
    listed = re.findall(r"^(?:reject|warning)  ", shown, re.MULTILINE)
    assert (len(listed), int(more[1])) == (100, len(told["reports"]) - 100)


def test_info_says_where_there_is_nothing_to_list(tmp_path: Path) -> None:
    row = GOOD.replace('"summary": ""', '"summary": "We study trees.", "abs": "https://arxiv.org/abs/2601.00001"')
    (tmp_path / "2026-01-05.jsonl").write_text(row, "utf-8")
    command.call("build", "2026-01-05.jsonl", "-o", "a.kg", cwd=tmp_path)
    ran = command.call("info", "a.kg", "--rejects", cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "0 rows: no rejects or warnings\n")
