"""Tables of records, for tests: records into the frames that stages hand on, and these into tables."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import polars as pl

from kg.model import (
    AuthorDetails,
    Corpus,
    Extraction,
    IdentifierScheme,
    Paper,
    Resolution,
    Scheme,
    Section,
    SectionKind,
)
from kg.schema import FRAMES, SCHEMAS
from kg.settings import GraphSettings
from kg.tables import stages
from kg.tables.files import Tables
from kg.tables.order import ordered

_LIMITS: Final[Mapping[pl.DataType, int]] = {pl.Int32(): 2**31 - 1, pl.Int64(): 2**63 - 1}
_NO_DETAILS: Final = AuthorDetails(-1)


STAGES = (
    stages.make_sections, stages.make_topics, stages.make_evaluations, stages.make_papers, stages.make_people,
    stages.make_coauthorships, stages.make_authors, stages.make_concepts, stages.make_cooccurrences,
    stages.make_interests, stages.make_related,
)  # fmt: skip


def assemble(corpus: Corpus, resolution: Resolution, extraction: Extraction, settings: GraphSettings) -> Tables:
    """Make every table of a graph."""
    return frames_to_tables(records_to_frames(corpus, resolution, extraction), settings)


def frames_to_tables(frames: Mapping[str, pl.DataFrame], settings: GraphSettings) -> Tables:
    """Make every table of a graph from the frames that reading, concepts and authors hand on."""
    made = dict(frames)
    for stage in STAGES:
        made |= stage(made, settings)
    return Tables({name: ordered(name, made[name]) for name in SCHEMAS})


def records_to_frames(corpus: Corpus, resolution: Resolution, extraction: Extraction) -> dict[str, pl.DataFrame]:
    """Return what the stages of `kg.tables.stages` read."""
    papers = corpus.papers
    title = SectionKind.TITLE
    texts = (
        (p.id, s.kind.value, s.language, s.text) for p in papers for s in (Section(title, p.title, ""), *p.sections)
    )
    reports = (*corpus.reports, *resolution.reports, *extraction.reports)
    return {
        "digests": _frame(SCHEMAS["digests"], ((d.id, d.date, list(d.files)) for d in corpus.digests)),
        "records": _frame(FRAMES["records"], map(_record, papers)),
        "divided_authors": _frame(FRAMES["printed_authors"], (row for paper in papers for row in _printed(paper))),
        "texts": _frame(FRAMES["texts"], texts),
        "categories": _frame(SCHEMAS["categories"], (row for paper in papers for row in _categories(paper))),
        "printed_appearances": _frame(
            SCHEMAS["appearances"],
            ((p.id, a.digest, a.section, a.rank, a.title, list(a.authors)) for p in papers for a in p.appearances),
        ),
        "links": _frame(
            SCHEMAS["links"],
            (
                (p.id, k.url, k.kind.value, k.section.value if k.section else "", k.stars, k.updated)
                for p in papers
                for k in p.links
            ),
        ),
        "sources": _frame(
            SCHEMAS["sources"],
            ((s.path, s.sha256, s.format, s.rows, s.accepted, s.rejected, s.announced) for s in corpus.sources),
        ),
        "all_reports": _frame(SCHEMAS["reports"], ((r.level.value, r.file, r.line, r.reason) for r in reports)),
        **_resolution_frames(resolution),
        **_extraction_frames(extraction),
    }


def _resolution_frames(resolution: Resolution) -> dict[str, pl.DataFrame]:
    return {
        "assignments": _frame(
            _part("authorships", "authorship", "paper", "position", "printed", "author"),
            ((m.id, m.paper, m.position, m.printed, m.author) for m in resolution.authorships),
        ),
        "people": _frame(
            _part("authors", "author", "name", "kind", "variants") | {"hidden": pl.Boolean()},
            ((a.id, a.name, a.kind.value, list(a.variants), a.hidden) for a in resolution.authors),
        ),
        "hidden_names": _frame({"key": pl.String()}, ((key,) for key in resolution.hidden_names)),
        "verdicts": _frame(
            SCHEMAS["decisions"],
            (
                (d.a, d.b, d.verdict, d.source, d.confidence,
                 [{"rule": e.rule, "value": e.value, "bits": e.bits} for e in d.evidence])
                for d in resolution.decisions
            ),
        ),
    }  # fmt: skip


def _extraction_frames(extraction: Extraction) -> dict[str, pl.DataFrame]:
    return {
        "found_concepts": _frame(
            _part("concepts", "concept", "type", "label", "labels", "broader", "curated", "votes"),
            (
                (c.id, c.type.value, c.label, [{"text": t, "language": tag} for t, tag in c.labels], list(c.broader),
                 c.curated, [{"type": type_, "papers": papers} for type_, papers in c.votes])
                for c in extraction.concepts
            ),
        ),
        "claims": _frame(
            SCHEMAS["claims"],
            (
                (c.paper, c.concept, c.relation.value, c.section.value, c.start, c.end, c.confidence, c.rule,
                 c.section.generated)
                for c in extraction.claims
            ),
        ),
        "found_evaluations": _frame(
            SCHEMAS["evaluations"],
            (
                (e.paper, e.dataset, e.metric, e.value, e.unit, e.section.value, e.start, e.end, e.confidence, e.rule,
                 e.section.generated)
                for e in extraction.evaluations
            ),
        ),
        "terms": _frame(
            SCHEMAS["terms"],
            (
                (t.paper, t.rank, t.label, t.type.value, t.concept, t.weight, t.section.value, t.start, t.end)
                for t in extraction.terms
            ),
        ),
    }  # fmt: skip


def _record(paper: Paper) -> tuple[Any, ...]:
    return (
        paper.id, [identifier.key for identifier in paper.identifiers] or [paper.id], paper.version, paper.title,
        paper.month, paper.published, paper.journal, paper.primary_category, paper.comment, paper.truncated,
        paper.withdrawn, list(paper.references),
    )  # fmt: skip


def _printed(paper: Paper) -> Iterable[tuple[Any, ...]]:
    stated = {details.position: details for details in paper.details}
    for position, printed in enumerate(paper.authors):
        details = stated.get(position, _NO_DETAILS)
        orcids = [i.value for i in details.identifiers if i.scheme is IdentifierScheme.ORCID]
        accounts = [i.key for i in details.identifiers if i.scheme is not IdentifierScheme.ORCID]
        yield (
            paper.id, position, printed, details.native, orcids, accounts, list(details.affiliations),
            details.organization,
        )  # fmt: skip


def _categories(paper: Paper) -> Iterable[tuple[Any, ...]]:
    for place, category in enumerate(paper.categories):
        primary = category.scheme is Scheme.ARXIV and category.code == paper.primary_category
        yield paper.id, place, category.scheme.value, category.code, primary


def _frame(schema: Mapping[str, pl.DataType], rows: Iterable[Sequence[Any]]) -> pl.DataFrame:
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [() for _ in schema]
    return pl.DataFrame([_series(*column, values) for column, values in zip(schema.items(), columns, strict=True)])


def _series(name: str, dtype: pl.DataType, values: Sequence[Any]) -> pl.Series:
    """Make a column; a whole number that its type cannot hold becomes the nearest one that it can."""
    limit = _LIMITS.get(dtype)
    if limit is not None:
        values = [None if value is None else max(-limit, min(limit, value)) for value in values]
    return pl.Series(name, list(values), dtype=dtype)


def _part(name: str, *columns: str) -> dict[str, pl.DataType]:
    return {column: FRAMES[name][column] for column in columns}
