"""arXiv's listings by e-mail."""

import base64
import quopri
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from kg.errors import InputError
from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.text.mail import MAIL_DIALECT
from kg.ingest.row import Row, RowForm
from kg.model import Identifier, IdentifierScheme
from kg.report_codes import Level, Report
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
Check = Callable[[Dialect, bytes], None]

RULE = "-" * 78 + "\n"


def block(id_: str = "arXiv:2601.20001", title: str = "T", more: str = "", abstract: str = "  We sort.\n") -> bytes:
    head = f"\\\\\n{id_}\nDate: Thu, 15 Jan 2026 09:30:00 GMT   (12kb)\n\nTitle: {title}\n{more}"
    return f"{head}\\\\\n{abstract}\\\\ ( https://arxiv.org/abs/2601.20001 ,  12kb)\n{RULE}".encode()


def message(body: bytes, encoding: str = "", kind: str = "text/plain; charset=utf-8") -> bytes:
    head = f"From: no-reply@arxiv.org\nSubject: cs daily\nMIME-Version: 1.0\nContent-Type: {kind}\n"
    return (head + (f"Content-Transfer-Encoding: {encoding}\n" if encoding else "") + "\n").encode() + body


@pytest.fixture(scope="session")
def listing(root: Path) -> bytes:
    return (root / "examples/formats/mail/listing.txt").read_bytes()


@pytest.fixture(scope="session")
def encoded(root: Path) -> bytes:
    return (root / "examples/formats/mail/encoded.eml").read_bytes()


def test_new_papers_cross_lists_and_replacements(read: Read, listing: bytes) -> None:
    rows, reports = read(MAIL_DIALECT, listing)
    first, second, third = rows
    assert (first.id, first.month, first.line, first.form) == ("2601.20001", "2026-01", 9, RowForm.REGISTRY)
    assert first.title == "Charting Tidal Pools with Sparse Transformers"
    assert first.authors.names == ("Mara Linde", "Teo Okafor")
    assert (first.primary_category, first.categories) == ("cs.CV", ("cs.CV", "cs.LG"))
    assert first.abstract == (
        "We chart tidal pools with sparse transformers and evaluate on ImageNet. Accuracy rises to 81.2%."
    )
    assert first.published == date(2026, 1, 15)
    assert second.title == "Listening for Leaks: Acoustic Graphs of Water Networks"
    assert second.authors.names == ("Ines Varga", "Teo Okafor")
    assert second.authors.authors[1].affiliations == ("University of the Shore",)
    assert (second.comment, second.journal) == ("9 pages, 3 figures", "Annals of Pipes 4 (2026) 12")
    assert second.categories == ("cs.SD", "eess.AS", "H.5.5")
    assert Identifier(IdentifierScheme.DOI, "10.5555/leaks.2026") in second.identifiers
    assert second.abstract.startswith("Leaks are heard before they are seen. We place microphones at the junctions\nof")
    assert (third.id, third.published, third.abstract) == ("2601.20003", None, "")
    assert third.categories == ("math.GT", "57K10 (Primary), 68Q42")
    assert reports == []


def test_a_quoted_printable_mail(read: Read, encoded: bytes) -> None:
    (row,), reports = read(MAIL_DIALECT, encoded)
    assert (row.id, row.line) == ("2601.20004", 1)
    assert row.authors.names == ("Ines Varga", "Noor Haddad", "Jürgen Straßer")
    assert row.abstract == (
        "Seagulls are hard to count at dusk. We count them with two cameras and one detector, at 95=100 - 5 percent."
    )
    assert reports == []


@pytest.mark.parametrize(
    "data",
    [
        block(),
        message(block()),
        message(quopri.encodestring(block()), "quoted-printable"),
        message(base64.encodebytes(block()), "base64"),
        message(
            b"--x\nContent-Type: text/plain\n\n" + block() + b"\n--x--\n", kind="multipart/alternative; boundary=x"
        ),
        message(block().replace(b"\n", b"<br>\n"), kind="text/html"),
        b"From a@b.org Thu Jan 15 09:30:00 2026\n" + message(block()),
        b"> " + block().rstrip().replace(b"\n", b"\n> "),
        block().replace(b"\n", b"\r\n"),
        b"Date: Thu, 15 Jan 26 00:51:12 GMT\nSubject: cs daily 1 new\n\n" + block(),
        block("Paper: arXiv:2601.20001"),
        block("Paper (*cross-listing*): 2601.20001"),
        b"Hello,\nthis is the listing.\n\n" + block(),
    ],
)
def test_every_envelope(read: Read, data: bytes) -> None:
    rows, reports = read(MAIL_DIALECT, data)
    assert [(row.id, row.title, row.abstract) for row in rows] == [("2601.20001", "T", "We sort.")]
    assert not [report for report in reports if report.level is Level.REJECT]
    assert MAIL_DIALECT.matches(Head(data, ".eml"))


def test_several_messages_in_one_file(read: Read) -> None:
    separator = b"From a@b.org Thu Jan 15 09:30:00 2026\n"
    parts = (message(block(title="A")), message(base64.encodebytes(block(title="B")), "base64"), block(title="C"))
    rows, _ = read(MAIL_DIALECT, separator + separator.join(parts))
    assert [(row.title, row.line) for row in rows] == [("A", 8), ("B", 17), ("C", 29)]


