"""JSON about papers under the keys of other programs."""

import json
from datetime import date

import pytest
from digest_rows import OTHER, ROW, Read, noted, one

from kg.ingest.dialects.json.digest import JSONL_DIALECT
from kg.ingest.row import RowForm
from kg.model import Identifier, IdentifierScheme
from kg.wording.reports import describe_report


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
    (row,), reports = read(JSONL_DIALECT, f'{{"id": {number}, "title": "T"}}'.encode())
    assert row.id == id_
    assert any("in 1 row (zeros added; write ids as text)" in describe_report(report) for report in reports)


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
    assert (both.abstract, both.tldr, both.form) == ("We chart.", "In short.", RowForm.ENHANCED)
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
    from kg.ingest.cleaning.categories import all_categories  # noqa: PLC0415 - the printed strings are classified later

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
    (row,), _ = read(JSONL_DIALECT, json.dumps(OTHER | {key: text}).encode())
    assert row.title == "T"


def test_a_list_of_methods_is_not_a_text(read: Read) -> None:
    row, reasons = noted(read, OTHER | {"method": [{"name": "Sparse attention"}], "task": ["Detection"]})
    assert row.method == ""
    assert any("unknown key 'method'" in reason for reason in reasons)
