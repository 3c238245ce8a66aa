"""Put the reasons of decisions on authors into words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from kg.model import FITS_BY_INITIAL, Evidence, EvidenceKind

_HARDLY_ANYBODY: Final = 0.01
"""Share, in people per 100,000, below which a number is not shown."""


def evidence_words(kind: str, values: Sequence[str], more: int = 0) -> str:
    """Return the values of a reason in words, without its kind and bits.

    >>> evidence_words("name", ("same name", "12", "")), evidence_words("co-authors", ("Bo Han", "Ann Lee"), 3)
    ('same name; about 12 people in 100,000 share it', 'Bo Han, Ann Lee and 3 more')
    """
    words = _WORDS.get(kind)
    return words(values) if words else _listed(values, more, _EMPTY.get(kind, "none shared"))


def describe_evidence(evidence: Evidence) -> str:
    """Return `evidence_words` of a record."""
    return evidence_words(evidence.kind, evidence.values, evidence.more)


def describe_reason(reason: Mapping[str, Any]) -> str:
    """Return `evidence_words` of a row of the column ``evidence`` of table ``decisions``."""
    return evidence_words(reason["kind"], reason["values"], reason["more"])


def _name(values: Sequence[str]) -> str:
    level, people, paper = values
    where = f" on {paper}" if paper else ""
    if float(people) < _HARDLY_ANYBODY:
        return f"{level}{where}; hardly anybody shares it"
    return f"{level}{where}; about {people} people in 100,000 share it"


def _decision(values: Sequence[str]) -> str:
    line, file, *written = values
    return ": ".join([f"line {line} of {file}", *written])


def _paper(values: Sequence[str]) -> str:
    paper, *names = values
    quoted = [f'"{name}"' for name in dict.fromkeys(names)]
    return f"{paper} prints {_both(quoted)}{' twice' * (len(quoted) < len(names))}" if names else paper


def _core(values: Sequence[str]) -> str:
    name, *papers = values
    return f"{name} on {_both(papers)}" if len(papers) > 1 else f"{name} on {papers[0]} papers"


def _both(values: Sequence[str]) -> str:
    return " and ".join(values)


def _listed(values: Sequence[str], more: int, empty: str) -> str:
    if list(values) == [FITS_BY_INITIAL]:
        return "one fits by its initial"
    rest = f"{more} more" if more else ""
    return " and ".join(filter(None, [", ".join(values), rest])) or empty


_EMPTY: Final = {EvidenceKind.IDENTIFIERS.value: "different in one registry"}

_WORDS: Final[Mapping[str, Callable[[Sequence[str]], str]]] = {
    EvidenceKind.NAME: _name,
    EvidenceKind.PAPERS: _both,
    EvidenceKind.DECISION: _decision,
    EvidenceKind.SAME_PAPER: _paper,
    EvidenceKind.CORE: _core,
    EvidenceKind.DIFFERENT_ORCIDS: _both,
    EvidenceKind.CONFLICT: _both,
    EvidenceKind.UNRELATED: _both,
    EvidenceKind.NOT_COMPARED: _both,
}
