"""Map columns to statements: the whole mapping from tables to RDF, readable as a table.

Turtle, N-Triples, N-Quads and the counts in the graph's description are all made from `NODE_MAPPINGS`, so they cannot
disagree. `kg.rdf.frames` makes the frames with these columns.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from kg.model import ConceptType, LinkKind, Relation
from kg.rdf import decision_frames, derived_frames, frames
from kg.rdf.graphs import NamedGraph, Profile
from kg.rdf.terms import ValueKind
from kg.tables import Tables


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate of a node kind: a column (one value, a list or null) or constant names.

    ``graph`` is None if each row has it in its column ``graph``. ``names`` are the prefixed names that a NAME
    column may contain. ``stored`` is False if the store omits the statement, because others determine it: see
    docs/decisions/0014-lean-store.md for what each costs.
    """

    predicate: str
    value: str | tuple[str, ...]
    kind: ValueKind = ValueKind.STRING
    graph: NamedGraph | None = "facts"
    profile: Profile = "core"
    text: bool = False
    names: frozenset[str] = frozenset()
    stored: bool = True


@dataclass(frozen=True, slots=True)
class NodeMapping:
    """Nodes of one kind: the source of their rows, their subject, and their properties in the order of writing.

    ``stored_rows`` returns those of the store, if it has fewer rows or omits expensive columns.
    """

    name: str
    rows: Callable[[Tables], pl.DataFrame]
    subject: str
    subject_kind: ValueKind
    properties: tuple[Predicate, ...]
    profile: Profile = "core"
    stored_rows: Callable[[Tables], pl.DataFrame] | None = None


def _typed(*classes: str, graph: NamedGraph | None = "facts", stored: bool = True) -> Predicate:
    return Predicate("rdf:type", classes, ValueKind.NAME, graph, stored=stored)


def _label(column: str, graph: NamedGraph | None = "facts") -> Predicate:
    return Predicate("rdfs:label", column, ValueKind.STRING, graph)


def _composed_label(column: str, graph: NamedGraph | None = "facts") -> Predicate:
    """Return the label of a node without a name, composed of the nodes and values that it connects."""
    return Predicate("rdfs:label", column, ValueKind.STRING, graph, stored=False)


def _by_source(predicate: str, column: str, kind: ValueKind) -> tuple[Predicate, Predicate]:
    """Return two predicates with one IRI: from people's words or the program's, and from summaries alone."""
    own: NamedGraph = "facts" if kind is ValueKind.IRI else "inferred"
    return (
        Predicate(predicate, column, kind, own),
        Predicate(predicate, f"{column}_in_summaries", kind, "summaries"),
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
    "paper", frames.paper_rows, "paper", ValueKind.PAPER,
    (
        _typed("kg:Paper"),
        Predicate("rdf:type", "preprint", ValueKind.NAME, names=frozenset({"fabio:Preprint"})),
        _typed("schema:ScholarlyArticle", stored=False),
        _label("title"),
        Predicate("dcterms:title", "title"),
        Predicate("fabio:hasArXivId", "arxiv_id"),
        Predicate("dcterms:identifier", "identifiers"),
        Predicate("kg:month", "month"),
        Predicate("dcterms:issued", "published", ValueKind.DATE),
        Predicate("kg:journal", "journal"),
        Predicate("kg:version", "version", ValueKind.INTEGER),
        Predicate("dcterms:creator", "creators", ValueKind.NODE, "inferred"),
        Predicate("kg:authorCount", "author_count", ValueKind.INTEGER),
        Predicate("kg:authorsTruncated", "authors_truncated", ValueKind.BOOLEAN),
        Predicate("kg:pairsOmitted", "pairs_omitted", ValueKind.BOOLEAN),
        Predicate("kg:conceptPairsOmitted", "concept_pairs_omitted", ValueKind.BOOLEAN),
        Predicate("kg:primaryCategory", "primary_category", ValueKind.CATEGORY),
        Predicate("kg:category", "categories", ValueKind.CATEGORY),
        *(p for r in Relation for p in _by_source(f"kg:{r.value}", r.value, ValueKind.NODE)),
        *(
            p
            for k in LinkKind
            if k is not LinkKind.OTHER
            for p in _by_source(LINK_PREDICATES[k], k.value, ValueKind.IRI)
        ),
        *_by_source("kg:link", "link", ValueKind.IRI),
        Predicate("kg:related", "related", ValueKind.PAPER, "inferred"),
        Predicate("cito:cites", "cited", ValueKind.PAPER),
        Predicate("kg:withdrawn", "withdrawn", ValueKind.BOOLEAN),
        Predicate("rdfs:comment", "comment"),
        Predicate("kg:digest", "digests", ValueKind.NODE),
        Predicate("kg:section", "sections", ValueKind.NODE, profile="full", stored=False),
        Predicate("schema:sameAs", "same_as", ValueKind.IRI),
    ),
    stored_rows=frames.paper_rows_without_sections,
)  # fmt: skip

