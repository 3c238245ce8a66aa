"""Finding and opening files: folders, globs, standard input, compression, and all errors."""

import gzip
import hashlib
import io
import json
import os
import socket
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from command import call

from kg.errors import InputError
from kg.ingest import read
from kg.model import Corpus
from kg.report_codes import Level
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Write = Callable[[str, str | bytes], Path]
Make = Callable[..., str]


def names(corpus: Corpus) -> list[str]:
    return [source.path for source in corpus.sources]


def rejected(corpus: Corpus) -> list[tuple[str, int, str]]:
    return [(r.file, r.line, describe_report(r)) for r in corpus.reports if r.level is Level.REJECT]


def test_a_folder_is_read_deep_and_only_where_names_fit(write: Write, row: Make, tmp_path: Path) -> None:
    for name in ("b.jsonl", "sub/deep/a.txt", "notes.pdf", ".hidden.md", ".git/x.md", "c.JSON.GZ", "d.ndjson"):
        write(name, row())
    assert names(read([tmp_path])) == ["b.jsonl", "c.JSON.GZ", "d.ndjson", "sub/deep/a.txt"]


def test_globs_and_repeats(write: Write, row: Make, tmp_path: Path) -> None:
    for name in ("2026-01-05.jsonl", "2026-01-06.jsonl", "old/2026-01-07.jsonl", "2026.pdf"):
        write(name, row())
    assert names(read([f"{tmp_path}/2026*"])) == ["2026-01-05.jsonl", "2026-01-06.jsonl"]
    assert names(read([f"{tmp_path}/**/*.jsonl"])) == ["2026-01-05.jsonl", "2026-01-06.jsonl", "old/2026-01-07.jsonl"]
    assert names(read([tmp_path / "old", tmp_path / "old" / "2026-01-07.jsonl"])) == ["2026-01-07.jsonl"]
    with pytest.raises(InputError, match="nothing matches"):
        read([f"{tmp_path}/2027*"])


