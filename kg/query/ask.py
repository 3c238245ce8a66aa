"""Answer a named question: fill in its parameters, run its query, and report how names were resolved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.errors import UsageError
from kg.ids import DEFAULT_BASE
from kg.query.programs import PROGRAMS
from kg.query.questions import Parameter, Question, question
from kg.rdf import PREFIXES
from kg.search import Match, Names, look_up, note_ambiguity, require_match
from kg.store import Result, Store

LATEST: Final = "latest"
"""Default of a month parameter: the last month in the graph."""
MAX_ROWS: Final = 1_000_000

_XSD_INTEGER: Final = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_KINDS: Final = {"person": "author"}
_MONTH: Final = re.compile(r"\d{4}-(0[0-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a named question. ``sparql`` is the query that was run; ``notes`` list ambiguous names."""

    question: Question
    result: Result
    sparql: str
    notes: tuple[str, ...] = ()


def ask(store: Store, names: Names, name: str, /, *, base: str = DEFAULT_BASE, **values: object) -> Answer:
    """Answer the question called ``name``: ``ask(store, names, "coauthors", person="Bo Han")``.

    A person, concept, category or paper is given by name, id or IRI; a month as ``2026-01``. Raises UnknownName, with
    similar names, for an unknown question or name, and UsageError for a parameter that is missing, superfluous or of
    the wrong kind.
    """
    asked = question(name)
    known = {parameter.name for parameter in asked.parameters}
    for superfluous in sorted(set(values) - known):
        takes = ", ".join(sorted(known))
        raise UsageError(f"the question {name} has no parameter {superfluous}; it takes {takes}")
    bound: dict[str, Sequence[ox.NamedNode | ox.Literal]] = {}
    notes = []
    for parameter in asked.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is None:
            example = f'; for example {parameter.name}="{parameter.example}"' if parameter.example else ""
            raise UsageError(f"the question {name} needs {parameter.name}: {parameter.description}{example}")
        bound[parameter.name], note = _terms(store, names, parameter, str(value), base)
        notes += [note] if note else []
    sparql = asked.bound(bound)
    program = PROGRAMS.get(name)
    result = program(store, bound) if program else None
    if result is None:
        result = store.query(sparql, prefixes=PREFIXES, base=base)
    return Answer(asked, result, sparql, tuple(notes))


def _terms(
    store: Store, names: Names, parameter: Parameter, value: str, base: str
) -> tuple[Sequence[ox.NamedNode | ox.Literal], str]:
    if parameter.kind == "month":
        return [ox.Literal(_month(store, parameter, value))], ""
    if parameter.kind == "number":
        if not value.isascii() or not value.isdigit() or int(value) > MAX_ROWS:
            raise UsageError(f"{parameter.name} is a whole number up to {MAX_ROWS:,}, not {value!r}")
        return [ox.Literal(str(int(value)), datatype=_XSD_INTEGER)], ""
    if parameter.kind == "text":
        return [ox.Literal(value.encode(errors="replace").decode())], ""
    found = _nodes(names, parameter.kind, value, base)
    return [ox.NamedNode(match.iri(base)) for match in found], note_ambiguity(found, value, base)


def _nodes(names: Names, kind: str, value: str, base: str) -> tuple[Match, ...]:
    """Return the nodes that a parameter refers to; a topic is a category or, if there is none, a concept."""
    if kind == "topic":
        categories = look_up(names, value, base=base, kinds=["category"])
        return categories or require_match(names, value, base=base, kinds=["category", "concept"])
    return require_match(names, value, base=base, kinds=[_KINDS.get(kind, kind)])


def _month(store: Store, parameter: Parameter, value: str) -> str:
    if value == LATEST:
        latest = store.query("SELECT (MAX(?month) AS ?latest) { ?paper kg:month ?month }", prefixes=PREFIXES)
        return next((m.value for (m,) in latest if isinstance(m, ox.Literal)), "")
    if not _MONTH.fullmatch(value):
        raise UsageError(f"{parameter.name} is a month such as 2026-01, not {value!r}")
    return value