LINK = NodeMapping(
    "link", frames.paper_link_rows, "iri", ValueKind.IRI,
    (
        Predicate("rdf:type", "type", ValueKind.NAME, names=frozenset({"foaf:Document"})),
        _label("label"),
        Predicate("kg:stars", "stars", ValueKind.INTEGER),
        Predicate("dcterms:modified", "updated", ValueKind.DATE),
    ),
)  # fmt: skip

AUTHOR = NodeMapping(
    "author", frames.author_rows, "author", ValueKind.NODE,
    (
        Predicate("rdf:type", "type", ValueKind.NAME, "inferred", names=frozenset({"kg:Author", "kg:Group"})),
        Predicate(
            "rdf:type", "foaf_type", ValueKind.NAME, "inferred",
            names=frozenset({"foaf:Person", "foaf:Group"}), stored=False,
        ),
        _label("name", "inferred"),
        Predicate("foaf:name", "name", graph="inferred"),
        Predicate("skos:altLabel", "variants", graph="inferred"),
        Predicate("kg:orcid", "orcid", ValueKind.IRI, "inferred"),
        Predicate("kg:paperCount", "paper_count", ValueKind.INTEGER, "inferred"),
        Predicate("kg:firstSeen", "first_seen", graph="inferred"),
        Predicate("kg:lastSeen", "last_seen", graph="inferred"),
        Predicate("kg:coAuthor", "coauthors", ValueKind.NODE, "inferred"),
        Predicate("kg:worksOn", "works_on", ValueKind.NODE, "inferred"),
        Predicate("kg:possiblySame", "possibly_same", ValueKind.NODE, "decisions"),
    ),
)  # fmt: skip

COAUTHORSHIP = NodeMapping(
    "coauthorship", frames.coauthorship_rows, "coauthorship", ValueKind.NODE,
    (
        _typed("kg:Coauthorship", graph="inferred"),
        _composed_label("label", "inferred"),
        Predicate("kg:member", "author_a", ValueKind.NODE, "inferred"),
        Predicate("kg:member", "author_b", ValueKind.NODE, "inferred"),
        Predicate("kg:paperCount", "paper_count", ValueKind.INTEGER, "inferred"),
        Predicate("kg:weight", "weight", ValueKind.DECIMAL, "inferred"),
        Predicate("kg:firstSeen", "first_seen", graph="inferred"),
        Predicate("kg:lastSeen", "last_seen", graph="inferred"),
    ),
    stored_rows=frames.repeated_coauthorship_rows,
)  # fmt: skip

CONCEPT = NodeMapping(
    "concept", frames.concept_rows, "concept", ValueKind.NODE,
    (
        _typed("kg:Concept", graph="inferred"),
        Predicate("rdf:type", "type", ValueKind.NAME, "inferred", names=_CLASSES),
        _label("label", "inferred"),
        Predicate("skos:prefLabel", "preferred", ValueKind.TAGGED, "inferred"),
        Predicate("skos:altLabel", "labels", ValueKind.TAGGED, "inferred"),
        Predicate("skos:broader", "broader", ValueKind.NODE, "inferred"),
        Predicate("kg:paperCount", "paper_count", ValueKind.INTEGER, "inferred"),
        Predicate("kg:summaryPaperCount", "summary_paper_count", ValueKind.INTEGER, "inferred"),
        Predicate("kg:firstSeen", "first_seen", graph="inferred"),
        Predicate("kg:lastSeen", "last_seen", graph="inferred"),
    ),
)  # fmt: skip

