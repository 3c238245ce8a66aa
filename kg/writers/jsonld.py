"""Write JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) with the context of ``ontology/context.jsonld`` in the file.

Each line is a node, so that a large file can be inspected; names and values are as short as the context allows, and
written in full where it does not fit a value, so values do not depend on the context: ``{"@value": …, "@type": …}`` has
one meaning only. The file is the union of the named graphs: an application that asks a paper for its concepts finds
both in one object, and the names of the graphs contain no further information.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any, Final

import msgspec
import pyoxigraph as ox

from kg import assets
from kg.rdf import expand
from kg.rdf.terms import Syntax
from kg.tables import Tables
from kg.writers.request import ExportRequest
from kg.writers.subjects import Statement, subjects

_TYPE: Final = expand("rdf:type")
_STRING: Final = expand("xsd:string")
_INTEGER: Final = expand("xsd:integer")
_BOOLEAN: Final = expand("xsd:boolean")
# Numbers that JSON readers preserve: doubles are exact to 2^53, and other spellings of a number would be lost.
_PLAIN_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")
# A path that resolves to itself: no dot segments, no special characters.
_PLAIN_PATH: Final = re.compile(r"(?:(?!\.\.?(?:/|$))[A-Za-z0-9._~%-]+(?:/(?!$)|$))+")
_END_OF_NAMESPACE: Final = re.compile(r".*[/#]")


@dataclass(frozen=True, slots=True)
class Context:
    """The used parts of a context: terms for IRIs, types of their values, prefixes, the base of relative IRIs."""

    definitions: dict[str, Any]
    terms: Mapping[str, str]
    coercions: Mapping[str, str]
    prefixes: Mapping[str, str]
    id_key: str
    type_key: str
    base: str

    def reference(self, iri: str) -> str:
        """Return the value of ``@id`` for an IRI: relative, with a prefix, or in full."""
        if self.base and iri.startswith(self.base) and _PLAIN_PATH.fullmatch(path := iri[len(self.base) :]):
            return path
        namespace = _END_OF_NAMESPACE.match(iri)
        prefix = self.prefixes.get(namespace[0]) if namespace else None
        if namespace and prefix and _PLAIN_PATH.fullmatch(local := iri[namespace.end() :]):
            return f"{prefix}:{local}"
        return iri


def jsonld(tables: Tables, out: IO[bytes], request: ExportRequest) -> int:
    """Write the union of the named graphs as JSON-LD; return the number of triples."""
    context = read_context(json.loads(assets.read_text_asset("ontology/context.jsonld")), request.settings.base)
    head = json.dumps(context.definitions, ensure_ascii=False, indent=2)
    out.write(f'{{"@context": {head},\n"@graph": [\n'.encode())
    with subjects(tables, request) as (count, nodes):
        between = b""
        for subject, statements in nodes:
            out.write(between + msgspec.json.encode(_node(subject, statements, context)))
            between = b",\n"
    out.write(b"\n]}\n")
    return count


def read_context(document: Mapping[str, Any], base: str) -> Context:
    """Parse a context. Definitions with features other than ``@id`` and ``@type`` are kept but not used."""
    definitions: dict[str, Any] = {**document["@context"]}
    simple = {name: value for name, value in definitions.items() if isinstance(value, str)}
    # only such a definition can be a prefix (JSON-LD 1.1, 4.4)
    namespaces = {name: iri for name, iri in simple.items() if iri.endswith(("/", "#")) and not name.startswith("@")}

    def whole(name: str) -> str:
        prefix, colon, local = name.partition(":")
        return namespaces[prefix] + local if colon and prefix in namespaces else name

    terms: dict[str, str] = {}
    coercions: dict[str, str] = {}
    for name, value in definitions.items():
        detail = {"@id": value} if isinstance(value, str) else value
        if not isinstance(detail, dict) or name in namespaces or not detail.keys() <= {"@id", "@type"}:
            continue
        iri = whole(detail["@id"])
        if iri.startswith("@"):
            continue
        terms[iri] = name
        if "@type" in detail:
            coercions[iri] = whole(detail["@type"])
    syntax = Syntax(base, turtle=True)
    if syntax.relative:
        definitions["@base"] = base
    keys = {value: name for name, value in simple.items()}
    return Context(
        definitions, terms, coercions, {iri: name for name, iri in namespaces.items()},
        keys.get("@id", "@id"), keys.get("@type", "@type"), base if syntax.relative else "",
    )  # fmt: skip


def _node(subject: str, statements: list[Statement], context: Context) -> dict[str, Any]:
    properties: dict[str, list[Any]] = {}
    for predicate, value in statements:
        if predicate == _TYPE:
            properties.setdefault(context.type_key, []).append(_name(value.value, context))
        else:
            properties.setdefault(_name(predicate, context), []).append(_value(predicate, value, context))
    single = {name: values[0] if len(values) == 1 else values for name, values in properties.items()}
    return {context.id_key: context.reference(subject), **single}


def _name(iri: str, context: Context) -> str:
    if iri in context.terms:
        return context.terms[iri]
    prefixed = context.reference(iri)
    # relative names are looked up in a vocabulary, not resolved
    return prefixed if ":" in prefixed else iri


def _value(predicate: str, value: Any, context: Context) -> Any:
    read_as = context.coercions.get(predicate)
    if not isinstance(value, ox.Literal):
        reference = context.reference(value.value)
        return reference if read_as == "@id" else {context.id_key: reference}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype == _STRING:
        return value.value if read_as is None else {"@value": value.value}
    if read_as in (None, datatype):
        if datatype == _INTEGER and _PLAIN_INTEGER.fullmatch(value.value):
            return int(value.value)
        if datatype == _BOOLEAN and value.value in ("true", "false"):
            return value.value == "true"
    return value.value if read_as == datatype else {"@value": value.value, "@type": datatype}
