"""BibTeX and BibLaTeX, intact and damaged."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.text.bibtex import BIBTEX_DIALECT
from kg.ingest.dialects.text.parts.bibtex_values import plain_text
from kg.ingest.row import Row, RowForm
from kg.model import Identifier, IdentifierScheme
from kg.report_codes import Level, Report
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
Check = Callable[[Dialect, bytes], None]


def entry(key: str = "a", **fields: str) -> bytes:
    values = {"title": "{T}", "eprint": "{2601.20001}"} | fields
    return (f"@misc{{{key},\n" + "".join(f"  {name} = {value},\n" for name, value in values.items()) + "}\n").encode()


def rejects(reports: list[Report]) -> list[tuple[int, str]]:
    return [(report.line, describe_report(report)) for report in reports if report.level is Level.REJECT]


@pytest.fixture(scope="session")
def library(root: Path) -> bytes:
    return (root / "examples/formats/bibtex/library.bib").read_bytes()


def test_a_library(read: Read, library: bytes) -> None:
    rows, reports = read(BIBTEX_DIALECT, library)
    first, second, third, fourth = rows
    assert (first.id, first.month, first.line, first.form) == ("2601.20001", "2026-01", 5, RowForm.BIBLIOGRAPHY)
    assert first.title == "Charting Tidal Pools with Sparse Transformers"
    assert first.authors.names == ("Mara Linde", "Teo Okafor")
    assert (first.primary_category, first.published) == ("cs.CV", date(2026, 1, 15))
    assert first.categories[0] == "cs.CV"
    assert "Computer Science - Machine Learning" in first.categories
    assert first.abstract == (
        "We chart tidal pools with sparse transformers and evaluate on ImageNet. Accuracy rises to 81.2%."
    )
    assert (second.id, second.version, second.comment) == ("2601.20002", 2, "9 pages, 3 figures")
    assert second.identifiers == (Identifier(IdentifierScheme.ARXIV, "2601.20002"),)
    assert "at p < 0.01 with" in second.abstract
    assert (third.id, third.primary_category) == ("2601.20003", "math.GT")
    assert third.title == "A Small Grammar of Knots up to $n = 12$ Crossings"
    assert third.authors.names == ("Pau Ferrer", "K. M. Dörfler")
    assert third.journal == "Journal of Invented Topology, Series B"
    assert third.comment == ""
    assert Identifier(IdentifierScheme.DOI, "10.5555/2601.20003") in third.identifiers
    assert (fourth.id, fourth.month, fourth.published) == ("doi:10.5555/gulls.2025", "2025-11", None)
    assert fourth.journal == "Annals of Shore Statistics"
    assert rejects(reports) == []


@pytest.mark.parametrize(
    ("head", "suffix", "matches"),
    [
        (b"anything", ".bib", True),
        (b"@article{a, title={T}}", "", True),
        (b"% Encoding: UTF-8\n\n@Comment{jabref-meta: x}\n", ".txt", True),
        (b"@string(jan = 1)", ".txt", True),
        (b"@article{a, title={T}}", ".md", False),
        (b"@decorator(x)\ndef f(): pass", ".txt", False),
        (b"mail@example.org", "", False),
        (b"", "", False),
    ],
)
def test_recognized_by_suffix_or_first_entry(head: bytes, suffix: str, matches: bool) -> None:
    assert BIBTEX_DIALECT.matches(Head(head, suffix)) is matches


@pytest.mark.parametrize(
    "fields",
    [
        {"eprint": "{2601.20001}", "archiveprefix": "{arXiv}"},
        {"eprint": "{arXiv:2601.20001v2}"},
        {"eprint": "{https://arxiv.org/abs/2601.20001}", "eprinttype": "{arxiv}"},
        {"arxivid": "{2601.20001}"},
        {"note": "{arXiv:2601.20001}"},
        {"note": "{arXiv: 2601.20001 [cs]}"},
        {"url": "{http://arxiv.org/pdf/2601.20001v1}"},
        {"url": r"{https://arxiv.org/abs/2601.20001}", "doi": "{10.5555/1}"},
        {"journal": "{arXiv preprint arXiv:2601.20001}"},
        {"journal": "{CoRR}", "volume": "{abs/2601.20001}"},
        {"journal": "{ArXiv}", "volume": "{abs/2601.20001}"},
        {"howpublished": "{\\url{https://arxiv.org/abs/2601.20001}}"},
        {"publisher": "{arXiv}", "doi": "{10.48550/ARXIV.2601.20001}"},
        {"doi": "{https://doi.org/10.48550/arXiv.2601.20001}"},
        {"eprint": "{12345678}", "eprinttype": "{pubmed}", "note": "{arXiv:2601.20001}"},
    ],
)
def test_an_arxiv_id_is_found_wherever_it_is_written(read: Read, fields: dict[str, str]) -> None:
    rows, reports = read(BIBTEX_DIALECT, entry(**({"eprint": "{}"} | fields)))
    assert [(row.id, row.month, row.journal, row.comment) for row in rows] == [("2601.20001", "2026-01", "", "")], (
        reports
    )


def test_a_paper_has_one_arxiv_id(read: Read) -> None:
    (row,), _ = read(BIBTEX_DIALECT, entry(doi="{10.48550/arXiv.2601.20002}", note="{arXiv:2601.20003}"))
    assert row.identifiers == (Identifier(IdentifierScheme.ARXIV, "2601.20001"),)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (b'@misc(a, title = "Of \\"{o}, (b) and @c", eprint = 2601.20001)', "Of ö, (b) and @c"),
        (b'@misc{a, title = "The "best" way", eprint = {2601.20001}}', 'The "best" way'),
        (b"@misc{a, title = {No} # { } # {comma} eprint = {2601.20001} year = 2026}", "No comma"),
        (b"@misc{title = {No key}, eprint = {2601.20001}}", "No key"),
        (b"@misc{,title={Empty key},eprint={2601.20001}}", "Empty key"),
        (b'@string{s = "Sand"} @misc{a, title = s # " and " # {sea}, eprint = {2601.20001}}', "Sand and sea"),
        (b"@misc{a, title = undefined, eprint = {2601.20001}}", "undefined"),
        (b"text before @misc{a, title = {Mid-line}, eprint = {2601.20001}} and behind", "Mid-line"),
        (b"@MISC { a b, TITLE = {Upper}, EPRINT = {2601.20001} }", "Upper"),
        (b"@misc{a, title = {Cut \\{at a brace}, eprint = {2601.20001}}", "Cut {at a brace"),
        (b"@misc{a,\n isbn = {1\\}},\n title = {Closed},\n eprint = {2601.20001}\n}", "Closed"),
        (b"@misc{a,\r\n title = {Two\r\n   lines},\r\n eprint = {2601.20001}\r\n}", "Two lines"),
        (b"@misc{a, title = {First}, title = {Second}, eprint = {2601.20001}}", "First"),
        (b"@misc{a, title = {T}, subtitle = {S}, eprint = {2601.20001}}", "T: S"),
    ],
)
def test_the_grammar_is_read_with_patience(read: Read, text: bytes, title: str) -> None:
    rows, reports = read(BIBTEX_DIALECT, text)
    assert [row.title for row in rows] == [title], reports
    assert rejects(reports) == []


def test_an_unclosed_entry_ends_where_the_next_begins(read: Read) -> None:
    rows, reports = read(
        BIBTEX_DIALECT, entry("a", title="{A}") + b"@misc{b,\n title = {B,\n\n" + entry("c", title="{C}")
    )
    assert [row.title for row in rows] == ["A", "C"]
    assert rejects(reports) == [(5, "the @misc that begins here has no end")]


def test_what_is_commented_out_stays_out(read: Read) -> None:
    out = b"@comment{\n" + entry() + b"}\n% " + entry() + b"@comment{@misc{x, title={y}, eprint={2601.20003}}}\n"
    rows, reports = read(BIBTEX_DIALECT, b"@preamble{ {\\newcommand} }\n" + out + entry(title="{In}"))
    assert [row.title for row in rows] == ["In"]
    assert rejects(reports) == []


def test_a_comment_without_an_end_hides_nothing(read: Read) -> None:
    rows, _ = read(BIBTEX_DIALECT, b"@comment{ about {the library\n" + entry(title="{In}"))
    assert [row.title for row in rows] == ["In"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (entry(title="{}"), "no title"),
        (entry(eprint="{}"), "no arXiv id and no DOI"),
        (entry(doi="{see paper}", eprint="{}"), "'see paper' is not an arXiv id or DOI"),
        (entry(author="{" + "A B and " * 60 + "C D}"), "more than 50 authors"),
        (entry(note="{" + "x" * 3000 + "}"), "longer than 3,000 bytes"),
        (entry(title="{" + "\\" + "xff}").replace(b"\\xff", b"\xff"), "not UTF-8 at line 3"),
        (b"@string{s = {" + b"x" * 2500 + b"}}\n", "longer than 2,000 characters"),
    ],
)
def test_rejects(read: Read, text: bytes, reason: str) -> None:
    small = IngestSettings(max_row_bytes=3000, max_authors=50)
    rows, reports = read(BIBTEX_DIALECT, b"\n" + text + entry(title="{Next}"), settings=small)
    assert [row.title for row in rows] == ["Next"]
    ((line, found),) = rejects(reports)
    assert reason in found
    assert line == 2


@pytest.mark.parametrize(
    ("fields", "month", "day"),
    [
        ({"date": "{2026-02-03}"}, "2026-02", date(2026, 2, 3)),
        ({"date": "{2026-02}"}, "2026-02", None),
        ({"date": "{2026-02-03/2026-02-07}"}, "2026-02", date(2026, 2, 3)),
        ({"date": "{2026}"}, "", None),
        ({"year": "2026", "month": "feb"}, "2026-02", None),
        ({"year": "{2026}", "month": "{2}"}, "2026-02", None),
        ({"year": "{2026}", "month": "{February}", "day": "{3}"}, "2026-02", date(2026, 2, 3)),
        ({"year": "{2026}", "month": 'feb # "~3"'}, "2026-02", date(2026, 2, 3)),
        ({"year": '"in press"'}, "", None),
        ({"year": "{99999999}", "month": "{99}"}, "", None),
        ({"date": "{2026-02-31}"}, "2026-02", None),
    ],
)
def test_dates(read: Read, fields: dict[str, str], month: str, day: date | None) -> None:
    rows, _ = read(BIBTEX_DIALECT, entry(eprint="{}", doi="{10.5555/1}", **fields))
    assert [(row.month, row.published) for row in rows] == [(month, day)]


def test_groups_and_shortened_lists(read: Read) -> None:
    rows, reports = read(
        BIBTEX_DIALECT, entry(author='"Aad, Georges and {Open Robotics Lab} and others"', collaboration='"SHORE"')
    )
    assert rows[0].authors.names == ("Georges Aad", "Open Robotics Lab", "SHORE Collaboration")
    assert [author.organization for author in rows[0].authors.authors] == [False, True, True]
    assert rows[0].authors.truncated
    assert any("shortened author list" in describe_report(report) for report in reports)


def test_fields_that_are_not_known_are_reported(read: Read) -> None:
    _, reports = read(BIBTEX_DIALECT, entry(stars="{5}", file="{a.pdf}", **{"bdsk-file-1": "{x}"}))
    unknown = [describe_report(report) for report in reports if "unknown" in describe_report(report)]
    assert unknown == ["unknown key 'stars' in 1 row was not read, for example '5'"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"{{B}ERT} for {P}{O}S", "BERT for POS"),
        (r"{\"O}l and \'etudes, Erd{\H o}s, \v{S}koda, stra{\ss}e", "Öl and études, Erdős, Škoda, straße"),
        (r"{$O(n^{2})$} and \(x_{i}\)", r"$O(n^{2})$ and \(x_{i}\)"),
        (r"\emph{Not} {\it here} \textbf{or \textsc{there}}", "Not here or there"),
        (r"R\&D, 5\%, \$5, a\_b, C\#", "R&D, 5%, $5, a_b, C#"),
        (r"a~b {\textless} c {\textendash} d", "a b < c – d"),
        (r"\ensuremath{\alpha}-stable", r"$\alpha$-stable"),
        (r"\unknown{kept}", r"\unknownkept"),
        ("plain -- text", "plain -- text"),
    ],
)
def test_values_become_plain_text(value: str, text: str) -> None:
    assert plain_text(value) == text


@given(st.binary(max_size=300))
@limits(max_examples=100, deadline=None)
def test_any_bytes(check: Check, data: bytes) -> None:
    check(BIBTEX_DIALECT, data)
    check(BIBTEX_DIALECT, b"@misc{a, title={" + data + b"}, eprint={2601.20001}}")


PIECES = [
    *(b"@misc{a,\n", b"@comment{", b"@string{s = ", b"@misc(", b"title = {T},", b"eprint={2601.20001}", b"{", b"}"),
    *(b'"', b"#", b",", b"=", b"\\", b"\n", b"%", b" and ", b"author = ", b"s", b")", b"$", b"\xff", b"@"),
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=4)), max_size=40))
@limits(max_examples=200, deadline=None)
def test_pieces_in_any_order(check: Check, pieces: list[bytes]) -> None:
    check(BIBTEX_DIALECT, b"".join(pieces))


@given(st.data())
@limits(max_examples=150, deadline=None)
def test_damage_costs_no_entry_behind_it(read: Read, check: Check, library: bytes, data: st.DataObject) -> None:
    text = bytearray(library)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        text[start : start + data.draw(st.integers(0, 40))] = data.draw(
            st.one_of(st.binary(max_size=6), st.sampled_from([b"{", b"}", b'"', b"@", b"\\"]))
        )
    check(BIBTEX_DIALECT, bytes(text))
    rows, _ = read(BIBTEX_DIALECT, bytes(text) + b"\n" + entry("last", title="{Last}"))
    assert rows[-1].title == "Last"