# small enough for every export; its evidence is in the full one
EVALUATION = NodeMapping(
    "evaluation", derived_frames.evaluation_rows, "evaluation", ValueKind.NODE,
    (
        _typed("kg:Evaluation", graph=None),
        _composed_label("label", None),
        Predicate("kg:paper", "paper", ValueKind.PAPER, None),
        Predicate("kg:dataset", "dataset", ValueKind.NODE, None),
        Predicate("kg:metric", "metric", ValueKind.NODE, None),
        Predicate("kg:value", "value", ValueKind.DECIMAL, None),
        Predicate("kg:unit", "unit", ValueKind.STRING, None),
        Predicate("kg:confidence", "confidence", ValueKind.DECIMAL, None),
        Predicate("kg:generated", "generated", ValueKind.BOOLEAN, None),
        Predicate("kg:rule", "rule", ValueKind.STRING, None, "full"),
        Predicate("kg:start", "start", ValueKind.INTEGER, None, "full"),
        Predicate("kg:end", "end", ValueKind.INTEGER, None, "full"),
        Predicate("prov:wasDerivedFrom", "section", ValueKind.NODE, None, "full"),
    ),
)  # fmt: skip

CATEGORY = NodeMapping(
    "category", frames.category_rows, "category", ValueKind.CATEGORY,
    (
        _typed("kg:Category"),
        _label("label"),
        Predicate("dcterms:identifier", "code"),
        Predicate("skos:notation", "notations"),
        Predicate("skos:inScheme", "scheme", ValueKind.IRI),
        Predicate("skos:broader", "broader", ValueKind.CATEGORY),
    ),
)  # fmt: skip

SCHEME = NodeMapping(
    "scheme", frames.scheme_rows, "scheme", ValueKind.IRI,
    (_typed("skos:ConceptScheme"), _label("label")),
)  # fmt: skip

DIGEST = NodeMapping(
    "digest", frames.digest_rows, "digest", ValueKind.NODE,
    (_typed("kg:Digest"), _label("label"), Predicate("dcterms:date", "date", ValueKind.DATE)),
)  # fmt: skip

AUTHORSHIP = NodeMapping(
    "authorship", frames.authorship_rows, "authorship", ValueKind.NODE,
    (
        _typed("kg:Authorship"),
        _composed_label("printed"),
        Predicate("kg:paper", "paper", ValueKind.PAPER),
        Predicate("kg:position", "position", ValueKind.INTEGER),
        Predicate("kg:printedName", "printed"),
        Predicate("kg:nativeName", "native"),
        Predicate("kg:orcid", "orcid", ValueKind.IRI),
        Predicate("dcterms:identifier", "identifiers"),
        Predicate("kg:affiliation", "affiliations"),
        Predicate("kg:author", "author", ValueKind.NODE, "inferred"),
        Predicate("kg:possibleAuthor", "possible_authors", ValueKind.NODE, "decisions"),
    ),
    "full",
)  # fmt: skip

APPEARANCE = NodeMapping(
    "appearance", frames.appearance_rows, "appearance", ValueKind.NODE,
    (
        _typed("kg:Appearance"),
        _composed_label("label"),
        Predicate("kg:paper", "paper", ValueKind.PAPER),
        Predicate("kg:digest", "digest", ValueKind.NODE),
        Predicate("kg:listedUnder", "category", ValueKind.CATEGORY),
        Predicate("kg:rank", "rank", ValueKind.INTEGER),
        Predicate("dcterms:title", "title"),
        Predicate("kg:printedAuthors", "authors"),
    ),
    "full",
)  # fmt: skip

SECTION = NodeMapping(
    "section", frames.section_rows, "section", ValueKind.NODE,
    (
        _typed("kg:Section", stored=False),
        _composed_label("label"),
        Predicate("kg:paper", "paper", ValueKind.PAPER),
        Predicate("kg:sectionKind", "kind"),
        Predicate("dcterms:language", "language", stored=False),
        Predicate("kg:generated", "generated", ValueKind.BOOLEAN),
        Predicate("kg:text", "text", ValueKind.TAGGED, None, text=True),
    ),
    "full",
)  # fmt: skip

