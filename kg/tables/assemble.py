"""Records into tables."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import polars as pl

from kg.authors.names import name_key
from kg.model import (
    AuthorDetails,
    Authorship,
    Corpus,
    Extraction,
    IdentifierScheme,
    Paper,
    Resolution,
    Scheme,
    SectionKind,
)
from kg.schema import SCHEMAS, TableName
from kg.settings import GraphSettings
from kg.tables import derive, derive_concepts, derive_related
from kg.tables.files import Tables


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
    authorships = _authorships(corpus.papers, shown)
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
    lists = derive_concepts.lists_of_concepts(own, settings.derived)
    papers = papers.with_columns(concept_pairs_omitted=pl.col("paper").is_in(lists.implode()))
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
            "authors": _authors(resolution, hidden, authorships, derive.author_counts(authorships, papers, pairs)),
            "decisions": _decisions(resolution, hidden, hidden_names),
            "concepts": concepts,
            "claims": claims,
            "evaluations": _evaluations(extraction, settings.derived.largest_result),
            "terms": terms,
            "topics": edges,
            "cooccurrences": derive_concepts.cooccurrences(own, papers.height, settings.derived),
            "interests": derive_concepts.interests(own, authorships, concepts, papers.height, settings.derived),
            "related": derive_related.related(own, terms, papers.height, settings.derived),
            "citations": _citations(corpus.papers),
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
    frame = pl.DataFrame([_series(*column, values) for column, values in zip(schema.items(), columns, strict=True)])
    return frame.sort(*sort, maintain_order=True) if sort else frame


def _series(name: str, dtype: pl.DataType, values: Sequence[Any]) -> pl.Series:
    """Make a column; a whole number that its type cannot hold becomes the nearest one that it can."""
    most = _LARGEST.get(dtype)
    if most is not None:
        values = [
            value if value is None or -most <= value <= most else max(-most, min(most, value)) for value in values
        ]
    return pl.Series(name, list(values), dtype=dtype)


_LARGEST: Final[Mapping[pl.DataType, int]] = {pl.Int32(): 2**31 - 1, pl.Int64(): 2**63 - 1}


def _papers(corpus: Corpus, resolution: Resolution, settings: GraphSettings) -> pl.DataFrame:
    days = {digest.id: digest.date for digest in corpus.digests}
    # a name that a paper prints several times is one author
    authors = Counter(paper for paper, _ in {(m.paper, m.author) for m in resolution.authorships})

    def row(paper: Paper) -> tuple[Any, ...]:
        seen = sorted(day for a in paper.appearances if (day := days[a.digest]))
        return (
            paper.id, [identifier.key for identifier in paper.identifiers] or [paper.id], paper.version, paper.title,
            paper.month, paper.published, paper.journal, paper.primary_category, paper.comment, authors[paper.id],
            paper.truncated, authors[paper.id] > settings.most_authors_for_pairs, False, paper.withdrawn,
            len(paper.appearances), seen[0] if seen else None, seen[-1] if seen else None,
        )  # fmt: skip

    return _frame("papers", map(row, corpus.papers), ["paper"])


def _authorships(papers: Iterable[Paper], shown: Iterable[Authorship]) -> pl.DataFrame:
    stated = {(paper.id, details.position): details for paper in papers for details in paper.details}

    def row(authorship: Authorship) -> tuple[Any, ...]:
        details = stated.get((authorship.paper, authorship.position), _NO_DETAILS)
        orcid = min((i.value for i in details.identifiers if i.scheme is IdentifierScheme.ORCID), default="")
        others = sorted({i.key for i in details.identifiers if i.value != orcid})
        return (
            authorship.id, authorship.paper, authorship.position, authorship.printed, details.native, orcid, others,
            list(details.affiliations), authorship.author,
        )  # fmt: skip

    return _frame("authorships", map(row, shown), ["paper", "position"])


_NO_DETAILS: Final = AuthorDetails(-1)


def _citations(papers: Iterable[Paper]) -> pl.DataFrame:
    """Return who cites whom among the papers; a reference may use any identifier of a paper."""
    papers = tuple(papers)
    known = {paper.id: paper.id for paper in papers}
    for paper in papers:
        for identifier in paper.identifiers:
            known.setdefault(identifier.key, paper.id)
    rows = {(p.id, cited) for p in papers for key in p.references if (cited := known.get(key)) and cited != p.id}
    return _frame("citations", sorted(rows))


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


def _authors(resolution: Resolution, hidden: set[str], authorships: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    people = pl.DataFrame(
        [(a.id, a.name, a.kind.value, list(a.variants)) for a in resolution.authors if a.id not in hidden],
        schema=_part("authors", "author", "name", "kind", "variants"),
        orient="row",
    )
    return (
        people.join(counts, on="author")
        .join(_orcids(authorships), on="author", how="left")
        .with_columns(pl.col("orcid").fill_null([]))
        .select(SCHEMAS["authors"].names())
        .sort("author")
    )


def _orcids(authorships: pl.DataFrame) -> pl.DataFrame:
    """Return the ORCID iDs of authors: an iD is that of the author at whose name most papers print it, if one is."""
    counted = authorships.filter(pl.col("orcid") != "").group_by("orcid", "author").len()
    most = pl.col("len") == pl.col("len").max().over("orcid")
    return counted.filter(most).filter(pl.len().over("orcid") == 1).group_by("author").agg(pl.col("orcid").sort())


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
