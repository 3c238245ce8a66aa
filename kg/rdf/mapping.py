"""Map columns to statements: the whole mapping from tables to RDF, readable as a table.

Turtle, N-Triples, N-Quads and the counts in the graph's description are all made from `NODE_MAPPINGS`, so they cannot
disagree. `kg.rdf.frames` makes the frames with these columns.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from kg.model import ConceptType, LinkKind, Relation
from kg.rdf.frames import concepts, decisions, derived, papers, people
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

    ``full_rows`` returns the rows of the profiles `full` and `store`, if these need columns that `core` lacks;
    ``stored_rows`` those of the store, if it has fewer rows or omits expensive columns.
    """

    name: str
    rows: Callable[[Tables], pl.DataFrame]
    subject: str
    subject_kind: ValueKind
    properties: tuple[Predicate, ...]
    profile: Profile = "core"
    full_rows: Callable[[Tables], pl.DataFrame] | None = None
    stored_rows: Callable[[Tables], pl.DataFrame] | None = None


def no_rows(_: Tables) -> pl.DataFrame:
    """Raise NotImplementedError: the rows of a description are made from counts or files, not from tables."""
    raise NotImplementedError


def _typed(*classes: str, graph: NamedGraph | None = "facts", stored: bool = True) -> Predicate:
    return Predicate("rdf:type", classes, ValueKind.NAME, graph, stored=stored)


def _label(column: str, graph: NamedGraph | None = "facts") -> Predicate:
    return Predicate("rdfs:label", column, ValueKind.STRING, graph)


def _composed_label(column: str, graph: NamedGraph | None = "facts") -> Predicate:
    """Return the label of a node without a name, composed of the nodes and values that it connects."""
    return Predicate("rdfs:label", column, ValueKind.STRING, graph, stored=False)


def _relation(relation: Relation) -> tuple[Predicate, Predicate]:
    """Return the predicate of a relation that the paper's own words support, and of one that only summaries support.

    They differ, so that a syntax without named graphs distinguishes people's words from a machine's.
    """
    return (
        Predicate(f"kg:{relation.value}", relation.value, ValueKind.CONCEPT, "inferred"),
        Predicate(in_summary(relation), f"{relation.value}_in_summaries", ValueKind.CONCEPT, "summaries"),
    )


def in_summary(relation: Relation) -> str:
    """Return the property of a relation that rests on machine-written summaries alone.

    >>> in_summary(Relation.USES)
    'kg:usesInSummary'
    """
    return f"kg:{relation.value}InSummary"


