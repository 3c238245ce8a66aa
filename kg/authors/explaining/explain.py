"""Explain why two authorships are one person, or are not.

A person is assembled step by step (`clustering`), and each step weighs two clusters as they were then. So the reason
why two authorships are one person is the step that merged their clusters. The two alone may have little evidence in
common, or even contrary evidence. An explanation has both comparisons.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import fsum, inf
from typing import Any, Final

import networkx as nx

from kg.authors.blocks import PairWeigher
from kg.authors.blocks.clustering import Cluster, make_clusters, merge_clusters
from kg.authors.blocks.deciding import makes_core
from kg.authors.blocks.evidence import confidence
from kg.authors.decisions.decisions import AuthorDecision, format_author_decision
from kg.authors.decisions.settle import find_same_lines
from kg.authors.details.orcid import different_orcids, same_orcid
from kg.authors.explaining.case import Case
from kg.authors.explaining.explanation import AuthorExplanation, Core, DecidingReason, PairExplanation, Side, Weighing
from kg.authors.explaining.history import History, Places, Step, decide_again
from kg.authors.spelling.comparison import Agreement, Mismatch, NameRelation, compare
from kg.errors import UnknownName, UsageError
from kg.model import Authorship, Evidence

_MAX_LISTED: Final = 3


def explain_pair(case: Case, a: str | Collection[str], b: str | Collection[str]) -> PairExplanation:
    """Explain why two authorships are one person, or are not.

    Each is an authorship id, an author id, which means all authorships of the person, or authorship ids of one person.
    Of several authorships, the explanation is about those that the weakest step merged or, for two people, about the
    most similar ones. Raises UnknownName for an unknown id, UsageError if both are the same authorship.
    """
    first, second = (_places(case, ids)[0] for ids in (a, b))
    history, another = decide_again(case, first), decide_again(case, second)
    scene = _scene(case, history, another)
    person, other = history.person(first), another.person(second)
    one, two = _meant(case, a, person), _meant(case, b, other)
    if person == other:
        return _joined(scene, history, one, two)
    return _apart(scene, person, other, one, two)


def explain_author(case: Case, author: str) -> AuthorExplanation:
    """Explain how a person was assembled and who else may be the same.

    ``author`` is the id of an author, or of any authorship of the person. Raises UnknownName if there is no such id.
    """
    first = _places(case, author)[0]
    history = decide_again(case, first)
    scene, person = _scene(case, history), history.person(first)
    doubts, stopped = [], []
    for other, bits in history.others(person):
        if bits is not None and confidence(bits) >= case.settings.doubt:
            doubts.append(scene.weighing(person, other, bits))
        elif bits is None and scene.cluster(person).must_not_meet(scene.cluster(other)):
            weighing = replace(scene.weighing(person, other), forbidden=_forbidden(scene, person, other))
            if weighing.evidence and weighing.bits >= case.settings.merge_bits:
                stopped.append(weighing)
    return AuthorExplanation(
        scene.side(person),
        case.settings.merge_bits,
        tuple(_cores(scene, history, person)),
        tuple(sorted((scene.step(step) for step in history.steps_of(person)), key=_weakest_first)),
        tuple(sorted(doubts, key=_weakest_first, reverse=True)),
        tuple(sorted(stopped, key=_weakest_first, reverse=True)),
    )


def _weakest_first(weighing: Weighing) -> tuple[float, str]:
    return weighing.bits, weighing.other.mentions[0].id


def _places(case: Case, ids: str | Collection[str]) -> list[int]:
    """Return the places of the authorships with these ids; an author id means the authorship it is made from."""
    found = []
    for id_ in [ids] if isinstance(ids, str) else sorted(ids):
        left, _, right = id_.partition("/")
        place = case.place.get(id_, case.place.get(f"{right}/{left}"))
        if place is None:
            raise UnknownName("mention or author", id_)
        found.append(place)
    return found


def _meant(case: Case, ids: str | Collection[str], person: Places) -> Sequence[int]:
    if isinstance(ids, str) and ids not in case.place:
        return person
    return sorted(set(_places(case, ids)).intersection(person))


@dataclass(frozen=True, slots=True)
class _Scene:
    """The authorships of the blocks in question with their authors, by place in the corpus, and the judge of them.

    ``local`` are their places in the block that the judge weighs, ``known`` clusters that were weighed before.
    """

    case: Case
    judge: PairWeigher
    mentions: Mapping[int, Authorship]
    local: Mapping[int, int]
    known: Mapping[Places, Cluster]

    def cluster(self, mentions: Iterable[int]) -> Cluster:
        places = tuple(sorted(mentions))
        found = self.known.get(places)
        return found or merge_clusters(make_clusters(self.judge.block, [self.local[place] for place in places]))

    def side(self, mentions: Iterable[int]) -> Side:
        return Side(tuple(sorted((self.mentions[i] for i in mentions), key=self.case.age)))

    def step(self, step: Step) -> Weighing:
        return self.weighing(step.one, step.other, step.bits)

    def weighing(self, one: Places, other: Places, bits: float | None = None) -> Weighing:
        """Weigh two clusters, even if they cannot be merged; ``bits`` is their sum before rounding, if known."""
        corpus = self.case.corpus
        named = all(corpus.forms[mention] in corpus.name_of for mention in (*one, *other))
        found = self.judge.explain(self.cluster(one), self.cluster(other)) if named else ()
        total = fsum(evidence.bits for evidence in found) if bits is None else bits
        return Weighing(self.side(one), self.side(other), round(total, 2), found)

    def pair(self, a: int, b: int, because: DecidingReason) -> PairExplanation:
        alone = replace(self.weighing((a,), (b,)), forbidden=_forbidden(self, (a,), (b,)))
        return PairExplanation(self.mentions[a], self.mentions[b], because, self.case.settings.merge_bits, alone)


def _scene(case: Case, *histories: History) -> _Scene:
    """Return the scene of one block, or of several blocks joined to weigh pairs across them."""
    mentions = {place: mention for history in histories for place, mention in history.mentions.items()}
    judges = [history.judge for history in histories]
    one_block = all(history.mentions.keys() == histories[0].mentions.keys() for history in histories)
    if one_block and judges[0] is not None:
        judge, known = judges[0], histories[0].clusters
        return _Scene(case, judge, mentions, _local(mentions), known)
    forms = sorted({form for place in mentions for form in case.formed.forms_beside(place)})
    places = case.formed.mentions(forms)
    return _Scene(case, case.judge(forms), mentions, _local(places), {})


def _local(places: Iterable[int]) -> dict[int, int]:
    return {place: i for i, place in enumerate(sorted(places))}


# -- two mentions of one person ----------------------------------------------------------------------------------


def _joined(scene: _Scene, history: History, one: Sequence[int], other: Sequence[int]) -> PairExplanation:
    person = history.person(one[0])
    met = [found for step in history.steps_of(person) if (found := _met(step, one, other))]
    if met:
        step, a, b = min(met, key=lambda found: (found[0].bits, found[1:]))
        # the side of the authorship that was named first comes first
        sides = (step.one, step.other) if a in step.one else (step.other, step.one)
        return replace(scene.pair(a, b, DecidingReason.EVIDENCE), weighing=scene.weighing(*sides, step.bits))
    a, b = next(((a, b) for a, b in product(one, other) if a != b), (one[0], one[0]))
    if a == b:
        raise UsageError("both are one mention; ask about it alone, or name another")
    because, reasons = _together(scene, a, b, person)
    return replace(scene.pair(a, b, because), reasons=reasons)


def _met(step: Step, one: Iterable[int], other: Iterable[int]) -> tuple[Step, int, int] | None:
    """Return the first authorships of either side that a step merged."""
    for here, there in ((step.one, step.other), (step.other, step.one)):
        a = next((mention for mention in one if mention in here), None)
        b = next((mention for mention in other if mention in there), None)
        if a is not None and b is not None:
            return step, a, b
    return None


def _together(scene: _Scene, a: int, b: int, person: Places) -> tuple[DecidingReason, tuple[Evidence, ...]]:
    """Return why two authorships are together although no step merged them."""
    case, corpus = scene.case, scene.case.corpus
    if lines := find_same_lines(case.settlement, corpus.mentions[a].id, corpus.mentions[b].id):
        return DecidingReason.DECISION, tuple(_said(case, line) for line in lines)
    if corpus.forms[a] not in corpus.name_of:
        return DecidingReason.GROUP, ()
    one, other = corpus.mentions[a], corpus.mentions[b]
    if (one.paper, one.printed, corpus.namesakes[a]) == (other.paper, other.printed, corpus.namesakes[b]):
        return DecidingReason.REPEATED, ()
    if b in case.formed.constraints.known.get(a, ()):
        orcids = (corpus.facts_of(mention).orcids for mention in (a, b))
        return DecidingReason.SAME_ORCID, (same_orcid(frozenset.union(*orcids)),)
    ties = _rare_coauthors(scene, person)
    if nx.has_path(ties, a, b):
        return DecidingReason.CORE, tuple(_shared(scene, nx.shortest_path(ties, a, b)))
    return DecidingReason.DECISION, tuple(reason for _, reasons in _tied(case, person) for reason in reasons)


def _cores(scene: _Scene, history: History, person: Places) -> Iterator[Core]:
    """Describe which authorships of a person were together before or without weighing."""
    case, corpus = scene.case, scene.case.corpus
    for mentions, reasons in _tied(case, person):
        yield Core(scene.side(mentions), DecidingReason.DECISION, reasons)
    known = case.formed.constraints.known
    for group in sorted({known[mention] for mention in person if mention in known}):
        members = [mention for mention in group if mention in person]
        if len(members) > 1:
            orcids = frozenset.union(*(corpus.facts_of(mention).orcids for mention in members))
            yield Core(scene.side(members), DecidingReason.SAME_ORCID, (same_orcid(orcids),))
    for leaf in history.leaves(person):
        if corpus.forms[leaf[0]] not in corpus.name_of:
            yield Core(scene.side(leaf), DecidingReason.GROUP, ())
            continue
        tied = case.formed.constraints.group.keys() | known.keys()
        ties = _rare_coauthors(scene, [mention for mention in leaf if mention not in tied])
        for component in nx.connected_components(ties):
            mentions = sorted(node for node in component if isinstance(node, int))
            if len(mentions) > 1:
                yield Core(scene.side(mentions), DecidingReason.CORE, tuple(_rarest(scene, ties.subgraph(component))))


def _tied(case: Case, person: Places) -> Iterator[tuple[Sequence[int], tuple[Evidence, ...]]]:
    """Return the authorships of a person that decisions link, and the lines."""
    groups = {group for mention in person if (group := case.formed.constraints.group.get(mention))}
    for group in sorted(groups):
        ids = [case.corpus.mentions[mention].id for mention in group]
        lines = dict.fromkeys(line for pair in pairwise(ids) for line in find_same_lines(case.settlement, *pair))
        yield group, tuple(_said(case, line) for line in lines)


def _rarest(scene: _Scene, ties: nx.Graph) -> Iterator[Evidence]:
    """Return how many papers of a core each rare co-author is on, the most frequent first."""
    items = scene.judge.block.coauthors
    papers = {node: ties.degree[node] for node in ties if isinstance(node, _Coauthor) and ties.degree[node] > 1}
    for node in sorted(papers, key=lambda node: (-papers[node], node.place)):
        item = items[node.place]
        yield Evidence(DecidingReason.CORE.value, (item.text, str(papers[node])), round(item.bits, 2))


@dataclass(frozen=True, slots=True)
class _Coauthor:
    """A node of the graph of ties, by place in the block."""

    place: int


def _rare_coauthors(scene: _Scene, mentions: Iterable[int]) -> nx.Graph:
    """Return a graph that joins authorships to those of their co-authors that make cores (`kg.authors.blocks`)."""
    ties = nx.Graph()
    items = scene.judge.block.coauthors
    for mention in mentions:
        ties.add_node(mention)
        for place, weight in scene.cluster((mention,)).coauthors.items():
            if makes_core(items[place].bits, weight, scene.case.settings):
                ties.add_edge(mention, _Coauthor(place))
    return ties


def _shared(scene: _Scene, path: Sequence[Any]) -> Iterator[Evidence]:
    """Return the two papers that share each co-author on the path from one authorship to another."""
    corpus, items = scene.case.corpus, scene.judge.block.coauthors
    for before, node, after in zip(path[::2], path[1::2], path[2::2], strict=False):
        papers = (corpus.mentions[mention].paper for mention in (before, after))
        item = items[node.place]
        yield Evidence(DecidingReason.CORE.value, (item.text, *papers), round(item.bits, 2))


# -- two mentions of two people ----------------------------------------------------------------------------------


def _apart(scene: _Scene, person: Places, another: Places, one: Sequence[int], other: Sequence[int]) -> PairExplanation:
    case = scene.case
    alone = {mention: scene.cluster((mention,)) for mention in (*one, *other)}

    def likeness(pair: tuple[int, int]) -> tuple[float, int, int]:
        bits = scene.judge.score(alone[pair[0]], alone[pair[1]])
        return -inf if bits is None else bits, -pair[0], -pair[1]

    comparable = {case.corpus.forms[mention] for mention in alone} <= case.corpus.name_of.keys()
    a, b = max(product(one, other), key=likeness) if comparable else (one[0], other[0])
    forbidden = _forbidden(scene, person, another, asked=(a, b))
    because = DecidingReason(forbidden[0].kind) if forbidden else DecidingReason.EVIDENCE
    weighing = replace(scene.weighing(person, another), forbidden=forbidden)
    return replace(scene.pair(a, b, because), weighing=weighing)


def _forbidden(scene: _Scene, one: Places, other: Places, asked: Iterable[int] = ()) -> tuple[Evidence, ...]:
    """List what keeps two clusters apart regardless of the evidence.

    A decision is listed with the lines that connect it to the authorships ``asked`` about.
    """
    sides = scene.cluster(one), scene.cluster(other)
    orcids = sides[0].two_orcids(sides[1])
    return (
        *_settled_apart(scene.case, one, other, asked),
        *((different_orcids(*orcids),) if orcids else ()),
        *_same_paper(*sides),
        *_unlike(scene, one, other),
    )


def _settled_apart(case: Case, one: Places, other: Places, asked: Iterable[int]) -> Iterator[Evidence]:
    marks_of = case.formed.constraints.marks_of
    sides = [{mark for mention in side for mark in marks_of(mention)} for side in (one, other)]
    number = next((line for line, side in sorted(sides[0]) if (line, not side) in sides[1]), None)
    if number is None:
        return
    line = case.settlement.apart[number].line
    named = [reading for reference in line.references for reading in reference.readings]
    chains = (
        find_same_lines(case.settlement, case.corpus.mentions[mention].id, id_) for mention in asked for id_ in named
    )
    for said in dict.fromkeys([line, *(step for chain in chains for step in chain)]):
        yield _said(case, said)


def _said(case: Case, line: AuthorDecision) -> Evidence:
    written = line.written or format_author_decision(line)
    return Evidence(DecidingReason.DECISION.value, (str(line.line), case.settlement.file, written), 0.0)


def _same_paper(one: Cluster, other: Cluster) -> Iterator[Evidence]:
    paper = one.same_paper(other)
    if paper is not None:
        yield Evidence(
            DecidingReason.SAME_PAPER.value, (paper, one.printed[paper].printed, other.printed[paper].printed), 0.0
        )


def _unlike(scene: _Scene, one: Places, other: Places) -> Iterator[Evidence]:
    case, corpus = scene.case, scene.case.corpus
    names = corpus.name_of
    spelling = case.settings.spelling
    forms = [sorted(_forms(case, side)) for side in (one, other)]
    found: dict[tuple[str, str], NameRelation | Mismatch] = {
        (names[form].printed, names[another].printed): compare(names[form], names[another], spelling)
        for form, another in product(*forms)
        if form in names and another in names
    }
    conflicts = [both for both, relation in found.items() if relation is Mismatch.CONFLICT]
    clusters = scene.cluster(one), scene.cluster(other)
    natives = scene.judge.natives(*clusters) if all(cluster.natives for cluster in clusters) else None
    if natives is Mismatch.CONFLICT and not conflicts:
        one_name, other_name = (scene.judge.names[min(cluster.natives)].printed for cluster in clusters)
        conflicts = [(one_name, other_name)]
    if conflicts and natives is not Agreement.SAME:
        yield from (Evidence(DecidingReason.CONFLICT.value, both, 0.0) for both in conflicts[:_MAX_LISTED])
        return
    both = (corpus.mentions[one[0]].printed, corpus.mentions[other[0]].printed)
    blocks = [case.forms_with(side[0]) for side in (one, other)]
    if all(relation is Mismatch.UNRELATED for relation in found.values()):
        yield Evidence(DecidingReason.UNRELATED.value, both, 0.0)
    elif blocks[0] != blocks[1]:
        yield Evidence(DecidingReason.NOT_COMPARED.value, both, 0.0)


def _forms(case: Case, mentions: Iterable[int]) -> set[str]:
    """Return the forms under which authorships are printed, in every script."""
    corpus = case.corpus
    natives = {native.form for mention in mentions if (native := corpus.facts_of(mention).native)}
    return natives | {corpus.forms[mention] for mention in mentions}
