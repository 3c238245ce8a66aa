"""Texts in encodings other than UTF-8, and with line ends other than \\n."""

import codecs
import gzip
import hashlib
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import read
from kg.ingest.encodings import detect_encoding, likely_encoding, recode
from kg.model import Corpus
from kg.report_codes import Level
from kg.wording.reports import describe_report

Write = Callable[[str, str | bytes], Path]
Make = Callable[..., str]
ENCODINGS = {
    "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE,
}  # fmt: skip


def reasons(corpus: Corpus) -> list[str]:
    return [describe_report(r) for r in corpus.reports if r.level is Level.REJECT]


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_utf_16_and_32_are_read(write: Write, row: Make, digest: Make, encoding: str, marked: bool) -> None:
    mark = ENCODINGS[encoding] if marked else b""
    rows = "".join(row(id=f"2601.0000{n}", title=f"贝壳 shells 🐚 {n}") for n in range(1, 4))
    for name, text in (
        ("2026-01-05.jsonl", rows),
        ("2026-01-05.md", digest({"cs.CV": [{"title": "Über 贝壳"}, {"id": "2601.00002"}]})),
    ):
        data = mark + text.encode(encoding)
        for packed in (data, gzip.compress(data, mtime=0)):
            corpus = read([write(name, packed)])
            assert corpus.papers == read([write(name, text)]).papers
            assert corpus.reports == ()
            assert corpus.sources[0].sha256 == hashlib.sha256(packed).hexdigest()


@pytest.mark.parametrize("ending", ["\r", "\r\n", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_line_end_ends_a_line(write: Write, row: Make, digest: Make, ending: str, encoding: str) -> None:
    rows = "".join(row(id=f"2601.0000{n}") for n in range(1, 4))
    for name, text in (("2026-01-05.jsonl", rows), ("2026-01-05.md", digest({"cs.CV": [{}, {"id": "2601.00002"}]}))):
        corpus = read([write(name, text.replace("\n", ending).encode(encoding))])
        assert corpus.papers == read([write(name, text)]).papers
        assert corpus.reports == ()


def test_standard_input_is_recoded_too(monkeypatch: pytest.MonkeyPatch, row: Make) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(row().encode("utf-16"))))
    assert [p.id for p in read(["-"]).papers] == ["2601.00001"]


def test_a_cut_off_utf_16_file_loses_its_last_row_only(write: Write, row: Make) -> None:
    data = (row() + row(id="2601.00002")).encode("utf-16")[:-21]
    corpus = read([write("a.jsonl", data)])
    assert [p.id for p in corpus.papers] == ["2601.00001"]
    assert len(reasons(corpus)) == 1


@given(st.text(st.characters(exclude_characters="\0")), st.sampled_from([*ENCODINGS]), st.integers(1, 9))
def test_recoding_gives_the_text_whatever_the_blocks(text: str, encoding: str, size: int) -> None:
    text = text.encode("utf-8", "replace").decode()
    stream = recode(io.BufferedReader(io.BytesIO(ENCODINGS[encoding] + text.encode(encoding)), 16))
    read_back = b"".join(iter(lambda: stream.read(size), b""))
    assert read_back.decode() == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8")))
def test_utf_8_is_not_taken_for_anything_else(text: str) -> None:
    assert detect_encoding(text.encode()) == ("utf-8", b"")


def test_a_stray_zero_byte_does_not_make_it_utf_16() -> None:
    assert detect_encoding(b'{"id": "2601.00001"\0, "title": "x"}\n') == ("utf-8", b"")


@pytest.mark.parametrize(
    ("text", "encoding", "likely"),
    [
        ("Jürgen Köhler sortiert Muscheln in Zürich", "cp1252", "Windows-1252"),
        ("É. Dupont, école de coquillages", "latin-1", "Windows-1252"),
        ("我们提出了一种新的贝壳分类方法，效果很好", "gb18030", "GB 18030"),
        ('{"title": "一种基于 Transformer 的贝壳分类方法"}', "gb18030", "GB 18030"),
    ],
)
def test_the_likely_encoding_is_named(text: str, encoding: str, likely: str) -> None:
    data = text.encode(encoding)
    with pytest.raises(UnicodeDecodeError):
        data.decode()
    assert likely_encoding(data) == likely


@given(st.binary())
def test_the_likely_encoding_of_any_bytes_is_one_of_python_or_unknown(data: bytes) -> None:
    assert not (likely := likely_encoding(data)) or codecs.lookup(likely.replace(" ", ""))


def zipped(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("a.jsonl.zip", ["a.jsonl"]),
        ("archive.zip", ["snapshot.json"]),
        ("archive.zip", ["data/rows.json", "LICENSE", "__MACOSX/data/._rows.json"]),
        ("archive.zip", ["no suffix"]),
    ],
)
def test_a_zip_archive_of_one_list_is_read(write: Write, row: Make, name: str, members: list[str]) -> None:
    data = zipped({member: row() if n == 0 else "x" for n, member in enumerate(members)})
    corpus = read([write(name, data)])
    assert [p.id for p in corpus.papers] == ["2601.00001"]
    assert corpus.sources[0].format == "jsonl+zip"
    assert corpus.sources[0].sha256 == hashlib.sha256(data).hexdigest()


def test_other_zip_archives_are_refused_by_name(write: Write, row: Make) -> None:
    (reason,) = reasons(read([write("a.zip", zipped({"a.jsonl": row(), "b.jsonl": row(), "c": ""}))]))
    assert reason.startswith("this zip archive is not read: 2 of its 3 files look like lists of papers, not one")
    (reason,) = reasons(read([write("a.zip", zipped({"a.jsonl": row()})[:-30])]))
    assert "damaged" in reason


def test_a_zip_archive_is_read_from_standard_input(row: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(zipped({"a.jsonl": row()}))))
    corpus = read(["-"])
    assert [p.id for p in corpus.papers] == ["2601.00001"]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.md", b"%PDF-1.7\n%\xe2\xe3\n", "a PDF document"),
        ("a.jsonl", b"\xfd7zXZ\0\0\4abc", "an xz archive"),
        ("a.jsonl", b"BZh91AY&SY", "a bzip2 archive"),
        ("a.json", b"PAR1\x15\x04", "a Parquet table"),
        ("a.txt", b"a.txt".ljust(257, b"\0") + b"ustar  \0", "a tar archive"),
        ("a.txt.gz", gzip.compress(b"a.txt".ljust(257, b"\0") + b"ustar\00000", mtime=0), "a tar archive"),
    ],
)
def test_what_is_not_text_is_refused_once_and_by_name(write: Write, name: str, data: bytes, kind: str) -> None:
    (reason,) = reasons(read([write(name, data)]))
    assert reason.startswith(f"this is {kind}")
