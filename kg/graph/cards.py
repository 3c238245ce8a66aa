"""Gather the facts about one person, paper, concept or category from the tables."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import polars as pl

from kg.classification import KnownClass, known_classes
from kg.graph import derived_facts
from kg.graph.snippets import section_texts, snippet
from kg.ids import category_iri, concept_iri, node_iri, paper_iri, segment
from kg.search import Match, names_of_tables, require_match
from kg.sets.verdicts import Verdict
from kg.tables import Tables
from kg.tables.derived.counts import first_month, last_month
from kg.tables.keys import shown_title
from kg.text.readable import readable

MAX_LISTED = 20


@dataclass(frozen=True, slots=True)
class Card:
    """One node with its facts.

    ``facts`` are plain values and lists of them or of small mappings, ready for JSON, in reading order. Their keys are
    those of ``docs/json.md``. A list is cut at `MAX_LISTED`; the fact before it is the number of all.
    """

    kind: str
    id: str
    iri: str
    label: str
    facts: dict[str, Any]


def cards(tables: Tables, what: str, base: str) -> list[Card]:
    """Return a card per person, paper, concept or category that matches ``what``: an id, IRI, name, label or code.

    A name of several people gives one card per person. Raises UnknownName, with near matches, if nothing matches.
    """
    return [card_of(tables, match, base) for match in require_match(names_of_tables(tables), what, base=base)]


def card_of(tables: Tables, match: Match, base: str) -> Card:
    """Return the card of a node that was looked up."""
    if match.kind == "paper":
        return _paper(tables, match.id)
    if match.kind == "author":
        return _author(tables, match.id, base)
    if match.kind == "concept":
        return _concept(tables, match.id, base)
    scheme, _, code = match.id.partition("/")
    return _category(tables, scheme, unquote(code))


def _paper(tables: Tables, paper: str) -> Card:
    row = tables["papers"].row(by_predicate=pl.col("paper") == paper, named=True)
    of = pl.col("paper") == paper
    names = tables["authorships"].filter(of).sort("position").join(
        tables["authors"].select("author", "name"), on="author", maintain_order="left"
    )  # fmt: skip
    tldr = tables["sections"].filter(of, pl.col("kind") == "tldr")["text"].to_list()
    facts = {
        "withdrawn": row["withdrawn"] or None,
        "month": row["month"],
        "published": str(row["published"] or ""),
        "journal": row["journal"],
        "version": row["version"],
        "identifiers": [key for key in row["identifiers"] if key != paper],
        "tldr": tldr[0] if tldr else None,
        "authors": [
            {"name": name, "id": author}
            for author, name in names.select("author", "name").unique(maintain_order=True).rows()
        ],
        "authors_truncated": row["authors_truncated"] or None,
        "pairs_omitted": row["pairs_omitted"] or None,
        "concept_pairs_omitted": row["concept_pairs_omitted"] or None,
        "categories": tables["categories"].filter(of).sort("position")["code"].to_list(),
        "comment": row["comment"],
        "keywords": derived_facts.keywords(tables, paper, MAX_LISTED),
        **_relations(tables, paper),
        "results": _results(tables, paper),
        "related_papers": derived_facts.related_papers(tables, paper, MAX_LISTED),
        **_citations(tables, paper),
        "links": tables["links"].filter(of).select("kind", "url", "stars").to_dicts(),
        "digests": sorted(set(tables["appearances"].filter(of)["digest"].to_list())),
        "earlier_titles": sorted({readable(t) for t in tables["appearances"].filter(of)["title"].to_list() if t}),
    }
    return Card("paper", paper, paper_iri(paper), readable(row["title"]), _with_values(facts))


def _citations(tables: Tables, paper: str) -> dict[str, Any]:
    """Return which papers of the graph a paper cites, and which cite it, the newest first."""
    pairs = tables["citations"]
    titles = tables["papers"].select("paper", "title", "withdrawn", "month")
    facts: dict[str, Any] = {}
    for name, number, others in (
        ("cites", "cited_count", pairs.filter(pl.col("paper") == paper).select(paper="cited")),
        ("cited_by", "citing_count", pairs.filter(pl.col("cited") == paper).select("paper")),
    ):
        papers = others.join(titles, on="paper").sort("month", "paper", descending=True)
        facts[number] = papers.height or None
        listed = papers.head(MAX_LISTED).select("month", shown_title(), id="paper")
        facts[name] = listed.select("id", "title", "month").to_dicts()
    return facts


def _relations(tables: Tables, paper: str) -> dict[str, list[dict[str, Any]]]:
    """Return the concepts of each relation, with the passage of the first claim."""
    texts = section_texts(tables, paper)
    claims = (
        tables["claims"]
        .filter(pl.col("paper") == paper)
        .join(tables["concepts"].select("concept", "label", "type"), on="concept")
        .sort("confidence", "concept", "section", descending=[True, False, False])
    )
    relations: dict[str, list[dict[str, Any]]] = {}
    for claim in claims.unique(["relation", "concept"], keep="first", maintain_order=True).iter_rows(named=True):
        relations.setdefault(claim["relation"], []).append(
            {
                "label": claim["label"],
                "type": claim["type"],
                "evidence": snippet(texts.get(claim["section"], ""), claim["start"], claim["end"]),
                "section": claim["section"],
                "confidence": claim["confidence"],
                "generated": claim["generated"],
            }
        )
    return dict(sorted(relations.items()))


def _results(tables: Tables, paper: str) -> list[dict[str, Any]]:
    texts = section_texts(tables, paper)
    return [
        {
            "metric": row["metric_label"],
            "dataset": row["dataset_label"],
            "value": row["value"],
            "unit": row["unit"],
            "evidence": snippet(texts.get(row["section"], ""), row["start"], row["end"]),
            "section": row["section"],
            "confidence": row["confidence"],
            "generated": row["generated"],
        }
        for row in derived_facts.results_of(tables, paper).head(MAX_LISTED).iter_rows(named=True)
    ]


def _author(tables: Tables, author: str, base: str) -> Card:
    row = tables["authors"].row(by_predicate=pl.col("author") == author, named=True)
    papers = (
        tables["authorships"]
        .filter(pl.col("author") == author)
        .select("paper")
        .unique()
        .join(tables["papers"].select("paper", "title", "withdrawn", "month", "primary_category"), on="paper")
        .sort("month", "paper", descending=True)
    )
    pairs = tables["coauthorships"]
    partners = (
        pl.concat(
            [
                pairs.filter(pl.col("a") == author).select("paper_count", "last_seen", author="b"),
                pairs.filter(pl.col("b") == author).select("paper_count", "last_seen", author="a"),
            ]
        )
        .join(tables["authors"].select("author", "name"), on="author")
        .sort("paper_count", "last_seen", "name", descending=[True, True, False])
    )
    doubts = tables["decisions"].filter(
        (pl.col("a") == author) | (pl.col("b") == author), pl.col("verdict") == Verdict.POSSIBLY_SAME.value
    )
    mentions = tables["authorships"].filter(pl.col("author") == author)["authorship"].to_list()
    joined = tables["decisions"].filter(pl.col("verdict") == Verdict.SAME.value, pl.col("a").is_in(mentions))
    facts = {
        "also_printed": row["variants"],
        "orcid": row["orcid"],
        "months": _span(row),
        "paper_count": row["paper_count"],
        "papers": papers.head(MAX_LISTED)
        .select(shown_title(), id="paper", month="month", category="primary_category")
        .select("id", "title", "month", "category")
        .to_dicts(),
        "coauthor_count": row["coauthor_count"],
        "coauthors": partners.select("name", papers="paper_count", id="author").head(MAX_LISTED).to_dicts(),
        "works_on": derived_facts.works_on(tables, author),
        "concepts": _top_concepts(tables, papers),
        "possibly_same": [
            {"id": d["b"] if d["a"] == author else d["a"], "confidence": d["confidence"],
             "because": d["evidence"]}
            for d in doubts.sort("confidence", "a", "b", descending=[True, False, False]).head(MAX_LISTED).to_dicts()
        ],
        "joined_on_evidence": [
            {"authorship": d["a"], "other": d["b"], "confidence": d["confidence"], "because": d["evidence"]}
            for d in joined.sort("confidence", "a", "b").head(MAX_LISTED).to_dicts()
        ],
    }  # fmt: skip
    kind = "group" if row["kind"] == "group" else "person"
    return Card(kind, author, node_iri(base, "author", author), row["name"], _with_values(facts))


def _top_concepts(tables: Tables, papers: pl.DataFrame) -> list[dict[str, Any]]:
    about = tables["topics"].filter(pl.col("relation") == "about", ~pl.col("generated"))
    return (
        about.join(papers.select("paper"), on="paper", how="semi")
        .group_by("concept")
        .agg(pl.len().alias("papers"))
        .join(tables["concepts"].select("concept", "label", "type"), on="concept")
        .sort("papers", "label", descending=[True, False])
        .select("label", "type", "papers")
        .head(MAX_LISTED)
        .to_dicts()
    )


def _concept(tables: Tables, concept: str, base: str) -> Card:
    row = tables["concepts"].row(by_predicate=pl.col("concept") == concept, named=True)
    labels = dict(tables["concepts"].select("concept", "label").rows())
    edges = tables["topics"].filter(pl.col("concept") == concept)
    papers = (
        edges.filter(pl.col("relation") != "about")
        .group_by("paper")
        .agg(pl.col("relation").sort())
        .join(edges.filter(pl.col("relation") == "about").select("paper", "generated"), on="paper", how="right")
        .join(tables["papers"].select("paper", "title", "withdrawn", "month"), on="paper")
        .sort("month", "paper", descending=True)
    )
    number_of_results, results = derived_facts.results_on(tables, concept, MAX_LISTED)
    facts = {
        "type": row["type"] or "untyped",
        "also_called": row["labels"],
        "broader": [labels.get(wider, wider) for wider in row["broader"]],
        "months": _span(row),
        "paper_count": row["paper_count"],
        "summary_paper_count": row["summary_paper_count"],
        "relations": dict(edges.group_by("relation").len().sort("relation").rows()),
        "papers": [
            {
                "id": p["paper"],
                "title": p["title"],
                "month": p["month"],
                "relations": p["relation"] or ["about"],
            }
            for p in papers.head(MAX_LISTED).with_columns(shown_title()).to_dicts()
        ],
        "together_with": derived_facts.together_with(tables, concept, MAX_LISTED),
        "result_count": number_of_results or None,
        "results": results,
    }
    return Card("concept", concept, concept_iri(base, concept, row["iri"]), row["label"], _with_values(facts))


def _category(tables: Tables, scheme: str, code: str) -> Card:
    listed = tables["categories"].filter(pl.col("scheme") == scheme, pl.col("code") == code)
    entry = known_classes().get(f"{scheme}/{segment(code)}", KnownClass())
    primary = pl.col("primary_category") == code if scheme == "arxiv" else pl.lit(value=False)
    inside = tables["papers"].filter(pl.col("paper").is_in(listed["paper"].to_list()) | primary)
    papers = inside.sort("month", "paper", descending=True)
    facts = {
        "code": code,
        "other_codes": list(entry.other_codes),
        "months": _span(papers.select(first_month(), last_month()).row(0, named=True)),
        "paper_count": papers.height,
        "primary_paper_count": papers.filter(primary).height,
        "concepts": _top_concepts(tables, papers),
        "papers": papers.head(MAX_LISTED)
        .select("month", shown_title(), id="paper")
        .select("id", "title", "month")
        .to_dicts(),
    }
    return Card("category", f"{scheme}/{code}", category_iri(scheme, code), entry.label or code, _with_values(facts))


def _span(row: dict[str, Any]) -> list[str]:
    """Return the first and the last month; empty if unknown."""
    return [row["first_seen"], row["last_seen"]] if row["first_seen"] else []


def _with_values(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}
