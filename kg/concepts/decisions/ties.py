"""Find the concepts that decision lines are about, the concepts that they merge, and contradictions between lines.

The lines form a graph. Its nodes are concepts, and labels that no concept has, since a graph of another month may have
such a concept. ``same`` lines are edges. A ``label`` line is an edge too if its label belongs to a learned concept,
which is then merged with the concept that the line is about.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import networkx as nx

from kg.concepts.decisions.decisions import (
    ENGLISH,
    ConceptDecision,
    ConceptDecisions,
    ConceptReference,
    format_concept_decision,
)
from kg.concepts.text.lexical import singular
from kg.concepts.vocabulary.matching import Matcher
from kg.concepts.vocabulary.vocabulary import Label, Vocabulary
from kg.errors import DecisionsError
from kg.ids import slug
from kg.sets.decision_verbs import DecisionVerb

UNKNOWN: Final = '"'
"""First character of the node of an unknown label; no id contains a quote."""


class ConceptLookup:
    """Finds the concepts of a vocabulary by a label or an id."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._matcher = Matcher(vocabulary)
        self._ids = {concept.id for concept in vocabulary.concepts}

    def find(self, meant: ConceptReference) -> tuple[str, ...]:
        """Return the ids of all matching concepts.

        A label is compared with the surface forms of labels; if none match, its slug is compared with ids.
        """
        if meant.id:
            return (meant.id,) if meant.id in self._ids else ()
        found = self._matcher.lookup(meant.label)
        if found:
            return found
        alike = (slug(text) for text in (meant.label, singular(meant.label)))
        return tuple(dict.fromkeys(id_ for id_ in alike if id_ in self._ids))[:1]


class DecisionVocabulary:
    """A vocabulary by id, and the nodes that lines are about: ids of concepts, or unknown labels."""

    def __init__(self, vocabulary: Vocabulary, decisions: ConceptDecisions) -> None:
        self.concepts = {concept.id: concept for concept in vocabulary.concepts}
        self.labels: dict[str, list[Label]] = defaultdict(list)
        for label in vocabulary.labels:
            self.labels[label.concept].append(label)
        self._names = ConceptLookup(vocabulary)
        self._nodes: dict[ConceptReference, str] = {}
        for line in decisions.lines:
            for meant in line.concepts:
                self._nodes[meant] = self._lead(meant, line, decisions)

    def _lead(self, meant: ConceptReference, line: ConceptDecision, decisions: ConceptDecisions) -> str:
        found = self._names.find(meant)
        if len(found) > 1:
            raise DecisionsError(
                f'{format_line(line)}: "{meant.label}" means several concepts, {", ".join(found)}; '
                "write the id of the one that is meant, without quotes",
                decisions.path,
                line.line,
            )
        return found[0] if found else UNKNOWN + meant.key

    def nodes(self, line: ConceptDecision) -> list[str]:
        """Return the nodes that a line is about."""
        return [self._nodes[meant] for meant in line.concepts]

    def named(self, label: str) -> tuple[str, ...]:
        """Return the nodes of a label: all concepts of that name, or the node of an unknown label."""
        return self._names.find(ConceptReference(label)) or (UNKNOWN + ConceptReference(label).key,)

    def printed(self, meant: ConceptReference, node: str) -> str:
        """Return the label as the vocabulary writes it, or as the line does if the vocabulary lacks it."""
        if not meant.label or node not in self.concepts:
            return meant.label
        shown = {label.text for label in self.labels[node] if not label.hidden}
        alike = sorted(text for text in shown if ConceptReference(text).key == meant.key)
        own = self.concepts[node].label
        return meant.label if meant.label in shown or not alike else own if own in alike else alike[0]

    def language(self, text: str, concepts: Iterable[str]) -> str | None:
        """Return the language that a label has in these concepts, preferably English; None if it is not their label."""
        found = {label.language for concept in concepts for label in self.labels[concept] if label.text == text}
        return min(found, key=lambda tag: (tag != ENGLISH, tag), default=None)