def test_old_listings(read: Read) -> None:
    old = (
        b"\\\\\nPaper: hep-th/9901001\nFrom: Ann Lee <a@b.org>\nDate: Fri, 1 Jan 99 10:00:00 GMT   (7kb)\n\n"
        b"Title: Shells\nAuthor: Ann Lee\nComments: 7 pages\nReport-no: XX-1\n\\\\\n  Old shells.\n\\\\\n"
    )
    (row,), reports = read(MAIL_DIALECT, old)
    assert (row.id, row.month, row.published) == ("hep-th/9901001", "1999-01", date(1999, 1, 1))
    assert (row.primary_category, row.authors.names, row.abstract) == ("hep-th", ("Ann Lee",), "Old shells.")
    assert reports == []


def test_subjects_by_name(read: Read) -> None:
    (row,), _ = read(MAIL_DIALECT, block(more="Subjects: Computation and Language (cs.CL); Sound (cs.SD)\n"))
    assert (row.primary_category, row.categories) == ("cs.CL", ("Computation and Language (cs.CL)", "Sound (cs.SD)"))


def test_an_abstract_may_speak_of_other_papers(read: Read) -> None:
    abstract = "  We extend\narXiv:2501.00001\nand Title: nothing.\n\nMore: text.\n"
    (row,), _ = read(MAIL_DIALECT, block(abstract=abstract))
    assert row.abstract == "We extend\narXiv:2501.00001\nand Title: nothing.\n\nMore: text."


@pytest.mark.parametrize(
    ("head", "suffix", "matches"),
    [
        (block(), ".txt", True),
        (block("Paper: hep-th/9901001"), "", True),
        (b"junk\n" + block(), ".txt", True),
        (message(base64.encodebytes(block()), "base64"), ".eml", True),
        (message(b"hello").replace(b"arxiv", b"example"), ".eml", False),
        (block(), ".md", False),
        (b"arXiv:2601.20001 is a paper\n", ".txt", False),
        (b"a \\\\\narXiv:2601.20001\n", ".txt", False),
        (b"", ".txt", False),
    ],
)
def test_recognized_by_the_first_block(head: bytes, suffix: str, matches: bool) -> None:
    assert MAIL_DIALECT.matches(Head(head, suffix)) is matches


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        (block(title=""), "no title"),
        (block("arXiv:99999.1").replace(b"https://arxiv.org/abs/2601.20001", b"x"), "not an arXiv id or DOI"),
        (block(more="Authors: " + "A B, " * 60 + "C D\n"), "more than 50 authors"),
        (block(abstract="  x\n" * 2000), "longer than 3,000 bytes"),
        (b"\\\\\narXiv:2601.20002\nDate: Thu, 15 Jan 2026\n" + RULE.encode(), "no title"),
        (b"\\\\\narXiv:2601.20002\n\n", "no title"),
    ],
)
def test_rejects(read: Read, damaged: bytes, reason: str) -> None:
    small = IngestSettings(max_row_bytes=3000, max_authors=50)
    rows, reports = read(MAIL_DIALECT, damaged + block(title="Next"), settings=small)
    assert [row.title for row in rows] == ["Next"]
    (reject,) = (report for report in reports if report.level is Level.REJECT)
    assert reason in describe_report(reject)
    assert reject.line == 2


def test_an_encoded_message_has_a_limit(read: Read) -> None:
    with pytest.raises(InputError, match="more than 3,000 bytes"):
        read(
            MAIL_DIALECT,
            message(base64.encodebytes(block() * 20), "base64"),
            settings=IngestSettings(max_row_bytes=3000),
        )


def test_unknown_fields_are_reported(read: Read) -> None:
    rows, reports = read(MAIL_DIALECT, block(more="Comments: 5 pages\nData-link: x\nMood: good\n"))
    assert rows[0].comment == "5 pages"
    assert [describe_report(report).split(" in ")[0] for report in reports if "unknown" in describe_report(report)] == [
        "unknown key 'data-link'",
        "unknown key 'mood'",
    ]


@given(st.binary(max_size=300))
@limits(max_examples=100, deadline=None)
def test_any_bytes(check: Check, data: bytes) -> None:
    check(MAIL_DIALECT, data)
    check(MAIL_DIALECT, b"\\\\\narXiv:2601.20001\n" + data)
    check(MAIL_DIALECT, b"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n" + data)
    check(MAIL_DIALECT, b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" + data)


@given(st.data())
@limits(max_examples=150, deadline=None)
def test_damaged_listings(check: Check, listing: bytes, encoded: bytes, data: st.DataObject) -> None:
    text = bytearray(data.draw(st.sampled_from([listing, encoded])))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        text[start : start + data.draw(st.integers(0, 40))] = data.draw(
            st.one_of(st.binary(max_size=6), st.sampled_from([b"\\\\\n", b"\n", b"Title: ", b"From a 2026\n"]))
        )
    check(MAIL_DIALECT, bytes(text))
