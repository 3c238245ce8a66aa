"""Labeled names, ready to be clustered: the halves of proceedings and of AMiner, and our own judged pairs."""

import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import concepts, ingest
from kg.authors.blocks import BlockInput, PairWeigher, cluster_block
from kg.authors.blocks.clustering import Cluster, Merge
from kg.authors.corpus import AuthorshipCorpus
from kg.authors.explaining.case import Case, open_case
from kg.evaluate.authors import LabeledAuthorship, read_gold
from kg.evaluate.pairs import read_pairs
from kg.ingest.bare_papers import read_bare_papers

FOLDS = 5
UNCHECKED = "slug"

Sample = tuple[tuple[float, ...], float, float]
"""Features, share of the labeled pairs that are one person, weight."""


@dataclass
class Gold:
    """One labeled corpus, ready to be clustered."""

    name: str
    case: Case
    labels: tuple[LabeledAuthorship, ...]
    person: dict[int, str]
    checked: dict[int, str]
    blocks: list[tuple[str, ...]]

    @classmethod
    def read(cls, folder: Path) -> "Gold":
        """Read papers and labels of ``folder``."""
        papers = read_bare_papers(folder / "papers.jsonl")
        labels = read_gold(folder / "gold.tsv", papers)
        case = open_case(papers)
        place = {(m.paper, m.position): i for i, m in enumerate(case.corpus.mentions)}
        person = {place[label.place]: label.person for label in labels}
        checked = {place[label.place]: label.person for label in labels if label.level != UNCHECKED}
        return cls(folder.name, case, labels, person, checked, list(dict.fromkeys(case.formed.block_of.values())))

    @property
    def corpus(self) -> AuthorshipCorpus:
        """The authorships, and their facts."""
        return self.case.corpus

    def block(self, forms: tuple[str, ...]) -> tuple[list[int], BlockInput]:
        """Return one block of this corpus: the places of its authorships in the corpus, and its value."""
        return self.case.formed.mentions(forms), self.case.formed.block(forms)

    def fold(self, number: int) -> list[tuple[str, ...]]:
        """Return the blocks of one fold."""
        return self.blocks[number::FOLDS]

    def labeled(self, chosen: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """Leave out blocks without any label."""
        return [b for b in chosen if any(m in self.person for m in self.case.formed.mentions(b))]


@dataclass
class Judged:
    """Judged pairs of authorships from digests: those with even numbers are for training, the others for testing."""

    case: Case
    pairs: list[tuple[int, int, bool]]

    @classmethod
    def read(cls, archive: Path, pairs: Path, *, teaching: bool) -> "Judged":
        """Read an archive of digests, and every other pair."""
        with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
            papers = ingest.read([folder]).papers
        case = open_case(papers, extraction=concepts.extract(papers))
        chosen = [p for i, p in enumerate(read_pairs(pairs)) if (i % 2 == 0) == teaching and p.verdict != "unclear"]
        return cls(case, [(case.place[p.a], case.place[p.b], p.verdict == "same") for p in chosen])

    def samples(self, weights: Mapping[str, float]) -> list[Sample]:
        """Return the step that merged each pair, or the final comparison if it was not merged."""
        corpus, formed = self.case.corpus, self.case.formed
        found: list[Sample] = []
        clustered: dict[tuple[str, ...], tuple[PairWeigher, list[Cluster], list[Merge]]] = {}
        for place, another, same in self.pairs:
            forms = formed.block_of[corpus.forms[place]]
            if forms != formed.block_of[corpus.forms[another]]:
                continue
            if forms not in clustered:
                merges: list[Merge] = []
                judge = PairWeigher(formed.block(forms), self.case.settings, weights)
                clustered[forms] = (judge, cluster_block(judge, merges.append).people, merges)
            judge, people, merges = clustered[forms]
            here = formed.mentions(forms)
            a, b = here.index(place), here.index(another)
            met = next((m for m in merges if _sides(m.one, m.other, a, b)), None)
            one, other = (next(p for p in people if x in p.mentions) for x in (a, b))
            features = (
                judge.features(met.one, met.other) if met else judge.features(one, other) if one is not other else None
            )
            if features is not None:
                found.append((features, float(same), 1.0))
        return found


def _sides(one: Cluster, other: Cluster, a: int, b: int) -> bool:
    return (a in one.mentions and b in other.mentions) or (b in one.mentions and a in other.mentions)
