"""Load everything that author explanations depend on, once for many questions.

Explanations use the same block values as the build (`kg.authors.stages`). `sweep` clusters all blocks at a low
threshold, `explain` decides one block again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.authors.blocks import BlockInput, PairWeigher
from kg.authors.corpus import AuthorshipCorpus
from kg.authors.decisions.decisions import AuthorDecisions
from kg.authors.decisions.settle import DecisionConstraints
from kg.authors.resolve import prepare
from kg.authors.stages.forming import FormedBlocks, form
from kg.frames.papers import paper_frames
from kg.model import Authorship, Extraction, Paper
from kg.settings import AuthorSettings


@dataclass(frozen=True, slots=True)
class Case:
    """A corpus with its names in blocks, the decisions about it, and the weights of evidence."""

    formed: FormedBlocks
    weights: Mapping[str, float] | None = None

    @property
    def corpus(self) -> AuthorshipCorpus:
        """The authorships, and what is known about them."""
        return self.formed.corpus

    @property
    def settings(self) -> AuthorSettings:
        """The settings for deciding blocks."""
        return self.formed.settings

    @property
    def settlement(self) -> DecisionConstraints:
        """The constraints from decisions."""
        return self.formed.settlement

    @property
    def place(self) -> Mapping[str, int]:
        """Places of authorships in the corpus, by id."""
        return self.formed.place

    def age(self, mention: Authorship) -> tuple[str, str, int]:
        """Return the sort key of authorships, the earliest first."""
        return self.corpus.months[mention.paper], mention.paper, mention.position

    def forms_with(self, mention: int) -> tuple[str, ...] | None:
        """Return the forms of the block of an authorship; None for a group and a name without letters."""
        return self.formed.block_of.get(self.corpus.forms[mention])

    def judge(self, forms: Sequence[str]) -> PairWeigher:
        """Return the judge of the block of these forms."""
        return PairWeigher(self.formed.block(forms), self.settings, self.weights)

    def blocks(self) -> Iterator[tuple[Sequence[int], BlockInput]]:
        """Yield each block of two or more authorships, with their places in the corpus."""
        return self.formed.blocks()


def open_case(
    papers: Iterable[Paper],
    settings: AuthorSettings | None = None,
    decisions: AuthorDecisions | None = None,
    *,
    extraction: Extraction | None = None,
    weights: Mapping[str, float] | None = None,
) -> Case:
    """Prepare explanations for these papers; the arguments are those of `kg.authors.resolve`."""
    settings = settings or AuthorSettings()
    frames = prepare(paper_frames(papers, extraction), settings)
    return Case(form(frames, settings, decisions or AuthorDecisions()), weights)
