"""Turn decisions into constraints on authorships: must-links, cannot-links, and ids and names to keep.

The lines of a decisions file span a graph: ``same`` lines are its edges, mentions its nodes. A bare name in a ``same``
line is a node too, linked to each authorship that has it. So ``same "Jon" "John"`` applies to future papers, and two
lines are connected by a common name even if no paper prints it. The graph also has authorships that these digests do
not contain, so the digests do not decide whether lines contradict each other. Components are people, or parts of
people. A shortest path shows which lines make two authorships one person.

Order does not matter: the constraints are the same however the lines are sorted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from kg.algorithms.components import connected_components
from kg.authors.decisions.decisions import (
    AUTHORS_FILE,
    AuthorDecision,
    AuthorDecisions,
    AuthorReference,
    author_id_of,
    format_author_decision,
)
from kg.authors.spelling.person_name import name_key
from kg.errors import DecisionsError
from kg.model import Authorship, Evidence, EvidenceKind
from kg.report_codes import Report, ReportCode
from kg.sets.decision_verbs import DecisionVerb

if TYPE_CHECKING:
    import networkx as nx

_NAME: Final = '"'  # begins the node of a name; no id holds a quote


@dataclass(frozen=True, slots=True)
class CannotLink:
    """Cannot-links between the authorships ``one`` and ``other``: indices, one per group of ``same`` lines."""

    line: AuthorDecision
    one: tuple[int, ...]
    other: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PeopleLine:
    """A ``name`` or ``hide`` line, and the indices of authorships of the people that it is about."""

    line: AuthorDecision
    mentions: tuple[int, ...]

    @property
    def of_one(self) -> bool:
        """True if the line is about one authorship, not about everyone with a name."""
        return not self.line.references[0].name


@dataclass(frozen=True, slots=True)
class DecisionConstraints:
    """Constraints of a decisions file on a sequence of authorships, by their indices in it.

    ``together`` are disjoint groups that must be one person, sorted, as are the authorships in each. ``apart`` are
    groups that must not be merged. ``pins`` maps an authorship to the author id that its person keeps. ``wishes`` are
    the ``name`` and ``hide`` lines; ``hidden_names`` are the bare names in ``hide`` lines, as comparable keys, also if
    no authorship here has them.
    """

    file: str = AUTHORS_FILE
    together: tuple[tuple[int, ...], ...] = ()
    apart: tuple[CannotLink, ...] = ()
    pins: Mapping[int, str] = field(default_factory=dict)
    wishes: tuple[PeopleLine, ...] = ()
    hidden_names: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    ties: "nx.Graph | None" = field(default=None, repr=False, compare=False)


def constrain_authorships(mentions: Sequence[Authorship], decisions: AuthorDecisions) -> DecisionConstraints:
    """Turn decisions into constraints on these authorships; their ``author`` is not used.

    A line about an authorship that is not among them has no effect and is reported. Raises DecisionsError, with the
    chain of lines, if one contradicts others.
    """
    # ``split`` lines have been applied to the papers before (`kg.authors.stages.divide_names`)
    decisions = replace(decisions, lines=tuple(line for line in decisions.lines if line.verb != DecisionVerb.SPLIT))
    if not decisions.lines:
        return DecisionConstraints(_file_name(decisions))
    known = _Known(mentions, decisions)
    ties = _ties(known, decisions)
    groups = _Groups(ties, known.index)
    apart = tuple(_apart(known, groups, decisions))
    pins = _pins(known, groups, decisions)
    wanted = (*decisions.of(DecisionVerb.NAME), *decisions.of(DecisionVerb.HIDE))
    wishes = tuple(PeopleLine(line, _meant(line.references[0], known, groups)) for line in wanted)
    return DecisionConstraints(
        _file_name(decisions),
        groups.together,
        apart,
        pins,
        wishes,
        tuple(sorted(known.hidden)),
        tuple(dict.fromkeys(_reports(known, groups, decisions))),
        ties,
    )


def cannot_links(settlement: DecisionConstraints) -> Iterator[tuple[int, int, AuthorDecision]]:
    """List pairs of authorships that must not be one person, the smaller index first, each with its line.

    A line about two bare names gives all pairs of their authorships, which can be many.
    """
    for apart in settlement.apart:
        for one in apart.one:
            for other in apart.other:
                yield min(one, other), max(one, other), apart.line


def find_same_lines(settlement: DecisionConstraints, one: str, other: str) -> tuple[AuthorDecision, ...]:
    """Return the shortest chain of lines that makes two authorships (by id) one person; empty if there is none."""
    ties = settlement.ties
    import networkx as nx  # noqa: PLC0415 - only decisions need it, and it takes long

    if ties is None or one not in ties or other not in ties or not nx.has_path(ties, one, other):
        return ()
    return _chain(ties, one, other)


def decision_evidence(line: AuthorDecision, settlement: DecisionConstraints) -> Evidence:
    """Return the report's words for a decision and its place in the file."""
    return Evidence(EvidenceKind.DECISION.value, (str(line.line), settlement.file), 0.0)


