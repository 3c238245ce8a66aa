"""Errors that arxiv-kg raises on purpose, in one tree.

::

    KGError                      anything below; catch this to catch all
    ├── UsageError               the call cannot be carried out as asked        exit 2
    │   ├── UnknownName          no such person, paper, concept, view, question
    │   │   └── UnusedCategory   a category of arXiv in which the graph has no paper
    │   ├── AmbiguousName        several nodes have that name where one is needed
    │   ├── MissingExtra         an optional package is needed
    │   ├── DiskFull             no space is left where something is to be written
    │   └── GraphLocked          another process is writing the graph
    ├── InputError               an input cannot be read                        exit 3
    │   ├── NothingRead          no paper in any input; has the reports
    │   ├── RejectedRow          one row of a digest, under ``--strict``
    │   ├── DecisionsError       a line of a decisions file
    │   └── NotAGraph            the folder is not a graph, or of another format version
    │       └── DamagedGraph     files of the graph are missing or have other contents than were written
    └── QueryError               SPARQL that does not parse or may not run      exit 2
        └── QueryTimeout         stopped after the time limit                   exit 1

Each message states what was wrong, where, and what to do; the object at fault is an attribute.
"""

from collections.abc import Sequence
from shlex import quote
from typing import Any


class KGError(Exception):
    """Base of every error this package raises on purpose."""

    exit_code = 1

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the message and the attributes as they are: worker processes raise errors, too."""
        return _restore, (type(self), self.args, self.__dict__)


def advise_build(graph: object) -> str:
    """Return the command that builds a graph anew.

    >>> advise_build("my papers.kg")
    "kg build INPUT… -o 'my papers.kg'"
    """
    return f"kg build INPUT… -o {quote(str(graph))}"


def _restore(kind: type[KGError], args: tuple[Any, ...], attributes: dict[str, Any]) -> KGError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(attributes)
    return error


class UsageError(KGError):
    """The call cannot be carried out as asked."""

    exit_code = 2


class UnknownName(UsageError):
    """No node of this kind has that name; similar names are suggested."""

    def __init__(self, kind: str, name: str, near: Sequence[str] = (), hint: str = "") -> None:
        self.kind, self.name, self.near = kind, name, tuple(near)
        offer = f" Did you mean {' · '.join(self.near)}?" if near else ""
        super().__init__(f'no {kind} called "{name}".{offer}{" " + hint if hint else ""}')


class UnusedCategory(UnknownName):
    """The name is that of a category of arXiv, but no paper of the graph is in it."""

    def __init__(self, name: str, code: str, label: str) -> None:
        super().__init__("category", name)
        self.code = code
        meant = code if label in ("", code) else f"{code} ({label})"
        message = f"no paper of this graph is in the category {meant}. `kg view GRAPH categories` draws those it has"
        self.args = (message,)


class AmbiguousName(UsageError):
    """Several nodes of this kind have that name where one is needed; ``lines`` describe them, ``ids`` are their ids."""

    def __init__(self, kinds: str, name: str, ids: Sequence[str], hint: str, lines: Sequence[str]) -> None:
        self.kinds, self.name, self.ids = kinds, name, tuple(ids)
        listed = "".join(f"\n  {line}" for line in lines)
        super().__init__(f'{len(self.ids)} {kinds} are called "{name}"; {hint}:{listed}')


class MissingExtra(UsageError):
    """An optional package is needed for this."""

    def __init__(self, what: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{what} needs the extra packages: pip install 'arxiv-kg[{extra}]'")


class DiskFull(UsageError):
    """No space is left on the disk to write to. ``free`` is the number of bytes left before."""

    def __init__(self, place: str, free: int, advice: str = "") -> None:
        self.place, self.free = place, free
        super().__init__(
            f"the disk is full: {place} takes more than the {free / 1e6:,.1f} MB that were free. "
            f"{advice or 'Free some space, or write to another disk'}"
        )


class GraphLocked(UsageError):
    """Another process is writing the graph."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"another build is writing {path}; wait for it or give another place with -o")


class InputError(KGError):
    """An input cannot be read."""

    exit_code = 3

    def __init__(self, message: str, path: str = "", line: int = 0) -> None:
        self.path, self.line = path, line
        where = f"{path}:{line}: " if path and line else f"{path}: " if path else ""
        super().__init__(where + message)


class NothingRead(InputError):
    """No input contains a paper; ``reports`` are the `kg.report_codes.Report` records that explain why."""

    def __init__(self, message: str, reports: Sequence[Any] = ()) -> None:
        self.reports = tuple(reports)
        super().__init__(message)


class RejectedRow(InputError):
    """A row of a digest was rejected under ``--strict``."""


class DecisionsError(InputError):
    """A line of a decisions file cannot be understood or contradicts another."""


class NotAGraph(InputError):
    """The folder is not a graph that this version can read."""


class DamagedGraph(NotAGraph):
    """Files of a graph are missing or have other contents than were written; ``files`` names them with the reason."""

    def __init__(self, files: Sequence[str], path: str, remedy: str) -> None:
        self.files = tuple(files)
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        super().__init__(f"the graph is damaged: {files[0]}{more}. {remedy}", path)


class QueryError(KGError):
    """A SPARQL query does not parse, or requests a refused feature."""

    exit_code = 2


class QueryTimeout(QueryError):
    """A query was stopped at its time limit."""

    exit_code = 1

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"stopped after {seconds:g} s. Narrow the pattern, add a LIMIT, or give more time with --timeout."
        )
