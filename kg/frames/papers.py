"""Papers in memory as the frames that reading hands on: for whoever has records and no files."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import polars as pl

from kg.frames.columns import frame
from kg.model import AuthorDetails, Extraction, IdentifierScheme, Paper, Scheme, SectionKind

_NO_DETAILS: Final = AuthorDetails(-1)


def paper_frames(papers: Iterable[Paper], extraction: Extraction | None = None) -> dict[str, pl.DataFrame]:
    """Return ``records``, ``printed_authors``, ``texts``, ``categories`` and ``claims`` of papers, sorted by id."""
    papers = sorted(papers, key=lambda paper: paper.id)
    return {
        "records": frame("records", [_record(paper) for paper in papers]),
        "printed_authors": frame("printed_authors", [row for paper in papers for row in _authors(paper)]),
        "texts": frame("texts", [row for paper in papers for row in _texts(paper)]),
        "categories": frame("categories", [row for paper in papers for row in _categories(paper)]),
        "claims": frame(
            "claims",
            [
                (c.paper, c.concept, c.relation.value, c.section.value, c.start, c.end, c.confidence, c.rule,
                 c.section.generated)
                for c in (extraction.claims if extraction else ())
            ],
        ),
    }  # fmt: skip


def _record(paper: Paper) -> tuple[Any, ...]:
    return (
        paper.id, [identifier.key for identifier in paper.identifiers] or [paper.id], paper.version, paper.title,
        paper.month, paper.published, paper.journal, paper.primary_category, paper.comment, paper.truncated,
        paper.withdrawn, paper.references,
    )  # fmt: skip


def _authors(paper: Paper) -> Iterator[tuple[Any, ...]]:
    stated = {details.position: details for details in paper.details}
    for position, printed in enumerate(paper.authors):
        details = stated.get(position, _NO_DETAILS)
        orcids = [i.value for i in details.identifiers if i.scheme is IdentifierScheme.ORCID]
        accounts = [i.key for i in details.identifiers if i.scheme is not IdentifierScheme.ORCID]
        yield (
            paper.id, position, printed, details.native, orcids, accounts, details.affiliations, details.organization,
        )  # fmt: skip


def _texts(paper: Paper) -> Iterator[tuple[str, str, str, str]]:
    yield paper.id, SectionKind.TITLE.value, "", paper.title
    yield from ((paper.id, section.kind.value, section.language, section.text) for section in paper.sections)


def _categories(paper: Paper) -> Iterator[tuple[Any, ...]]:
    for place, category in enumerate(paper.categories):
        primary = category.scheme is Scheme.ARXIV and category.code == paper.primary_category
        yield paper.id, place, category.scheme.value, category.code, primary
