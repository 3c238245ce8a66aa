"""Everything that bears on who the authors of some papers are, taken up once for many questions.

`resolve` decides all blocks of a case, `sweep` clusters them at a low threshold, `explain` decides one again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.authors.blocking import related
from kg.authors.blocks import Block, Constraints, block_mentions, blocks
from kg.authors.candidates import Related
from kg.authors.clustering import Cluster, single
from kg.authors.comparison import Level, Relation
from kg.authors.corpus import Corpus, read_corpus
from kg.authors.decisions import AuthorDecisions
from kg.authors.details.orcid import tied
from kg.authors.evidence import Judge
from kg.authors.settle import Settlement, settle
from kg.memory import resting_collector
from kg.model import Authorship, Extraction, Paper
from kg.settings import AuthorSettings


@dataclass(frozen=True, slots=True)
class Case:
    """A corpus with its names related, what a person has settled about it, and the judge of it.

    ``place`` finds a mention by its id, ``block_of`` the block of a form.
    """

    corpus: Corpus
    relations: Related
    settlement: Settlement
    constraints: Constraints
    judge: Judge
    settings: AuthorSettings
    place: Mapping[str, int]
    block_of: Mapping[str, tuple[str, ...]]

    def age(self, mention: Authorship) -> tuple[str, str, int]:
        """Return what sorts mentions, the earliest first."""
        return self.corpus.papers[mention.paper].month, mention.paper, mention.position

    def alone(self, mention: int) -> Cluster:
        """Return the cluster of one mention."""
        return single(self.corpus, mention, marks=self.constraints.marks.get(mention, frozenset()))

    def block(self, forms: tuple[str, ...]) -> Block:
        """Return a block with everything that bears on it."""
        mentions = block_mentions(self.corpus, forms)
        return Block(forms, mentions, self.relations, self.judge, self.constraints, self.settings)

    def blocks(self) -> Iterator[Block]:
        """Give the blocks in which there is something to decide, those of one mention left out."""
        for forms in dict.fromkeys(self.block_of.values()):
            block = self.block(forms)
            if len(block.mentions) > 1:
                yield block


def open_case(
    papers: Iterable[Paper],
    settings: AuthorSettings | None = None,
    decisions: AuthorDecisions | None = None,
    *,
    extraction: Extraction | None = None,
    weights: Mapping[str, float] | None = None,
) -> Case:
    """Take up the question who wrote these papers; what it takes is what `kg.authors.resolve` takes."""
    settings = settings or AuthorSettings()
    with resting_collector():
        corpus = read_corpus(papers, extraction or Extraction(()), settings)
        settlement = settle(corpus.mentions, decisions or AuthorDecisions())
        constraints = Constraints.of(settlement, tied(corpus.facts))
        relations = _with_natives(
            related(corpus.names[form] for form in corpus.mentions_of if form in corpus.names), corpus.natives
        )
        return Case(
            corpus,
            relations,
            settlement,
            constraints,
            Judge(corpus, weights),
            settings,
            {mention.id: i for i, mention in enumerate(corpus.mentions)},
            {form: block for block in blocks(corpus, relations, constraints) for form in block},
        )


def _with_natives(relations: dict[str, dict[str, Relation]], natives: Iterable[tuple[str, str]]) -> Related:
    """Add the forms of names that a paper prints side by side in two scripts."""
    for one, other in natives:
        for form, another in ((one, other), (other, one)):
            relations.setdefault(form, {}).setdefault(another, Relation(Level.NATIVE, None))
    return relations
