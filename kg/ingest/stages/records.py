"""Turn the frames of papers into `kg.model` records, for callers that work on some papers at a time."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import polars as pl

from kg.ingest.stages.rows import identifier_of
from kg.model import (
    Appearance,
    AuthorDetails,
    Category,
    Digest,
    Identifier,
    IdentifierScheme,
    Link,
    LinkKind,
    Paper,
    Scheme,
    Section,
    SectionKind,
    Source,
)
from kg.schema import Frames


def assemble_papers(frames: Frames) -> tuple[Paper, ...]:
    """Return the papers of ``records``, by id, with their rows of the other frames.

    Reads ``records``, ``printed_authors``, ``texts``, ``categories``, ``printed_appearances``, ``links`` and
    ``digests``.
    """
    days = dict(frames["digests"].select("digest", "date").iter_rows())
    authors = _grouped(frames["printed_authors"].sort("paper", "position"))
    texts, categories = _grouped(frames["texts"]), _grouped(frames["categories"].sort("paper", "position"))
    appearances, links = _grouped(frames["printed_appearances"]), _grouped(frames["links"])

    return tuple(
        Paper(
            id=row["paper"],
            title=row["title"],
            month=row["month"],
            authors=tuple(name for _, name, *_ in authors.get(row["paper"], ())),
            primary_category=row["primary_category"],
            categories=tuple(Category(Scheme(scheme), code) for _, scheme, code, _ in categories.get(row["paper"], ())),
            version=row["version"],
            comment=row["comment"],
            sections=tuple(
                Section(SectionKind(kind), text, language)
                for kind, language, text in texts.get(row["paper"], ())
                if kind != SectionKind.TITLE.value
            ),
            links=tuple(
                Link(url, LinkKind(kind), SectionKind(section) if section else None, stars, updated)
                for url, kind, section, stars, updated in links.get(row["paper"], ())
            ),
            appearances=tuple(
                Appearance(digest, section, rank, printed, tuple(names))
                for digest, section, rank, printed, names in sorted(
                    appearances.get(row["paper"], ()), key=lambda given: (days[given[0]] or date.min, given[:2])
                )
            ),
            identifiers=tuple(map(identifier_of, row["identifiers"])),
            details=tuple(_details(authors.get(row["paper"], ()))),
            truncated=row["truncated"],
            withdrawn=row["withdrawn"],
            journal=row["journal"],
            published=row["published"],
            references=tuple(row["references"]),
        )
        for row in frames["records"].sort("paper").iter_rows(named=True)
    )


def digests_of(digests: pl.DataFrame) -> tuple[Digest, ...]:
    """Return the digests as records."""
    return tuple(Digest(digest, day, tuple(files)) for digest, day, files in digests.iter_rows())


def sources_of(sources: pl.DataFrame) -> tuple[Source, ...]:
    """Return the files that were read as records."""
    return tuple(Source(*row) for row in sources.iter_rows())


def _grouped(frame: pl.DataFrame) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each paper without the column ``paper``, in their order."""
    groups: dict[str, list[tuple[Any, ...]]] = {}
    for paper, *row in frame.iter_rows():
        groups.setdefault(paper, []).append(tuple(row))
    return groups


def _details(authors: Iterable[tuple[Any, ...]]) -> Iterator[AuthorDetails]:
    for position, _, native, orcids, accounts, affiliations, organization in authors:
        if native or orcids or accounts or affiliations or organization:
            identifiers = [
                *(Identifier(IdentifierScheme.ORCID, orcid) for orcid in orcids),
                *map(identifier_of, accounts),
            ]
            yield AuthorDetails(position, native, tuple(identifiers), tuple(affiliations), organization)
