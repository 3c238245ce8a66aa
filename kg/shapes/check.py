"""Validate a graph against the shapes of ``ontology/shapes``.

A compiled engine checks two million triples in seconds. pySHACL takes minutes for a tenth of them; it is the reference
with which tests compare the compiled engine.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from kg.errors import InputError, UsageError
from kg.sets.rdf_formats import RdfFormat

if TYPE_CHECKING:
    from kg.shapes.engine import WriteTriples

Engine = Literal["shacl", "pyshacl"]
_FORMATS = {form.suffix: form for form in RdfFormat}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A violated constraint: the node (its IRI), the constraint (name of its shape), and the message."""

    node: str
    constraint: str
    message: str


def check(source: ox.Store | Path, *, engine: Engine = "shacl", write: "WriteTriples | None" = None) -> list[Violation]:
    """Return every violation, sorted; an empty list means that the graph is valid.

    ``source`` is a store, whose named graphs are checked as one, or a file in any RDF format; it may contain the
    vocabulary. ``engine`` is the compiled engine, or ``pyshacl``, which raises MissingExtra if it is not installed.
    ``write`` writes the triples of the store to a file, for the compiled engine (`kg.shapes.engine.violations`).
    """
    store = source if isinstance(source, ox.Store) else _load(source)
    if engine == "pyshacl":
        from kg.shapes import reference  # noqa: PLC0415 - an optional extra

        found = reference.violations(store)
    else:
        from kg.shapes import engine as compiled  # noqa: PLC0415 - only a check needs it

        found = compiled.violations(store, write)
    return sorted({Violation(*each) for each in found})


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
