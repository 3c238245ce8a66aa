"""Resolve the parameters of a named question to RDF terms, and note how names were understood."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.errors import UsageError
from kg.rdf import PREFIXES
from kg.rdf.questions import Parameter, Question, question
from kg.search import Match, MatchedBy, Names, find_one, look_up, note_ambiguity, require_match
from kg.store.protocol import Queryable

LATEST: Final = "latest"
"""Default of a month parameter: the last month in the graph."""
MAX_ROWS: Final = 1_000_000

_XSD_INTEGER: Final = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")

_MONTH: Final = re.compile(r"\d{4}-(0[0-9]|1[0-2])")
_UNSURE: Final = (MatchedBy.FAMILY_FIRST, MatchedBy.INITIALS)
"""Ways of matching that may find another person than the one that was meant."""

Terms = Sequence[ox.NamedNode | ox.Literal]


@dataclass(frozen=True, slots=True)
class BoundQuestion:
    """A question with the terms of its parameters; ``notes`` say how names were understood."""

    question: Question
    terms: Mapping[str, Terms]
    notes: tuple[str, ...] = ()

    @property
    def sparql(self) -> str:
        """The query with these terms, and with the prefixes that it uses: complete for any engine."""
        return self.question.bound(self.terms)


def bind(store: Queryable, names: Names, name: str, /, *, base: str, values: Mapping[str, object]) -> BoundQuestion:
    """Find the question called ``name`` and resolve its parameters.

    Raises UnknownName for an unknown question or name, AmbiguousName, with a list, for a name of several people, and
    UsageError for a parameter that is missing, superfluous or of the wrong kind.
    """
    asked = question(name)
    known = {parameter.name for parameter in asked.parameters}
    for superfluous in sorted(set(values) - known):
        takes = ", ".join(sorted(known))
        raise UsageError(f"the question {name} has no parameter {superfluous}; it takes {takes}")
    terms: dict[str, Terms] = {}
    notes = []
    for parameter in asked.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is None:
            example = f'; for example {parameter.name}="{parameter.example}"' if parameter.example else ""
            raise UsageError(f"the question {name} needs {parameter.name}: {parameter.description}{example}")
        terms[parameter.name], note = _resolve(store, names, parameter, str(value), base)
        notes += [note] if note else []
    return BoundQuestion(asked, terms, tuple(notes))


def _resolve(store: Queryable, names: Names, parameter: Parameter, value: str, base: str) -> tuple[Terms, str]:
    if parameter.kind == "month":
        return _month(store, parameter, value)
    if parameter.kind == "number":
        if not value.isascii() or not value.isdigit() or int(value) > MAX_ROWS:
            raise UsageError(f"{parameter.name} is a whole number up to {MAX_ROWS:,}, not {value!r}")
        return [ox.Literal(str(int(value)), datatype=_XSD_INTEGER)], ""
    if parameter.kind == "text":
        return [ox.Literal(value.encode(errors="replace").decode())], ""
    found, note = _nodes(names, parameter, value, base)
    return [ox.NamedNode(match.iri(base)) for match in found], note


def _nodes(names: Names, parameter: Parameter, value: str, base: str) -> tuple[tuple[Match, ...], str]:
    """Return the nodes that a parameter refers to, and a note if it may refer to others.

    A topic is a category or, if there is none, a concept. A person is one person: an answer that mixes namesakes would
    look like the work of one.
    """
    if parameter.kind == "topic":
        categories = look_up(names, value, base=base, kinds=["category"])
        if not categories:
            found = require_match(names, value, base=base, kinds=["category", "concept"])
            return found, note_ambiguity(found, value, base)
        concepts = look_up(names, value, base=base, kinds=["concept"])
        return categories, _note_category(value, categories, concepts, base)
    if parameter.kind == "person":
        person = find_one(names, value, base=base, kinds=["author"])
        taken = f'{parameter.name}: "{value}" is taken for {person.label}, author/{person.id}'
        return (person,), taken if person.by in _UNSURE else ""
    found = require_match(names, value, base=base, kinds=[parameter.kind])
    return found, note_ambiguity(found, value, base)


def _note_category(value: str, categories: Sequence[Match], concepts: Sequence[Match], base: str) -> str:
    """Return a note that a text names a category and a concept, and that the category is used."""
    if not concepts:
        return note_ambiguity(categories, value, base)
    used = ", ".join(match.label for match in categories)
    others = " or ".join(f"concept/{match.id}" for match in concepts)
    return f'"{value}" is taken for the category {used}; for the concept give {others}'


def _month(store: Queryable, parameter: Parameter, value: str) -> tuple[Terms, str]:
    if value == LATEST:
        latest = store.query("SELECT (MAX(?month) AS ?latest) { ?paper kg:month ?month }", prefixes=PREFIXES)
        month = next((m for (m,) in latest if isinstance(m, ox.Literal)), ox.Literal(""))
        return [month], f"{parameter.name}={month.value}, the latest of this graph" if month.value else ""
    if not _MONTH.fullmatch(value):
        raise UsageError(f"{parameter.name} is a month such as 2026-01, not {value!r}")
    return [ox.Literal(value)], ""
