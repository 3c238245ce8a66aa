"""Validate a graph against ``ontology/shapes``.

SHACL is the published form of the constraints, but its engines keep the graph as Python objects and need minutes for
what Oxigraph answers in seconds. Every shape therefore has a query of the same name; small graphs are checked by the
shapes, larger ones by the queries.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from kg.errors import InputError, UsageError
from kg.sets.rdf_formats import RdfFormat
from kg.settings import CheckSettings
from kg.shapes import queries, shacl

Engine = Literal["auto", "shacl", "queries"]
_FORMATS = {form.suffix: form for form in RdfFormat}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A violated constraint: the node (its IRI), the constraint (name of the shape and its query), and the message."""

    node: str
    constraint: str
    message: str


def check(
    source: ox.Store | Path, *, engine: Engine = "auto", settings: CheckSettings | None = None
) -> list[Violation]:
    """Return every violation, sorted; an empty list means that the graph is valid.

    ``source`` is a store, whose named graphs are checked as one, or a file in any RDF format. ``auto`` uses the
    shapes if the graph is small and pySHACL is installed; ``shacl`` without it raises MissingExtra.
    """
    settings = settings or CheckSettings()
    store = source if isinstance(source, ox.Store) else _load(source)
    if engine == "auto":
        small = len(store) <= settings.max_triples_for_shacl
        engine = "shacl" if small and shacl.available() else "queries"
    found = shacl.shacl_violations(store) if engine == "shacl" else queries.query_violations(store)
    return sorted({Violation(*each) for each in found})


def constraints() -> dict[str, str]:
    """Return the name of each constraint and the sentence that states it."""
    return {name: query.splitlines()[0].removeprefix("# ") for name, query in queries.constraint_queries().items()}


def _load(path: Path) -> ox.Store:
    format_ = _FORMATS.get(path.suffix)
    if format_ is None:
        raise UsageError(f"{path}: cannot check this kind of file; give one of {', '.join(_FORMATS)}, or a graph")
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=format_.engine_format)
    except SyntaxError as error:
        raise InputError(f"not readable as RDF: {error.msg}", str(path), error.lineno or 0) from error
    except FileNotFoundError:
        raise InputError("no such file", str(path)) from None
    return store
