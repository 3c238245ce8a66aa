"""Explain a concept: labels, type, and the claims that papers make on it."""

from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from kg.graph.snippets import section_texts, snippet
from kg.listings.concepts import known_paper
from kg.search import find_one, names_of_tables
from kg.tables import Tables
from kg.text.readable import readable

Count = tuple[str, int]
"""A value and the number of papers that have it."""


@dataclass(frozen=True, slots=True)
class ExplainedClaim:
    """A claim with the words that it was read from, between guillemets."""

    paper: str
    title: str
    relation: str
    section: str
    generated: bool
    confidence: float
    rule: str
    snippet: str


@dataclass(frozen=True, slots=True)
class ConceptExplanation:
    """The facts about a concept and their sources; every count is a number of papers, the largest first.

    ``labels`` are the other labels, as text and language; ``broader`` are labels of wider concepts. ``paper`` is the
    one whose ``claims`` are listed, ``""`` if none was given.
    """

    concept: str
    label: str
    type: str
    curated: bool
    labels: tuple[tuple[str, str], ...]
    broader: tuple[str, ...]
    paper_count: int
    summary_paper_count: int
    relations: tuple[Count, ...]
    rules: tuple[Count, ...]
    sections: tuple[Count, ...]
    votes: tuple[Count, ...] = ()
    paper: str = ""
    claims: tuple[ExplainedClaim, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        counts = {name: dict(getattr(self, name)) for name in ("relations", "rules", "sections", "votes")}
        labels = [{"text": text, "language": language} for text, language in self.labels]
        return asdict(self) | counts | {"labels": labels}


def explain_concept(tables: Tables, what: str, base: str, paper: str | None = None) -> ConceptExplanation:
    """Explain a concept, and with ``paper`` list every claim of that paper on it.

    Raises UnknownName for an unknown concept or paper, AmbiguousName if several concepts have the label.
    """
    concept = find_one(names_of_tables(tables), what, base=base, kinds=["concept"]).id
    row = tables["concepts"].row(by_predicate=pl.col("concept") == concept, named=True)
    names = dict(tables["concepts"].select("concept", "label").rows())
    claims = tables["claims"].filter(pl.col("concept") == concept)
    id_ = known_paper(tables, paper) if paper else ""
    return ConceptExplanation(
        concept,
        row["label"],
        row["type"],
        row["curated"],
        tuple((label["text"], label["language"]) for label in row["labels"]),
        tuple(sorted(names.get(wide, wide) for wide in row["broader"])),
        row["paper_count"],
        row["summary_paper_count"],
        _papers_by(claims, "relation"),
        _papers_by(claims, "rule"),
        _papers_by(claims, "section"),
        votes=tuple((vote["type"], vote["papers"]) for vote in row["votes"]),
        paper=id_,
        claims=_claims(tables, claims, id_) if id_ else (),
    )


def _papers_by(claims: pl.DataFrame, column: str) -> tuple[Count, ...]:
    counted = claims.group_by(column).agg(papers=pl.col("paper").n_unique())
    return tuple(counted.sort("papers", column, descending=[True, False]).rows())


def _claims(tables: Tables, claims: pl.DataFrame, paper: str) -> tuple[ExplainedClaim, ...]:
    texts = section_texts(tables, paper)
    rows = claims.filter(pl.col("paper") == paper).sort("generated", "section", "start", "relation")
    return tuple(
        ExplainedClaim(
            paper, readable(texts["title"]), row["relation"], row["section"], row["generated"], row["confidence"],
            row["rule"], snippet(texts.get(row["section"], ""), row["start"], row["end"]),
        )
        for row in rows.iter_rows(named=True)
    )  # fmt: skip
