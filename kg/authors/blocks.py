"""One block decided: names that may stand for one another, and the people they turn out to be.

A block is a set of forms tied by `blocking.related` (or by what a person has settled); no other block bears on it, so
blocks can be decided in any order, on any machine, and kept while nothing they look at changes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from kg.authors.candidates import Related, candidates, on_one_paper
from kg.authors.clustering import Cluster, Mark, Merge, Outcome, agglomerate, merged, single
from kg.authors.corpus import Corpus
from kg.authors.evidence import Judge, confidence
from kg.authors.settle import Settlement
from kg.model import Evidence
from kg.settings import AuthorSettings


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two sides of a block that were weighed against each other, each named by its first mention in the block."""

    one: int
    other: int
    bits: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class BlockResult:
    """Who the people of a block are, the merges worth telling, and the pairs left apart in doubt or by a cannot-link.

    Numbers are places in the block's sorted mentions, so that a result can be kept and used again.
    """

    people: tuple[tuple[int, ...], ...]
    merges: tuple[Weighed, ...] = ()
    doubts: tuple[Weighed, ...] = ()
    stopped: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a person has settled, by mention: tied groups, and the sides of ``different`` lines."""

    group: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    marks: Mapping[int, frozenset[Mark]] = field(default_factory=dict)

    @classmethod
    def of(cls, settlement: Settlement) -> "Constraints":
        """Read constraints off a settlement."""
        marks: dict[int, set[Mark]] = defaultdict(set)
        for number, apart in enumerate(settlement.apart):
            for side, mentions in ((False, apart.one), (True, apart.other)):
                for mention in mentions:
                    marks[mention].add((number, side))
        group = {mention: together for together in settlement.together for mention in together}
        return cls(group, {mention: frozenset(found) for mention, found in marks.items()})

    def marks_of(self, mention: int) -> frozenset[Mark]:
        """Return the sides a mention is on: whoever is told apart from one of the tied is told apart from all."""
        tied = self.group.get(mention, (mention,))
        return frozenset(mark for other in tied for mark in self.marks.get(other, ()))


def blocks(corpus: Corpus, relations: Related, constraints: Constraints) -> list[tuple[str, ...]]:
    """Divide the forms of names into blocks; each and all of them are sorted.

    Groups (teams and the like) are not among them, nor is a name without a letter.
    """
    graph = nx.Graph()
    graph.add_nodes_from(form for form in corpus.mentions_of if form in corpus.names and corpus.names[form].surname)
    graph.add_edges_from((form, other) for form, others in relations.items() for other in others if form in graph)
    for together in set(constraints.group.values()):
        forms = [corpus.forms[mention] for mention in together if corpus.forms[mention] in graph]
        nx.add_path(graph, forms)
    return sorted(tuple(sorted(component)) for component in nx.connected_components(graph))


def block_mentions(corpus: Corpus, forms: Iterable[str]) -> list[int]:
    """Return the mentions of a block, sorted."""
    return sorted(mention for form in forms for mention in corpus.mentions_of[form])


@dataclass(frozen=True, slots=True)
class Block:
    """Names that may stand for one another, and everything that bears on them.

    ``mentions`` are all those of ``forms``, sorted (`block_mentions`); the rest is common to all blocks.
    """

    forms: tuple[str, ...]
    mentions: Sequence[int]
    relations: Related
    judge: Judge
    constraints: Constraints
    settings: AuthorSettings


def decide_block(block: Block) -> BlockResult:
    """Decide who the people of one block are."""
    judge, settings = block.judge, block.settings
    place = {mention: i for i, mention in enumerate(block.mentions)}
    told: list[Weighed] = []

    def on_merge(merge: Merge) -> None:
        same_form = merge.one.forms.keys() == merge.other.forms.keys()
        if not same_form or confidence(merge.bits) < settings.sure:
            told.append(_weighed(merge.one, merge.other, merge.bits, judge, place))

    outcome = cluster_block(block, on_merge)
    return BlockResult(
        tuple(tuple(place[mention] for mention in person.mentions) for person in outcome.people),
        tuple(sorted(told, key=lambda weighed: (weighed.one, weighed.other))),
        tuple(_doubts(outcome, judge, place, settings)),
        tuple(_stopped(outcome, block.relations, judge, place, settings)),
    )


def cluster_block(block: Block, on_merge: Callable[[Merge], None] = lambda _merge: None) -> Outcome:
    """Cluster the mentions of one block; ``on_merge`` is told every step but cores and what a person has tied.

    Whom a person has tied become one with all that each of them had gathered: "A and B are one" is said of people. Only
    where that would bring together what must not meet are the two mentions tied before anything is gathered.
    """
    tied = {group for mention in block.mentions if (group := block.constraints.group.get(mention))}
    steps: list[Merge] = []
    outcome = _gather(block, steps, tied_first=False)
    united = _united(outcome, sorted(tied), block)
    if united is None:
        steps = []
        united = _gather(block, steps, tied_first=True)
    for step in steps:
        on_merge(step)
    return united


def _gather(block: Block, steps: list[Merge], *, tied_first: bool) -> Outcome:
    clusters = _start(block, tied_first=tied_first)
    near = candidates(clusters, block.relations, block.judge.corpus.term_bits, block.settings)
    return agglomerate(clusters, near, block.judge.score, block.settings.merge_bits, steps.append)


def _united(outcome: Outcome, tied: Sequence[Sequence[int]], block: Block) -> Outcome | None:
    """Make one of the people who hold tied mentions; None where some of these must not meet."""
    if not tied:
        return outcome
    people = outcome.people
    person = {mention: place for place, cluster in enumerate(people) for mention in cluster.mentions}
    ties = nx.Graph()
    ties.add_nodes_from(range(len(people)))
    for group in tied:
        nx.add_path(ties, [person[mention] for mention in group if mention in person])
    groups = [sorted(component) for component in nx.connected_components(ties)]
    if any(people[i].must_not_meet(people[j]) for group in groups for i in group for j in group if i < j):
        return None
    made = sorted((merged([people[i] for i in group]) for group in groups), key=lambda cluster: cluster.mentions[0])
    place = {mention: i for i, cluster in enumerate(made) for mention in cluster.mentions}
    apart: dict[tuple[int, int], float] = {}
    for i, j, bits in outcome.apart:
        one, other = sorted((place[people[i].mentions[0]], place[people[j].mentions[0]]))
        grown = len(made[one].mentions) + len(made[other].mentions) > len(people[i].mentions) + len(people[j].mentions)
        found = block.judge.score(made[one], made[other]) if grown else bits
        if one != other and found is not None:
            apart[one, other] = found
    return Outcome(made, sorted((i, j, bits) for (i, j), bits in apart.items()))


def _start(block: Block, *, tied_first: bool) -> list[Cluster]:
    """Return the clusters to begin with: cores of frequent names, single mentions, and what is ``tied_first``.

    What one paper prints several times with the same letters is one mention: nothing could tell which is which.
    """
    corpus, constraints, settings = block.judge.corpus, block.constraints, block.settings
    clusters: list[Cluster] = []
    done: set[int] = set()
    here = frozenset(block.forms)
    for form in block.forms:
        repeated: dict[tuple[str, str, frozenset[Mark]], list[int]] = defaultdict(list)
        for mention in corpus.mentions_of[form]:
            if mention in done:
                continue
            tied = constraints.group.get(mention, (mention,))
            marks = constraints.marks_of(mention)
            if not tied_first or len(tied) == 1:
                authorship = corpus.mentions[mention]
                repeated[authorship.paper, authorship.printed, marks].append(mention)
                continue
            done.update(tied)
            # a group or a name without a letter may be tied too, and stands in no block
            clusters.append(
                merged([single(corpus, other, marks=marks) for other in tied if corpus.forms[other] in here])
            )
        free = [single(corpus, *mentions, marks=marks) for (_, _, marks), mentions in repeated.items()]
        clusters += free if len(free) < settings.least_for_cores else _cores(free, corpus, settings)
    return sorted(clusters, key=lambda cluster: cluster.mentions[0])


def makes_core(bits: float, weight: float, settings: AuthorSettings) -> bool:
    """Tell whether a shared co-author alone joins mentions of one form: a rare name on a list that counts in full."""
    return bits * weight >= settings.core_bits


def _cores(clusters: list[Cluster], corpus: Corpus, settings: AuthorSettings) -> list[Cluster]:
    """Join mentions of one form that share a co-author whose name hardly anybody else bears."""
    ties = nx.Graph()
    ties.add_nodes_from(range(len(clusters)))
    first: dict[str, int] = {}
    for i, cluster in enumerate(clusters):
        for coauthor, weight in cluster.coauthors.items():
            if makes_core(corpus.coauthor_bits[coauthor], weight, settings):
                ties.add_edge(first.setdefault(coauthor, i), i)
    cores: list[Cluster] = []
    for component in nx.connected_components(ties):
        parts = [clusters[i] for i in sorted(component)]
        # a paper that prints the name twice in two ways, or a decision, keeps a core from being made at all
        clash = any(parts[i].must_not_meet(parts[j]) for i in range(len(parts)) for j in range(i))
        cores += parts if clash else [merged(parts)]
    return cores


def _weighed(one: Cluster, other: Cluster, bits: float, judge: Judge, place: Mapping[int, int]) -> Weighed:
    a, b = sorted((one, other), key=lambda cluster: cluster.mentions[0])
    return Weighed(place[a.mentions[0]], place[b.mentions[0]], round(bits, 2), judge.explain(a, b))


def _doubts(outcome: Outcome, judge: Judge, place: Mapping[int, int], settings: AuthorSettings) -> Iterable[Weighed]:
    """Give the strongest pairs of each person that were left apart and may be one."""
    taken: dict[int, int] = defaultdict(int)
    kept = []
    for i, j, bits in sorted(outcome.apart, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if confidence(bits) < settings.doubt:
            break
        if taken[i] < settings.most_doubts and taken[j] < settings.most_doubts:
            taken[i] += 1
            taken[j] += 1
            kept.append((i, j, bits))
    return [_weighed(outcome.people[i], outcome.people[j], bits, judge, place) for i, j, bits in sorted(kept)]


def _stopped(
    outcome: Outcome, relations: Related, judge: Judge, place: Mapping[int, int], settings: AuthorSettings
) -> Iterable[Weighed]:
    """Give the pairs that a paper which prints both keeps apart, though all else would have joined them."""
    for i, j in on_one_paper(outcome.people, relations):
        one, other = outcome.people[i], outcome.people[j]
        paper = one.same_paper(other)
        if paper is None:
            continue
        found = judge.explain(one, other)
        bits = sum(evidence.bits for evidence in found)
        if found and bits >= settings.merge_bits:
            a, b = sorted((one, other), key=lambda cluster: cluster.mentions[0])
            reason = Evidence("same paper", paper, 0.0)
            yield Weighed(place[a.mentions[0]], place[b.mentions[0]], round(bits, 2), (reason, *found))
