"""Output to any pipe, file or terminal: every character, every locale, and readers that close early."""

import io
import os
import shutil
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import command
import pytest

from kg.cli.app import main

WHAT = "强化学习 für Łukasz ã"
COMMANDS = [
    ("show", "2601.22020"),
    ("query", "SELECT ?l { ?c skos:prefLabel ?l FILTER(LANG(?l) = 'zh') } ORDER BY ?l LIMIT 5"),
    ("query", "SELECT ?l { ?c skos:prefLabel ?l FILTER(LANG(?l) = 'zh') } ORDER BY ?l LIMIT 5", "--format", "csv"),
    ("ask", "papers", "concept=大语言模型"),
    ("search", "强化学习"),
    ("search", WHAT),
    ("show", WHAT, "--json"),
    ("ask", "coauthors", f"person={WHAT}"),
    ("concepts", "list"),
    ("concepts", "list", "--json"),
    ("concepts", "explain", "large language model"),
    ("concepts", "explain", WHAT),
    ("concepts", "top", "2601.22020"),
    ("authors", "review"),
    ("authors", "explain", WHAT),
    ("view", "coauthors", "--author", WHAT),
]


def on(graph: Path, words: tuple[str, ...]) -> list[str | Path]:
    """Insert the graph into the arguments, after the command."""
    verbs = 2 if words[0] in ("concepts", "authors") else 1
    return [*words[:verbs], graph, *words[verbs:]]


class Streams:
    """Standard streams with one encoding, as a pipe has them."""

    def __init__(self, encoding: str) -> None:
        self.out, self.err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))

    def text(self, stream: io.TextIOWrapper) -> str:
        stream.flush()
        assert isinstance(stream.buffer, io.BytesIO)
        return stream.buffer.getvalue().decode("utf-8")

    def call(self, *arguments: str | Path, cwd: Path) -> command.Ran:
        """Run `command.call` with these streams."""
        with (
            chdir(cwd),
            redirect_stdout(self.out),
            redirect_stderr(self.err),
            patch.object(sys, "argv", ["kg", *map(str, arguments)]),
            pytest.raises(SystemExit) as ended,
        ):
            main()
        return command.Ran(int(ended.value.code or 0), self.text(self.out), self.text(self.err))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_writes_utf_8_whatever_the_encoding_of_the_streams(
    example: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    plain = Streams("utf-8").call(*on(example, words), cwd=tmp_path)
    assert not (plain.out + plain.err).isascii(), "or it proves nothing"
    assert Streams("cp1252").call(*on(example, words), cwd=tmp_path) == plain


@pytest.mark.parametrize(
    "variables",
    [
        *({"PYTHONIOENCODING": name} for name in ("cp1252", "gbk", "ascii:strict")),
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=str,
)
def test_every_encoding_gives_the_same_card(example: Path, tmp_path: Path, variables: dict[str, str]) -> None:
    plain = command.call("show", example, "大语言模型", cwd=tmp_path)
    assert "大语言模型" in plain.out
    assert command.run("show", example, "大语言模型", cwd=tmp_path, **variables) == plain


def test_a_build_reports_rows_and_paths_in_utf_8(tmp_path: Path) -> None:
    (tmp_path / "über 论文").mkdir()
    row = '{"id": "2601.00001", "title": "T", "authors": ["Łu Ma"], "categories": ["cs.LG"], "summary": ""}\n'
    (tmp_path / "über 论文" / "2026-01-05.jsonl").write_text(row + "[论文]\n" + row.replace("00001", "00002"), "utf-8")
    plain = command.call("build", "über 论文", "-o", "a.kg", cwd=tmp_path)
    assert (plain.status, "Traceback" in plain.err) == (0, False)
    shutil.rmtree(tmp_path / "a.kg")
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert command.run("build", "über 论文", "-o", "a.kg", cwd=tmp_path, **ascii_only) == plain
    missing = command.run("build", "nö", "-o", "b.kg", cwd=tmp_path, **ascii_only)
    assert (missing.status, missing.err[:8]) == (3, "kg: nö: ")


def test_bytes_that_are_no_text_are_named_and_not_found(example: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "kg", "show", example, b"\xff\xfeMa"],
        cwd=tmp_path, env=command.environment(command.ROOT, {}), capture_output=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith('kg: no person, concept, category or paper called "��Ma"')


def test_a_terminal_keeps_its_encoding(example: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "concepts", "explain", example, "large language model"],
        cwd=tmp_path, env=command.environment(command.ROOT, {"PYTHONIOENCODING": "cp1252"}),
        stdin=theirs, stdout=theirs, stderr=theirs,
    ) as process:  # fmt: skip
        os.close(theirs)
        shown = command.read_terminal(ours)
    assert process.returncode == 0
    assert b"????" in shown
    assert b"Traceback" not in shown


@pytest.mark.parametrize(
    "words",
    [
        ("query", "SELECT * { ?s ?p ?o } LIMIT 20000"),
        ("query", "SELECT * { ?s ?p ?o } LIMIT 20000", "--format", "json"),
        ("search", "model"),
    ],
    ids=" ".join,
)
def test_a_reader_may_leave(example: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *on(example, words)],
        cwd=tmp_path, env=command.environment(command.ROOT, {}), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_an_error_that_nobody_reads_keeps_its_status(example: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "show", example, "Nobody At All"],
        cwd=tmp_path, env=command.environment(command.ROOT, {}), stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stderr
        process.stderr.close()
    assert process.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_line(example: Path, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "kg", "info", example],
            cwd=tmp_path, env=command.environment(command.ROOT, {}), stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr.decode().splitlines() == [f"kg: {os.strerror(28)}; free some space, or write to another disk"]
