"""SPARQL with limits, and the questions that have a name.

`run` answers any query in a process that can be stopped; `ask` answers one of the named questions of
``ontology/questions``, its words bound to IRIs; `table` shows either to a person.
"""

from kg.query.ask import Answer, ask
from kg.query.execute import Worker, run
from kg.query.questions import Parameter, Question, questions
from kg.query.table import shortened, table
from kg.store import Result, ResultKind

__all__ = [
    "Answer", "Parameter", "Question", "Result", "ResultKind", "Worker", "ask", "questions", "run", "shortened",
    "table",
]  # fmt: skip
