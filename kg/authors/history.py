"""A block decided once more, with every step of it written down.

`resolve` keeps who the people are and the merges worth telling. Whoever asks why wants all steps, of one block only:
deciding a block again takes milliseconds, once the names and papers have been read (`case.open_case`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.authors.blocks import cluster_block
from kg.authors.case import Case
from kg.authors.clustering import Cluster, Merge, Outcome, merged
from kg.authors.decisions import author_id_of
from kg.model import Authorship


@dataclass(frozen=True, slots=True)
class History:
    """The steps that made the people of a block, in their order, and its mentions led to authors, by index."""

    steps: Sequence[Merge]
    outcome: Outcome
    mentions: Mapping[int, Authorship]

    def person(self, mention: int) -> Cluster:
        """Return all that a mention came to be one with."""
        return next(person for person in self.outcome.people if mention in person.mentions)

    def steps_of(self, person: Cluster) -> list[Merge]:
        """Return the steps that put a person together."""
        members = set(person.mentions)
        return [step for step in self.steps if step.one.mentions[0] in members]

    def leaves(self, person: Cluster) -> list[list[int]]:
        """Return the mentions, by index, that were together when the steps of a person began; single ones aside."""
        found: set[int] = set()
        leaves = []
        for step in self.steps_of(person):
            for side in (step.one, step.other):
                # a side that was merged before is made of mentions already seen
                if side.mentions[0] not in found:
                    found.update(side.mentions)
                    leaves.append(side.mentions)
        leaves.append([mention for mention in person.mentions if mention not in found])
        return sorted(leaf for leaf in leaves if len(leaf) > 1)

    def others(self, person: Cluster) -> Iterator[tuple[Cluster, float | None]]:
        """Give the other people of the block, with their bits where they could have been merged with this one."""
        place = next(i for i, other in enumerate(self.outcome.people) if other is person)
        bits = {j if i == place else i: found for i, j, found in self.outcome.apart if place in (i, j)}
        return ((other, bits.get(i)) for i, other in enumerate(self.outcome.people) if i != place)


def decide_again(case: Case, mention: int) -> History:
    """Decide the block of a mention once more."""
    corpus = case.corpus
    forms = case.block_of.get(corpus.forms[mention])
    steps: list[Merge] = []
    if forms is None:
        outcome = Outcome([_outside_blocks(case, mention)], [])
    else:
        outcome = cluster_block(case.block(forms), steps.append)
    led: dict[int, Authorship] = {}
    for person in outcome.people:
        author = _author_id(case, person)
        led.update((i, replace(corpus.mentions[i], author=author)) for i in person.mentions)
    return History(steps, outcome, led)


def _outside_blocks(case: Case, mention: int) -> Cluster:
    """Return all who bear the name of a group; a name without a letter is nobody else's."""
    corpus, form = case.corpus, case.corpus.forms[mention]
    mentions = {mention} if form in corpus.names else set(corpus.mentions_of[form])
    mentions.update(*(case.constraints.group.get(one, ()) for one in tuple(mentions)))
    return merged([case.alone(one) for one in sorted(mentions)])


def _author_id(case: Case, person: Cluster) -> str:
    pinned = [case.settlement.pins[mention] for mention in person.mentions if mention in case.settlement.pins]
    if pinned:
        return min(pinned)
    earliest = min((case.corpus.mentions[mention] for mention in person.mentions), key=case.age)
    return author_id_of(earliest.id)
