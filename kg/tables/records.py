"""Convert tables back into records, for stages that explanations run again on a graph.

Fields that these stages do not use are empty.
"""

import polars as pl

from kg.concepts.text.lexical import has_cjk
from kg.concepts.vocabulary.vocabulary import Label, Vocabulary
from kg.model import (
    Author,
    AuthorDetails,
    AuthorKind,
    Authorship,
    Category,
    Claim,
    Concept,
    ConceptScheme,
    ConceptType,
    Extraction,
    Identifier,
    IdentifierScheme,
    Paper,
    Relation,
    Scheme,
    Section,
    SectionKind,
)
from kg.tables.files import Tables


def read_papers(tables: Tables) -> tuple[Paper, ...]:
    """Return the papers with everything that author resolution uses.

    That is title, month, printed names with their details, categories and abstract; summaries, links and appearances
    are left out. Names that a person asked to hide are not in a graph, so the names after them move up. Resolving these
    papers gives the authors of the graph they were read from, except hidden ones.
    """
    names = tables["authorships"].sort("paper", "position").group_by("paper").agg(authors="printed")
    details = _details(tables)
    codes = (
        tables["categories"]
        .sort("paper", "position")
        .group_by("paper", maintain_order=True)
        .agg(categories=pl.struct("scheme", "code"))
    )
    abstracts = tables["sections"].filter(pl.col("kind") == SectionKind.ABSTRACT.value)
    rows = (
        tables["papers"]
        .select("paper", "title", "month", "primary_category")
        .join(names, on="paper", how="left")
        .join(codes, on="paper", how="left")
        .join(abstracts.select("paper", "text", "language"), on="paper", how="left")
        .sort("paper")
        .select("paper", "title", "month", "authors", "primary_category", "categories", "text", "language")
        .iter_rows()
    )
    return tuple(
        Paper(
            paper,
            title,
            month,
            tuple(authors or ()),
            primary,
            tuple(Category(Scheme(c["scheme"]), c["code"]) for c in categories or ()),
            sections=() if text is None else (Section(SectionKind.ABSTRACT, text, language),),
            details=details.get(paper, ()),
        )
        for paper, title, month, authors, primary, categories, text, language in rows
    )


def _details(tables: Tables) -> dict[str, tuple[AuthorDetails, ...]]:
    """Return the details of the authorships that have any, by paper, with positions among the names that are left."""
    groups = tables["authors"].filter(pl.col("kind") == AuthorKind.GROUP.value).select("author", group=True)
    stated = (
        tables["authorships"]
        .sort("paper", "position")
        .with_columns(place=pl.int_range(pl.len()).over("paper"))
        .join(groups, on="author", how="left", maintain_order="left")
        .filter(
            (pl.col("native") != "")
            | (pl.col("orcid") != "")
            | (pl.col("identifiers").list.len() > 0)
            | (pl.col("affiliations").list.len() > 0)
            | pl.col("group")
        )
    )
    found: dict[str, list[AuthorDetails]] = {}
    columns = ("paper", "place", "native", "orcid", "identifiers", "affiliations", "group")
    for paper, place, native, orcid, keys, affiliations, group in stated.select(columns).iter_rows():
        identifiers = [Identifier(IdentifierScheme.ORCID, orcid)] if orcid else []
        identifiers += [Identifier(IdentifierScheme(scheme), value) for scheme, _, value in map(_parts, keys)]
        details = AuthorDetails(place, native, tuple(identifiers), tuple(affiliations), bool(group))
        found.setdefault(paper, []).append(details)
    return {paper: tuple(details) for paper, details in found.items()}


def _parts(key: str) -> tuple[str, str, str]:
    return key.partition(":")


def read_extraction(tables: Tables) -> Extraction:
    """Return the concepts of a graph and every claim."""
    columns = ("paper", "concept", "relation", "section", "start", "end", "confidence", "rule")
    relations, kinds = {r.value: r for r in Relation}, {k.value: k for k in SectionKind}
    claims = tuple(
        Claim(paper, concept, relations[relation], kinds[section], *rest)
        for paper, concept, relation, section, *rest in tables["claims"].select(columns).iter_rows()
    )
    return Extraction(_concepts(tables), claims)


def _concepts(tables: Tables) -> tuple[Concept, ...]:
    return tuple(
        Concept(
            row["concept"],
            ConceptType(row["type"]),
            row["label"],
            tuple((label["text"], label["language"]) for label in row["labels"]),
            tuple(row["broader"]),
            row["curated"],
            tuple((vote["type"], vote["papers"]) for vote in row["votes"]),
            row["iri"],
            tuple((one["text"], one["language"]) for one in row["definitions"]),
            tuple(row["matches"]),
            tuple(ConceptScheme(**scheme) for scheme in row["schemes"]),
        )
        for row in tables["concepts"].iter_rows(named=True)
    )


def read_vocabulary(tables: Tables) -> Vocabulary:
    """Return the concepts of a graph as the vocabulary they were found with, except hidden labels."""
    concepts = _concepts(tables)
    labels = {
        (concept.id, text, language)
        for concept in concepts
        for text, language in ((concept.label, "zh" if has_cjk(concept.label) else "en"), *concept.labels)
    }
    return Vocabulary(concepts, tuple(Label(*label) for label in sorted(labels)))


def read_authorships(tables: Tables) -> tuple[Authorship, ...]:
    """Return every authorship with its author."""
    columns = ("authorship", "paper", "position", "printed", "author")
    return tuple(Authorship(*row) for row in tables["authorships"].select(columns).iter_rows())


def read_authors(tables: Tables) -> tuple[Author, ...]:
    """Return every person and group; a graph contains no hidden ones."""
    rows = tables["authors"].select("author", "name", "kind", "variants").iter_rows()
    return tuple(Author(id_, name, AuthorKind(kind), tuple(variants)) for id_, name, kind, variants in rows)
