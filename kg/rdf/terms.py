"""Write single terms in Turtle and in N-Triples, as Polars string expressions.

Everything here is elementwise and works on whole columns, so that an export writes a million triples per second.
Literals are in the lexical form that Oxigraph keeps (XSD 1.1 canonical: the decimal one is ``1``, not ``1.0``; language
tags in lower case), so that a graph read back from the store compares equal term by term.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

import polars as pl

from kg.ids import CATEGORY_PREFIX, CONCEPT_PREFIX
from kg.sets.namespaces import PREFIXES, expand
from kg.tables.keys import ARXIV_KEY, paper_iris

# Decimal places of a written number; tables round their sums to the same number.
_DECIMALS = 6
_ESCAPES: Final[dict[str, str]] = {
    **{chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\",
}  # fmt: skip
# A local name that needs no escape in Turtle; anything else is written as a full IRI.
_PLAIN_LOCAL = r"^(?:arxiv|msc|acm)/[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$"
_PLAIN_CONCEPT = rf"^{re.escape(CONCEPT_PREFIX)}[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$"
_TAG = r"^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$"


class ValueKind(Enum):
    """The kind of term that the values of a column become."""

    NAME = auto()
    """A prefixed name such as ``kg:Author``; its prefix is in `PREFIXES`."""
    NODE = auto()
    """A path below the graph's base: ``author/bo-han/2601.00123``."""
    CONCEPT = auto()
    """The whole IRI of a concept of a vocabulary, or the path of another concept below the graph's base."""
    PAPER = auto()
    """The key of a paper: its arXiv id, ``doi:10.1000/182`` or the like."""
    CATEGORY = auto()
    """Scheme and percent-encoded code: ``arxiv/cs.LG``."""
    IRI = auto()
    """A whole IRI, already free of what RFC 3987 forbids."""
    STRING = auto()
    TAGGED = auto()
    """A struct of ``text`` and ``language``; without a valid tag it becomes a plain string."""
    INTEGER = auto()
    DECIMAL = auto()
    DATE = auto()
    ANY_URI = auto()
    """An IRI as a literal, which SHACL asks for in declarations of prefixes."""
    BOOLEAN = auto()


@dataclass(frozen=True, slots=True)
class Syntax:
    """The language written: Turtle with prefixes and relative IRIs, or N-Triples, which abbreviates nothing."""

    base: str
    turtle: bool

    @property
    def relative(self) -> bool:
        """True where ``<author/…>`` resolves to base + ``author/…`` (RFC 3986, 5.2), so that Turtle can be shorter."""
        return self.turtle and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]+/(?:[^?#]*/)?", self.base) is not None


def node_opening(syntax: Syntax) -> str:
    """Return what precedes the path of a node; ``>`` follows it."""
    return "<" if syntax.relative else f"<{syntax.base}"


def name(curie: str, syntax: Syntax) -> str:
    """Write a prefixed name; the caller shortens ``rdf:type`` as predicate."""
    return curie if syntax.turtle else f"<{expand(curie)}>"


def escape_literal(value: pl.Expr) -> pl.Expr:
    """Escape a column of strings for a quoted literal, as canonical N-Triples does."""
    return value.str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))


def term(kind: ValueKind, value: pl.Expr, syntax: Syntax, names: frozenset[str] = frozenset()) -> pl.Expr:
    """Return the terms of a column of scalars, as written; null stays null.

    ``names`` are all prefixed names that a NAME column may contain; without them, longer names are expanded slowly.
    """
    if kind is ValueKind.NAME:
        return value if syntax.turtle else _whole_name(value, names)
    if kind is ValueKind.NODE:
        return _wrapped(node_opening(syntax), value, ">")
    if kind is ValueKind.CONCEPT:
        return _concept(value, syntax)
    if kind is ValueKind.PAPER:
        return _paper(value, syntax)
    if kind is ValueKind.CATEGORY:
        return _category(value, syntax)
    if kind is ValueKind.IRI:
        return _wrapped("<", value, ">")
    if kind is ValueKind.STRING:
        return _wrapped('"', escape_literal(value), '"')
    if kind is ValueKind.TAGGED:
        tag = value.struct.field("language")
        suffix = pl.when(tag.str.contains(_TAG)).then(_wrapped("@", tag.str.to_lowercase())).otherwise(pl.lit(""))
        return pl.concat_str([pl.lit('"'), escape_literal(value.struct.field("text")), pl.lit('"'), suffix])
    return _number_or_day(kind, value, syntax)