def _finding(profile: Profile = "core") -> tuple[Predicate, ...]:
    """Return the predicates of what the program reads in a text: how sure it is, by which rule, in which words."""
    return (
        Predicate("kg:confidence", "confidence", ValueKind.DECIMAL, None),
        Predicate("kg:fromSummary", "generated", ValueKind.BOOLEAN, None, stored=profile == "full"),
        Predicate("oa:exact", "quote", ValueKind.STRING, None, profile),
        Predicate("kg:startOffset", "start", ValueKind.INTEGER, None, profile, stored=False),
        Predicate("kg:endOffset", "end", ValueKind.INTEGER, None, profile, stored=False),
        Predicate("prov:wasDerivedFrom", "section", ValueKind.NODE, None, profile),
        Predicate("prov:wasGeneratedBy", "activity", ValueKind.NODE, None, profile),
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
    "paper", papers.paper_rows, "paper", ValueKind.PAPER,
    (
        _typed("kg:Paper"),
        Predicate("rdf:type", "preprint", ValueKind.NAME, names=frozenset({"fabio:Preprint"})),
        _typed("schema:ScholarlyArticle"),
        _label("title"),
        Predicate("dcterms:title", "title"),
        Predicate("fabio:hasArXivId", "arxiv_id"),
        Predicate("dcterms:identifier", "identifiers"),
        Predicate("kg:month", "month"),
        Predicate("dcterms:issued", "published", ValueKind.DATE),
        Predicate("kg:journal", "journal"),
        Predicate("kg:version", "version", ValueKind.INTEGER),
        Predicate("dcterms:creator", "creators", ValueKind.NODE, "inferred"),
        Predicate("kg:firstAuthor", "first_author", ValueKind.NODE, "inferred"),
        Predicate("kg:lastAuthor", "last_author", ValueKind.NODE, "inferred"),
        Predicate("kg:hasAuthorship", "authorships", ValueKind.NODE),
        Predicate("kg:authorCount", "author_count", ValueKind.INTEGER),
        Predicate("kg:authorsTruncated", "authors_truncated", ValueKind.BOOLEAN),
        Predicate("kg:pairsOmitted", "pairs_omitted", ValueKind.BOOLEAN),
        Predicate("kg:conceptPairsOmitted", "concept_pairs_omitted", ValueKind.BOOLEAN),
        Predicate("kg:primaryCategory", "primary_category", ValueKind.CATEGORY),
        Predicate("kg:inCategory", "categories", ValueKind.CATEGORY),
        *(predicate for relation in Relation for predicate in _relation(relation)),
        *(
            Predicate(LINK_PREDICATES[kind], kind.value, ValueKind.IRI)
            for kind in LinkKind
            if kind is not LinkKind.OTHER
        ),
        Predicate("kg:link", "link", ValueKind.IRI),
        Predicate("kg:linkInSummary", "link_in_summaries", ValueKind.IRI, "summaries"),
        Predicate("kg:related", "related", ValueKind.PAPER, "inferred"),
        Predicate("cito:cites", "cited", ValueKind.PAPER),
        Predicate("kg:withdrawn", "withdrawn", ValueKind.BOOLEAN),
        Predicate("kg:authorComment", "comment"),
        Predicate("kg:listedIn", "digests", ValueKind.NODE),
        Predicate("kg:hasAppearance", "appearances", ValueKind.NODE, profile="full"),
        Predicate("kg:hasSection", "sections", ValueKind.NODE, profile="full"),
        Predicate("kg:hasClaim", "claims", ValueKind.NODE, "inferred", "full"),
        Predicate("kg:hasClaim", "claims_in_summaries", ValueKind.NODE, "summaries", "full"),
        Predicate("kg:hasTerm", "terms", ValueKind.NODE, "inferred", "full", stored=False),
        Predicate("kg:hasEvaluation", "evaluations", ValueKind.NODE, "inferred"),
        Predicate("kg:hasEvaluation", "evaluations_in_summaries", ValueKind.NODE, "summaries"),
        Predicate("schema:sameAs", "same_as", ValueKind.IRI),
    ),
    full_rows=papers.full_paper_rows,
)  # fmt: skip

LINK = NodeMapping(
    "link", papers.paper_link_rows, "iri", ValueKind.IRI,
    (
        Predicate("rdf:type", "type", ValueKind.NAME, names=frozenset({"foaf:Document"})),
        _label("label"),
        Predicate("kg:stars", "stars", ValueKind.INTEGER),
        Predicate("dcterms:modified", "updated", ValueKind.DATE),
    ),
)  # fmt: skip

AUTHOR = NodeMapping(
    "author", people.author_rows, "author", ValueKind.NODE,
    (
        Predicate("rdf:type", "type", ValueKind.NAME, "inferred", names=frozenset({"kg:Author", "kg:Group"})),
        Predicate(
            "rdf:type", "foaf_type", ValueKind.NAME, "inferred",
            names=frozenset({"foaf:Person", "foaf:Group"}), stored=False,
        ),
        _label("name", "inferred"),
        Predicate("foaf:name", "name", graph="inferred"),
        Predicate("kg:otherName", "variants", graph="inferred"),
        Predicate("kg:orcid", "orcid", ValueKind.IRI, "inferred"),
        Predicate("kg:paperCount", "paper_count", ValueKind.INTEGER, "inferred"),
        Predicate("kg:firstPaperMonth", "first_seen", graph="inferred"),
        Predicate("kg:lastPaperMonth", "last_seen", graph="inferred"),
        Predicate("kg:coAuthor", "coauthors", ValueKind.NODE, "inferred"),
        Predicate("kg:worksOn", "works_on", ValueKind.CONCEPT, "inferred"),
        Predicate("kg:hasInterest", "interests", ValueKind.NODE, "inferred", "full"),
        Predicate("kg:possiblySame", "possibly_same", ValueKind.NODE, "decisions"),
    ),
    full_rows=people.full_author_rows,
    stored_rows=people.stored_author_rows,
)  # fmt: skip

