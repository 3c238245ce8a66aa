"""Compare resolved names with labeled ones.

A gold file has the columns ``paper``, ``position`` (from 0), ``person`` and ``level``. The level is how the person is
known, or the group of the row: in proceedings, ``explicit`` (stated by a human), ``curated`` (the variant was merged by
a human) and ``slug`` (not checked); in AMiner's sets, the ambiguous name itself.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError
from kg.evaluate.clusters import AuthorPosition, parse_position
from kg.evaluate.scores import Score, bcubed, pairwise
from kg.evaluate.tsv import read_rows
from kg.model import Paper

GOLD_COLUMNS: Final = ("paper", "position", "person", "level")
EXPLICIT: Final = "explicit"
VERIFIED: Final = frozenset({EXPLICIT, "curated"})


@dataclass(frozen=True, slots=True)
class LabeledAuthorship:
    """A labeled authorship: its position, the printed name, the person, and how the person is known."""

    place: AuthorPosition
    printed: str
    person: str
    level: str


@dataclass(frozen=True, slots=True)
class AuthorScores:
    """The agreement of clusters with labels.

    B-cubed (`kg.evaluate.scores.bcubed`) is over all labeled authorships, over the ``verified`` ones (explicit or
    curated), over the ``ambiguous`` ones and over those of each level; other authorships are removed from clusters and
    persons first. Pairwise precision and recall are averaged over levels; pairs across levels do not count.

    An explicit authorship is ambiguous if another explicit authorship has the same string and another person. Strings
    are compared exactly as printed on the papers, after cleaning.
    """

    all: Score
    verified: Score
    ambiguous: Score
    levels: dict[str, Score]
    pairwise: Score

    def as_dict(self) -> dict[str, Any]:
        """Return nested plain values, numbers rounded, for JSON."""
        return {
            "all": self.all.as_dict(),
            "verified": self.verified.as_dict(),
            "ambiguous": self.ambiguous.as_dict(),
            "levels": {level: score.as_dict() for level, score in self.levels.items()},
            "pairwise": self.pairwise.as_dict(),
        }


def read_gold(path: Path, papers: Sequence[Paper]) -> tuple[LabeledAuthorship, ...]:
    """Read labels about these papers. Duplicate rows count once.

    Raises InputError, with file and line, if a row names a paper or position that they do not have, or if two rows
    differ about one authorship.
    """
    names = {paper.id: paper.authors for paper in papers}
    sizes = {id_: len(authors) for id_, authors in names.items()}
    labels: dict[AuthorPosition, LabeledAuthorship] = {}
    for number, (paper, position, person, level) in read_rows(path, GOLD_COLUMNS):
        place = parse_position(paper, position, sizes, path, number)
        label = LabeledAuthorship(place, names[paper][place[1]], person, level)
        known = labels.setdefault(place, label)
        if known != label:
            raise InputError(
                f"position {position} of paper {paper} is {known.person} ({known.level}) in a line above"
                f" and {person} ({level}) here; keep one of them",
                str(path),
                number,
            )
    if not labels:
        raise InputError("no labels in this file, so there is nothing to compare with", str(path))
    return tuple(labels.values())


def score_authors(labels: Sequence[LabeledAuthorship], clusters: Mapping[AuthorPosition, str]) -> AuthorScores:
    """Compare the clusters of labeled authorships with their persons; ``clusters`` must contain all their positions.

    Authorships without a label are ignored, although they took part in the resolution that made the clusters.
    """
    levels: dict[str, list[LabeledAuthorship]] = defaultdict(list)
    for label in labels:
        levels[label.level].append(label)
    ordered = dict(sorted(levels.items()))

    def score(chosen: Sequence[LabeledAuthorship]) -> Score:
        return bcubed((clusters[label.place], label.person) for label in chosen)

    return AuthorScores(
        score(labels),
        score([label for label in labels if label.level in VERIFIED]),
        score(ambiguous(labels)),
        {level: score(chosen) for level, chosen in ordered.items()},
        pairwise([(clusters[label.place], label.person) for label in chosen] for chosen in ordered.values()),
    )


def ambiguous(labels: Sequence[LabeledAuthorship]) -> list[LabeledAuthorship]:
    """Return the explicit labels whose printed string occurs in explicit labels of several persons."""
    explicit = [label for label in labels if label.level == EXPLICIT]
    bearers: dict[str, set[str]] = defaultdict(set)
    for label in explicit:
        bearers[label.printed].add(label.person)
    return [label for label in explicit if len(bearers[label.printed]) > 1]