def _whole_name(value: pl.Expr, names: frozenset[str]) -> pl.Expr:
    if names:
        return value.replace_strict({n: f"<{expand(n)}>" for n in sorted(names)})
    parts = value.str.splitn(":", 2)
    return _wrapped("<", parts.struct[0].replace_strict(PREFIXES, return_dtype=pl.String) + parts.struct[1], ">")


def _paper(value: pl.Expr, syntax: Syntax) -> pl.Expr:
    whole = _wrapped("<", paper_iris(value), ">")
    if not syntax.turtle:
        return whole
    short = _wrapped("arxiv:", value.str.replace("/", "\\/", literal=True))
    return pl.when(value.str.contains(ARXIV_KEY)).then(short).otherwise(whole)


def _concept(value: pl.Expr, syntax: Syntax) -> pl.Expr:
    own = _wrapped(node_opening(syntax), value, ">")
    whole = pl.when(value.str.starts_with("concept/")).then(own).otherwise(_wrapped("<", value, ">"))
    if not syntax.turtle:
        return whole
    plain = value.str.contains(_PLAIN_CONCEPT)
    return pl.when(plain).then(_wrapped("concept:", value.str.strip_prefix(CONCEPT_PREFIX))).otherwise(whole)


def _category(value: pl.Expr, syntax: Syntax) -> pl.Expr:
    whole = _wrapped(f"<{CATEGORY_PREFIX}", value, ">")
    if not syntax.turtle:
        return whole
    short = value.str.replace("/", ":", literal=True).str.replace("^arxiv:", "category:")
    return pl.when(value.str.contains(_PLAIN_LOCAL)).then(short).otherwise(whole)


def _number_or_day(kind: ValueKind, value: pl.Expr, syntax: Syntax) -> pl.Expr:
    if kind is ValueKind.BOOLEAN:
        return _typed(pl.when(value).then(pl.lit("true")).when(~value).then(pl.lit("false")), "boolean", syntax)
    if kind is ValueKind.INTEGER:
        return _typed(value.cast(pl.String), "integer", syntax)
    if kind is ValueKind.ANY_URI:
        return _wrapped('"', escape_literal(value), f'"^^{name("xsd:anyURI", syntax)}')
    if kind is ValueKind.DATE:
        return _wrapped('"', value.dt.to_string("%Y-%m-%d"), f'"^^{name("xsd:date", syntax)}')
    digits = value.round(_DECIMALS).cast(pl.Decimal(38, _DECIMALS)).cast(pl.String)
    digits = digits.str.strip_chars_end("0").str.strip_chars_end(".")
    spelled = _wrapped('"', digits, f'"^^{name("xsd:decimal", syntax)}')
    if not syntax.turtle:
        return spelled
    # in Turtle a bare 1 is an integer
    return pl.when(digits.str.contains(".", literal=True)).then(digits).otherwise(spelled)


def _typed(digits: pl.Expr, datatype: str, syntax: Syntax) -> pl.Expr:
    return digits if syntax.turtle else _wrapped('"', digits, f'"^^{name(f"xsd:{datatype}", syntax)}')


def _wrapped(before: str, value: pl.Expr, after: str = "") -> pl.Expr:
    return pl.concat_str([pl.lit(before), value, pl.lit(after)])