COAUTHORSHIP = NodeMapping(
    "coauthorship", people.coauthorship_rows, "coauthorship", ValueKind.NODE,
    (
        _typed("kg:Coauthorship", graph="inferred"),
        _composed_label("label", "inferred"),
        Predicate("kg:partner", "author_a", ValueKind.NODE, "inferred"),
        Predicate("kg:partner", "author_b", ValueKind.NODE, "inferred"),
        Predicate("kg:jointPaperCount", "paper_count", ValueKind.INTEGER, "inferred"),
        Predicate("kg:collaborationWeight", "weight", ValueKind.DECIMAL, "inferred"),
        Predicate("kg:firstJointMonth", "first_seen", graph="inferred"),
        Predicate("kg:lastJointMonth", "last_seen", graph="inferred"),
    ),
    stored_rows=people.repeated_coauthorship_rows,
)  # fmt: skip

CONCEPT = NodeMapping(
    "concept", concepts.concept_rows, "concept", ValueKind.CONCEPT,
    (
        _typed("kg:Concept", "skos:Concept", graph="inferred"),
        Predicate("rdf:type", "type", ValueKind.NAME, "inferred", names=_CLASSES),
        _label("label", "inferred"),
        Predicate("skos:prefLabel", "preferred", ValueKind.TAGGED, "inferred"),
        Predicate("skos:altLabel", "labels", ValueKind.TAGGED, "inferred"),
        Predicate("skos:definition", "definitions", ValueKind.TAGGED, "inferred"),
        Predicate("skos:exactMatch", "matches", ValueKind.IRI, "inferred"),
        Predicate("skos:inScheme", "scheme", ValueKind.NODE, "inferred"),
        Predicate("skos:inScheme", "schemes", ValueKind.IRI, "inferred"),
        Predicate("skos:broader", "broader", ValueKind.CONCEPT, "inferred"),
        Predicate("kg:inTopic", "topics", ValueKind.CONCEPT, "inferred"),
        Predicate("kg:conceptPaperCount", "paper_count", ValueKind.INTEGER, "inferred"),
        Predicate("kg:summaryPaperCount", "summary_paper_count", ValueKind.INTEGER, "inferred"),
        Predicate("kg:firstNamedMonth", "first_seen", graph="inferred"),
        Predicate("kg:lastNamedMonth", "last_seen", graph="inferred"),
    ),
)  # fmt: skip

CONCEPT_SCHEME = NodeMapping(
    "concept scheme", concepts.concept_scheme_rows, "scheme", ValueKind.NODE,
    (
        _typed("skos:ConceptScheme", graph="inferred"),
        _label("label", "inferred"),
        Predicate("skos:hasTopConcept", "top_concepts", ValueKind.CONCEPT, "inferred"),
    ),
)  # fmt: skip

CONCEPT_VOCABULARY = NodeMapping(
    "concept vocabulary", concepts.vocabulary_rows, "scheme", ValueKind.IRI,
    (
        _typed("skos:ConceptScheme", graph="inferred"),
        _label("label", "inferred"),
        Predicate("dcterms:license", "license", ValueKind.IRI, "inferred"),
    ),
)  # fmt: skip

# small enough for every export; its evidence is in the full one
EVALUATION = NodeMapping(
    "evaluation", derived.evaluation_rows, "evaluation", ValueKind.NODE,
    (
        _typed("kg:Evaluation", graph=None),
        _composed_label("label", None),
        Predicate("kg:measuredOn", "dataset", ValueKind.CONCEPT, None),
        Predicate("kg:measuredWith", "metric", ValueKind.CONCEPT, None),
        Predicate("kg:measuredValue", "value", ValueKind.DECIMAL, None),
        Predicate("kg:unit", "unit", ValueKind.STRING, None),
        *_finding("full"),
    ),
    full_rows=derived.quoted_evaluation_rows,
)  # fmt: skip

CATEGORY = NodeMapping(
    "category", papers.category_rows, "category", ValueKind.CATEGORY,
    (
        _typed("kg:Category", "skos:Concept"),
        _label("label"),
        Predicate("kg:categoryCode", "code"),
        Predicate("skos:prefLabel", "preferred", ValueKind.TAGGED),
        Predicate("skos:notation", "notations"),
        Predicate("skos:inScheme", "scheme", ValueKind.IRI),
        Predicate("skos:broader", "broader", ValueKind.CATEGORY),
    ),
)  # fmt: skip

SCHEME = NodeMapping(
    "scheme", papers.scheme_rows, "scheme", ValueKind.IRI,
    (
        _typed("skos:ConceptScheme"),
        _label("label"),
        Predicate("skos:hasTopConcept", "top_categories", ValueKind.CATEGORY),
    ),
)  # fmt: skip

