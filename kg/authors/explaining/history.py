"""Decide a block again and record every step.

The build stores the people and the notable merges. An explanation needs all steps, but of one block only: deciding a
block again takes milliseconds, once the names and papers have been read (`kg.authors.explaining.case`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.authors.blocks import PairWeigher, cluster_block
from kg.authors.blocks.clustering import Cluster, Merge
from kg.authors.decisions.decisions import author_id_of
from kg.authors.explaining.case import Case
from kg.model import Authorship

Places = tuple[int, ...]
"""Authorships by their places in the corpus, sorted."""


@dataclass(frozen=True, slots=True)
class Step:
    """Two sides that were merged, the earlier first, and the bits that joined them."""

    one: Places
    other: Places
    bits: float


@dataclass(frozen=True, slots=True)
class History:
    """The steps that made the people of a block, in their order.

    ``apart`` are pairs of people that were weighed and left apart, by their places in ``people``; ``mentions`` are the
    authorships with their authors, by place. ``judge`` weighed the ``clusters``; None if nothing was weighed.
    """

    steps: Sequence[Step]
    people: Sequence[Places]
    apart: Sequence[tuple[int, int, float]]
    mentions: Mapping[int, Authorship]
    judge: PairWeigher | None = None
    clusters: Mapping[Places, Cluster] = field(default_factory=dict)

    def person(self, mention: int) -> Places:
        """Return all authorships of the person of an authorship."""
        return next(person for person in self.people if mention in person)

    def steps_of(self, person: Places) -> list[Step]:
        """Return the steps that assembled a person."""
        members = set(person)
        return [step for step in self.steps if step.one[0] in members]

    def leaves(self, person: Places) -> list[Places]:
        """Return the groups of authorships that were together before the first step of a person."""
        found: set[int] = set()
        leaves = []
        for step in self.steps_of(person):
            for side in (step.one, step.other):
                # a side that was merged before is made of authorships already seen
                if side[0] not in found:
                    found.update(side)
                    leaves.append(side)
        leaves.append(tuple(mention for mention in person if mention not in found))
        return sorted(leaf for leaf in leaves if len(leaf) > 1)

    def others(self, person: Places) -> Iterator[tuple[Places, float | None]]:
        """Yield the other people of the block, with the bits of a merge if one was possible."""
        place = self.people.index(person)
        bits = {j if i == place else i: found for i, j, found in self.apart if place in (i, j)}
        return ((other, bits.get(i)) for i, other in enumerate(self.people) if i != place)


def decide_again(case: Case, mention: int) -> History:
    """Decide the block of an authorship again."""
    forms = case.forms_with(mention)
    if forms is None:
        person = _outside_blocks(case, mention)
        return History([], [person], [], _assigned(case, [person]))
    places = case.formed.mentions(forms)
    judge = case.judge(forms)
    clusters: dict[Places, Cluster] = {}
    steps: list[Step] = []

    def placed(cluster: Cluster) -> Places:
        found = tuple(places[local] for local in cluster.mentions)
        clusters[found] = cluster
        return found

    def on_merge(merge: Merge) -> None:
        steps.append(Step(placed(merge.one), placed(merge.other), merge.bits))

    outcome = cluster_block(judge, on_merge)
    people = [placed(person) for person in outcome.people]
    return History(steps, people, outcome.apart, _assigned(case, people), judge, clusters)


def _outside_blocks(case: Case, mention: int) -> Places:
    """Return all authorships of a group, or the one authorship of a name without letters."""
    corpus, form = case.corpus, case.corpus.forms[mention]
    mentions = {mention} if form in corpus.name_of else set(corpus.mentions_of[form])
    group = case.formed.constraints.group
    mentions.update(*(group.get(one, ()) for one in tuple(mentions)))
    return tuple(sorted(mentions))


def _assigned(case: Case, people: Sequence[Places]) -> dict[int, Authorship]:
    authors = {person: _author_id(case, person) for person in people}
    return {i: replace(case.corpus.mentions[i], author=authors[person]) for person in people for i in person}


def _author_id(case: Case, person: Places) -> str:
    pinned = [case.settlement.pins[mention] for mention in person if mention in case.settlement.pins]
    if pinned:
        return min(pinned)
    earliest = min((case.corpus.mentions[mention] for mention in person), key=case.age)
    return author_id_of(earliest.id)
