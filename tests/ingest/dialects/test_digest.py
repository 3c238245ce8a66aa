"""Rows of digests in JSON, and other JSON about papers."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.json.digest import DIALECT
from kg.ingest.row import Form, Row
from kg.model import Identifier, IdentifierScheme, Level, Report

Read = Callable[..., tuple[list[Row], list[Report]]]
ROW = {
    "id": "2601.20001",
    "categories": ["cs.CV", "cs.LG"],
    "pdf": "https://arxiv.org/pdf/2601.20001",
    "abs": "https://arxiv.org/abs/2601.20001",
    "authors": ["Mara Linde", "Teo Okafor"],
    "title": "Charting Tidal Pools",
    "comment": "8 pages",
    "summary": "We chart tidal pools.",
}
AI = {key: f"{key} of a machine" for key in ("tldr", "motivation", "method", "result", "conclusion")}


def one(read: Read, value: object) -> Row:
    """Read one object that has nothing wrong with it."""
    (row,), reports = read(DIALECT, json.dumps(value).encode())
    assert reports == []
    return row


def noted(read: Read, value: object) -> tuple[Row, list[str]]:
    (row,), reports = read(DIALECT, json.dumps(value).encode())
    assert all(report.level is Level.WARNING for report in reports)
    return row, [report.reason for report in reports]


def test_example(read: Read) -> None:
    (row,), reports = read(DIALECT, DIALECT.example.encode())
    assert reports == []
    assert (row.id, row.authors.names, row.abstract) == ("2601.20001", ("Mara Linde",), "We chart tidal pools.")
    assert DIALECT.matches(Head(DIALECT.example.encode(), ""))


@pytest.mark.parametrize(
    ("head", "suffix", "expected"),
    [
        (b'{"id": 1}', "", True),
        (b' [\n {"id": 1}]', ".txt", True),
        (b"anything", ".json", True),
        (b"", ".jsonl", True),
        (b'{"id": 1}', ".md", False),
        (b"### [1] [x](y)", ".txt", False),
        (b"[2601.00001](https://arxiv.org/abs/2601.00001)", "", False),
    ],
)
def test_matches(head: bytes, suffix: str, expected: bool) -> None:
    assert DIALECT.matches(Head(head, suffix)) is expected


def test_samples(read: Read, root: Path) -> None:
    lines, reports = read(DIALECT, (root / "examples/formats/jsonl/2026-01-16.jsonl").read_bytes())
    assert reports == []
    papers, reports = read(DIALECT, (root / "examples/formats/jsonl/papers.json").read_bytes())
    assert reports == []
    first, second = lines[0], papers[0]
    assert first.title == second.title == "Charting Tidal Pools with Sparse Transformers"
    assert first.abstract == second.abstract
    assert first.authors.names == second.authors.names == ("Mara Linde", "Teo Okafor")
    assert (first.section, second.section) == ("cs.CV", "cs.CV")
    assert second.published == date(2026, 1, 15)
    assert second.authors.authors[0].identifiers[0].value == "0000-0002-1825-0097"
    assert [identifier.key for identifier in papers[1].identifiers] == ["2601.20003", "doi:10.1000/gulls.2026"]
    assert papers[1].authors.names == ("Ines Varga", "Nora Quill")
    assert lines[1].code_stars == ("https://github.com/example/ferry-grammar", 12)


# -- digests ---------------------------------------------------------------------------------------------------


def test_raw_and_enhanced_rows(read: Read) -> None:
    raw = one(read, ROW)
    assert raw == Row(
        line=1,
        id="2601.20001",
        version=None,
        month="2026-01",
        form=Form.RAW,
        section="cs.CV",
        title="Charting Tidal Pools",
        authors=raw.authors,
        primary_category="cs.CV",
        categories=("cs.CV", "cs.LG"),
        comment="8 pages",
        abstract="We chart tidal pools.",
        identifiers=(Identifier(IdentifierScheme.ARXIV, "2601.20001"),),
    )
    assert raw.authors.names == ("Mara Linde", "Teo Okafor")
    code = {"code_url": "https://github.com/a/b", "code_stars": 3, "code_last_update": "2026-01-12"}
    row = one(read, ROW | {"AI": AI} | code)
    assert row.form is Form.ENHANCED
    assert (row.tldr, row.motivation, row.method, row.result, row.conclusion) == tuple(AI.values())
    assert row.code_stars == ("https://github.com/a/b", 3)
    assert row.code_updated == ("https://github.com/a/b", date(2026, 1, 12))


def test_an_unusual_key_changes_nothing_else(read: Read) -> None:
    usual = ROW | {"AI": AI, "code_url": "https://github.com/a/b", "code_stars": 3, "code_last_update": "2026-01-12"}
    for unusual in ({"submitter": "x"}, {"paper": {"id": "2601.20001"}}, {"Comments": None}):
        assert one(read, usual | unusual) == one(read, usual)


def test_task_holds_the_tldr_of_old_digests(read: Read) -> None:
    assert one(read, ROW | {"AI": {"task": "x"}}).tldr == "x"


def test_failed_summaries_are_counted(read: Read) -> None:
    row, reasons = noted(read, ROW | {"AI": AI | {"tldr": "Error"}})
    assert row.tldr == ""
    assert "1 failed or empty machine summaries" in reasons[0]


@pytest.mark.parametrize(
    ("id_", "address", "version"),
    [
        ("2601.20001v2", "https://arxiv.org/abs/2601.20001", 2),
        ("2601.20001", "https://arxiv.org/abs/2601.20001v4", 4),
        ("2601.20001v2", "https://arxiv.org/abs/2601.20001v4", 4),
        (None, "https://arxiv.org/abs/2601.20001v4", 4),
    ],
)
@pytest.mark.parametrize("more", [{}, {"submitter": "x"}])
def test_version(read: Read, id_: str, address: str, version: int, more: dict[str, str]) -> None:
    row = one(read, ROW | {"id": id_, "abs": address} | more)
    assert (row.id, row.version) == ("2601.20001", version)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "2601.00001", "title": "a\0b"}', "not valid JSON"),
        (b'{"id": "2601.00001", "title": "\xff"}', "not UTF-8"),
        (b'{"id": "2601.00001", "foo": "\xff", "title": "\xff"}', "not UTF-8"),
        (b'{"id": "2601.00001", "title": "\\ud800"}', "\\ud800 is half of a character"),
        (b'{"id": "2601.00001", "title": "x", "n": NaN, "summary": "a \\udfff b"}', "\\udfff is half of a character"),
        (b'{"id": "2601.00001", "title": "x", "y": ' + b"[" * 10**5 + b"]" * 10**5 + b"}", "nested too deeply"),
        (b'{"id": "2601.00001", "title": "x"', "not valid JSON"),
        (b'{"title": "x"}', "no arXiv id"),
        (b'{"id": "none", "title": "x"}', "'none' is not an arXiv id"),
        (b'{"id": "2601.00001"}', "no title"),
        (b'{"id": "2601.00001", "title": "\\u0000"}', "no title"),
        (b'{"id": "2601.00001", "title": {"a": 1}, "x": 1}', "no title"),
        (b'{"id": "2601.00001", "title": "x", "authors": "' + b"A," * 30000 + b'"}', "more than 20,000 authors"),
        (b'{"id": "2601.00001", "title": "x", "authors": [' + b'"A",' * 30000 + b'"A"]}', "more than 20,000 authors"),
        (b'{"id": "2601.00001", "title": "x", "Authors": [' + b"{}," * 30000 + b"{}]}", "more than 20,000 authors"),
        (b'["2601.00001", "x"]', "a JSON string where an object is expected"),
        (b"17", "a JSON number where an object is expected"),
        (b'{"id": 17, "title": "x"}', "the id 17 is a number"),
        (b'{"id": 2601.123456, "title": "x"}', "the id 2601.123456 is a number"),
        (b'{"id": 2613.1, "title": "x"}', "the id 2613.1 is a number"),
    ],
)
def test_rejects(read: Read, line: bytes, reason: str) -> None:
    rows, reports = read(DIALECT, line + b"\n" + json.dumps(ROW).encode())
    assert [row.id for row in rows] == ["2601.20001"]
    first = next(report for report in reports if report.level is Level.REJECT)
    assert first.line == 1
    assert reason in first.reason


# -- other keys ------------------------------------------------------------------------------------------------

OTHER = {"id": "2601.20001", "title": "T", "authors": ["Mara Linde"], "abstract": "We chart."}


@pytest.mark.parametrize(
    "value",
    [
        {"id": "2601.20001"},
        {"arxiv_id": "2601.20001v1"},
        {"arxivId": "arXiv:2601.20001"},
        {"ArXiv ID": "2601.20001"},
        {"entry_id": "http://arxiv.org/abs/2601.20001v2"},
        {"paper_id": "2601.20001"},
        {"id": 7, "abs_url": "https://arxiv.org/abs/2601.20001"},
        {"id": "row-7", "url": "https://arxiv.org/abs/2601.20001"},
        {"link": "https://arxiv.org/pdf/2601.20001v3.pdf"},
        {"pdf-url": "https://arxiv.org/pdf/2601.20001"},
        {"links": [{"href": "https://arxiv.org/abs/2601.20001", "rel": "alternate"}]},
        {"links": ["https://example.org", "https://arxiv.org/abs/2601.20001"]},
        {"externalIds": {"ArXiv": "2601.20001"}},
        {"doi": "10.48550/arXiv.2601.20001"},
        {"DOI": "https://doi.org/10.48550/arxiv.2601.20001"},
        {"paper": {"id": "2601.20001"}},
        {"id": 2601.20001},
    ],
)
def test_keys_of_ids(read: Read, value: dict[str, object]) -> None:
    row, _ = noted(read, {"title": "T", "authors": ["Mara Linde"], "abstract": "A"} | value)
    assert row.id == "2601.20001"
    assert row.month == "2026-01"


@pytest.mark.parametrize(
    ("number", "id_"), [("2601.1", "2601.10000"), ("2601.00010", "2601.00010"), ("704.001", "0704.0010")]
)
def test_numbers_for_ids_get_their_zeros_back(read: Read, number: str, id_: str) -> None:
    (row,), reports = read(DIALECT, f'{{"id": {number}, "title": "T"}}'.encode())
    assert row.id == id_
    assert any("in 1 row (zeros added; write ids as text)" in report.reason for report in reports)


def test_papers_without_arxiv_id(read: Read) -> None:
    row = one(
        read,
        {"doi": "https://doi.org/10.1000/ABC", "title": "T", "authors": ["A B"], "abstract": "A", "date": "2026-01-15"},
    )
    assert (row.id, row.month, row.published) == ("doi:10.1000/abc", "2026-01", date(2026, 1, 15))
    row = one(
        read,
        {
            "id": "https://openalex.org/W2741809807",
            "title": "T",
            "authors": ["A B"],
            "abstract": "A",
            "year": 2026,
            "month": 2,
        },
    )
    assert (row.id, row.month, row.published) == ("openalex:W2741809807", "2026-02", None)


def test_the_day_of_a_change_is_not_that_of_publication(read: Read) -> None:
    row = one(
        read, {"doi": "10.1000/abc", "title": "T", "authors": ["A B"], "abstract": "A", "update_date": "2026-02-03"}
    )
    assert (row.month, row.published) == ("2026-02", None)


def test_two_ids_in_one_row_are_noted(read: Read) -> None:
    for more in ({}, {"submitter": "x"}):
        row, reasons = noted(read, ROW | {"abs": "https://arxiv.org/abs/2601.20009"} | more)
        assert row.id == "2601.20001"
        assert any("2601.20001, 2601.20009" in reason for reason in reasons)


@pytest.mark.parametrize(
    "authors",
    [
        {"author": ["Mara Linde", "Teo Okafor"]},
        {"Authors": "Mara Linde, Teo Okafor"},
        {"authors": "Linde, Mara; Okafor, Teo"},
        {"creators": [{"given": "Mara", "family": "Linde"}, {"given": "Teo", "family": "Okafor"}]},
        {"authors": [{"first": "Mara", "last": "Linde"}, {"firstName": "Teo", "lastName": "Okafor"}]},
        {"authors": [{"name": "Mara Linde"}, {"fullName": "Teo Okafor"}]},
        {"authors": [{"display_name": "Mara Linde"}, {"literal": "Teo Okafor"}]},
        {"authors": [{"author": {"display_name": "Mara Linde"}}, {"name": {"given": "Teo", "family": "Okafor"}}]},
        {"authors": [["Linde", "Mara", ""], ["Okafor", "Teo", "", "Tidal University"]]},
        {"authors_parsed": [["Linde", "Mara", ""], ["Okafor", "Teo", ""]]},
        {
            "authors": "Mara Linde (1) and Teo Okafor (2) ((1) Shore",
            "authors_parsed": [["Linde", "Mara", ""], ["Okafor", "Teo", ""]],
        },
        {"authors": {"name": ["Mara Linde", "Teo Okafor"]}},
        {"authors": {"author": [{"name": "Mara Linde"}, {"name": "Teo Okafor"}]}},
        {"authors": {"0": "Mara Linde", "1": "Teo Okafor"}},
        {"authors": ["Mara Linde", {"name": "Teo Okafor"}]},
        {"author_names": ["Linde, Mara", "Okafor, Teo"]},
    ],
)
def test_shapes_of_author_lists(read: Read, authors: dict[str, object]) -> None:
    assert one(read, {"id": "2601.20001", "title": "T", "abstract": "A"} | authors).authors.names == (
        "Mara Linde",
        "Teo Okafor",
    )


def test_a_list_of_authors_is_never_joined(read: Read) -> None:
    names = one(read, OTHER | {"authors": ["Linde, Mara", "Okafor, Teo"]}).authors.names
    assert names == ("Mara Linde", "Teo Okafor")


@pytest.mark.parametrize(
    "places",
    [
        {"affiliation": "Tidal University"},
        {"affiliations": ["Tidal University"]},
        {"affiliations": [{"name": "Tidal University"}]},
        {"affiliation": {"institution": "Tidal University"}},
        {"institutions": [{"display_name": "Tidal University", "id": "x"}]},
    ],
)
def test_details_of_authors(read: Read, places: dict[str, object]) -> None:
    author = {"name": "Mara Linde", "orcid": "https://orcid.org/0000-0002-1825-0097"} | places
    (found,) = one(read, OTHER | {"authors": [author]}).authors.authors
    assert found.affiliations == ("Tidal University",)
    assert found.identifiers == (Identifier(IdentifierScheme.ORCID, "0000-0002-1825-0097"),)


def test_abstract_and_machine_text(read: Read) -> None:
    assert one(read, {"id": "2601.20001", "title": "T", "authors": ["A B"], "description": "D"}).abstract == "D"
    both = one(read, OTHER | {"summary": "In short."})
    assert (both.abstract, both.tldr, both.form) == ("We chart.", "In short.", Form.ENHANCED)
    assert one(read, OTHER | {"summary": " We\n chart. "}).tldr == ""
    row, reasons = noted(read, OTHER | {"summary": "long " * 200})
    assert (row.abstract, row.tldr) == ("We chart.", "")
    assert any("'summary' beside an abstract" in reason for reason in reasons)


@pytest.mark.parametrize("key", ["tldr", "TLDR", "ai_summary", "TL;DR"])
def test_machine_texts_at_top_level(read: Read, key: str) -> None:
    row = one(read, OTHER | {key: "In short.", "method": "Sparse."})
    assert (row.tldr, row.method) == ("In short.", "Sparse.")
    assert one(read, OTHER | {"tldr": {"model": "m", "text": "In short."}}).tldr == "In short."


@pytest.mark.parametrize(
    "categories",
    [
        {"categories": "cs.CV cs.LG"},
        {"categories": "cs.CV; cs.LG"},
        {"category": "cs.CV,cs.LG"},
        {"cate": "cs.CV", "tags": ["cs.LG", "tides"]},
        {"primary_category": "cs.CV", "categories": ["cs.LG", "cs.CV"]},
        {"primary_category": {"term": "cs.CV"}, "categories": [{"term": "cs.LG", "scheme": None}]},
        {"tags": [{"term": "cs.CV"}, {"term": "cs.LG"}]},
        {"subjects": "Computer Vision and Pattern Recognition (cs.CV); Machine Learning (cs.LG)"},
    ],
)
def test_keys_of_categories(read: Read, categories: dict[str, object]) -> None:
    from kg.ingest.categories import all_categories  # noqa: PLC0415 - the printed strings are classified later

    row = one(read, OTHER | categories)
    assert row.section == row.primary_category == "cs.CV"
    assert [category.code for category in all_categories(row.categories)] == ["cs.CV", "cs.LG"]


def test_tags_that_are_no_categories_are_unknown(read: Read) -> None:
    row, reasons = noted(read, OTHER | {"tags": ["tides", "pools"]})
    assert row.categories == ()
    assert any("unknown key 'tags'" in reason for reason in reasons)


@pytest.mark.parametrize(
    "day",
    [
        {"published": "2026-01-15T18:00:00Z"},
        {"published_at": "2026-01-15"},
        {"publishedAt": "2026-01-15T00:00:00.000Z"},
        {"date": "20260115"},
        {"submitted": "Thu, 15 Jan 2026 18:00:00 GMT"},
        {"published": 1768500000},
        {"published": 1768500000000},
        {"published_parsed": [2026, 1, 15, 18, 0, 0, 3, 15, 0]},
        {"published": "2026-01-15", "updated": "2026-02-01"},
        {"versions": [{"version": "v1", "created": "Thu, 15 Jan 2026 18:00:00 GMT"}]},
    ],
)
def test_days(read: Read, day: dict[str, object]) -> None:
    assert one(read, OTHER | day).published == date(2026, 1, 15)


@pytest.mark.parametrize(
    "day", ["", "soon", 5, -1, 1e300, True, [2026], [2026, 13, 45], {}, "99999999", 99999999999999999]
)
def test_days_that_are_none(read: Read, day: object) -> None:
    assert one(read, OTHER | {"published": day}).published is None


def test_other_facts(read: Read) -> None:
    row = one(
        read,
        OTHER
        | {
            "comments": "8 pages",
            "journal-ref": "J. Shores 4",
            "doi": "10.1000/abc",
            "githubRepo": "https://github.com/a/b",
        }
        | {"githubStars": "1,234", "withdrawn": True, "version": "v3"},
    )
    assert (row.comment, row.journal, row.withdrawn, row.version) == ("8 pages", "J. Shores 4", True, 3)
    assert row.code_stars == ("https://github.com/a/b", 1234)
    assert row.identifiers[1].key == "doi:10.1000/abc"


LAYOUTS = {
    "columns of lists as Python prints them": {
        "id": "2601.20001v1",
        "author": "[{'name': 'Mara Linde'}, {'name': 'Teo Okafor'}]",
        "link": "[{'rel': 'alternate', 'href': 'http://arxiv.org/abs/2601.20001v1', 'type': 'text/html'}]",
        "tag": "[{'term': 'cs.CV', 'scheme': None, 'label': None}]",
        "title": "T",
        "summary": "A",
        "day": 15,
        "month": 1,
        "year": 2026,
    },
    "a document of a language model's tool kit": {
        "page_content": "A",
        "metadata": {
            "Entry ID": "http://arxiv.org/abs/2601.20001v1",
            "Title": "T",
            "Authors": "Mara Linde, Teo Okafor",
            "Published": "2026-01-15",
            "Summary": "A",
            "primary_category": "cs.CV",
        },
    },
    "metadata inside": {
        "id": "2601.20001v1",
        "metadata": {"title": "T", "authors": ["Mara Linde", "Teo Okafor"], "abstract": "A", "cate": "cs.CV"},
        "published": "2026-01-15",
    },
    "an entry of a feed reader": {
        "id": "http://arxiv.org/abs/2601.20001v1",
        "guidislink": True,
        "title": "T",
        "title_detail": {"type": "text/plain", "value": "T"},
        "authors": [{"name": "Mara Linde"}, {"name": "Teo Okafor"}],
        "author": "Teo Okafor",
        "summary": "A",
        "arxiv_primary_category": {"term": "cs.CV"},
        "tags": [{"term": "cs.CV", "scheme": "http://arxiv.org/schemas/atom", "label": None}],
        "published_parsed": [2026, 1, 15, 0, 0, 0, 3, 15, 0],
    },
    "an item of Zotero": {
        "key": "ABCD1234",
        "data": {
            "itemType": "preprint",
            "title": "T",
            "creators": [
                {"creatorType": "author", "firstName": "Mara", "lastName": "Linde"},
                {"creatorType": "editor", "firstName": "Noor", "lastName": "Haddad"},
                {"creatorType": "author", "firstName": "Teo", "lastName": "Okafor"},
            ],
            "abstractNote": "A",
            "date": "2026-01-15",
            "extra": "arXiv:2601.20001v1 [cs]",
            "tags": [{"tag": "Computer Science - Computer Vision and Pattern Recognition"}],
        },
    },
    "BibTeX as JSON": {
        "ENTRYTYPE": "misc",
        "ID": "linde2026",
        "title": "T",
        "author": "Linde, Mara and Okafor, Teo",
        "eprint": "2601.20001v1",
        "archiveprefix": "arXiv",
        "primaryclass": "cs.CV",
        "abstract": "A",
        "date": "2026-01-15",
    },
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_of_other_programs(read: Read, layout: str) -> None:
    row = one(read, [LAYOUTS[layout]])
    assert (row.id, row.version, row.title, row.abstract) == ("2601.20001", 1, "T", "A")
    assert row.authors.names == ("Mara Linde", "Teo Okafor")
    assert row.published == date(2026, 1, 15)
    assert row.section == "cs.CV"


@pytest.mark.parametrize(
    "text", ["[" * 300 + "]" * 300, "[1" + "+1" * 20_000 + "]", "{'a': " * 3000 + "}" * 3000, "[x]", "{}", "[]"]
)
@pytest.mark.parametrize("key", ["authors", "categories", "tags", "AI", "url"])
def test_strings_that_look_like_lists_are_harmless(read: Read, key: str, text: str) -> None:
    (row,), _ = read(DIALECT, json.dumps(OTHER | {key: text}).encode())
    assert row.title == "T"


def test_a_list_of_methods_is_not_a_text(read: Read) -> None:
    row, reasons = noted(read, OTHER | {"method": [{"name": "Sparse attention"}], "task": ["Detection"]})
    assert row.method == ""
    assert any("unknown key 'method'" in reason for reason in reasons)


# -- what is wrong -----------------------------------------------------------------------------------------------


def test_unknown_keys_are_reported_once_with_an_example(read: Read) -> None:
    lines = [
        json.dumps(OTHER | {"id": f"2601.2000{n}", "keywords": ["tides", n], "AI": {"mood": "good"}}) for n in range(3)
    ]
    rows, reports = read(DIALECT, "\n".join(lines).encode())
    assert len(rows) == 3
    reasons = [report.reason for report in reports]
    assert any("unknown key 'keywords' in 3 rows" in reason and "tides" in reason for reason in reasons)
    assert any("unknown key 'AI.mood' in 3 rows" in reason for reason in reasons)
    assert len(reasons) == 2


def test_keys_of_another_spelling_are_not_unknown(read: Read) -> None:
    row = one(
        read,
        {
            "Id": "2601.20001",
            "TITLE": "T",
            "Authors": "A B",
            "Abstract": "A",
            "license": "x",
            "report-no": None,
            "foo": "",
        },
    )
    assert (row.id, row.title, row.authors.names, row.abstract) == ("2601.20001", "T", ("A B",), "A")


def test_missing_authors_and_abstracts_are_counted(read: Read) -> None:
    _, reasons = noted(read, {"id": "2601.20001", "title": "T", "summary": ""})
    assert any("1 row without authors" in reason for reason in reasons)
    assert any("1 row without an abstract" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("odd", "reported"),
    [
        ({"comment": 5}, False),
        ({"AI": "none"}, False),
        ({"AI": None}, False),
        ({"AI": [1]}, True),
        ({"summary": ["We chart tidal pools."]}, False),
        ({"authors": [{"name": "Mara Linde"}, 3, "Teo Okafor"]}, False),
        ({"authors": ["Mara Linde", None, {"x": 1}, "Teo Okafor"]}, True),
        ({"authors": ["Mara Linde", True, "Teo Okafor"]}, True),
        ({"code_stars": 3.0, "code_url": None}, False),
        ({"code_stars": "many", "code_url": "https://github.com/a/b"}, True),
        ({"comment": float("nan")}, False),
        ({"comment": {"a": {"b": 1}}}, True),
        ({"categories": {"a": []}}, True),
    ],
)
def test_a_field_of_odd_type_costs_the_field_not_the_row(read: Read, odd: dict[str, object], reported: bool) -> None:
    row, reasons = noted(read, ROW | odd)
    assert row.authors.names == ("Mara Linde", "Teo Okafor")
    assert bool(reasons) is reported
    assert all(f"'{next(iter(odd))}'" in reason and "unexpected type" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("stars", "expected"),
    [
        ("0", 0),
        ("2147483648", 2**31),
        ("9223372036854775807", 2**63 - 1),
        ("99999999999999999999999", 2**63 - 1),
        ("-1", None),
        ("3.0", 3),
        ('"12"', 12),
        ("1e999", None),
        ("true", None),
        ("null", None),
        ("9" * 5000, None),
    ],
)
def test_stars(read: Read, stars: str, expected: int | None) -> None:
    line = json.dumps(ROW | {"code_url": "https://github.com/a/b"})[:-1] + f', "code_stars": {stars}}}'
    (row,), reports = read(DIALECT, line.encode())
    assert row.code_stars == (None if expected is None else ("https://github.com/a/b", expected))
    assert bool(reports) is (stars not in {"0", "2147483648", "9223372036854775807", "3.0", '"12"', "null", "-1"})


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2601.20001", "cs.CL"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(["name", "term"]), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = [
    "id",
    "abs",
    "title",
    "authors",
    "author",
    "authors_parsed",
    "categories",
    "tags",
    "AI",
    "summary",
    "abstract",
    "tldr",
]
KEYS += [
    "published",
    "date",
    "versions",
    "code_url",
    "code_stars",
    "doi",
    "externalIds",
    "paper",
    "links",
    "year",
    "comment",
]


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=10))
@settings(max_examples=300, deadline=None)
def test_any_type_at_any_key(check: Callable[[Dialect, bytes], None], odd: dict[str, object]) -> None:
    check(DIALECT, json.dumps(ROW | odd).encode())
    check(DIALECT, json.dumps({"title": "T"} | odd).encode())


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_samples(check: Callable[[Dialect, bytes], None], root: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["2026-01-16.jsonl", "papers.json"]))
    text = bytearray((root / "examples/formats/jsonl" / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 60)))
        text[start:end] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"}", b"[", b"\\ud800", b"NaN", b"null"])
        )
    check(DIALECT, bytes(text))