DIGEST = NodeMapping(
    "digest", papers.digest_rows, "digest", ValueKind.NODE,
    (_typed("kg:Digest"), _label("label"), Predicate("dcterms:date", "date", ValueKind.DATE)),
)  # fmt: skip

AUTHORSHIP = NodeMapping(
    "authorship", people.authorship_rows, "authorship", ValueKind.NODE,
    (
        _typed("kg:Authorship"),
        _composed_label("printed"),
        Predicate("kg:position", "position", ValueKind.INTEGER),
        Predicate("kg:printedName", "printed"),
        Predicate("kg:nativeName", "native"),
        Predicate("kg:statedOrcid", "orcid", ValueKind.IRI),
        Predicate("kg:statedIdentifier", "identifiers"),
        Predicate("kg:affiliation", "affiliations"),
        Predicate("kg:assignedTo", "author", ValueKind.NODE, "inferred"),
        Predicate("kg:possibleAuthor", "possible_authors", ValueKind.NODE, "decisions", "full"),
    ),
)  # fmt: skip

APPEARANCE = NodeMapping(
    "appearance", papers.appearance_rows, "appearance", ValueKind.NODE,
    (
        _typed("kg:Appearance"),
        _composed_label("label"),
        Predicate("kg:appearedIn", "digest", ValueKind.NODE),
        Predicate("kg:listedUnder", "category", ValueKind.CATEGORY),
        Predicate("kg:rank", "rank", ValueKind.INTEGER),
        Predicate("kg:printedTitle", "title"),
        Predicate("kg:printedAuthors", "authors"),
    ),
    "full",
)  # fmt: skip

SECTION = NodeMapping(
    "section", papers.section_rows, "section", ValueKind.NODE,
    (
        _typed("kg:Section", stored=False),
        _composed_label("label"),
        Predicate("kg:sectionKind", "kind"),
        Predicate("dcterms:language", "language", stored=False),
        Predicate("kg:machineWritten", "generated", ValueKind.BOOLEAN),
        Predicate("kg:text", "text", ValueKind.TAGGED, None, text=True),
    ),
    "full",
)  # fmt: skip

CLAIM = NodeMapping(
    "claim", concepts.claim_rows, "claim", ValueKind.NODE,
    (
        _typed("kg:Claim", graph=None),
        _composed_label("label", None),
        Predicate("kg:claimedRelation", "relation", ValueKind.NAME, None, names=_RELATIONS),
        Predicate("kg:claimedConcept", "concept", ValueKind.CONCEPT, None),
        *_finding(),
    ),
    "full",
    stored_rows=concepts.quoted_claim_rows,
)  # fmt: skip

TERM = NodeMapping(
    "term", papers.term_rows, "term", ValueKind.NODE,
    (
        _typed("kg:Term", graph="inferred", stored=False),
        Predicate("rdfs:label", "label", ValueKind.STRING, "inferred", stored=False),
        Predicate("kg:termRank", "rank", ValueKind.INTEGER, "inferred", stored=False),
        Predicate("kg:salience", "weight", ValueKind.DECIMAL, "inferred", stored=False),
        Predicate("kg:termConcept", "concept", ValueKind.CONCEPT, "inferred", stored=False),
    ),
    "full",
)  # fmt: skip

INTEREST = NodeMapping(
    "interest", derived.interest_rows, "interest", ValueKind.NODE,
    (
        _typed("kg:Interest", graph="inferred"),
        _composed_label("label", "inferred"),
        Predicate("kg:interestIn", "concept", ValueKind.CONCEPT, "inferred"),
        Predicate("kg:interestPaperCount", "paper_count", ValueKind.INTEGER, "inferred"),
        Predicate("kg:interestWeight", "weight", ValueKind.DECIMAL, "inferred"),
    ),
    "full",
    stored_rows=derived.repeated_interest_rows,
)  # fmt: skip

COOCCURRENCE = NodeMapping(
    "cooccurrence", derived.cooccurrence_rows, "cooccurrence", ValueKind.NODE,
    (
        _typed("kg:Cooccurrence", graph="inferred"),
        _composed_label("label", "inferred"),
        Predicate("kg:cooccurringConcept", "concept_a", ValueKind.CONCEPT, "inferred"),
        Predicate("kg:cooccurringConcept", "concept_b", ValueKind.CONCEPT, "inferred"),
        Predicate("kg:cooccurrencePaperCount", "paper_count", ValueKind.INTEGER, "inferred"),
        Predicate("kg:lift", "lift", ValueKind.DECIMAL, "inferred"),
        Predicate("kg:npmi", "weight", ValueKind.DECIMAL, "inferred"),
    ),
    "full",
)  # fmt: skip

