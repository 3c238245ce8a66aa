"""Define the record of a page's data besides nodes and edges."""

from dataclasses import dataclass, field
from typing import Final

import polars as pl

from kg.schema.columns import STRINGS, schema

NODE_PAPERS: Final = schema({"id": pl.String, "paper": pl.String})
PAPER_COLUMNS: Final = schema(
    {
        "paper": pl.String, "title": pl.String, "month": pl.String, "day": pl.String, "category": pl.String,
        "pairs_omitted": pl.Boolean, "author_count": pl.Int32,
    }
)  # fmt: skip
SIGNED: Final = schema({"id": pl.String, "paper": pl.String, "position": pl.Int32, "printed": pl.String})
SHARED: Final = schema({"source": pl.String, "target": pl.String, "label": pl.String, "papers": pl.Int32})
PAPER_AUTHORS: Final = schema({"paper": pl.String, "author": pl.String})
AUTHOR_COLUMNS: Final = schema(
    {"author": pl.String, "name": pl.String, "family_words": pl.Int32, "generation": pl.Boolean}
)
PAPER_CONCEPTS: Final = schema({"paper": pl.String, "concept": pl.String})
CONCEPT_COLUMNS: Final = schema({"concept": pl.String, "label": pl.String, "type": pl.String, "aliases": STRINGS})
ALIASES: Final = schema({"id": pl.String, "aliases": STRINGS})
EVIDENCE_COLUMNS: Final = schema(
    {
        "source": pl.String, "target": pl.String, "paper": pl.String, "relation": pl.String, "section": pl.String,
        "rule": pl.String, "confidence": pl.Float64, "generated": pl.Boolean, "sentence": pl.String,
        "start": pl.Int32, "end": pl.Int32,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One compared property of two people: its kind, its values, and its match weight in bits."""

    what: str
    found: str
    bits: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two nodes that may be one person, and the probability that they are.

    ``pair`` names both as in a line of a decisions file, after ``same`` or ``different``.
    """

    a: str
    b: str
    chance: float
    pair: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Community:
    """One community of a network; ``number`` is its number in the frame of nodes, ``members`` are ids of nodes.

    ``label`` is its name in lists, ``short`` its name on the picture, which names people beside it. ``concepts``,
    ``datasets`` and ``risen`` are labels, the most characteristic first. ``people`` are ids of nodes, or names in views
    without people, sorted by name; ``papers`` are keys, the newest first.
    """

    number: int
    label: str
    short: str
    members: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    risen: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """Facts about the nodes, edges and papers of one network.

    Attributes:
        node_papers: the papers behind each node (`NODE_PAPERS`): all, or the newest of them.
        papers: these papers and those of edges (`PAPER_COLUMNS`), the newest first; ``day`` is ``""`` if unknown.
        complete: whether ``node_papers`` has every paper of every node, so that the papers of an edge follow from it.
        days: number of papers per day, if ``papers`` are only some of them and every paper has a day.
        paper_concepts: the most characteristic concepts of each of these papers (`PAPER_CONCEPTS`), the rarest first.
        concepts: these concepts (`CONCEPT_COLUMNS`), by decreasing papers.
        paper_authors: the authors of each of these papers, in their order (`PAPER_AUTHORS`).
        authors: these authors (`AUTHOR_COLUMNS`), each once; the family name is the last ``family_words`` words of the
            name, not counting a generation such as "Jr.".
        aliases: other names of nodes (`ALIASES`): variants of names, labels in other languages.
        doubts: pairs of nodes that may be one person.
        communities: the larger communities of nodes, with their characteristics.
        subcommunities: communities at a finer level, if the network has them.
        evidence: the passages behind edges (`EVIDENCE_COLUMNS`); ``sentence[start:end]`` names the concept.
        signed: how people are printed on these papers (`SIGNED`): position from 1, the name.
        shared: rare features that two related papers share (`SHARED`) with their numbers of papers, rarest first.
        evidence_note: a note on what is missing from ``evidence``, ``""`` if nothing is.

    """

    node_papers: pl.DataFrame
    papers: pl.DataFrame
    paper_concepts: pl.DataFrame
    concepts: pl.DataFrame
    aliases: pl.DataFrame
    complete: bool = True
    days: tuple[tuple[str, int], ...] = ()
    paper_authors: pl.DataFrame = field(default_factory=PAPER_AUTHORS.to_frame)
    authors: pl.DataFrame = field(default_factory=AUTHOR_COLUMNS.to_frame)
    doubts: tuple[Doubt, ...] = ()
    communities: tuple[Community, ...] = ()
    subcommunities: tuple[Community, ...] = ()
    evidence: pl.DataFrame = field(default_factory=EVIDENCE_COLUMNS.to_frame)
    signed: pl.DataFrame = field(default_factory=SIGNED.to_frame)
    shared: pl.DataFrame = field(default_factory=SHARED.to_frame)
    evidence_note: str = ""
