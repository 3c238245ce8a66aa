"""Every RDF syntax, read by two independent programs and compared term by term with the N-Quads."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import writers
from kg.rdf import GRAPHS, graph_iri
from kg.settings import Settings
from kg.tables import Tables
from kg.writers.jsonld import read_context

# rdflib warns about its own use of deprecated functions
pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")

BASE = "https://example.org/graph/"
SETTINGS = Settings().with_base(BASE)
FORMATS = {
    ".ttl": (ox.RdfFormat.TURTLE, "turtle"),
    ".nt": (ox.RdfFormat.N_TRIPLES, "nt"),
    ".nq": (ox.RdfFormat.N_QUADS, "nquads"),
    ".trig": (ox.RdfFormat.TRIG, "trig"),
    ".jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
    ".rdf": (ox.RdfFormat.RDF_XML, "xml"),
}
FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")
Term = tuple[str, str | None, str | None]
Statements = set[tuple[Term, ...]]
Options = dict[str, Any]
Export = Callable[..., Path]


def spelled(term: Any) -> Term:
    """Return a term in one notation for both programs: text, language, datatype."""
    if isinstance(term, ox.NamedNode | rdflib.URIRef):
        return term.value if isinstance(term, ox.NamedNode) else str(term), None, None
    assert isinstance(term, ox.Literal | rdflib.Literal), term
    if isinstance(term, ox.Literal):
        return term.value, term.language, term.datatype.value
    default = rdflib.RDF.langString if term.language else rdflib.XSD.string
    return str(term), term.language, str(term.datatype or default)


def by_oxigraph(path: Path, *, quads: bool = False, form: ox.RdfFormat | None = None) -> Statements:
    found = ox.parse(path.read_bytes(), format=form or FORMATS[path.suffix][0])
    return {tuple(map(spelled, (q.subject, q.predicate, q.object, *([q.graph_name] if quads else [])))) for q in found}


def by_rdflib(path: Path, *, quads: bool = False) -> Statements:
    if not quads:
        graph = rdflib.Graph()
        graph.parse(data=path.read_bytes(), format=FORMATS[path.suffix][1])
        return {tuple(map(spelled, triple)) for triple in graph}
    dataset = rdflib.Dataset()
    dataset.parse(data=path.read_bytes(), format=FORMATS[path.suffix][1])
    return {tuple(map(spelled, quad)) for quad in dataset.quads()}


def without_forbidden(statements: Statements) -> Statements:
    return {
        tuple((text.translate(FORBIDDEN), language, datatype) for text, language, datatype in statement)
        for statement in statements
    }


@pytest.fixture(scope="module", params=[{}, {"profile": "full", "with_text": True}], ids=["core", "full"])
def options(request: pytest.FixtureRequest) -> Options:
    found: Options = request.param
    return found


@pytest.fixture(scope="module")
def quads(exported: Export, options: Options) -> Statements:
    return by_oxigraph(exported("graph.nq", **options), quads=True)


@pytest.mark.parametrize("suffix", [".nq", ".trig"])
def test_a_dataset_format_keeps_every_quad(exported: Export, options: Options, quads: Statements, suffix: str) -> None:
    path = exported(f"graph{suffix}", **options)
    assert by_oxigraph(path, quads=True) == quads
    assert by_rdflib(path, quads=True) == quads


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".jsonld"])
def test_a_union_format_keeps_every_triple(exported: Export, options: Options, quads: Statements, suffix: str) -> None:
    path = exported(f"graph{suffix}", **options)
    union = {statement[:3] for statement in quads}
    assert by_oxigraph(path) == union
    assert by_rdflib(path) == union


def test_rdf_xml_keeps_every_triple_but_characters_xml_forbids(
    exported: Export, options: Options, quads: Statements
) -> None:
    path = exported("graph.rdf", **options)
    union = without_forbidden({statement[:3] for statement in quads})
    assert any("\ufffd" in statement[2][0] for statement in union)
    assert by_rdflib(path) == union
    assert by_oxigraph(path) == union


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf"])
@pytest.mark.parametrize("graph", GRAPHS)
def test_one_named_graph_can_be_had_alone(
    exported: Export, quads: Statements, options: Options, suffix: str, graph: str
) -> None:
    path = exported(f"part{suffix}", graph=graph, **options)
    wanted = {q[:3] for q in quads if q[3][0] == graph_iri(BASE, graph)}
    assert wanted
    assert by_oxigraph(path) == (without_forbidden(wanted) if suffix == ".rdf" else wanted)


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_the_size_told_is_the_number_of_statements(hostile: Tables, tmp_path: Path, suffix: str) -> None:
    written = writers.write(hostile, tmp_path / f"g{suffix}", settings=SETTINGS)
    assert written.size == len(by_oxigraph(written.path, quads=True) if suffix in {".nq", ".trig"}
                               else by_oxigraph(written.path))  # fmt: skip
    assert written.unit == ("quad" if suffix in {".nq", ".trig"} else "triple")


@pytest.mark.parametrize("base", ["https://example.org/vocabulary#", "urn:example:", "https://example.org/a?q=/"])
def test_a_base_that_relative_iris_cannot_use_is_spelled_out(hostile: Tables, tmp_path: Path, base: str) -> None:
    wanted = by_oxigraph(writers.write(hostile, tmp_path / "g.nt", settings=Settings().with_base(base)).path)
    for suffix in (".trig", ".jsonld"):
        path = writers.write(hostile, tmp_path / f"g{suffix}", settings=Settings().with_base(base)).path
        assert by_oxigraph(path) == wanted
        assert by_rdflib(path, quads=suffix == ".trig") == by_oxigraph(path, quads=suffix == ".trig")


def test_json_ld_is_compact_and_says_what_its_names_mean(exported: Export) -> None:
    document = json.loads(exported("graph.jsonld").read_bytes())
    assert document["@context"]["title"] == "dcterms:title"
    paper = next(node for node in document["@graph"] if node["id"] == "arxiv:2601.00001")
    assert paper["type"] == ["Paper", "fabio:Preprint", "schema:ScholarlyArticle"]
    assert paper["version"] == 2
    assert "author/example-team/2601.00001" in paper["creator"]
    assert paper["month"] == "2026-01"
    concept = next(node for node in document["@graph"] if node["id"] == "concept/c-plus-plus")
    assert {"@value": "C加加", "@language": "zh"} in concept["prefLabel"]
    assert concept["altLabel"] == {"@value": "cpp", "@language": "en"}


@pytest.mark.parametrize(
    "definition",
    ["kg:month", {"@id": "kg:month", "@type": "@id"}, {"@id": "kg:month", "@type": "xsd:date"}, None],
)
def test_json_ld_keeps_its_triples_whatever_the_context_says_of_a_term(
    hostile: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, definition: object
) -> None:
    prefixes = {"kg": "https://w3id.org/arxiv-kg/ontology#", "xsd": "http://www.w3.org/2001/XMLSchema#"}
    context = {"@context": {**prefixes, **({"month": definition} if definition else {})}}
    monkeypatch.setattr("kg.assets.read_text_asset", lambda _name: json.dumps(context))
    path = writers.write(hostile, tmp_path / "g.jsonld", settings=SETTINGS).path
    assert by_oxigraph(path) == by_oxigraph(writers.write(hostile, tmp_path / "g.nt", settings=SETTINGS).path)


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (f"{BASE}author/bo-han/2601.00123", "author/bo-han/2601.00123"),
        ("https://arxiv.org/abs/2601.00123", "arxiv:2601.00123"),
        ("https://arxiv.org/abs/hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001"),
        (f"{BASE}../escape", f"{BASE}../escape"),
        (f"{BASE}a/./b", f"{BASE}a/./b"),
        (f"{BASE}a:b", f"{BASE}a:b"),
        (f"{BASE}/evil", f"{BASE}/evil"),
        (BASE, BASE),
        ("https://arxiv.org/abs/?q", "https://arxiv.org/abs/?q"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_json_ld_shortens_only_what_reads_back_the_same(iri: str, short: str) -> None:
    context = read_context({"@context": {"arxiv": "https://arxiv.org/abs/", "paper": "arxiv:x"}}, BASE)
    assert context.reference(iri) == short
    document = json.dumps({"@context": context.definitions, "@id": short, "https://example.org/p": 1})
    [quad] = ox.parse(document, format=ox.RdfFormat.JSON_LD)
    assert quad.subject == ox.NamedNode(iri)


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_compressed_files_hold_the_same_bytes_and_no_time(exported: Export, suffix: str) -> None:
    plain = exported(f"graph{suffix}").read_bytes()
    packed = exported(f"graph{suffix}.gz").read_bytes()
    assert gzip.decompress(packed) == plain
    assert packed[3:8] == bytes(5)  # no flags, so no file name; no time
    squeezed = exported(f"graph{suffix}.zst").read_bytes()
    assert zstandard.ZstdDecompressor().decompressobj().decompress(squeezed) == plain


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_any_title_comes_back(graph_with: Callable[[dict[str, str]], Tables], tmp_path: Path, title: str) -> None:
    tables = graph_with({"2512.00004": title})
    for suffix in FORMATS:
        path = writers.write(tables, tmp_path / f"g{suffix}", settings=SETTINGS).path
        # read a file written by one library with the other
        found = by_rdflib(path) if suffix in {".jsonld", ".rdf"} else by_oxigraph(path)
        wanted = title.translate(FORBIDDEN) if suffix == ".rdf" else title
        titles = {o[0] for s, p, o in found if s[0].endswith("2512.00004") and p[0] == str(rdflib.DCTERMS.title)}
        assert titles == {wanted}, suffix
