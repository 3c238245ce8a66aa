"""Apply decisions to a vocabulary: concepts are merged, removed, typed and renamed as a person has decided.

Concepts that the lines merge (`kg.concepts.decisions.ties`) are one concept of the resulting vocabulary. Ids are
stable: a merged concept has the id of the first concept in a ``same`` line or, if the vocabulary lacks that concept,
the id made from its label; a ``label`` line changes no id. So the order of the lines does not matter.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import networkx as nx

from kg.concepts.decisions.decisions import CONCEPTS_FILE, ENGLISH, TYPES_BY_NAME, ConceptDecisions
from kg.concepts.decisions.ties import UNKNOWN, DecisionGraph, DecisionVocabulary, build_decision_graph
from kg.concepts.text.lexical import has_cjk, singular
from kg.concepts.vocabulary.vocabulary import Label, Vocabulary
from kg.ids import slug
from kg.model import Concept, ConceptType
from kg.report_codes import Report, ReportCode
from kg.sets.decision_verbs import DecisionVerb

LabelText = tuple[str, str]
"""A label and its language."""


def apply_concept_decisions(
    vocabulary: Vocabulary, decisions: ConceptDecisions
) -> tuple[Vocabulary, tuple[Report, ...]]:
    """Return the vocabulary with decisions applied, and reports of lines that refer to nothing in it.

    Only ``type`` adds a concept; ``broader`` is updated to merged concepts and skips removed ones. Raises
    DecisionsError, with the lines, if they contradict each other, or if a label refers to
    several concepts.
    """
    if not decisions.lines:
        return vocabulary, ()
    known = DecisionVocabulary(vocabulary, decisions)
    ties = build_decision_graph(known, decisions)
    refused = {known.nodes(line)[0] for line in decisions.of(DecisionVerb.NOT)}
    groups: list[_Group] = []
    waiting: set[str] = set()
    for component in nx.connected_components(ties.graph):
        group = None if component <= refused else _grouped(sorted(component), known, ties)
        if group is not None:
            groups.append(group)
        else:
            waiting |= component - known.concepts.keys()
    groups.sort(key=lambda group: group.concept.id)
    reports = [*_waiting(known, waiting, decisions), *_outvoted(ties, groups, decisions)]
    settled = _assembled(vocabulary, known, groups, refused & known.concepts.keys(), decisions)
    return settled, tuple(sorted(reports, key=lambda report: (report.line, report.code, report.arguments)))


@dataclass(frozen=True, slots=True)
class _Group:
    """Concepts merged into one: the result, its labels, the original concepts, and the nodes that may give it an id."""

    concept: Concept
    labels: tuple[Label, ...]
    members: frozenset[str]
    heads: tuple[str, ...]


def _grouped(nodes: Sequence[str], known: DecisionVocabulary, ties: DecisionGraph) -> _Group | None:
    """Merge a component into one concept; None if none of it is in the vocabulary and no line gives it a type."""
    members = [node for node in nodes if node in known.concepts]
    types = {TYPES_BY_NAME[line.text] for node in nodes for line in ties.types[node]}
    if not members and not (types and any(ties.texts[node] for node in nodes)):
        return None
    heads = _heads(nodes, known, ties)
    head = heads[0]
    of_head = [known.concepts[head]] if head in known.concepts else []
    concepts = [known.concepts[node] for node in members]
    preferred = _preferred(head, nodes, members, known, ties)
    label = preferred.pop(ENGLISH if ENGLISH in preferred else next(iter(preferred)))
    shown, hidden = _labels(nodes, members, known, ties)
    shown = _tagged(shown | {label, *preferred.values()})
    firsts = sorted(set(preferred.values()) & shown)
    alike = {(label[0], language) for language in (label[1], ENGLISH, "")}
    id_ = head if of_head else _new_id(head, ties)
    iri = next((one.iri for one in (*of_head, *concepts) if one.iri), "")
    concept = Concept(
        id_,
        types.pop() if types else _type(of_head, concepts),
        label[0],
        (*firsts, *sorted(other for other in shown - {*firsts} if other not in alike)),
        tuple(sorted({wide for one in concepts for wide in one.broader})),
        not concepts or any(one.curated for one in concepts),
        _votes(concepts),
        iri,
        tuple(sorted({text for one in concepts for text in one.definitions})),
        tuple(sorted({match for one in concepts for match in (one.iri, *one.matches)} - {"", iri})),
        tuple(sorted({scheme for one in concepts for scheme in one.schemes})),
    )
    texts = {text for text, _ in shown}
    labels = [Label(id_, *text) for text in sorted(shown)]
    labels += [Label(id_, *text, hidden=True) for text in sorted(hidden) if text[0] not in texts]
    return _Group(concept, tuple(labels), frozenset(members), heads)


def _heads(nodes: Sequence[str], known: DecisionVocabulary, ties: DecisionGraph) -> tuple[str, ...]:
    """Return the nodes that are second in no line, first the one whose id is kept; in a cycle, any node."""

    def order(node: str) -> tuple[bool, bool, str]:
        return node not in known.concepts, node in known.concepts and not known.concepts[node].curated, node

    return tuple(sorted([node for node in nodes if node not in ties.seconds] or nodes, key=order))


def _new_id(head: str, ties: DecisionGraph) -> str:
    """Return the id that a concept with this label would have."""
    return slug(singular(min(ties.texts[head]))) if ties.texts[head] else head.removeprefix(UNKNOWN)


def _language(text: str) -> str:
    return "zh" if has_cjk(text) else ENGLISH


def _labels(
    nodes: Sequence[str], members: Sequence[str], known: DecisionVocabulary, ties: DecisionGraph
) -> tuple[set[LabelText], set[LabelText]]:
    """Return all labels of a group, shown and hidden."""
    labels = [label for node in members for label in known.labels[node]]
    shown = {(label.text, label.language) for label in labels if not label.hidden}
    shown |= {text for node in members for text in known.concepts[node].labels}
    shown |= {(text, _language(text)) for node in nodes for text in ties.texts[node]}
    return shown, {(label.text, label.language) for label in labels if label.hidden}


def _tagged(texts: set[LabelText]) -> set[LabelText]:
    """Drop labels without a language that also occur with one."""
    tagged = {text for text, language in texts if language}
    return {(text, language) for text, language in texts if language or text not in tagged}


def _preferred(
    head: str, nodes: Sequence[str], members: Sequence[str], known: DecisionVocabulary, ties: DecisionGraph
) -> dict[str, LabelText]:
    """Return the preferred label of each language: from a line, else from the head, else from the others."""
    found: dict[str, LabelText] = {}
    for node in (head, *members):
        if node in known.concepts:
            own = known.concepts[node]
            language = known.language(own.label, [node])
            tag = _language(own.label) if language is None else language
            # a label without a language counts as English
            found.setdefault(tag if tag and not tag.startswith("en-") else ENGLISH, (own.label, tag))
            for text, other in own.labels:
                if other and other.split("-")[0] != ENGLISH:
                    found.setdefault(other, (text, other))
        elif ties.texts[node]:
            text = min(ties.texts[node])
            found.setdefault(_language(text), (text, _language(text)))
    if not found:
        text = min(text for node in nodes for text in ties.texts[node])
        found[_language(text)] = (text, _language(text))
    called = sorted({text for _, text in ties.firsts[head] if text})
    if called and (head not in known.concepts or known.concepts[head].label not in called):
        tag = known.language(called[0], members) or _language(called[0])
        found[tag] = (called[0], tag)
    for node in nodes:
        found |= {line.language: (line.text, line.language) for line in ties.labels[node]}
    return found


def _type(of_head: Sequence[Concept], concepts: Sequence[Concept]) -> ConceptType:
    """Return the type of the head if it has one, else the type on which the others agree."""
    types = {concept.type for concept in concepts if concept.type}
    if of_head and of_head[0].type:
        return of_head[0].type
    return types.pop() if len(types) == 1 else ConceptType.UNTYPED


def _votes(concepts: Iterable[Concept]) -> tuple[tuple[str, int], ...]:
    votes: Counter[str] = Counter()
    for concept in concepts:
        votes.update(dict(concept.votes))
    return tuple(sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])))


def _assembled(
    vocabulary: Vocabulary,
    known: DecisionVocabulary,
    groups: Sequence[_Group],
    gone: set[str],
    decisions: ConceptDecisions,
) -> Vocabulary:
    """Replace concepts by the groups they were merged into."""
    became = {member: group.concept.id for group in groups for member in group.members}
    kept = [concept for concept in vocabulary.concepts if concept.id not in became and concept.id not in gone]
    labels = [label for label in vocabulary.labels if label.concept not in became and label.concept not in gone]
    refused = {label.text for concept in gone for label in known.labels[concept]} - {label.text for label in labels}
    refused |= {meant.label for line in decisions.of(DecisionVerb.NOT) for meant in line.concepts if meant.label}
    concepts = _in_order([*kept, *(group.concept for group in groups)], known, became, gone)
    return replace(
        vocabulary,
        concepts=tuple(sorted(concepts, key=lambda concept: concept.id)),
        labels=(*labels, *(label for group in groups for label in group.labels)),
        refused=tuple(sorted({*vocabulary.refused, *refused})),
    )


def _in_order(
    concepts: Sequence[Concept], known: DecisionVocabulary, became: Mapping[str, str], gone: set[str]
) -> Iterator[Concept]:
    """Update ``broader`` to merged concepts, skip removed ones, and drop links in a cycle."""

    def wider(ids: Iterable[str], seen: frozenset[str]) -> Iterator[str]:
        for id_ in ids:
            if id_ not in gone:
                yield became.get(id_, id_)
            elif id_ not in seen:
                yield from wider(known.concepts[id_].broader, seen | {id_})

    links = {concept.id: set(wider(concept.broader, frozenset())) - {concept.id} for concept in concepts}
    graph = nx.DiGraph((id_, wide) for id_, wides in links.items() for wide in wides)
    for circle in nx.strongly_connected_components(graph):
        for id_ in circle if len(circle) > 1 else ():
            links[id_] -= circle
    for concept in concepts:
        broader = tuple(sorted(links[concept.id]))
        yield concept if broader == concept.broader else replace(concept, broader=broader)


def _waiting(known: DecisionVocabulary, waiting: set[str], decisions: ConceptDecisions) -> Iterator[Report]:
    """Report the lines that refer to no concept here."""
    for line in decisions.lines:
        if known.nodes(line)[0] in waiting:
            called = tuple(dict.fromkeys(meant.id or f'"{meant.label}"' for meant in line.concepts))
            yield Report(ReportCode.ABSENT_CONCEPT, _file_name(decisions), line.line, (called,))


def _outvoted(ties: DecisionGraph, groups: Iterable[_Group], decisions: ConceptDecisions) -> Iterator[Report]:
    """Report lines whose first concept is merged into another one: only one id and label is kept."""
    for group in groups:
        for head in group.heads[1:]:
            for line, _ in ties.firsts[head]:
                arguments = (group.concept.id,)
                yield Report(ReportCode.OVERRULED_CONCEPT, _file_name(decisions), line.line, arguments)


def _file_name(decisions: ConceptDecisions) -> str:
    return Path(decisions.path).name or CONCEPTS_FILE
