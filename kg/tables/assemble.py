"""Records into tables."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from kg.authors.names import name_key
from kg.model import Corpus, Extraction, Paper, Resolution, Scheme, SectionKind
from kg.settings import GraphSettings
from kg.tables import derive, derive_concepts, derive_related
from kg.tables.files import Tables
from kg.tables.schema import SCHEMAS, TableName


def assemble(corpus: Corpus, resolution: Resolution, extraction: Extraction, settings: GraphSettings) -> Tables:
    """Make every table of a graph.

    A hidden author leaves no trace: neither the person nor the mentions, pairs or names printed on earlier days, in
    whatever spelling, nor a name quoted in a report.
    """
    hidden = {author.id for author in resolution.authors if author.hidden}
    shown = [m for m in resolution.authorships if m.author not in hidden]
    hidden_keys = {
        *resolution.hidden_names,
        *(name_key(m.printed) for m in resolution.authorships if m.author in hidden),
    }
    hidden_names = _printed(corpus.papers, hidden_keys) if hidden_keys else set()
    papers = _papers(corpus, resolution, settings)
    authorships = _frame(
        "authorships", ((m.id, m.paper, m.position, m.printed, m.author) for m in shown), ["paper", "position"]
    )
    pairs = derive.coauthorships(authorships, papers)
    claims = _frame(
        "claims",
        (
            (c.paper, c.concept, c.relation.value, c.section.value, c.start, c.end, c.confidence, c.rule,
             c.section.generated)
            for c in extraction.claims
        ),
        ["paper", "concept", "relation", "section"],
    )  # fmt: skip
    edges = derive.topics(claims, settings.least_confidence)
    concepts = _concepts(extraction, derive.concept_counts(edges, papers))
    terms = _frame(
        "terms",
        (
            (t.paper, t.rank, t.label, t.type.value, t.concept, t.weight, t.section.value, t.start, t.end)
            for t in extraction.terms
        ),
        ["paper", "rank", "label"],
    )
    own = derive_concepts.own_words(claims, settings.least_confidence)
    return Tables(
        {
            "digests": _frame("digests", ((d.id, d.date, list(d.files)) for d in corpus.digests), ["digest"]),
            "papers": papers,
            "appearances": _appearances(corpus.papers, hidden_names),
            "sections": _frame(
                "sections",
                (
                    (p.id, s.kind.value, s.language, s.kind.generated, s.text)
                    for p in sorted(corpus.papers, key=lambda p: p.id)
                    for s in sorted(p.sections, key=lambda s: _READING_ORDER[s.kind])
                ),
            ),
            "categories": _categories(corpus.papers),
            "authorships": authorships,
            "authors": _authors(resolution, hidden, derive.author_counts(authorships, papers, pairs)),
            "decisions": _decisions(resolution, hidden, hidden_names),
            "concepts": concepts,
            "claims": claims,
            "evaluations": _evaluations(extraction, settings.derived.largest_result),
            "terms": terms,
            "topics": edges,
            "cooccurrences": derive_concepts.cooccurrences(own, papers.height, settings.derived),
            "interests": derive_concepts.interests(own, authorships, concepts, papers.height, settings.derived),
            "related": derive_related.related(own, terms, papers.height, settings.derived),
            "links": _frame(
                "links",
                (
                    (p.id, k.url, k.kind.value, k.section.value if k.section else "", k.stars, k.updated)
                    for p in corpus.papers
                    for k in p.links
                ),
                ["paper", "url"],
            ),
            "coauthorships": pairs,
            "sources": _frame(
                "sources",
                ((s.path, s.sha256, s.format, s.rows, s.accepted, s.rejected, s.announced) for s in corpus.sources),
                ["path", "sha256"],
            ),
            "reports": _frame(
                "reports",
                (
                    (r.level.value, r.file, r.line, _without(hidden_names, r.reason))
                    for r in (*corpus.reports, *resolution.reports, *extraction.reports)
                ),
                ["level", "file", "line", "reason"],
            ),
        }
    )


def _printed(papers: Iterable[Paper], keys: set[str]) -> set[str]:
    """Return every form in which names with these keys were ever printed."""
    printed = {name for p in papers for names in (p.authors, *(a.authors for a in p.appearances)) for name in names}
    return {name for name in printed if name_key(name) in keys}


def _without(names: set[str], reason: str) -> str:
    """Blank the names that a report quotes."""
    for name in names:
        reason = reason.replace(repr(name), "'…'")
    return reason


_READING_ORDER = {kind: place for place, kind in enumerate(SectionKind)}


def _frame(name: TableName, rows: Iterable[Sequence[Any]], sort: Sequence[str] = ()) -> pl.DataFrame:
    schema = SCHEMAS[name]
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [() for _ in schema]
    frame = pl.DataFrame(
        [pl.Series(n, list(values), dtype=dtype) for (n, dtype), values in zip(schema.items(), columns, strict=True)]
    )
    return frame.sort(*sort, maintain_order=True) if sort else frame


def _papers(corpus: Corpus, resolution: Resolution, settings: GraphSettings) -> pl.DataFrame:
    days = {digest.id: digest.date for digest in corpus.digests}
    # a name that a paper prints several times is one author
    authors = Counter(paper for paper, _ in {(m.paper, m.author) for m in resolution.authorships})

    def row(paper: Paper) -> tuple[Any, ...]:
        seen = sorted(day for a in paper.appearances if (day := days[a.digest]))
        return (
            paper.id, paper.version, paper.title, paper.month, paper.primary_category, paper.comment,
            authors[paper.id], authors[paper.id] > settings.most_authors_for_pairs, len(paper.appearances),
            seen[0] if seen else None, seen[-1] if seen else None,
        )  # fmt: skip

    return _frame("papers", map(row, corpus.papers), ["paper"])


def _appearances(papers: Iterable[Paper], hidden_names: set[str]) -> pl.DataFrame:
    rows = (
        (p.id, a.digest, a.section, a.rank, a.title, [name for name in a.authors if name not in hidden_names])
        for p in papers
        for a in p.appearances
    )
    return _frame("appearances", rows, ["paper", "digest", "section"])


def _categories(papers: Iterable[Paper]) -> pl.DataFrame:
    rows = (
        (p.id, place, c.scheme.value, c.code, c.scheme is Scheme.ARXIV and c.code == p.primary_category)
        for p in papers
        for place, c in enumerate(p.categories)
    )
    return _frame("categories", rows, ["paper", "position"])


def _authors(resolution: Resolution, hidden: set[str], counts: pl.DataFrame) -> pl.DataFrame:
    people = pl.DataFrame(
        [(a.id, a.name, a.kind.value, list(a.variants)) for a in resolution.authors if a.id not in hidden],
        schema=_part("authors", "author", "name", "kind", "variants"),
        orient="row",
    )
    return people.join(counts, on="author").select(SCHEMAS["authors"].names()).sort("author")


def _concepts(extraction: Extraction, counts: pl.DataFrame) -> pl.DataFrame:
    concepts = pl.DataFrame(
        [
            (c.id, c.type.value, c.label, [{"text": t, "language": tag} for t, tag in c.labels], list(c.broader),
             c.curated, [{"type": type_, "papers": papers} for type_, papers in c.votes])
            for c in extraction.concepts
        ],
        schema=_part("concepts", "concept", "type", "label", "labels", "broader", "curated", "votes"),
        orient="row",
    )  # fmt: skip
    return (
        concepts.join(counts, on="concept", how="left")
        .with_columns(pl.col("paper_count", "summary_paper_count").fill_null(0))
        .select(SCHEMAS["concepts"].names())
        .sort("concept")
    )


def _evaluations(extraction: Extraction, largest: float) -> pl.DataFrame:
    rows = (
        (e.paper, e.dataset, e.metric, e.value, e.unit, e.section.value, e.start, e.end, e.confidence, e.rule,
         e.section.generated)
        for e in extraction.evaluations
        if abs(e.value) < largest
    )  # fmt: skip
    return _frame("evaluations", rows, ["paper", "dataset", "metric", "section", "start", "end", "rule", "value"])


def _decisions(resolution: Resolution, hidden: set[str], hidden_names: set[str]) -> pl.DataFrame:
    unseen = hidden | {m.id for m in resolution.authorships if m.author in hidden} if hidden else set()
    # evidence names co-authors; the longest first, as one name may begin another
    names = "|".join(re.escape(name) for name in sorted(hidden_names, key=lambda name: (-len(name), name)))
    told = re.compile(rf"(?<!\w)(?:{names})(?!\w)") if names else None
    rows = (
        (
            *sorted((d.a, d.b)), d.verdict, d.source, d.confidence,
            [{"rule": e.rule, "value": told.sub("…", e.value) if told else e.value, "bits": e.bits}
             for e in d.evidence],
        )
        for d in resolution.decisions
        if d.a not in unseen and d.b not in unseen
    )  # fmt: skip
    return _frame("decisions", rows, ["a", "b", "verdict"])


def _part(name: TableName, *columns: str) -> dict[str, Any]:
    return {column: SCHEMAS[name][column] for column in columns}
