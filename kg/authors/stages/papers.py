"""Papers as the frames that author resolution reads: for evaluation, tests and benchmarks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from kg.model import AuthorDetails, Extraction, IdentifierScheme, Paper, SectionKind
from kg.schema import FRAMES

_NO_DETAILS = AuthorDetails(0)


def paper_frames(papers: Iterable[Paper], extraction: Extraction | None = None) -> dict[str, pl.DataFrame]:
    """Return ``records``, ``printed_authors``, ``texts``, ``categories`` and ``claims`` of some papers.

    Columns that author resolution does not read are left empty.
    """
    papers = sorted(papers, key=lambda paper: paper.id)
    claims = {(claim.paper, claim.concept) for claim in (extraction.claims if extraction else ())}
    return {
        "records": _frame(
            "records",
            {
                "paper": [paper.id for paper in papers],
                "title": [paper.title for paper in papers],
                "month": [paper.month for paper in papers],
                "primary_category": [paper.primary_category for paper in papers],
            },
        ),
        "printed_authors": pl.DataFrame(
            [row for paper in papers for row in _authors(paper)], schema=FRAMES["printed_authors"], orient="row"
        ),
        "texts": pl.DataFrame([row for paper in papers for row in _texts(paper)], schema=FRAMES["texts"], orient="row"),
        "categories": _frame(
            "categories",
            {
                "paper": [paper.id for paper in papers for _ in paper.categories],
                "code": [category.code for paper in papers for category in paper.categories],
            },
        ),
        "claims": _frame(
            "claims", {"paper": [paper for paper, _ in sorted(claims)], "concept": [c for _, c in sorted(claims)]}
        ),
    }


def _frame(name: str, columns: Mapping[str, list[Any]]) -> pl.DataFrame:
    """Return a frame with its schema; columns that are not given are null."""
    schema = FRAMES[name]
    given = [pl.Series(column, values, dtype=schema[column]) for column, values in columns.items()]
    missing = [pl.lit(None, dtype=dtype).alias(column) for column, dtype in schema.items() if column not in columns]
    return pl.DataFrame(given).with_columns(missing).select(schema.names())


def _authors(paper: Paper) -> Iterator[tuple[Any, ...]]:
    details = {found.position: found for found in paper.details}
    for position, printed in enumerate(paper.authors):
        found = details.get(position, _NO_DETAILS)
        orcids = [i.value for i in found.identifiers if i.scheme is IdentifierScheme.ORCID]
        accounts = [i.key for i in found.identifiers if i.scheme is not IdentifierScheme.ORCID]
        yield (
            paper.id, position, printed, found.native, orcids, accounts, list(found.affiliations), found.organization,
        )  # fmt: skip


def _texts(paper: Paper) -> Iterator[tuple[str, str, str, str]]:
    yield paper.id, SectionKind.TITLE.value, "", paper.title
    yield from (
        (paper.id, section.kind.value, section.language, section.text)
        for section in paper.sections
        if section.kind is SectionKind.ABSTRACT
    )