def test_files_of_one_name_are_told_apart(write: Write, row: Make, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write(f"{folder}/day.jsonl", row())
    corpus = read([tmp_path / "two", tmp_path / "one"])
    assert names(corpus) == ["one/day.jsonl", "two/day.jsonl"]
    assert [d.id for d in corpus.digests] == ["one-day", "two-day"]


def test_names_that_are_no_utf8_are_shown_as_they_can_be(tmp_path: Path, row: Make) -> None:
    path = tmp_path / os.fsdecode(b"d\xff.jsonl")
    path.write_text(row())
    assert names(read([tmp_path])) == names(read([path])) == ["d?.jsonl"]


def test_files_whose_names_differ_in_bytes_that_are_not_text_get_different_names(tmp_path: Path, row: Make) -> None:
    for byte in (b"\xfe", b"\xff"):
        (tmp_path / os.fsdecode(b"d" + byte + b".jsonl")).write_text(row())
    assert names(read([tmp_path])) == ["d\\udcfe.jsonl", "d\\udcff.jsonl"]


def test_twins_of_an_undated_digest_are_one_digest(write: Write, row: Make, digest: Make, tmp_path: Path) -> None:
    write("Seed One.md", digest({"cs.CV": [{}]}))
    write("Seed One_AI_enhanced_Chinese.jsonl.gz", gzip.compress(row().encode()))
    assert [d.id for d in read([tmp_path]).digests] == ["seed-one"]


def test_an_impossible_day_is_none(write: Write, row: Make) -> None:
    corpus = read(
        [write("2026-02-30.jsonl", row()), write("x-12026-01-01.jsonl", row()), write("d2026-01-05b.jsonl", row())]
    )
    assert [str(d.date) for d in corpus.digests] == ["2026-01-05", "None", "None"]


def test_standard_input_is_told_by_its_text(monkeypatch: pytest.MonkeyPatch, row: Make, digest: Make) -> None:
    for text in (row(), digest({"cs.CV": [{}]})):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        corpus = read(["-"])
        assert [p.id for p in corpus.papers] == ["2601.00001"]
        assert (names(corpus), corpus.digests[0].id) == (["-"], "stdin")


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_compressed_files(write: Write, row: Make, digest: Make, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    lines = row().encode()
    text = digest({"cs.CV": [{}]}).encode()
    assert read([write(f"a.jsonl{suffix}", pack(lines))]).papers == read([write("a.jsonl", lines)]).papers
    assert read([write(f"a.md{suffix}", pack(text))]).papers == read([write("a.md", text)]).papers
    two = read([write(f"a.jsonl{suffix}", pack(lines) + pack(row(id="2601.00002").encode()))])
    assert [p.id for p in two.papers] == ["2601.00001", "2601.00002"]
    assert two.sources[0].format == "jsonl+" + {".gz": "gzip", ".zst": "zstd"}[suffix]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_cut_off_and_damaged_compression(write: Write, row: Make, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    rows = "".join(row(id=f"2601.{n:05}", abstract=os.urandom(4000).hex()) for n in range(1, 100)).encode()
    packed = pack(rows)
    for damaged, words in (
        (packed[: len(packed) * 2 // 3], "cut off"),
        (packed[:-1], "cut off"),
        (packed[:3] + b"\xff" * 60, ""),
        (packed[:10], "cut off"),
    ):
        corpus = read([write(f"a.jsonl{suffix}", damaged)])
        (source,) = corpus.sources
        ((_, line, reason),) = rejected(corpus)
        assert source.rows == source.accepted + source.rejected
        assert line == source.accepted + 1
        assert words in reason
        assert len(source.sha256) == 64
    assert len(read([write(f"a.jsonl{suffix}", packed[: len(packed) * 2 // 3])]).papers) > 20


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_a_decompression_bomb_stops_at_the_limit(
    write: Write, row: Make, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    path = write(f"a.jsonl{suffix}", pack(row().encode() + b" " * 10**8))
    tracemalloc.start()
    corpus = read([path], settings=IngestSettings(max_file_bytes=10**7, max_row_bytes=10**6))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(corpus.papers) == 1
    ((_, _, reason),) = rejected(corpus)
    assert "more than 10,000,000 bytes once unpacked" in reason
    assert peak < 5 * 10**7


def test_a_line_of_200_megabytes(tmp_path: Path, row: Make) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": "')
        for _ in range(200):
            file.write(b"x" * 10**6)
        file.write(b"\n" + row().encode())
    corpus = read([path])
    assert len(corpus.papers) == 1
    assert rejected(corpus) == [("a.jsonl", 1, "the line is longer than 16,777,216 bytes")]


def test_a_loop_of_folders_ends(write: Write, row: Make, tmp_path: Path) -> None:
    write("days/a.jsonl", row())
    (tmp_path / "days" / "again").symlink_to(tmp_path / "days", target_is_directory=True)
    (tmp_path / "days" / "self.md").symlink_to(tmp_path / "days" / "self.md")
    corpus = read([tmp_path / "days"])
    assert len(corpus.papers) == 1
    assert ("again", "leads to a folder that was read already; not followed") in [
        (r.file, describe_report(r)) for r in corpus.reports
    ]
    ((file, line, reason),) = rejected(corpus)
    assert (file, line) == ("self.md", 0)
    assert reason.startswith("cannot be opened")


def make_special(folder: Path) -> list[str]:
    """Make a named pipe, a socket, and a link to a device; return their names."""
    os.mkfifo(folder / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(folder / "socket.md"))
    (folder / "zero.md").symlink_to("/dev/zero")
    return ["pipe.md", "socket.md", "zero.md"]


@pytest.mark.parametrize("inputs", ["{}", "{}/*", "{}/*.*", "{}/**/*"])
def test_what_is_not_a_regular_file_is_left_out(write: Write, row: Make, tmp_path: Path, inputs: str) -> None:
    write("a.jsonl", row())
    write("folder.md/b.jsonl", row(id="2601.00002"))
    make_special(tmp_path)
    corpus = read([inputs.format(tmp_path)])
    assert names(corpus) == ["a.jsonl", "folder.md/b.jsonl"]
    assert [(r.file, describe_report(r)) for r in corpus.reports if "left out" in describe_report(r)] == [
        ("pipe.md", "not a regular file but a named pipe; left out"),
        ("socket.md", "not a regular file but a socket; left out"),
        ("zero.md", "not a regular file but a device; left out"),
    ]


def test_what_is_not_a_regular_file_is_refused_when_named(tmp_path: Path) -> None:
    for name in make_special(tmp_path):
        with pytest.raises(InputError, match=rf"{name}: not a regular file but a .*; pass a file"):
            read([tmp_path / name])
    with pytest.raises(InputError, match=r"nothing to read: no digest here.*; pipe\.md: not a regular file"):
        read([f"{tmp_path}/p*"])


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="pipes have no names here")
def test_a_pipe_that_the_shell_opened_is_read(tmp_path: Path, row: Make) -> None:
    out = tmp_path / "a.kg"
    (tmp_path / "rows").write_text(row())
    command = f"{sys.executable} -m kg build <(cat {tmp_path}/rows) -o {out}"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=100, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(call("info", out, "--json", cwd=tmp_path).out)["counts"]["papers"] == 1


def test_an_unreadable_file_is_an_error_when_named_and_a_reject_when_found(
    tmp_path: Path, write: Write, row: Make
) -> None:
    write("a.jsonl", row())
    (tmp_path / "gone.jsonl").symlink_to(tmp_path / "nowhere")
    corpus = read([tmp_path])
    assert [(file, line) for file, line, _ in rejected(corpus)] == [("gone.jsonl", 0)]
    with pytest.raises(InputError, match=r"gone\.jsonl: cannot be opened: No such file"):
        read([tmp_path / "gone.jsonl"])


def test_nothing_to_read_says_what_is_read(tmp_path: Path, write: Write, row: Make) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"nothing to read: no digest here; files ending in \.md, \.markdown, \.txt, "):
        read([tmp_path / "empty"])
    write("other/a.pdf", "x")
    with pytest.raises(InputError, match="among 1 other files"):
        read([tmp_path / "other"])
    with pytest.raises(InputError, match="nothing to read"):
        read([])
    corpus = read([write("2026-01-05.jsonl", row()), tmp_path / "empty"])
    assert [(r.level, r.file) for r in corpus.reports] == [(Level.WARNING, "empty")]


def test_the_hash_is_that_of_the_file(write: Write, row: Make) -> None:
    for name, data in (("a.jsonl", row().encode()), ("a.jsonl.gz", gzip.compress(row().encode()) + b"\0" * 5)):
        assert read([write(name, data)]).sources[0].sha256 == hashlib.sha256(data).hexdigest()


def test_files_of_other_kinds_beside_digests_are_counted(write: Write, row: Make) -> None:
    folder = write("some/2026-01-05.jsonl", row()).parent
    write("some/papers.csv", "title,authors\n")
    (report,) = read([folder]).reports
    assert "1 file passed over" in describe_report(report)
