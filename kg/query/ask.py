"""Answer a named question: fill in its parameters, run its query, and report how the question was understood."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.ids import DEFAULT_BASE
from kg.query.binding import BoundQuestion, bind
from kg.query.programs import PROGRAMS, WRITERS
from kg.rdf.questions import Question, with_prefixes
from kg.search import Names
from kg.store import Result
from kg.store.protocol import Queryable


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a named question.

    ``sparql`` is a complete query that has these rows: the one that was run, or for a question that a program answers
    one that finds the same. ``notes`` say how names were understood, and where the rows answer another question than
    the one asked.
    """

    question: Question
    result: Result
    sparql: str
    notes: tuple[str, ...] = ()


def ask(store: Queryable, names: Names, name: str, /, *, base: str = DEFAULT_BASE, **values: object) -> Answer:
    """Answer the question called ``name``: ``ask(store, names, "coauthors", person="Xunkai Li")``.

    A person, concept, category or paper is given by name, id or IRI; a month as ``2026-01``. Raises UnknownName, with
    similar names, for an unknown question or name, AmbiguousName for a name that several people have, and UsageError
    for a parameter that is missing, superfluous or of the wrong kind.
    """
    bound = bind(store, names, name, base=base, values=values)
    sparql, notes = _write(store, bound)
    program = PROGRAMS.get(name)
    result = program(store, bound.terms) if program else store.query(sparql, base=base)
    return Answer(bound.question, result, sparql, (*notes, *_note_limit(bound, values, result)))


def write_query(store: Queryable, names: Names, name: str, /, *, base: str = DEFAULT_BASE, **values: object) -> str:
    """Return the query that `ask` would run, complete, without running it."""
    return _write(store, bind(store, names, name, base=base, values=values))[0]


def _write(store: Queryable, bound: BoundQuestion) -> tuple[str, tuple[str, ...]]:
    """Return the query of a question, and the notes on how it is understood and answered."""
    writer = WRITERS.get(bound.question.name)
    if writer is None:
        return bound.sparql, bound.notes
    written = writer(store, bound.terms)
    sparql = with_prefixes(written.sparql, bound.question.title) if written.sparql else bound.sparql
    return sparql, (*bound.notes, *written.notes)


def _note_limit(bound: BoundQuestion, values: Mapping[str, object], result: Result) -> list[str]:
    """Return a note on an answer that is cut by the limit that the question has by default."""
    limit = bound.terms.get("limit")
    if not limit or "limit" in values:
        return []
    rows = sum(1 for _ in result.rows())
    return [f"the first {rows:,} rows; for more give limit={10 * rows}"] if rows == int(limit[0].value) else []
