"""What is known of classification schemes, from ``ontology/vocab/categories.ttl``."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import polars as pl
import pyoxigraph as ox

from kg.assets import path
from kg.ids import CATEGORY_PREFIX, segment
from kg.rdf.terms import expand

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "category": pl.String, "label": pl.String, "notation": pl.String, "scheme": pl.String,
    "broader": pl.List(pl.String), "same": pl.List(pl.String),
}  # fmt: skip


@dataclass(slots=True)
class Known:
    """What the vocabulary says of one category or scheme; ``broader`` and ``same`` are keys such as ``arxiv/cs``."""

    label: str = ""
    notation: str = ""
    broader: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)


@cache
def known() -> dict[str, Known]:
    """Read the shipped schemes; keys are ``arxiv/cs.LG`` for a category and ``arxiv`` for a scheme."""
    found: dict[str, Known] = {}
    single = {expand("rdfs:label"): "label", expand("skos:notation"): "notation"}
    several = {expand("skos:broader"): "broader", expand("skos:exactMatch"): "same"}
    for quad in ox.parse(path=path("ontology/vocab/categories.ttl"), format=ox.RdfFormat.TURTLE):
        subject = quad.subject.value.removeprefix(CATEGORY_PREFIX)
        entry = found.setdefault(subject, Known())
        predicate, value = quad.predicate.value, quad.object.value
        if predicate in single:
            setattr(entry, single[predicate], value)
        elif predicate in several:
            getattr(entry, several[predicate]).append(value.removeprefix(CATEGORY_PREFIX))
    return found


def category_frame(codes: Iterable[tuple[str, str]]) -> pl.DataFrame:
    """Return a row for each category ``(scheme, code)`` and for all that these are part of or equal to."""
    vocabulary = known()
    rows: dict[str, tuple[str, str, str, str, list[str] | None, list[str] | None]] = {}
    waiting = [(f"{scheme}/{segment(code)}", code) for scheme, code in codes]
    while waiting:
        key, code = waiting.pop()
        if key in rows:
            continue
        entry = vocabulary.get(key, Known())
        broader = sorted(entry.broader) or _implied(key)
        rows[key] = (
            key, entry.label or code, code, CATEGORY_PREFIX + key.partition("/")[0], broader or None,
            sorted(entry.same) or None,
        )  # fmt: skip
        waiting += [(other, vocabulary[other].notation) for other in (*broader, *entry.same)]
    return pl.DataFrame([rows[key] for key in sorted(rows)], schema=_COLUMNS, orient="row")


def _implied(key: str) -> list[str]:
    """Top class of an MSC or ACM code: ``msc/68T45`` -> ``msc/68``, ``acm/I.2.10`` -> ``acm/I``."""
    scheme, _, code = key.partition("/")
    length = {"msc": 2, "acm": 1}.get(scheme, 0)
    top = f"{scheme}/{code[:length]}"
    return [top] if top != key and top in known() else []


def scheme_frame(schemes: Iterable[str]) -> pl.DataFrame:
    """Return a row for each scheme IRI."""
    vocabulary = known()
    rows = [(iri, vocabulary[iri.removeprefix(CATEGORY_PREFIX)].label) for iri in sorted(schemes)]
    return pl.DataFrame(rows, schema={"scheme": pl.String, "label": pl.String}, orient="row")
