"""Define the records of the program, frozen and plain.

Three words are used one way everywhere. An *authorship* is a name as printed on one paper at one position
(`Authorship`); an *author* is the resolved person. *Evidence* is a list of reasons, not a float. A *claim* is the
reason why a paper is linked to a concept: section, characters, rule, confidence.

Closed sets of strings (section kinds, concept types, relations …) are the enums below; each has the facts about its
members.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from kg.report_codes import Report


class SectionKind(StrEnum):
    """Texts of a paper in a digest, in reading order."""

    TITLE = "title"
    TLDR = "tldr"
    MOTIVATION = "motivation"
    METHOD = "method"
    RESULT = "result"
    CONCLUSION = "conclusion"
    ABSTRACT = "abstract"

    @property
    def generated(self) -> bool:
        """True if a summarizer wrote the text, not the authors."""
        return self not in (SectionKind.TITLE, SectionKind.ABSTRACT)


class ConceptType(StrEnum):
    """Type of a concept; an unknown type is the empty string."""

    TASK = "task"
    METHOD = "method"
    MODEL = "model"
    DATASET = "dataset"
    METRIC = "metric"
    FIELD = "field"
    SOFTWARE = "software"
    UNTYPED = ""


class Relation(StrEnum):
    """Relation of a paper to a concept. All others are narrower than `ABOUT`."""

    ABOUT = "about"
    ADDRESSES = "addresses"
    PROPOSES = "proposes"
    USES = "uses"
    EVALUATED_ON = "evaluatedOn"
    REPORTS = "reports"
    COMPARES_WITH = "comparesWith"

    @property
    def words(self) -> str:
        """The relation as a verb; the paper is its subject and the concept its object."""
        apart = {
            Relation.ABOUT: "is about",
            Relation.EVALUATED_ON: "is evaluated on",
            Relation.COMPARES_WITH: "compares with",
        }
        return apart.get(self, self.value)

    @property
    def precedence(self) -> int:
        """The rank among several relations of one paper to one concept: an edge is named after the lowest."""
        if self is Relation.ABOUT:
            return len(Relation)
        return _BY_PRECEDENCE.index(self) if self in _BY_PRECEDENCE else len(_BY_PRECEDENCE)


_BY_PRECEDENCE = (
    Relation.PROPOSES, Relation.EVALUATED_ON, Relation.REPORTS, Relation.COMPARES_WITH, Relation.ADDRESSES,
    Relation.USES,
)  # fmt: skip


class Scheme(StrEnum):
    """Classification schemes, which are mixed in a digest's category list."""

    ARXIV = "arxiv"
    MSC = "msc"
    ACM = "acm"


class IdentifierScheme(StrEnum):
    """Registries whose identifiers papers and authorships have; the value is the prefix of a key."""

    ARXIV = "arxiv"
    DOI = "doi"
    OPENALEX = "openalex"
    SEMANTIC_SCHOLAR = "s2"
    ORCID = "orcid"


class AuthorKind(StrEnum):
    """A person, or a team, collaboration or consortium."""

    PERSON = "person"
    GROUP = "group"


class LinkKind(StrEnum):
    """Target of an address printed in a paper's texts."""

    CODE = "code"
    DATASET = "dataset"
    MODEL = "model"
    PROJECT = "project"
    OTHER = "other"


class EvidenceKind(StrEnum):
    """Subject of a reason for or against one person; each member describes its values."""

    NAME = "name"
    """Agreement of the names, how many people in 100,000 share it, and the paper that prints both scripts or ""."""
    COAUTHORS = "co-authors"
    """Names of shared co-authors; `FITS_BY_INITIAL` where one fits by its initial."""
    WORDS = "words"
    """Shared words and concepts."""
    CATEGORIES = "categories"
    """Codes of shared categories."""
    PAPERS = "papers"
    """Numbers of papers on either side."""
    IDENTIFIERS = "identifiers"
    """Shared identifiers that registries assign by program; none if they differ."""
    CORE = "rare co-author"
    """A co-author with a rare name, and a number of papers, or two papers."""
    DECISION = "decision"
    """The number of a line, the name of a decisions file, and the line itself or nothing."""
    SAME_ORCID = "same ORCID"
    """ORCID iDs."""
    DIFFERENT_ORCIDS = "different ORCIDs"
    """Two ORCID iDs."""
    SAME_PAPER = "same paper"
    """A paper, and the two names that it prints or nothing."""
    CONFLICT = "conflict"
    """Two names of which the given names contradict each other."""
    UNRELATED = "unrelated names"
    """Two names that are not forms of one name."""
    NOT_COMPARED = "not compared"
    """Two names that may be one but share no blocking key."""


