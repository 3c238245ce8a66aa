"""One block decided: names that may stand for one another, and the people they turn out to be.

A block is a set of forms tied by `blocking.related` (or by what a person has settled); no other block bears on it, so
blocks can be decided in any order, on any machine, and kept while nothing they look at changes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import networkx as nx

from kg.authors.candidates import Related, candidates, kept_apart
from kg.authors.clustering import Cluster, Mark, Merge, Outcome, agglomerate, merged, single
from kg.authors.corpus import Corpus
from kg.authors.details.orcid import different_orcids
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
    """What ties mentions or keeps them apart whatever the evidence is.

    By mention: ``group`` are those that a person has tied, ``marks`` the sides of ``different`` lines, ``known`` those
    that have an ORCID iD in common.
    """

    group: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    marks: Mapping[int, frozenset[Mark]] = field(default_factory=dict)
    known: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, settlement: Settlement, known: Mapping[int, tuple[int, ...]] | None = None) -> "Constraints":
        """Read constraints off a settlement; ``known`` are the mentions that an ORCID iD ties."""
        marks: dict[int, set[Mark]] = defaultdict(set)
        for number, apart in enumerate(settlement.apart):
            for side, mentions in ((False, apart.one), (True, apart.other)):
                for mention in mentions:
                    marks[mention].add((number, side))
        group = {mention: together for together in settlement.together for mention in together}
        return cls(group, {mention: frozenset(found) for mention, found in marks.items()}, known or {})

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
    for together in {*constraints.group.values(), *constraints.known.values()}:
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
    """Return the clusters to begin with: cores of frequent names, single mentions, and what is tied.

    What one paper prints several times with the same letters is one mention: nothing could distinguish them. An
    ORCID iD ties mentions unless a decision says that some of them differ; decisions tie here where they are
    ``tied_first``.
    """
    corpus, settings = block.judge.corpus, block.settings
    free: dict[str, list[Cluster]] = defaultdict(list)
    clusters: list[Cluster] = []
    for parts in _tied(block, tied_first=tied_first):
        if len(parts) == 1:
            free[corpus.forms[parts[0].mentions[0]]].append(parts[0])
        else:
            clusters.append(merged(parts))
    for singles in free.values():
        clusters += singles if len(singles) < settings.least_for_cores else _cores(singles, corpus, settings)
    return sorted(clusters, key=lambda cluster: cluster.mentions[0])


def _tied(block: Block, *, tied_first: bool) -> Iterable[list[Cluster]]:
    """Yield the mentions of a block as clusters of one name on one paper each, together with those they are tied to."""
    corpus, constraints = block.judge.corpus, block.constraints
    repeated: dict[tuple[str, str, frozenset[Mark]], list[int]] = defaultdict(list)
    for mention in block.mentions:
        authorship = corpus.mentions[mention]
        repeated[authorship.paper, authorship.printed, constraints.marks_of(mention)].append(mention)
    parts = [single(corpus, *mentions, marks=marks) for (_, _, marks), mentions in repeated.items()]
    groups = _groups(block.mentions, constraints.known)
    by_hand = _groups(block.mentions, constraints.group) if tied_first else []
    if not (groups or by_hand):
        yield from ([part] for part in parts)
        return
    here = {mention: i for i, part in enumerate(parts) for mention in part.mentions}
    ties = nx.Graph()
    ties.add_nodes_from(range(len(parts)))
    for group in groups:
        marked = [parts[here[mention]] for mention in group if parts[here[mention]].marks]
        if all(one.said_apart(other) is None for one, other in combinations(marked, 2)):
            nx.add_path(ties, [here[mention] for mention in group])
    for group in by_hand:
        # a group or a name without a letter may be tied too, and is in no block
        nx.add_path(ties, [here[mention] for mention in group if mention in here])
    for component in nx.connected_components(ties):
        yield [parts[i] for i in sorted(component)]


def _groups(mentions: Iterable[int], tied: Mapping[int, tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the groups that hold some of the mentions, each once."""
    return list(dict.fromkeys(tied[mention] for mention in mentions if mention in tied)) if tied else []


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
    """Give the pairs that only a paper which prints both, or two ORCID iDs, keep apart."""
    for i, j in kept_apart(outcome.people, relations):
        one, other = sorted((outcome.people[i], outcome.people[j]), key=lambda cluster: cluster.mentions[0])
        paper, orcids = one.same_paper(other), one.two_orcids(other)
        if paper is None and orcids is None:
            continue
        found = judge.explain(one, other)
        bits = sum(evidence.bits for evidence in found)
        if found and bits >= settings.merge_bits:
            forbidden = different_orcids(*orcids) if orcids else Evidence("same paper", str(paper), 0.0)
            sides = place[one.mentions[0]], place[other.mentions[0]]
            yield Weighed(*sides, round(bits, 2), (forbidden, *found))
