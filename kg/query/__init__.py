"""Run SPARQL queries with limits, and answer named questions.

`run` answers any query in a process that can be stopped; `ask` answers a named question of ``ontology/questions``, with
its parameters bound to IRIs; `table` formats either answer as text.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.query.ask import Answer, ask, write_query
    from kg.query.execute import LimitedQueries, Worker, run
    from kg.query.hints import absence_hints, term_hints
    from kg.query.table import display_term, table
    from kg.query.value_hints import is_empty, value_hints
    from kg.rdf.questions import Parameter, Question, questions
    from kg.store import Result, ResultKind

__all__ = [
    "Answer",
    "LimitedQueries",
    "Parameter",
    "Question",
    "Result",
    "ResultKind",
    "Worker",
    "absence_hints",
    "ask",
    "display_term",
    "is_empty",
    "questions",
    "run",
    "table",
    "term_hints",
    "value_hints",
    "write_query",
]

export(
    __name__,
    {
        "kg.query.ask": "Answer ask write_query",
        "kg.query.execute": "LimitedQueries Worker run",
        "kg.query.hints": "absence_hints term_hints",
        "kg.rdf.questions": "Parameter Question questions",
        "kg.query.table": "display_term table",
        "kg.query.value_hints": "is_empty value_hints",
        "kg.store": "Result ResultKind",
    },
)
