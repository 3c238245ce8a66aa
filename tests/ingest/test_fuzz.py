"""For any bytes, reading ends without an error, and every row is accepted or rejected."""

import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cpu import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest import read
from kg.ingest.cleaning.links import find_links
from kg.names.fused import looks_fused
from kg.names.lists import read_author_line
from kg.report_codes import Level
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Make = Callable[..., str]

FRAGMENTS = [
    *(b"### [1] [T](https://arxiv.org/abs/2601.00001)\n", b"## [T](arxiv.org/abs/", b"*A,B*\n", b"**", b"](", b"["),
    *(b"Main category: cs.CV\n", b"TL;DR: ", b"Motivation: ", b"Abstract: ", b"\nAbstract:\n", b"\n", b"\r\n", b"\r"),
    *(b"<details>\n", b"</details>\n", b"<details><b>Method</b>: x<br>", b"<p>", b"<!--", b"<![CDATA[", b"<![<!["),
    *(b"<?xml ", b"&#x110000;", b"&amp", b"<div id='cs.CV'></div>", b"# cs.CV [[Back]](#toc)\n"),
    *(b"- [cs.CV](#cs.CV) [Total: 3]\n", b"{", b"}", b'{"id": "2601.00001", "title": "T"}', b'"AI": {"tldr": "x"}'),
    *(b'"authors": ["A", 3, null]', b"]", b",", b"\\u", b"\\ud800", b"NaN", b"1e999", b"\0", b"\xff", b"\xef\xbb\xbf"),
    *(b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"https://github.com/", b'\\"{', "中文：".encode(), "\u2028".encode()),
]
NAMES = ["a.md", "a.jsonl", "a.json", "a.txt", "a.md.gz", "a.bin"]
SMALL = IngestSettings(max_row_bytes=2000, max_file_bytes=20_000, max_document_bytes=5000, max_markup_bytes=1000)


def check(data: bytes, name: str, limits: IngestSettings = SMALL) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        corpus = read([path], settings=limits)
    (source,) = corpus.sources
    assert source.rows == source.accepted + source.rejected
    assert source.rejected == sum(report.level is Level.REJECT for report in corpus.reports)
    assert all(report.file == name and report.line >= 0 and describe_report(report) for report in corpus.reports)
    for paper in corpus.papers:
        assert paper.title
        assert paper.appearances
        "".join([paper.title, *paper.authors, *(s.text for s in paper.sections)]).encode()


@given(st.binary(max_size=400), st.sampled_from(NAMES))
@settings(max_examples=300, deadline=None)
def test_any_bytes(data: bytes, name: str) -> None:
    check(data, name)


@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=6)), max_size=40), st.sampled_from(NAMES))
@settings(max_examples=500, deadline=None)
def test_pieces_of_digests_in_any_order(pieces: list[bytes], name: str) -> None:
    check(b"".join(pieces), name)


@pytest.fixture(scope="module")
def valid(row: Make, entry: Make) -> dict[str, bytes]:
    """Return a valid file of each format, to be damaged."""
    papers = [{"id": f"2601.0000{n}", "abstract": "One <b>.\nResult: $x$ https://github.com/a/b"} for n in range(1, 5)]
    head = "- [cs.CV](#cs.CV) [Total: 4]\n\n<div id='cs.CV'></div>\n\n# cs.CV [[Back]](#toc)\n\n"
    rows = "".join(row(**paper) for paper in papers)
    return {
        "a.md": (head + "".join(entry(n, **paper) for n, paper in enumerate(papers, 1))).encode(),
        "a.jsonl": rows.encode(),
        "a.json": f"[{rows.replace(chr(10), ',')[:-1]}]".encode(),
    }


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_digests(valid: dict[str, bytes], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(valid)))
    text = bytearray(valid[name])
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 80)))
        text[start:end] = data.draw(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=8)))
    check(bytes(text), name, IngestSettings())


@given(
    st.lists(st.sampled_from([*"aBé李 ,.;()[]{}\\\"'`^~*†1&/-$", "and ", "\\'", "Jr.", "Team"]), max_size=60).map(
        "".join
    )
)
@settings(max_examples=500, deadline=None)
def test_names_hold_letters_and_no_loose_space(printed: str) -> None:
    for name in read_author_line(printed).names:
        assert any(c.isalpha() for c in name)
        assert name == " ".join(name.split())
        looks_fused(name)


@given(st.text(max_size=200), st.sampled_from(["https://github.com/", "http://x.org/", "https: //", "a.github.io"]))
@settings(max_examples=300, deadline=None)
def test_links_are_addresses(text: str, start: str) -> None:
    for url, _ in find_links(f"{text}{start}{text}"):
        assert url.startswith(("https://", "http://"))
        assert not set(url) & set(' \n<>"{}|^`')


@pytest.mark.parametrize(
    "piece",
    [
        *(
            b"<",
            b"<p>",
            b"<!",
            b"<![",
            b"<a <a",
            b"&#",
            b"*",
            b"# ",
            b"\n#",
            b"](",
            b"[(",
            b"Method: \n",
            b"(,",
            b"- [",
        ),
        *(b"https:", b"a-", b"{'", b"### [1] [", b"\n### [1] [x](arxiv.org/abs/2601.00001)\n<details><b>", b" "),
        *(b"\\u6211", b"github.com/", b".github.io"),
    ],
)
def test_repetition_is_read_in_linear_time(piece: bytes) -> None:
    head = b"### [1] [T](https://arxiv.org/abs/2601.00001)\n*A*\n<details><b>x</b>"

    def read_both(size: int) -> None:
        body = piece * (size // len(piece))
        check(head + body, "a.md", IngestSettings())
        text = body.decode().replace("\\", "\\\\").replace("\n", "\\n")
        row = {"title": text, "authors": text, "summary": f"http {text}", "comment": text}
        shown = ", ".join(f'"{key}": "{value}"' for key, value in row.items())
        check(f'{{"id": "2601.00001", {shown}}}'.encode(), "a.jsonl", IngestSettings())

    assert is_linear(read_both, 12_500)


@given(st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_shuffled_lines_of_a_digest(valid: dict[str, bytes], order: random.Random) -> None:
    lines = valid["a.md"].splitlines(keepends=True)
    order.shuffle(lines)
    check(b"".join(lines), "a.md")
