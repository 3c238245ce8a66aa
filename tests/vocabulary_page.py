"""Make the tables of docs/vocabulary.md from the vocabulary and the mapping; as a script, write them (``make docs``).

Tables are between comments ``<!-- table: NAME -->`` and ``<!-- end -->``.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, get_args

import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from kg.ids import ONTOLOGY_PREFIX
from kg.rdf.graphs import Profile
from kg.rdf.mapping import NODE_MAPPINGS, NodeMapping, Predicate, select_mappings
from kg.sets.namespaces import abbreviate

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "vocabulary.md"
CORE: Final = ROOT / "ontology" / "core.ttl"
_TABLE: Final = re.compile(r"<!-- table: (?P<name>\w+) -->\n(?P<table>.*?)<!-- end -->", re.DOTALL)
_PART: Final = re.compile(r"^# -- (?P<name>.+?) -+$", re.MULTILINE)
_TERM: Final = re.compile(r"^kg:(\w+) a ", re.MULTILINE)
_NAME: Final = re.compile(r"\b(?:kg|oa|prov|foaf|skos|dcterms|fabio):\w+")
_CLASSES: Final = frozenset({OWL.Class})
_PROPERTIES: Final = frozenset({OWL.ObjectProperty, OWL.DatatypeProperty})


def tables() -> dict[str, str]:
    """Return the tables of the page by name."""
    return {
        "classes": _markdown(("class", "narrower than", "meaning"), _class_rows()),
        "properties": _property_tables(),
        "profiles": _markdown(("nodes", "core", "full", "store"), _profile_rows()),
    }


def with_tables(page: str) -> str:
    """Return the page with its tables made again."""
    made = tables()
    return _TABLE.sub(lambda m: f"<!-- table: {m['name']} -->\n{made[m['name']]}<!-- end -->", page)


def _markdown(header: Sequence[str], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def _vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(CORE, format="turtle")


def _terms(kinds: frozenset[rdflib.URIRef], vocabulary: rdflib.Graph) -> Iterator[tuple[str, list[rdflib.URIRef]]]:
    """Yield the terms of these kinds per part of the file, in its order."""
    parts = _PART.split(CORE.read_text(encoding="utf-8"))
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        terms = [rdflib.URIRef(ONTOLOGY_PREFIX + local) for local in _TERM.findall(text)]
        found = [term for term in terms if kinds.intersection(vocabulary.objects(term, RDF.type))]
        if found:
            yield name, found


def _class_rows() -> Iterator[tuple[str, ...]]:
    vocabulary = _vocabulary()
    for _, terms in _terms(_CLASSES, vocabulary):
        for term in terms:
            yield _code(term), _names(vocabulary.objects(term, RDFS.subClassOf)), _meaning(vocabulary, term)


def _property_tables() -> str:
    vocabulary = _vocabulary()
    made = []
    for part, terms in _terms(_PROPERTIES, vocabulary):
        rows = (
            (
                _code(term),
                f"{_names(vocabulary.objects(term, RDFS.domain))} → {_names(vocabulary.objects(term, RDFS.range))}",
                _meaning(vocabulary, term),
            )
            for term in terms
        )
        made.append(f"\n**{part}**\n" + _markdown(("property", "domain → range", "meaning"), rows))
    return "".join(made).replace("\n\n\n", "\n\n")


def _meaning(vocabulary: rdflib.Graph, term: rdflib.URIRef) -> str:
    """Return the first sentence of a term's comment, with terms as code."""
    comment = str(vocabulary.value(term, RDFS.comment))
    sentence = re.split(r"(?<=\w\w|\w\))\. (?=[A-Z]|\w+:)", comment)[0].removesuffix(".")
    return _NAME.sub(lambda name: f"`{name[0]}`", sentence)


def _names(terms: Iterator[object]) -> str:
    return ", ".join(sorted(_code(term) for term in terms)) or "–"


def _code(term: object) -> str:
    return f"`{abbreviate(str(term))}`"


def _profile_rows() -> Iterator[tuple[str, ...]]:
    """Yield one row per kind of node: what each profile has of it."""
    has = {profile: {kind.name: kind for kind in select_mappings(profile, with_text=False)} for profile in _profiles()}
    for kind in NODE_MAPPINGS:
        yield (_code_of_kind(kind), *(_difference(kind, has[profile].get(kind.name)) for profile in _profiles()))


def _profiles() -> tuple[Profile, ...]:
    return get_args(Profile)


def _code_of_kind(kind: NodeMapping) -> str:
    names = sorted({name for p in kind.properties if p.predicate == "rdf:type" for name in _types(p)}, key=_own_first)
    return f"{kind.name} (`{names[0]}`)"


def _own_first(name: str) -> tuple[bool, str]:
    return not name.startswith("kg:"), name


def _types(predicate: Predicate) -> Sequence[str]:
    return predicate.value if isinstance(predicate.value, tuple) else sorted(predicate.names)


def _difference(kind: NodeMapping, here: NodeMapping | None) -> str:
    """Return which properties of a kind of node a profile lacks; texts are left out everywhere unless asked for."""
    if here is None:
        return "–"
    lacking = dict.fromkeys(
        _shown(p) for p in kind.properties if not p.text and (p.predicate, p.value) not in _statements(here)
    )
    return f"without {', '.join(lacking)}" if lacking else "all"


def _statements(kind: NodeMapping) -> set[tuple[str, object]]:
    return {(p.predicate, p.value) for p in kind.properties}


def _shown(predicate: Predicate) -> str:
    if predicate.predicate == "rdf:type":
        return ", ".join(f"`a {name}`" for name in _types(predicate))
    return f"`{predicate.predicate}`"


def main() -> None:
    """Write the tables of the page again."""
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
