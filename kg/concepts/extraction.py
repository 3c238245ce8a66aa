"""Papers to concepts and claims.

Map: each paper by itself gives claims on curated concepts, and on terms whose acronym it defines. Reduce: only
sums, the number of papers of each term and of each way to print it; a term of one paper makes no concept. So the
answer depends neither on the order of the papers nor on how they were split.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.concepts.head_nouns import type_of
from kg.concepts.reading import Reader
from kg.concepts.vocabulary import Vocabulary, load_vocabulary
from kg.model import Claim, Concept, Extraction, Paper
from kg.settings import ConceptSettings


@dataclass(slots=True)
class Terms:
    """Sums over papers of the terms that the vocabulary lacks."""

    papers: Counter[str] = field(default_factory=Counter)
    labels: dict[str, Counter[str]] = field(default_factory=dict)
    acronyms: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, defined: dict[str, tuple[str, str]]) -> None:
        """Count one paper's own terms: acronym -> (id, printed long form)."""
        labels = dict(sorted(defined.values(), reverse=True))
        self.papers.update(labels.keys())
        for concept, label in labels.items():
            self.labels.setdefault(concept, Counter())[label] += 1
        for short, (concept, _) in defined.items():
            self.acronyms.setdefault(concept, Counter())[short] += 1

    def concepts(self, least_papers: int) -> dict[str, Concept]:
        """Return the terms of enough papers as concepts, named as most papers print them."""
        found: dict[str, Concept] = {}
        for concept, papers in self.papers.items():
            if papers < least_papers:
                continue
            # Among equals the one with fewest capitals: a title's spelling says less than a sentence's.
            label = min(self.labels[concept].items(), key=lambda item: (-item[1], item[0].swapcase()))[0]
            shorts = {(short, "en") for short, n in self.acronyms[concept].items() if n >= least_papers}
            found[concept] = Concept(concept, type_of(concept), label, tuple(sorted(shorts - {(label, "en")})))
        return found


def extract(
    papers: Iterable[Paper], vocabulary: Vocabulary | None = None, settings: ConceptSettings | None = None
) -> Extraction:
    """Find the concepts of papers and say how each paper relates to each of them.

    ``vocabulary`` is the shipped one unless given. A claim's ``start`` and ``end`` are offsets into the text of its
    section (the title for `SectionKind.TITLE`), and the first mention stands for all of one paper, concept, relation
    and section. The concepts are those claimed and, so that no ``broader`` points nowhere, the wider ones above them.
    """
    vocabulary = load_vocabulary() if vocabulary is None else vocabulary
    settings = settings or ConceptSettings()
    reader = Reader(vocabulary, settings)
    terms = Terms()
    claims: list[Claim] = []
    for paper in papers:
        found, own = reader.read(paper)
        claims += found
        terms.add(own)
    curated = {concept.id: concept for concept in vocabulary.concepts}
    known = curated | terms.concepts(settings.least_papers)
    kept = sorted((claim for claim in claims if claim.concept in known), key=_order)
    occurring = _with_wider({claim.concept for claim in kept}, known)
    return Extraction(tuple(known[concept] for concept in sorted(occurring)), tuple(kept))


def _order(claim: Claim) -> tuple[str, str, str, str]:
    return claim.paper, claim.concept, claim.relation, claim.section


def _with_wider(occurring: set[str], known: dict[str, Concept]) -> set[str]:
    """Add every concept above those that occur."""
    reached, open_ = set(occurring), list(occurring)
    while open_:
        wider = set(known[open_.pop()].broader) - reached
        reached |= wider
        open_ += wider
    return reached