CLAIM = NodeMapping(
    "claim", frames.claim_rows, "claim", ValueKind.NODE,
    (
        _typed("kg:Claim", graph=None),
        _composed_label("label", None),
        Predicate("kg:paper", "paper", ValueKind.PAPER, None),
        Predicate("kg:relation", "relation", ValueKind.NAME, None, names=_RELATIONS),
        Predicate("kg:concept", "concept", ValueKind.NODE, None),
        Predicate("kg:confidence", "confidence", ValueKind.DECIMAL, None),
        Predicate("kg:rule", "rule", ValueKind.STRING, None),
        Predicate("kg:start", "start", ValueKind.INTEGER, None),
        Predicate("kg:end", "end", ValueKind.INTEGER, None),
        Predicate("kg:generated", "generated", ValueKind.BOOLEAN, None, stored=False),
        Predicate("prov:wasDerivedFrom", "section", ValueKind.NODE, None),
    ),
    "full",
    frames.unlabeled_claim_rows,
)  # fmt: skip

INTEREST = NodeMapping(
    "interest", derived_frames.interest_rows, "interest", ValueKind.NODE,
    (
        _typed("kg:Interest", graph="inferred", stored=False),
        _composed_label("label", "inferred"),
        Predicate("kg:author", "author", ValueKind.NODE, "inferred"),
        Predicate("kg:concept", "concept", ValueKind.NODE, "inferred"),
        Predicate("kg:paperCount", "paper_count", ValueKind.INTEGER, "inferred"),
        Predicate("kg:weight", "weight", ValueKind.DECIMAL, "inferred"),
    ),
    "full",
)  # fmt: skip

COOCCURRENCE = NodeMapping(
    "cooccurrence", derived_frames.cooccurrence_rows, "cooccurrence", ValueKind.NODE,
    (
        _typed("kg:Cooccurrence", graph="inferred"),
        _composed_label("label", "inferred"),
        Predicate("kg:member", "concept_a", ValueKind.NODE, "inferred"),
        Predicate("kg:member", "concept_b", ValueKind.NODE, "inferred"),
        Predicate("kg:paperCount", "paper_count", ValueKind.INTEGER, "inferred"),
        Predicate("kg:lift", "lift", ValueKind.DECIMAL, "inferred"),
        Predicate("kg:weight", "weight", ValueKind.DECIMAL, "inferred"),
    ),
    "full",
)  # fmt: skip

DECISION = NodeMapping(
    "decision", decision_frames.decision_rows, "decision", ValueKind.NODE,
    (
        _typed("kg:Decision", graph="decisions"),
        _composed_label("label", "decisions"),
        Predicate("kg:subject", "subject_a", ValueKind.NODE, "decisions"),
        Predicate("kg:subject", "subject_b", ValueKind.NODE, "decisions"),
        Predicate("kg:verdict", "verdict", graph="decisions"),
        Predicate("kg:decidedBy", "source", graph="decisions"),
        Predicate("kg:confidence", "confidence", ValueKind.DECIMAL, "decisions"),
        Predicate("kg:evidence", "evidence", ValueKind.NODE, "decisions"),
        Predicate("prov:wasAttributedTo", "agent", ValueKind.NODE, "decisions"),
    ),
    "full",
)  # fmt: skip

AGENT = NodeMapping(
    "agent", decision_frames.agent_rows, "agent", ValueKind.NODE,
    (
        Predicate(
            "rdf:type", "type", ValueKind.NAME, "decisions", names=frozenset({"prov:Person", "prov:SoftwareAgent"})
        ),
        _label("label", "decisions"),
    ),
    "full",
)  # fmt: skip

EVIDENCE = NodeMapping(
    "evidence", decision_frames.evidence_rows, "evidence", ValueKind.NODE,
    (
        _typed("kg:Evidence", graph="decisions", stored=False),
        _composed_label("label", "decisions"),
        Predicate("kg:rule", "rule", graph="decisions"),
        Predicate("kg:value", "value", graph="decisions"),
        Predicate("kg:bits", "bits", ValueKind.DECIMAL, "decisions"),
    ),
    "full",
)  # fmt: skip

NODE_MAPPINGS: Final[tuple[NodeMapping, ...]] = (
    PAPER, LINK, AUTHOR, COAUTHORSHIP, CONCEPT, EVALUATION, CATEGORY, SCHEME, DIGEST, AUTHORSHIP, APPEARANCE, SECTION,
    CLAIM, INTEREST, COOCCURRENCE, DECISION, EVIDENCE, AGENT,
)  # fmt: skip
"""All node kinds, in the order of writing."""


def select_mappings(profile: Profile, *, with_text: bool) -> tuple[NodeMapping, ...]:
    """Return the node kinds of a profile, each with the rows and properties it has there.

    With texts, the sections that contain them are written in all profiles.
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