class _Known:
    """Resolver of references to authorships."""

    def __init__(self, mentions: Sequence[Authorship], decisions: AuthorDecisions) -> None:
        references = [r for line in decisions.lines for r in line.references]
        ids = {reading for r in references for reading in r.readings}
        self.keys: dict[str, str] = {r.name: name_key(r.name) for r in references if r.name}
        self.hidden = {self.keys[r.name] for line in decisions.of(DecisionVerb.HIDE) for r in line.references if r.name}
        self.bearers: dict[str, list[str]] = {key: [] for key in self.keys.values()}
        self.index: dict[str, int] = {}
        key_of: dict[str, str] = {}
        for i, mention in enumerate(mentions):
            if mention.id in ids:
                self.index[mention.id] = i
            if self.bearers:
                key = key_of.get(mention.printed) or key_of.setdefault(mention.printed, name_key(mention.printed))
                if key in self.bearers:
                    self.bearers[key].append(mention.id)
                    self.index[mention.id] = i
        self._absent: set[str] = set()
        for reference in references:
            self._add_absent(reference)

    def _add_absent(self, reference: AuthorReference) -> None:
        if not reference.readings or any(r in self.index or r in self._absent for r in reference.readings):
            return
        self._absent.add(reference.authorship)
        key = _letters(reference)
        if key in self.bearers:
            self.bearers[key].append(reference.authorship)

    def mention(self, reference: AuthorReference) -> str:
        """Return the authorship id of a reference; if it has two readings, the one that exists."""
        here = (r for r in reference.readings if r in self.index)
        elsewhere = (r for r in reference.readings if r in self._absent)
        return next(here, None) or next(elsewhere)

    def present(self, name: str) -> Iterator[int]:
        """Return the authorships here that have a name."""
        return (self.index[id_] for id_ in self.bearers[self.keys[name]] if id_ in self.index)

    def node(self, reference: AuthorReference) -> str:
        """Return the node of a reference in the graph of ties."""
        return _NAME + self.keys[reference.name] if reference.name else self.mention(reference)


def _letters(reference: AuthorReference) -> str:
    """Return the key of an authorship's name as the line gives it, since the paper's own string is not known here."""
    return name_key(reference.printed or unquote(reference.authorship.rpartition("/")[2]).replace("-", " "))


def _ties(known: _Known, decisions: AuthorDecisions) -> "nx.Graph":
    import networkx as nx  # noqa: PLC0415 - as above

    ties = nx.Graph()
    tied: dict[str, AuthorDecision] = {}
    for line in decisions.of(DecisionVerb.SAME):
        one, other = map(known.node, line.references)
        for node in (one, other):
            if node.startswith(_NAME):
                tied.setdefault(node, line)
        if one == other:
            ties.add_node(one)
        elif not ties.has_edge(one, other):
            ties.add_edge(one, other, line=line)
    for node, line in tied.items():
        ties.add_node(node, line=line)
        # these edges are not lines: they link a bare name to the authorships that have it
        ties.add_edges_from((node, bearer) for bearer in known.bearers[node.removeprefix(_NAME)])
    return ties


class _Groups:
    """The components of the graph of ties; an authorship without a ``same`` line is a separate group."""

    def __init__(self, ties: "nx.Graph", index: Mapping[str, int]) -> None:
        self.ties = ties
        self._index = index
        self._group: dict[str, str] = {}
        self._first: dict[str, int] = {}
        together = []
        for component in connected_components(ties.nodes, ties.edges):
            group = min(component)
            self._group.update(dict.fromkeys(component, group))
            members = sorted(index[node] for node in component if node in index)
            if members:
                self._first[group] = members[0]
            if len(members) > 1:
                together.append(tuple(members))
        self.together = tuple(sorted(together))

    def of(self, node: str) -> str:
        return self._group.get(node, node)

    def first(self, node: str) -> int | None:
        """Return the smallest index of an authorship in the node's group; None if these digests contain none."""
        return self._first.get(self.of(node), self._index.get(node))


