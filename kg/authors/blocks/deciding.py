"""Decide one block: the people that its authorships belong to.

A block does not depend on other blocks, so blocks can be decided in any order, on any machine, and cached while their
values do not change.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.algorithms.components import connected_components
from kg.authors.blocks.block import BlockInput, SharedItem
from kg.authors.blocks.candidates import RelatedPlaces, candidate_finder, list_conflicts, related_names
from kg.authors.blocks.clustering import Cluster, Clustering, Merge, agglomerate, make_clusters, merge_clusters
from kg.authors.blocks.evidence import PairWeigher, confidence
from kg.authors.details.orcid import different_orcids
from kg.model import Evidence, EvidenceKind
from kg.settings import AuthorSettings


@dataclass(frozen=True, slots=True)
class WeighedPair:
    """Two sides of a block that were weighed against each other, each named by its first authorship in the block."""

    one: int
    other: int
    bits: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class BlockResult:
    """The people of a block, the notable merges, and the pairs left apart in doubt or by a cannot-link.

    Numbers are places of authorships in the block.
    """

    people: tuple[tuple[int, ...], ...]
    merges: tuple[WeighedPair, ...] = ()
    doubts: tuple[WeighedPair, ...] = ()
    stopped: tuple[WeighedPair, ...] = ()


def decide_block(
    block: BlockInput, settings: AuthorSettings, weights: Mapping[str, float] | None = None
) -> BlockResult:
    """Decide who the people of one block are, with the program's weights by default."""
    judge, related = PairWeigher(block, settings, weights), related_names(block)
    merges: list[WeighedPair] = []

    def on_merge(merge: Merge) -> None:
        same_form = merge.one.forms.keys() == merge.other.forms.keys()
        if not same_form or confidence(merge.bits) < settings.sure:
            merges.append(_weighed(merge.one, merge.other, merge.bits, judge))

    outcome = cluster_block(judge, on_merge)
    return BlockResult(
        tuple(tuple(person.mentions) for person in outcome.people),
        tuple(sorted(merges, key=lambda weighed: (weighed.one, weighed.other))),
        tuple(_doubts(outcome, judge, settings)),
        tuple(_stopped(outcome, related, judge, settings)),
    )


def cluster_block(judge: PairWeigher, on_merge: Callable[[Merge], None] = lambda _merge: None) -> Clustering:
    """Cluster the authorships of the block that ``judge`` weighs.

    ``on_merge`` is called with every step except cores and links by decisions. A decision such as "A and B are one" is
    about people, so the whole clusters of both authorships are merged after clustering. If that would break a
    cannot-link, the two authorships are instead linked before clustering begins.
    """
    steps: list[Merge] = []
    outcome = _gather(judge, steps, tied_first=False)
    united = _united(outcome, judge)
    if united is None:
        steps = []
        united = _gather(judge, steps, tied_first=True)
    for step in steps:
        on_merge(step)
    return united


def _gather(judge: PairWeigher, steps: list[Merge], *, tied_first: bool) -> Clustering:
    block, settings = judge.block, judge.settings
    clusters = _start(block, settings, tied_first=tied_first)
    near = candidate_finder(clusters, related_names(block), block.terms, settings)
    return agglomerate(clusters, near, judge.score, settings.merge_bits, steps.append)


def _united(outcome: Clustering, judge: PairWeigher) -> Clustering | None:
    """Merge the people who have linked authorships; None if a cannot-link forbids it."""
    tied = judge.block.tied
    if not tied:
        return outcome
    people = outcome.people
    person = {mention: place for place, cluster in enumerate(people) for mention in cluster.mentions}
    groups = connected_components(range(len(people)), [[person[mention] for mention in group] for group in tied])
    if any(people[i].must_not_meet(people[j]) for group in groups for i, j in combinations(group, 2)):
        return None
    made = sorted(
        (merge_clusters([people[i] for i in group]) for group in groups), key=lambda cluster: cluster.mentions[0]
    )
    place = {mention: i for i, cluster in enumerate(made) for mention in cluster.mentions}
    apart: dict[tuple[int, int], float] = {}
    for i, j, bits in outcome.apart:
        one, other = sorted((place[people[i].mentions[0]], place[people[j].mentions[0]]))
        grown = len(made[one].mentions) + len(made[other].mentions) > len(people[i].mentions) + len(people[j].mentions)
        found = judge.score(made[one], made[other]) if grown else bits
        if one != other and found is not None:
            apart[one, other] = found
    return Clustering(made, sorted((i, j, bits) for (i, j), bits in apart.items()))


