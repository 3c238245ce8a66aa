"""Which columns become which statements: the whole mapping from tables to RDF, readable as a table.

Turtle, N-Triples, N-Quads and the counts in the graph's description are all made from `NODE_MAPPINGS`, so they cannot
disagree. The frames that the columns come from are made in `kg.rdf.frames`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from kg.model import ConceptType, LinkKind, Relation
from kg.rdf import derived_frames, frames
from kg.rdf.graphs import Graph, Profile
from kg.rdf.terms import Kind
from kg.tables import Tables


@dataclass(frozen=True, slots=True)
class Property:
    """One predicate of a node kind: a column (one value, a list or null) or constant names.

    ``graph`` is None where each row says it in its column ``graph``. ``names`` are the prefixed names that a NAME
    column may hold. ``stored`` is False where the store omits the statement, because others determine it: see
    docs/decisions/0014-lean-store.md for what each costs.
    """

    predicate: str
    value: str | tuple[str, ...]
    kind: Kind = Kind.STRING
    graph: Graph | None = "facts"
    profile: Profile = "core"
    text: bool = False
    names: frozenset[str] = frozenset()
    stored: bool = True


@dataclass(frozen=True, slots=True)
class NodeMapping:
    """Nodes of one kind: where their rows come from, what their subject is, their properties in written order.

    ``stored_rows`` are those of the store, where it has fewer of them, or does without columns that cost much.
    """

    name: str
    rows: Callable[[Tables], pl.DataFrame]
    subject: str
    subject_kind: Kind
    properties: tuple[Property, ...]
    profile: Profile = "core"
    stored_rows: Callable[[Tables], pl.DataFrame] | None = None


def _typed(*classes: str, graph: Graph | None = "facts", stored: bool = True) -> Property:
    return Property("rdf:type", classes, Kind.NAME, graph, stored=stored)


def _label(column: str, graph: Graph | None = "facts") -> Property:
    return Property("rdfs:label", column, Kind.STRING, graph)


def _composed_label(column: str, graph: Graph | None = "facts") -> Property:
    """Make the label of a node that nobody names: its words are those of the nodes and values it connects."""
    return Property("rdfs:label", column, Kind.STRING, graph, stored=False)


def _by_source(predicate: str, column: str, kind: Kind) -> tuple[Property, Property]:
    """Two columns of one predicate: from people's words or the program's, and from summaries alone."""
    own: Graph = "facts" if kind is Kind.IRI else "inferred"
    return (
        Property(predicate, column, kind, own),
        Property(predicate, f"{column}_in_summaries", kind, "summaries"),
    )


LINK_PREDICATES: Final[dict[LinkKind, str]] = {
    LinkKind.CODE: "kg:codeRepository",
    LinkKind.DATASET: "kg:datasetPage",
    LinkKind.MODEL: "kg:modelPage",
    LinkKind.PROJECT: "kg:projectPage",
    LinkKind.OTHER: "kg:link",
}
_CLASSES: Final = frozenset(f"kg:{t.value.capitalize()}" for t in ConceptType if t)
_RELATIONS: Final = frozenset(f"kg:{r.value}" for r in Relation)

PAPER = NodeMapping(
    "paper", frames.papers, "paper", Kind.PAPER,
    (
        _typed("kg:Paper"),
        Property("rdf:type", "preprint", Kind.NAME, names=frozenset({"fabio:Preprint"})),
        _typed("schema:ScholarlyArticle", stored=False),
        _label("title"),
        Property("dcterms:title", "title"),
        Property("fabio:hasArXivId", "arxiv_id"),
        Property("dcterms:identifier", "identifiers"),
        Property("kg:month", "month"),
        Property("dcterms:issued", "published", Kind.DATE),
        Property("kg:journal", "journal"),
        Property("kg:version", "version", Kind.INTEGER),
        Property("dcterms:creator", "creators", Kind.NODE, "inferred"),
        Property("kg:authorCount", "author_count", Kind.INTEGER),
        Property("kg:authorsTruncated", "authors_truncated", Kind.BOOLEAN),
        Property("kg:pairsOmitted", "pairs_omitted", Kind.BOOLEAN),
        Property("kg:conceptPairsOmitted", "concept_pairs_omitted", Kind.BOOLEAN),
        Property("kg:primaryCategory", "primary_category", Kind.CATEGORY),
        Property("kg:category", "categories", Kind.CATEGORY),
        *(p for r in Relation for p in _by_source(f"kg:{r.value}", r.value, Kind.NODE)),
        *(p for k in LinkKind if k is not LinkKind.OTHER for p in _by_source(LINK_PREDICATES[k], k.value, Kind.IRI)),
        *_by_source("kg:link", "link", Kind.IRI),
        Property("kg:related", "related", Kind.PAPER, "inferred"),
        Property("cito:cites", "cited", Kind.PAPER),
        Property("kg:withdrawn", "withdrawn", Kind.BOOLEAN),
        Property("rdfs:comment", "comment"),
        Property("kg:digest", "digests", Kind.NODE),
        Property("kg:section", "sections", Kind.NODE, profile="full", stored=False),
        Property("schema:sameAs", "same_as", Kind.IRI),
    ),
    stored_rows=frames.papers_without_sections,
)  # fmt: skip

LINK = NodeMapping(
    "link", frames.links, "iri", Kind.IRI,
    (
        Property("rdf:type", "type", Kind.NAME, names=frozenset({"foaf:Document"})),
        _label("label"),
        Property("kg:stars", "stars", Kind.INTEGER),
        Property("dcterms:modified", "updated", Kind.DATE),
    ),
)  # fmt: skip

AUTHOR = NodeMapping(
    "author", frames.authors, "author", Kind.NODE,
    (
        Property("rdf:type", "type", Kind.NAME, "inferred", names=frozenset({"kg:Author", "kg:Group"})),
        Property(
            "rdf:type", "foaf_type", Kind.NAME, "inferred", names=frozenset({"foaf:Person", "foaf:Group"}), stored=False
        ),
        _label("name", "inferred"),
        Property("foaf:name", "name", graph="inferred"),
        Property("skos:altLabel", "variants", graph="inferred"),
        Property("kg:orcid", "orcid", Kind.IRI, "inferred"),
        Property("kg:paperCount", "paper_count", Kind.INTEGER, "inferred"),
        Property("kg:firstSeen", "first_seen", graph="inferred"),
        Property("kg:lastSeen", "last_seen", graph="inferred"),
        Property("kg:coAuthor", "coauthors", Kind.NODE, "inferred"),
        Property("kg:worksOn", "works_on", Kind.NODE, "inferred"),
        Property("kg:possiblySame", "possibly_same", Kind.NODE, "decisions"),
    ),
)  # fmt: skip

COAUTHORSHIP = NodeMapping(
    "coauthorship", frames.coauthorships, "coauthorship", Kind.NODE,
    (
        _typed("kg:Coauthorship", graph="inferred"),
        _composed_label("label", "inferred"),
        Property("kg:member", "author_a", Kind.NODE, "inferred"),
        Property("kg:member", "author_b", Kind.NODE, "inferred"),
        Property("kg:paperCount", "paper_count", Kind.INTEGER, "inferred"),
        Property("kg:weight", "weight", Kind.DECIMAL, "inferred"),
        Property("kg:firstSeen", "first_seen", graph="inferred"),
        Property("kg:lastSeen", "last_seen", graph="inferred"),
    ),
    stored_rows=frames.repeated_coauthorships,
)  # fmt: skip

CONCEPT = NodeMapping(
    "concept", frames.concepts, "concept", Kind.NODE,
    (
        _typed("kg:Concept", graph="inferred"),
        Property("rdf:type", "type", Kind.NAME, "inferred", names=_CLASSES),
        _label("label", "inferred"),
        Property("skos:prefLabel", "preferred", Kind.TAGGED, "inferred"),
        Property("skos:altLabel", "labels", Kind.TAGGED, "inferred"),
        Property("skos:broader", "broader", Kind.NODE, "inferred"),
        Property("kg:paperCount", "paper_count", Kind.INTEGER, "inferred"),
        Property("kg:summaryPaperCount", "summary_paper_count", Kind.INTEGER, "inferred"),
        Property("kg:firstSeen", "first_seen", graph="inferred"),
        Property("kg:lastSeen", "last_seen", graph="inferred"),
    ),
)  # fmt: skip

# small enough for every export; what it rests on is told in the full one
EVALUATION = NodeMapping(
    "evaluation", derived_frames.evaluations, "evaluation", Kind.NODE,
    (
        _typed("kg:Evaluation", graph=None),
        _composed_label("label", None),
        Property("kg:paper", "paper", Kind.PAPER, None),
        Property("kg:dataset", "dataset", Kind.NODE, None),
        Property("kg:metric", "metric", Kind.NODE, None),
        Property("kg:value", "value", Kind.DECIMAL, None),
        Property("kg:unit", "unit", Kind.STRING, None),
        Property("kg:confidence", "confidence", Kind.DECIMAL, None),
        Property("kg:generated", "generated", Kind.BOOLEAN, None),
        Property("kg:rule", "rule", Kind.STRING, None, "full"),
        Property("kg:start", "start", Kind.INTEGER, None, "full"),
        Property("kg:end", "end", Kind.INTEGER, None, "full"),
        Property("prov:wasDerivedFrom", "section", Kind.NODE, None, "full"),
    ),
)  # fmt: skip

CATEGORY = NodeMapping(
    "category", frames.categories, "category", Kind.CATEGORY,
    (
        _typed("kg:Category"),
        _label("label"),
        Property("dcterms:identifier", "code"),
        Property("skos:notation", "notations"),
        Property("skos:inScheme", "scheme", Kind.IRI),
        Property("skos:broader", "broader", Kind.CATEGORY),
    ),
)  # fmt: skip

SCHEME = NodeMapping(
    "scheme", frames.schemes, "scheme", Kind.IRI,
    (_typed("skos:ConceptScheme"), _label("label")),
)  # fmt: skip

DIGEST = NodeMapping(
    "digest", frames.digests, "digest", Kind.NODE,
    (_typed("kg:Digest"), _label("label"), Property("dcterms:date", "date", Kind.DATE)),
)  # fmt: skip

AUTHORSHIP = NodeMapping(
    "authorship", frames.authorships, "authorship", Kind.NODE,
    (
        _typed("kg:Authorship"),
        _composed_label("printed"),
        Property("kg:paper", "paper", Kind.PAPER),
        Property("kg:position", "position", Kind.INTEGER),
        Property("kg:printedName", "printed"),
        Property("kg:nativeName", "native"),
        Property("kg:orcid", "orcid", Kind.IRI),
        Property("dcterms:identifier", "identifiers"),
        Property("kg:affiliation", "affiliations"),
        Property("kg:author", "author", Kind.NODE, "inferred"),
        Property("kg:possibleAuthor", "possible_authors", Kind.NODE, "decisions"),
    ),
    "full",
)  # fmt: skip

APPEARANCE = NodeMapping(
    "appearance", frames.appearances, "appearance", Kind.NODE,
    (
        _typed("kg:Appearance"),
        _composed_label("label"),
        Property("kg:paper", "paper", Kind.PAPER),
        Property("kg:digest", "digest", Kind.NODE),
        Property("kg:listedUnder", "category", Kind.CATEGORY),
        Property("kg:rank", "rank", Kind.INTEGER),
        Property("dcterms:title", "title"),
        Property("kg:printedAuthors", "authors"),
    ),
    "full",
)  # fmt: skip

SECTION = NodeMapping(
    "section", frames.sections, "section", Kind.NODE,
    (
        _typed("kg:Section", stored=False),
        _composed_label("label"),
        Property("kg:paper", "paper", Kind.PAPER),
        Property("kg:sectionKind", "kind"),
        Property("dcterms:language", "language", stored=False),
        Property("kg:generated", "generated", Kind.BOOLEAN),
        Property("kg:text", "text", Kind.TAGGED, None, text=True),
    ),
    "full",
)  # fmt: skip

CLAIM = NodeMapping(
    "claim", frames.claims, "claim", Kind.NODE,
    (
        _typed("kg:Claim", graph=None),
        _composed_label("label", None),
        Property("kg:paper", "paper", Kind.PAPER, None),
        Property("kg:relation", "relation", Kind.NAME, None, names=_RELATIONS),
        Property("kg:concept", "concept", Kind.NODE, None),
        Property("kg:confidence", "confidence", Kind.DECIMAL, None),
        Property("kg:rule", "rule", Kind.STRING, None),
        Property("kg:start", "start", Kind.INTEGER, None),
        Property("kg:end", "end", Kind.INTEGER, None),
        Property("kg:generated", "generated", Kind.BOOLEAN, None, stored=False),
        Property("prov:wasDerivedFrom", "section", Kind.NODE, None),
    ),
    "full",
    frames.unlabeled_claims,
)  # fmt: skip

INTEREST = NodeMapping(
    "interest", derived_frames.interests, "interest", Kind.NODE,
    (
        _typed("kg:Interest", graph="inferred", stored=False),
        _composed_label("label", "inferred"),
        Property("kg:author", "author", Kind.NODE, "inferred"),
        Property("kg:concept", "concept", Kind.NODE, "inferred"),
        Property("kg:paperCount", "paper_count", Kind.INTEGER, "inferred"),
        Property("kg:weight", "weight", Kind.DECIMAL, "inferred"),
    ),
    "full",
)  # fmt: skip

COOCCURRENCE = NodeMapping(
    "cooccurrence", derived_frames.cooccurrences, "cooccurrence", Kind.NODE,
    (
        _typed("kg:Cooccurrence", graph="inferred"),
        _composed_label("label", "inferred"),
        Property("kg:member", "concept_a", Kind.NODE, "inferred"),
        Property("kg:member", "concept_b", Kind.NODE, "inferred"),
        Property("kg:paperCount", "paper_count", Kind.INTEGER, "inferred"),
        Property("kg:lift", "lift", Kind.DECIMAL, "inferred"),
        Property("kg:weight", "weight", Kind.DECIMAL, "inferred"),
    ),
    "full",
)  # fmt: skip

DECISION = NodeMapping(
    "decision", frames.decisions, "decision", Kind.NODE,
    (
        _typed("kg:Decision", graph="decisions"),
        _composed_label("label", "decisions"),
        Property("kg:subject", "subject_a", Kind.NODE, "decisions"),
        Property("kg:subject", "subject_b", Kind.NODE, "decisions"),
        Property("kg:verdict", "verdict", graph="decisions"),
        Property("kg:decidedBy", "source", graph="decisions"),
        Property("kg:confidence", "confidence", Kind.DECIMAL, "decisions"),
        Property("kg:evidence", "evidence", Kind.NODE, "decisions"),
        Property("prov:wasAttributedTo", "agent", Kind.NODE, "decisions"),
    ),
    "full",
)  # fmt: skip

AGENT = NodeMapping(
    "agent", frames.agents, "agent", Kind.NODE,
    (
        Property("rdf:type", "type", Kind.NAME, "decisions", names=frozenset({"prov:Person", "prov:SoftwareAgent"})),
        _label("label", "decisions"),
    ),
    "full",
)  # fmt: skip

EVIDENCE = NodeMapping(
    "evidence", frames.evidence, "evidence", Kind.NODE,
    (
        _typed("kg:Evidence", graph="decisions", stored=False),
        _composed_label("label", "decisions"),
        Property("kg:rule", "rule", graph="decisions"),
        Property("kg:value", "value", graph="decisions"),
        Property("kg:bits", "bits", Kind.DECIMAL, "decisions"),
    ),
    "full",
)  # fmt: skip

NODE_MAPPINGS: Final[tuple[NodeMapping, ...]] = (
    PAPER, LINK, AUTHOR, COAUTHORSHIP, CONCEPT, EVALUATION, CATEGORY, SCHEME, DIGEST, AUTHORSHIP, APPEARANCE, SECTION,
    CLAIM, INTEREST, COOCCURRENCE, DECISION, EVIDENCE, AGENT,
)  # fmt: skip
"""Everything that is written, in the order it is written."""


def selected(profile: Profile, *, with_text: bool) -> tuple[NodeMapping, ...]:
    """Return the node kinds of a profile, each with the rows and properties it has there.

    With texts, the sections that carry them are written in all profiles.
    """
    if profile == "store":
        return tuple(_in_store(kind, with_text=with_text) for kind in NODE_MAPPINGS)
    kinds = []
    for kind in NODE_MAPPINGS:
        if profile == "core" and kind.profile == "full" and not (with_text and kind is SECTION):
            continue
        properties = tuple(
            p
            for p in kind.properties
            if (with_text or not p.text) and (profile == "full" or p.profile == "core" or (with_text and kind is PAPER))
        )
        kinds.append(NodeMapping(kind.name, kind.rows, kind.subject, kind.subject_kind, properties, kind.profile))
    return tuple(kinds)


def _in_store(kind: NodeMapping, *, with_text: bool) -> NodeMapping:
    properties = tuple(p for p in kind.properties if p.stored and (with_text or not p.text))
    return replace(kind, rows=kind.stored_rows or kind.rows, properties=properties)