def _apart(known: _Known, groups: _Groups, decisions: AuthorDecisions) -> Iterator[CannotLink]:
    for line in decisions.of(DecisionVerb.DIFFERENT):
        sides = [_side(reference, known, groups) for reference in line.references]
        one, other = line.references
        if one.name and other.name and known.keys[one.name] == known.keys[other.name]:
            raise DecisionsError(
                f"{_written(line)}: both names are the same but for case, accents and dots; give authorships instead",
                decisions.path,
                line.line,
            )
        nodes = {groups.of(node): node for node in sides[0]}
        for node in sides[1]:
            if groups.of(node) in nodes:
                start = nodes[groups.of(node)]
                raise _contradiction(line, _chain(groups.ties, start, node) if start != node else (), decisions)
        firsts = [tuple(sorted({i for node in side if (i := groups.first(node)) is not None})) for side in sides]
        if all(firsts):
            yield CannotLink(line, *firsts)


def _side(reference: AuthorReference, known: _Known, groups: _Groups) -> list[str]:
    """Return the nodes of one side of a ``different`` line; people with a common name may be several nodes."""
    node = known.node(reference)
    return known.bearers[known.keys[reference.name]] if reference.name and node not in groups.ties else [node]


def _pins(known: _Known, groups: _Groups, decisions: AuthorDecisions) -> dict[int, str]:
    pins: dict[int, str] = {}
    pinned: dict[str, tuple[str, AuthorDecision]] = {}
    for line in decisions.of(DecisionVerb.PIN):
        mention = known.mention(line.references[0])
        other, earlier = pinned.setdefault(groups.of(mention), (mention, line))
        if other != mention:
            raise _contradiction(line, (earlier, *_chain(groups.ties, other, mention)), decisions)
        holder = known.index.get(mention, groups.first(mention))
        if holder is not None:
            pins[holder] = author_id_of(mention)
    return pins


def _meant(reference: AuthorReference, known: _Known, groups: _Groups) -> tuple[int, ...]:
    """Return the authorships that a ``name`` or ``hide`` line is about.

    If no paper prints the name, these are the authorships that ``same`` lines link to it: a thesaurus may introduce a
    name that no paper prints.
    """
    here = tuple(known.present(reference.name)) if reference.name else ()
    first = groups.first(known.node(reference))
    return here or (() if first is None else (first,))


def _reports(known: _Known, groups: _Groups, decisions: AuthorDecisions) -> Iterator[Report]:
    """Report lines without a matching authorship; hidden people are not named, since the graph stores reports."""
    file = _file_name(decisions)
    hidden = {
        groups.of(n) for line in decisions.of(DecisionVerb.HIDE) for n in _side(line.references[0], known, groups)
    }
    for line in decisions.lines:
        for reference in line.references:
            if reference.authorship and known.mention(reference) not in known.index:
                mention = known.mention(reference)
                nameless = groups.of(mention) in hidden or _letters(reference) in known.hidden
                yield Report(ReportCode.ABSENT_AUTHORSHIP, file, line.line, ("" if nameless else mention,))
            elif reference.name and line.verb != DecisionVerb.HIDE:
                here = any(True for _ in known.present(reference.name))
                tied = line.verb != DecisionVerb.DIFFERENT and groups.first(known.node(reference)) is not None
                if not (here or tied):
                    yield Report(ReportCode.ABSENT_NAME, file, line.line)


def _chain(ties: "nx.Graph", one: str, other: str) -> tuple[AuthorDecision, ...]:
    """Return the lines along a shortest path.

    Where the path leads from one authorship to another through a bare name, it is the line about that name.
    """
    import networkx as nx  # noqa: PLC0415 - as above

    path = nx.shortest_path(ties, one, other)
    steps = [ties.edges[edge].get("line") for edge in pairwise(path)]
    lines: list[AuthorDecision] = []
    for i, step in enumerate(steps):
        if step is not None:
            lines.append(step)
        elif i and steps[i - 1] is None and path[i].startswith(_NAME):
            lines.append(ties.nodes[path[i]]["line"])
    return tuple(dict.fromkeys(lines))


def _contradiction(line: AuthorDecision, chain: Iterable[AuthorDecision], decisions: AuthorDecisions) -> DecisionsError:
    against = [f"line {other.line} says {_written(other)}" for other in chain]
    if not against:
        message = f"{_written(line)}: nobody differs from themselves; remove this line"
    else:
        said = ", ".join(against[:-1]) + " and " + against[-1] if len(against) > 1 else against[0]
        message = f"{_written(line)}, but {said}; remove one of these {len(against) + 1} lines"
    return DecisionsError(message, decisions.path, line.line)


def _written(line: AuthorDecision) -> str:
    return line.written or format_author_decision(line)


def _file_name(decisions: AuthorDecisions) -> str:
    return Path(decisions.path).name or AUTHORS_FILE