DECISION = NodeMapping(
    "decision", decisions.decision_rows, "decision", ValueKind.NODE,
    (
        _typed("kg:Decision", graph="decisions"),
        _composed_label("label", "decisions"),
        Predicate("kg:decidesOnAuthor", "authors", ValueKind.NODE, "decisions"),
        Predicate("kg:decidesOnAuthorship", "authorships", ValueKind.NODE, "decisions"),
        Predicate("kg:verdict", "verdict", graph="decisions"),
        Predicate("kg:decidedBy", "source", graph="decisions"),
        Predicate("kg:decisionConfidence", "confidence", ValueKind.DECIMAL, "decisions"),
        Predicate("kg:hasEvidence", "evidence", ValueKind.NODE, "decisions"),
        Predicate("prov:wasAttributedTo", "agent", ValueKind.NODE, "decisions"),
    ),
    "full",
)  # fmt: skip

ACTIVITY = NodeMapping(
    "activity", derived.activity_rows, "activity", ValueKind.NODE,
    (
        _typed("prov:Activity", graph="inferred"),
        _label("label", "inferred"),
        Predicate("kg:ruleName", "rule", graph="inferred"),
        Predicate("prov:wasAssociatedWith", "agent", ValueKind.NODE, "inferred"),
        Predicate("prov:used", "used", ValueKind.NODE, "inferred"),
    ),
    "full",
)  # fmt: skip

AGENT = NodeMapping(
    "agent", decisions.agent_rows, "agent", ValueKind.NODE,
    (
        Predicate(
            "rdf:type", "type", ValueKind.NAME, "about", names=frozenset({"prov:Person", "prov:SoftwareAgent"})
        ),
        _label("label", "about"),
        Predicate("schema:softwareVersion", "version", graph="about"),
    ),
)  # fmt: skip

EVIDENCE = NodeMapping(
    "evidence", decisions.evidence_rows, "evidence", ValueKind.NODE,
    (
        _typed("kg:Evidence", graph="decisions", stored=False),
        _composed_label("label", "decisions"),
        Predicate("kg:evidenceKind", "rule", graph="decisions"),
        Predicate("kg:evidenceText", "value", graph="decisions"),
        Predicate("kg:bits", "bits", ValueKind.DECIMAL, "decisions"),
    ),
    "full",
)  # fmt: skip

NODE_MAPPINGS: Final[tuple[NodeMapping, ...]] = (
    PAPER, LINK, AUTHORSHIP, AUTHOR, COAUTHORSHIP, CONCEPT, CONCEPT_SCHEME, CONCEPT_VOCABULARY, EVALUATION, CATEGORY,
    SCHEME, DIGEST, APPEARANCE, SECTION, TERM, CLAIM, INTEREST, COOCCURRENCE, DECISION, EVIDENCE, ACTIVITY, AGENT,
)  # fmt: skip
"""All node kinds, in the order of writing."""


def select_mappings(profile: Profile, *, with_text: bool) -> tuple[NodeMapping, ...]:
    """Return the node kinds of a profile, each with the rows and properties it has there.

    With texts, the sections that contain them are written in all profiles.
    """
    if profile == "store":
        kinds = (_in_store(kind, with_text=with_text) for kind in NODE_MAPPINGS)
        return tuple(kind for kind in kinds if kind.properties)
    return tuple(
        _exported(kind, profile, with_text=with_text)
        for kind in NODE_MAPPINGS
        if profile == "full" or kind.profile == "core" or (with_text and kind is SECTION)
    )


def _exported(kind: NodeMapping, profile: Profile, *, with_text: bool) -> NodeMapping:
    # a paper refers to the sections that are written for their texts
    sections = with_text and kind is PAPER
    properties = tuple(
        p
        for p in kind.properties
        if (with_text or not p.text)
        and (profile == "full" or p.profile == "core" or kind is SECTION or (sections and p.value == "sections"))
    )
    full = kind.full_rows if profile == "full" or sections else None
    return replace(kind, rows=full or kind.rows, properties=properties)


def _in_store(kind: NodeMapping, *, with_text: bool) -> NodeMapping:
    properties = tuple(p for p in kind.properties if p.stored and (with_text or not p.text))
    return replace(kind, rows=kind.stored_rows or kind.full_rows or kind.rows, properties=properties)
