"""Our own annotation of what papers name: where, of what type, in what relation.

``tests/data/concept_marks.tsv`` holds arXiv ids, offsets and labels, and no word of the papers; the texts come from the
digests beside the checkout. The types are the program's, ``material`` (a kind of data that is no data set) and
``other`` (a term that is none of these); the relation is the paper's to the thing as the sentence says it.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from kg import ingest
from kg.model import Paper, SectionKind

FILE = Path("tests/data/concept_marks.tsv")
DIGESTS = "digests/2026-01"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: ``text[start:end]`` of the section names something of this type, to which the paper has this relation."""

    start: int
    end: int
    type: str
    relation: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks in order."""

    paper: str
    section: SectionKind
    text: str
    marks: tuple[Mark, ...]


def read_marks(shared: Path, file: Path = FILE) -> list[list[Marked]]:
    """Return title and abstract of every annotated paper, in order of arXiv id."""
    marks: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            mark = Mark(int(row["start"]), int(row["end"]), row["type"], row["relation"])
            marks[row["paper"], row["section"]].append(mark)
    asked = {paper for paper, _ in marks}
    papers = {p.id: p for p in ingest.read([shared / DIGESTS]).papers if p.id in asked}
    return [
        [
            Marked(id_, kind, text, tuple(sorted(marks[id_, kind.value], key=lambda m: m.start)))
            for kind, text in texts(papers[id_])
        ]
        for id_ in sorted(asked)
    ]


def texts(paper: Paper) -> list[tuple[SectionKind, str]]:
    """Return the title and the abstract of a paper, as the digest has them."""
    abstract = next((s.text for s in paper.sections if s.kind is SectionKind.ABSTRACT), "")
    return [(SectionKind.TITLE, paper.title), (SectionKind.ABSTRACT, abstract)]
