"""Format answers as text: short names for IRIs, aligned columns, also with Chinese text."""

import unicodedata
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox

from kg.ids import DEFAULT_BASE
from kg.rdf import PREFIXES
from kg.store.result import RdfTerm, Result, ResultKind

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS: Final = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float", "int", "long"))
_GAP: Final = "  "


def display_term(term: RdfTerm | None, *, base: str = DEFAULT_BASE, prefixes: Mapping[str, str] = PREFIXES) -> str:
    r"""Write a term for display: text unquoted, an IRI by prefix or relative to the graph's base, "" if unbound.

    >>> display_term(ox.NamedNode("https://arxiv.org/abs/2601.00123"))
    'arxiv:2601.00123'
    >>> display_term(ox.NamedNode("http://localhost:8000/id/author/bo-han/2601.00123"))
    'author/bo-han/2601.00123'
    """
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return _plain(term.value)
    if not isinstance(term, ox.NamedNode):
        return _plain(str(term))
    iri = term.value
    if iri.startswith(base):
        return _plain(unquote(iri[len(base) :]))
    # the longest matching namespace is the most specific
    fitting = max((p for p in prefixes.items() if iri.startswith(p[1])), key=lambda p: len(p[1]), default=None)
    return _plain(f"{fitting[0]}:{iri[len(fitting[1]) :]}" if fitting else f"<{iri}>")


def table_rows(result: Result, *, base: str = DEFAULT_BASE, prefixes: Mapping[str, str] = PREFIXES) -> list[list[str]]:
    """Return the rows of an answer as short strings; one row with yes or no for an ASK."""
    if result.kind is ResultKind.BOOLEAN:
        return [["yes" if result else "no"]]
    return [[display_term(term, base=base, prefixes=prefixes) for term in row] for row in result.rows()]


def numeric_columns(result: Result) -> list[bool]:
    """Return whether each column contains numbers and is therefore right-aligned."""
    if result.kind is not ResultKind.SOLUTIONS:
        return [False] * max(1, len(result.variables))
    columns = list(zip(*result.rows(), strict=True)) or [()] * len(result.variables)
    return [
        any(t is not None for t in column)
        and all(t is None or (isinstance(t, ox.Literal) and t.datatype.value in _NUMBERS) for t in column)
        for column in columns
    ]


def table(result: Result, *, base: str = DEFAULT_BASE, prefixes: Mapping[str, str] = PREFIXES, widest: int = 80) -> str:
    """Return an answer as lines of aligned text, a header and a rule on top; cells past ``widest`` are cut.

    A wide character takes two columns, as terminals show it.
    """
    header = list(result.variables) or ["answer"]
    body = [
        [_cut(cell, widest) for cell in row]
        for row in [header, *table_rows(result, base=base, prefixes=prefixes)]
    ]  # fmt: skip
    widths = [max(map(width, column)) for column in zip(*body, strict=True)]
    right = numeric_columns(result)
    lines = [
        _GAP.join(_padded(cell, w, right=r) for cell, w, r in zip(row, widths, right, strict=True)).rstrip()
        for row in body
    ]
    lines.insert(1, _GAP.join("─" * w for w in widths))
    return "\n".join(lines) + "\n"


def width(text: str) -> int:
    """Return the number of terminal columns of a text.

    >>> width("图 net")
    6
    """
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )  # fmt: skip


def _padded(text: str, columns: int, *, right: bool) -> str:
    room = " " * (columns - width(text))
    return room + text if right else text + room


def _cut(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    kept = text[: columns - 1]
    while width(kept) > columns - 1:
        kept = kept[:-1]
    return kept + "…"


def _plain(text: str) -> str:
    """Remove characters that would control a terminal, since digests are untrusted."""
    return "".join(c if c.isprintable() else " " for c in text)
