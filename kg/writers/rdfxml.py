"""Write RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/), node by node.

Oxigraph's serializer has two faults: it writes carriage returns unescaped, which XML readers convert to line feeds, and
control characters unescaped, which XML readers reject. See `kg.writers.xml` for their replacement.
"""

import re
from typing import IO, Final

import pyoxigraph as ox

from kg.rdf import PREFIXES
from kg.tables import Tables
from kg.writers.request import ExportRequest
from kg.writers.subjects import Statement, subjects
from kg.writers.xml import DECLARATION, escape_attribute, escape_text

_PREFIX_OF: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_NAME: Final = re.compile(r"(.*[/#])([A-Za-z_][A-Za-z0-9_.-]*)")
_STRING: Final = PREFIXES["xsd"] + "string"


def rdfxml(tables: Tables, out: IO[bytes], request: ExportRequest) -> int:
    """Write the union of the named graphs as RDF/XML; return the number of triples."""
    namespaces = "".join(f'\n  xmlns:{prefix}="{escape_attribute(iri)}"' for prefix, iri in sorted(PREFIXES.items()))
    out.write(f"{DECLARATION}<rdf:RDF{namespaces}>\n".encode())
    with subjects(tables, request) as (count, nodes):
        for subject, statements in nodes:
            lines = "".join(map(_property, statements))
            node = f'<rdf:Description rdf:about="{escape_attribute(subject)}">\n{lines}</rdf:Description>\n'
            out.write(node.encode())
    out.write(b"</rdf:RDF>\n")
    return count


def _property(statement: Statement) -> str:
    predicate, value = statement
    name = _element(predicate)
    if not isinstance(value, ox.Literal):
        return f'  <{name} rdf:resource="{escape_attribute(value.value)}"/>\n'
    kind = ""
    if value.language:
        kind = f' xml:lang="{value.language}"'
    elif value.datatype.value != _STRING:
        kind = f' rdf:datatype="{escape_attribute(value.datatype.value)}"'
    return f"  <{name}{kind}>{escape_text(value.value)}</{name}>\n"


def _element(predicate: str) -> str:
    match = _NAME.fullmatch(predicate)
    if match is None or match[1] not in _PREFIX_OF:
        raise AssertionError(predicate)  # the mapping writes prefixed names only
    return f"{_PREFIX_OF[match[1]]}:{match[2]}"