def _start(block: BlockInput, settings: AuthorSettings, *, tied_first: bool) -> list[Cluster]:
    """Return the initial clusters: cores of frequent names, single authorships, and linked authorships.

    An ORCID iD links authorships unless a decision states that some of them differ. Decisions link here only if
    ``tied_first``.
    """
    free: dict[int, list[Cluster]] = defaultdict(list)
    clusters: list[Cluster] = []
    for parts in _tied(block, tied_first=tied_first):
        if len(parts) == 1:
            free[block.mentions[parts[0].mentions[0]].name].append(parts[0])
        else:
            clusters.append(merge_clusters(parts))
    for alike in free.values():
        clusters += alike if len(alike) < settings.min_for_cores else _cores(alike, block.coauthors, settings)
    return sorted(clusters, key=lambda cluster: cluster.mentions[0])


def _tied(block: BlockInput, *, tied_first: bool) -> Iterable[list[Cluster]]:
    """Yield groups of linked clusters that cover the block; a cluster is one name on one paper."""
    parts = make_clusters(block, range(len(block.mentions)))
    if not block.known and not (block.tied and tied_first):
        yield from ([part] for part in parts)
        return
    here = {mention: i for i, part in enumerate(parts) for mention in part.mentions}
    ties: list[list[int]] = []
    for group in block.known:
        marked = [parts[here[mention]] for mention in group if parts[here[mention]].marks]
        if all(one.said_apart(other) is None for one, other in combinations(marked, 2)):
            ties.append([here[mention] for mention in group])
    if tied_first:
        ties += [[here[mention] for mention in group] for group in block.tied]
    for component in connected_components(range(len(parts)), ties):
        yield [parts[i] for i in component]


def makes_core(bits: float, weight: float, settings: AuthorSettings) -> bool:
    """Return True if one shared co-author suffices to join authorships of one form: a rare name, on a short list."""
    return bits * weight >= settings.core_bits


def _cores(clusters: list[Cluster], coauthors: Sequence[SharedItem], settings: AuthorSettings) -> list[Cluster]:
    """Join authorships of one form that share a co-author with a rare name."""
    having: dict[int, list[int]] = defaultdict(list)
    for i, cluster in enumerate(clusters):
        for coauthor, weight in cluster.coauthors.items():
            if makes_core(coauthors[coauthor].bits, weight, settings):
                having[coauthor].append(i)
    cores: list[Cluster] = []
    for group in connected_components(range(len(clusters)), having.values()):
        parts = [clusters[i] for i in group]
        # a paper that prints the name in two ways, or a decision, prevents the core
        clash = any(one.must_not_meet(other) for one, other in combinations(parts, 2))
        cores += parts if clash else [merge_clusters(parts)]
    return cores


def _weighed(one: Cluster, other: Cluster, bits: float, judge: PairWeigher) -> WeighedPair:
    a, b = sorted((one, other), key=lambda cluster: cluster.mentions[0])
    return WeighedPair(a.mentions[0], b.mentions[0], round(bits, 2), judge.explain(a, b))


def _doubts(outcome: Clustering, judge: PairWeigher, settings: AuthorSettings) -> Iterable[WeighedPair]:
    """Return the strongest pairs, for each person, that were left apart but may be one person."""
    taken: dict[int, int] = defaultdict(int)
    kept = []
    for i, j, bits in sorted(outcome.apart, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if confidence(bits) < settings.doubt:
            break
        if taken[i] < settings.max_doubts and taken[j] < settings.max_doubts:
            taken[i] += 1
            taken[j] += 1
            kept.append((i, j, bits))
    return [_weighed(outcome.people[i], outcome.people[j], bits, judge) for i, j, bits in sorted(kept)]


def _stopped(
    outcome: Clustering, related: RelatedPlaces, judge: PairWeigher, settings: AuthorSettings
) -> Iterable[WeighedPair]:
    """Yield the pairs that are kept apart only by a paper that prints both, or by two ORCID iDs."""
    for i, j in list_conflicts(outcome.people, related, settings.candidates):
        one, other = sorted((outcome.people[i], outcome.people[j]), key=lambda cluster: cluster.mentions[0])
        paper, orcids = one.same_paper(other), one.two_orcids(other)
        if paper is None and orcids is None:
            continue
        found = judge.explain(one, other)
        bits = sum(evidence.bits for evidence in found)
        if found and bits >= settings.merge_bits:
            forbidden = (
                different_orcids(*orcids) if orcids else Evidence(EvidenceKind.SAME_PAPER.value, (str(paper),), 0.0)
            )
            yield WeighedPair(one.mentions[0], other.mentions[0], round(bits, 2), (forbidden, *found))