@dataclass(slots=True)
class DecisionGraph:
    """The graph of concepts to merge, and the decisions by node.

    ``firsts`` has the lines in which a node comes first, with the label used there; ``seconds`` are the nodes that come
    second in a line. ``texts`` are unknown labels, as lines write them.
    """

    graph: nx.Graph = field(default_factory=nx.Graph)
    firsts: dict[str, list[tuple[ConceptDecision, str]]] = field(default_factory=lambda: defaultdict(list))
    seconds: set[str] = field(default_factory=set)
    labels: dict[str, list[ConceptDecision]] = field(default_factory=lambda: defaultdict(list))
    types: dict[str, list[ConceptDecision]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def join(self, one: str, other: str, line: ConceptDecision) -> None:
        """Merge two nodes; the first provides the id."""
        self.graph.add_nodes_from((one, other))
        if one != other:
            self.seconds.add(other)
            if not self.graph.has_edge(one, other):
                self.graph.add_edge(one, other, line=line)


def build_decision_graph(known: DecisionVocabulary, decisions: ConceptDecisions) -> DecisionGraph:
    """Build the graph of the lines. Raises DecisionsError, with the lines, if they contradict each other."""
    ties = DecisionGraph()
    for line in decisions.lines:
        nodes = known.nodes(line)
        ties.graph.add_nodes_from(nodes)
        for node, meant in zip(nodes, line.concepts, strict=True):
            if meant.label and node not in known.concepts:
                ties.texts[node].add(meant.label)
        if line.verb == DecisionVerb.SAME:
            ties.firsts[nodes[0]].append((line, known.printed(line.concepts[0], nodes[0])))
            ties.join(nodes[0], nodes[1], line)
        elif line.verb == DecisionVerb.TYPE:
            ties.types[nodes[0]].append(line)
        elif line.verb == DecisionVerb.LABEL:
            ties.labels[nodes[0]].append(line)
            _tie_label(known, ties, nodes[0], line)
    _refuse_contradictions(known, ties.graph, decisions)
    return ties


def _tie_label(known: DecisionVocabulary, ties: DecisionGraph, node: str, line: ConceptDecision) -> None:
    """Merge a concept with the concept of its new label, unless that would absorb a curated concept."""
    other, *others = known.named(line.text)
    if others or other == node:
        return
    if other not in known.concepts:
        ties.join(node, other, line)
    elif node not in known.concepts:
        # a label line provides no id
        ties.join(other, node, line)
    elif not known.concepts[other].curated:
        ties.join(node, other, line)


def _refuse_contradictions(known: DecisionVocabulary, graph: nx.Graph, decisions: ConceptDecisions) -> None:
    group = {node: min(component) for component in nx.connected_components(graph) for node in component}
    earlier: dict[tuple[str, str, str], tuple[str, ConceptDecision]] = {}
    about: dict[str, ConceptDecision] = {}
    for line in decisions.lines:
        nodes = known.nodes(line)
        if line.verb in (DecisionVerb.TYPE, DecisionVerb.LABEL):
            node, other = earlier.setdefault((group[nodes[0]], line.verb, line.language), (nodes[0], line))
            if other.text != line.text:
                raise _contradiction(line, (other, *_chain(graph, node, nodes[0])), decisions)
        if line.verb == DecisionVerb.LABEL:
            nodes += _led_to(known, group, nodes[0], line, decisions)
        for node in nodes:
            other = about.setdefault(node, line)
            if (other.verb == DecisionVerb.NOT) != (line.verb == DecisionVerb.NOT):
                raise _contradiction(line, (other,), decisions)


def _led_to(
    known: DecisionVocabulary, group: Mapping[str, str], node: str, line: ConceptDecision, decisions: ConceptDecisions
) -> tuple[str, ...]:
    """Return the nodes of a preferred label. Raises DecisionsError if it belongs to another concept."""
    found = known.named(line.text)
    if node in found:
        return ()
    others = [other for other in found if group.get(other) != group[node]]
    if others:
        raise DecisionsError(
            f'{format_line(line)}: "{line.text}" is a label of {", ".join(others)} already; choose another label, '
            "or merge the concepts with same",
            decisions.path,
            line.line,
        )
    return found


def _chain(graph: nx.Graph, one: str, other: str) -> tuple[ConceptDecision, ...]:
    """Return the lines along a shortest path."""
    path = nx.shortest_path(graph, one, other)
    return tuple(dict.fromkeys(graph.edges[edge]["line"] for edge in pairwise(path)))


def _contradiction(
    line: ConceptDecision, chain: Iterable[ConceptDecision], decisions: ConceptDecisions
) -> DecisionsError:
    against = [f"line {other.line} says {format_line(other)}" for other in chain if other != line]
    said = ", ".join(against[:-1]) + " and " + against[-1] if len(against) > 1 else against[0]
    message = f"{format_line(line)}, but {said}; remove one of these {len(against) + 1} lines"
    return DecisionsError(message, decisions.path, line.line)


def format_line(line: ConceptDecision) -> str:
    """Return a line as written in its file, or as it would be written."""
    return line.written or format_concept_decision(line)