FITS_BY_INITIAL: Final = "*"
"""Placeholder for a co-author whose name is printed with an initial on one side."""


# -- contents of the digests ---------------------------------------------------------------------------------


class Identifier(NamedTuple):
    """An identifier in one registry, in the registry's own normal form (`kg.identifiers`)."""

    scheme: IdentifierScheme
    value: str

    @property
    def key(self) -> str:
        """The identifier as one string: the bare value for arXiv, ``scheme:value`` for every other registry."""
        return self.value if self.scheme is IdentifierScheme.ARXIV else f"{self.scheme.value}:{self.value}"


@dataclass(frozen=True, slots=True)
class Section:
    """One text of a paper.

    ``language`` is a BCP 47 tag (`kg.ingest.cleaning.language`), ``und`` if unknown.
    """

    kind: SectionKind
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Category:
    """A class of one scheme: ``Category(Scheme.ACM, "I.2.10")``."""

    scheme: Scheme
    code: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a paper gives, with the digest's information about it.

    ``section`` is where it was printed, None if it was a field of the row.
    """

    url: str
    kind: LinkKind
    section: SectionKind | None = None
    stars: int | None = None
    updated: date | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """One row of a paper in one digest: its category, and its number there (from 1).

    ``title`` and ``authors`` are as printed that day, and empty if they equal the paper's current ones.
    """

    digest: str
    section: str
    rank: int
    title: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorDetails:
    """Facts that an author list gives besides the name at ``position`` (from 0).

    ``native`` is the same name in its own script (``김민수`` in "Minsu Kim (김민수)"). ``identifiers`` are the person's
    in registries such as ORCID. ``organization`` is True if the input itself marks the author as not a person.
    """

    position: int
    native: str = ""
    identifiers: tuple[Identifier, ...] = ()
    affiliations: tuple[str, ...] = ()
    organization: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with the newest value of each field that any file gave.

    ``id`` is the key of the paper's main identifier: the arXiv id without version where it has one, else
    ``doi:10.1000/182`` and the like; ``identifiers`` are all of them, the main one first. ``authors`` are the cleaned
    names in printed order; ``details`` of some of them, by position; ``truncated`` marks a list that names only some of
    the authors. ``sections`` follow `SectionKind`'s order, at most one of each kind, the title not among them.
    ``month`` is ``"2026-01"``, empty if neither identifier nor date gives it. ``references`` are keys of papers that
    this one cites, whether or not they are in the corpus.
    """

    id: str
    title: str
    month: str
    authors: tuple[str, ...]
    primary_category: str
    categories: tuple[Category, ...] = ()
    version: int | None = None
    comment: str = ""
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    details: tuple[AuthorDetails, ...] = ()
    truncated: bool = False
    withdrawn: bool = False
    journal: str = ""
    published: date | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """One day's digest, whatever files it came in; ``id`` is the ISO date, or the file's stem when undated."""

    id: str
    date: date | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read. ``announced`` is the total of its table of contents, None without one.

    ``rows == accepted + rejected`` always holds.
    """

    path: str
    sha256: str
    format: str
    rows: int
    accepted: int
    rejected: int
    announced: int | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """The contents of a set of digests: papers by id, digests by id, the files, and their problems."""

    papers: tuple[Paper, ...]
    digests: tuple[Digest, ...]
    sources: tuple[Source, ...]
    reports: tuple[Report, ...]


# -- results of the program ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Authorship:
    """One printed name at one position (from 0) of one paper, and the author it is assigned to."""

    id: str
    paper: str
    position: int
    printed: str
    author: str


@dataclass(frozen=True, slots=True)
class Author:
    """A resolved person or group. ``variants`` are the other printed forms of ``name``, sorted."""

    id: str
    name: str
    kind: AuthorKind
    variants: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against two authorships being one person, in bits (positive: for).

    ``kind`` is one of `EvidenceKind`, which describes the ``values``; ``more`` counts further values that are left out.
    `kg.wording.evidence.evidence_words` puts them into words.
    """

    kind: str
    values: tuple[str, ...]
    bits: float
    more: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict about two authors, with its reasons: ``verdict`` is ``same``, ``different`` or ``possiblySame``.

    ``a`` and ``b`` are author ids; for ``same``, where both are one author, they are authorship ids. ``source`` is
    ``program`` or ``person``; ``confidence``, in 0…1, is that of the verdict ``same``.
    """

    a: str
    b: str
    verdict: str
    source: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The result of author resolution: every authorship with its author, and the remaining doubts.

    ``hidden_names`` are the names to leave out by decision, whether any paper prints them or not, as comparable keys.
    """

    authorships: tuple[Authorship, ...]
    authors: tuple[Author, ...]
    decisions: tuple[Decision, ...]
    reports: tuple[Report, ...] = ()
    hidden_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Facts about a complete graph that its manifest contains, so that `kg info` opens no table.

    ``days`` are the dates of the digests, sorted. ``example_author`` is the name of an author with co-authors and
    several papers, ``example_concept`` the label of the most frequent task or method; "" where there is none.
    """

    days: tuple[str, ...] = ()
    groups: int = 0
    possibly_same: int = 0
    rejects: int = 0
    warnings: int = 0
    example_author: str = ""
    example_concept: str = ""


class ConceptScheme(NamedTuple):
    """A vocabulary of concepts; ``license`` is an IRI, title and license are "" if the file has none."""

    iri: str
    title: str
    license: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept that papers are about.

    ``labels`` are other labels as ``(text, language)``, preferred ones first, else sorted. The first of another
    language than English is the preferred one of that language, unless ``label`` is. ``broader`` are ids of broader
    concepts; ``curated`` distinguishes hand-written entries from found ones; for the latter ``votes`` are types and
    their numbers of papers, the most frequent first. ``iri`` is that of the vocabulary, "" for a found concept, whose
    IRI is under the base of the graph (`kg.ids.concept_iri`). ``definitions`` are ``(text, language)``; ``matches`` are
    IRIs of equal concepts elsewhere, and ``schemes`` the vocabularies that have the concept.
    """

    id: str
    type: ConceptType
    label: str
    labels: tuple[tuple[str, str], ...] = ()
    broader: tuple[str, ...] = ()
    curated: bool = False
    votes: tuple[tuple[str, int], ...] = ()
    iri: str = ""
    definitions: tuple[tuple[str, str], ...] = ()
    matches: tuple[str, ...] = ()
    schemes: tuple[ConceptScheme, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """The reason why a paper is linked to a concept: ``text[start:end]`` of that section, found by ``rule``."""

    paper: str
    concept: str
    relation: Relation
    section: SectionKind
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A result that a text states plainly: ``metric`` on ``dataset``, both concepts, is ``value`` in ``unit``.

    ``unit`` is ``"%"``, ``"points"``, ``"×"``, ``"ms"`` … or empty. ``text[start:end]`` of the section is the number.
    """

    paper: str
    dataset: str
    metric: str
    value: float
    unit: str
    section: SectionKind
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Term:
    """A salient term of a paper, ``rank`` 1 is the most salient; not every term is a concept of the graph.

    ``concept`` is empty if it is not; ``text[start:end]`` of the section is the first mention, printed ``label``.
    """

    paper: str
    rank: int
    label: str
    type: ConceptType
    concept: str
    weight: float
    section: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """The result of concept extraction: the concepts that occur, by id, and the papers' claims, sorted."""

    concepts: tuple[Concept, ...]
    claims: tuple[Claim, ...] = field(default=())
    evaluations: tuple[Evaluation, ...] = field(default=())
    terms: tuple[Term, ...] = field(default=())
    reports: tuple[Report, ...] = field(default=())
