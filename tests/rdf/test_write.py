"""RDF output matches the tables in every syntax, byte by byte and term by term."""

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pyoxigraph as ox
import pytest
import rdflib
from assembling import assemble
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UnknownName
from kg.ids import paper_iri
from kg.model import Concept, ConceptType, Corpus, Extraction, Paper, Resolution
from kg.rdf import GRAPHS, PREFIXES, Profile, graph_iri, nquads, ntriples, turtle
from kg.rdf.terms import Syntax, ValueKind, term
from kg.sets.namespaces import expand
from kg.settings import GraphSettings
from kg.tables import Tables

BASE = "http://localhost:8000/id/"
Records = tuple[Corpus, Resolution, Extraction]
FORMS: list[tuple[Profile, bool]] = [("core", False), ("core", True), ("full", False), ("full", True)]


def written(writer: object, tables: Tables, **options: object) -> tuple[bytes, int]:
    out = BytesIO()
    assert callable(writer)
    count = writer(tables, out, **{"base": BASE, **options})
    return out.getvalue(), count


def quads_of(data: bytes) -> list[ox.Quad]:
    return list(ox.parse(data, format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize(("profile", "with_text"), FORMS)
def test_all_syntaxes_say_the_same_term_by_term(tables: Tables, profile: Profile, with_text: bool) -> None:
    options = {"profile": profile, "with_text": with_text}
    (ttl, n), (nt, n_nt), (nq, n_nq) = (written(w, tables, **options) for w in (turtle, ntriples, nquads))
    assert n == n_nt == n_nq
    by_oxigraph = {q.triple for q in ox.parse(ttl, format=ox.RdfFormat.TURTLE)}
    assert by_oxigraph == {q.triple for q in ox.parse(nt, format=ox.RdfFormat.N_TRIPLES)}
    assert by_oxigraph == {q.triple for q in quads_of(nq)}
    by_rdflib = set(rdflib.Graph().parse(data=ttl, format="turtle"))
    assert by_rdflib == set(rdflib.Graph().parse(data=nt, format="nt"))
    assert {tuple(term.n3() for term in triple) for triple in by_rdflib} == {
        tuple(term.n3() for term in triple)
        for triple in rdflib.Graph().parse(data=_canonical(by_oxigraph), format="nt")
    }
    assert n == len(by_oxigraph) == len(by_rdflib)


def _canonical(triples: set[ox.Triple]) -> bytes:
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    return data


@pytest.mark.parametrize("profile", ["core", "full"])
def test_each_triple_stands_once_and_in_one_graph(tables: Tables, profile: Profile) -> None:
    data, count = written(nquads, tables, profile=profile, with_text=True)
    lines = data.decode().splitlines()
    assert len(lines) == len(set(lines)) == count
    assert len({q.triple for q in quads_of(data)}) == count


@pytest.mark.parametrize("writer", [turtle, ntriples, nquads])
def test_the_named_graphs_add_up_to_the_union(tables: Tables, writer: object) -> None:
    _, whole = written(writer, tables, profile="full", with_text=True)
    parts = [written(writer, tables, profile="full", with_text=True, graph=graph) for graph in GRAPHS]
    assert sum(count for _, count in parts) == whole
    assert all(count for _, count in parts)


def test_one_graph_alone_holds_what_the_quads_put_there(tables: Tables) -> None:
    data, _ = written(nquads, tables, profile="full", with_text=True)
    for graph in GRAPHS:
        alone, count = written(turtle, tables, profile="full", with_text=True, graph=graph)
        triples = {q.triple for q in ox.parse(alone, format=ox.RdfFormat.TURTLE)}
        name = ox.NamedNode(graph_iri(BASE, graph))
        assert triples == {q.triple for q in quads_of(data) if q.graph_name == name}
        assert len(triples) == count


def test_a_graph_comes_back_from_the_store_term_by_term(tables: Tables) -> None:
    data, _ = written(nquads, tables, profile="full", with_text=True)
    store = ox.Store()
    store.load(data, format=ox.RdfFormat.N_QUADS)
    assert set(store) == set(quads_of(data))


def test_text_and_bytes_are_the_same(tables: Tables) -> None:
    out = StringIO()
    turtle(tables, out, base=BASE)
    assert out.getvalue().encode() == written(turtle, tables)[0]


def test_turtle_reads_as_the_ontology_s_examples_do(tables: Tables) -> None:
    text = written(turtle, tables)[0].decode()
    assert "\narxiv:2601.00002 a kg:Paper, fabio:Preprint, schema:ScholarlyArticle ;\n" in text
    assert "dcterms:creator <author/ada-ost/2601.00001>, <author/bo-han/2601.00001> ;\n" in text
    assert "kg:primaryCategory category:cs.LG ;" in text


@pytest.mark.parametrize("base", ["https://kg.example/", "https://kg.example/id#", "https://kg.example/a?g=1/"])
def test_any_base_gives_the_same_iris_in_every_syntax(tables: Tables, base: str) -> None:
    ttl, nt = (written(writer, tables, base=base, profile="full")[0] for writer in (turtle, ntriples))
    triples = {q.triple for q in ox.parse(ttl, format=ox.RdfFormat.TURTLE)}
    assert triples == {q.triple for q in ox.parse(nt, format=ox.RdfFormat.N_TRIPLES)}
    assert ox.NamedNode(f"{base}author/ada-ost/2601.00001") in {t.subject for t in triples}


def test_the_same_are_two_mentions_and_others_two_authors_and_who_decided_is_an_agent(tables: Tables) -> None:
    graph = rdflib.Graph().parse(data=written(turtle, tables, profile="full")[0], format="turtle")
    asked = """SELECT ?verdict ?name ?kind ?who {
        ?d kg:verdict ?verdict ; kg:decidesOnAuthor|kg:decidesOnAuthorship ?s ; prov:wasAttributedTo ?agent .
        ?s a ?kind FILTER(?kind IN (kg:Author, kg:Authorship))
        ?s rdfs:label ?name . ?agent a ?who }"""
    rows = {tuple(str(cell).rpartition("#")[2] for cell in row) for row in graph.query(asked, initNs=PREFIXES)}
    assert rows == {
        ("same", "Bo Han", "Authorship", "SoftwareAgent"),
        ("possiblySame", "Bo Han", "Author", "SoftwareAgent"),
        ("different", "Bo Han", "Author", "Person"),
        ("different", "Ada Ost", "Author", "Person"),
    }
    labels = {str(label) for label in graph.objects(None, rdflib.RDFS.label)}
    assert {"Bo Han – Bo Han", "Ada Ost – Bo Han", "co-authors: Ada Ost"} <= labels


def test_every_node_has_one_label_and_none_is_blank(tables: Tables) -> None:
    data, _ = written(nquads, tables, profile="full", with_text=True)
    quads = quads_of(data)
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    labeled = [q.subject for q in quads if q.predicate == label]
    # parts of the counts by class need no label
    nodes = {q.subject for q in quads if "/dataset/class/" not in str(q.subject)}
    assert sorted(str(s) for s in labeled if "/dataset/class/" not in str(s)) == sorted(map(str, nodes))
    assert not any(isinstance(term, ox.BlankNode) for q in quads for term in (q.subject, q.object))


def test_what_summaries_say_is_told_apart(tables: Tables) -> None:
    alone = written(turtle, tables, profile="full", with_text=True, graph="summaries")[0].decode()
    assert "kg:aboutInSummary <concept/network>" in alone  # only a summary of the second paper names it
    assert "kg:linkInSummary <https://toy.example/sum>" in alone
    assert "github.com" not in alone  # the paper's row gives it too
    assert "看图。" in alone
    assert "We use graph networks" not in alone


def test_a_stated_result_is_a_number_and_tells_its_place_in_the_full_profile(tables: Tables) -> None:
    def results(**options: object) -> set[tuple[str, ...]]:
        graph = rdflib.Graph().parse(data=written(turtle, tables, **options)[0], format="turtle")
        asked = """SELECT ?e ?value ?unit ?section { ?e a kg:Evaluation ; kg:measuredValue ?value ;
            ^kg:hasEvaluation ?paper ;
            kg:measuredOn/rdfs:label "ToyBench" ; kg:measuredWith/rdfs:label "accuracy" . FILTER(?value > 1)
            OPTIONAL { ?e kg:unit ?unit } OPTIONAL { ?e prov:wasDerivedFrom ?section } }"""
        return {
            tuple("" if cell is None else str(cell).removeprefix(BASE) for cell in row)
            for row in graph.query(asked, initNs=PREFIXES)
        }

    place = "2601.00001/toybench/accuracy"
    assert results(profile="full") == {
        (f"evaluation/{place}/abstract", "92.3", "%", "section/2601.00001/abstract"),
        (f"evaluation/{place}/abstract-2", "3", "", "section/2601.00001/abstract"),
        (f"evaluation/{place}/method", "92.3", "%", "section/2601.00001/method"),
    }
    assert {row[3] for row in results()} == {""}
    assert results(graph="summaries") == set()  # labels of concepts do not come from summaries
    summaries = written(turtle, tables, graph="summaries")[0].decode()
    assert summaries.count("a kg:Evaluation") == 1


def test_what_is_derived_of_concepts_is_inferred(tables: Tables) -> None:
    core, full = (written(turtle, tables, profile=p, graph="inferred")[0].decode() for p in ("core", "full"))
    for text in (core, full):
        assert "kg:related arxiv:2601.00002" in text
        assert "kg:worksOn <concept/graph-network>" in text
    assert "<interest/ada-ost/2601.00001/graph-network> a kg:Interest" in full
    assert 'rdfs:label "graph network – ToyBench"' in full
    assert "kg:Interest" not in core
    assert "kg:Cooccurrence" not in core


def test_texts_are_left_out_unless_asked_for(tables: Tables) -> None:
    assert "We use graph networks" not in written(turtle, tables, profile="full")[0].decode()
    assert "We use graph networks" in written(turtle, tables, with_text=True)[0].decode()


def test_an_unknown_graph_is_refused(tables: Tables) -> None:
    with pytest.raises(UnknownName, match="facts"):
        written(turtle, tables, graph="rumours")


def test_a_graph_without_papers_is_written_too() -> None:
    empty = assemble(Corpus((), (), (), ()), Resolution((), (), ()), Extraction(()), GraphSettings())
    for profile in ("core", "full"):
        data, count = written(turtle, empty, profile=profile)
        assert len(list(ox.parse(data, format=ox.RdfFormat.TURTLE))) == count


def test_input_order_does_not_matter(records: Records) -> None:
    corpus, resolution, extraction = records
    expected = written(turtle, assemble(*records, GraphSettings()), profile="full", with_text=True)
    for seed in range(3):
        shuffled = Random(seed)  # noqa: S311 - a fixed shuffle, no secret

        def mixed(items: tuple[Any, ...], by: Random = shuffled) -> tuple[Any, ...]:
            return tuple(by.sample(items, len(items)))

        tables = assemble(
            replace(corpus, papers=mixed(corpus.papers), digests=mixed(corpus.digests)),
            Resolution(mixed(resolution.authorships), mixed(resolution.authors), mixed(resolution.decisions)),
            Extraction(
                mixed(extraction.concepts),
                mixed(extraction.claims),
                mixed(extraction.evaluations),
                mixed(extraction.terms),
            ),
            GraphSettings(),
        )
        rows = Tables({name: tables[name].sample(fraction=1, shuffle=True, seed=seed) for name in _SHUFFLED})
        whole = Tables({**{name: tables[name] for name in _NAMES}, **{name: rows[name] for name in _SHUFFLED}})
        assert written(turtle, whole, profile="full", with_text=True) == expected


_SHUFFLED = (
    "papers", "authors", "authorships", "coauthorships", "topics", "claims", "links", "concepts", "digests",
    "evaluations", "interests", "cooccurrences", "related", "citations",
)  # fmt: skip
_NAMES = ("appearances", "sections", "categories", "decisions", "terms", "sources", "reports")


def test_the_hash_seed_does_not_matter(root: Path) -> None:
    script = (
        "import runpy, sys; from kg.rdf import turtle; "
        f"sample = runpy.run_path({str(Path(__file__).parent / 'conftest.py')!r}); "
        "tables = sample['toy'](sample['sample_records']()); "
        f"turtle(tables, sys.stdout.buffer, base={BASE!r}, profile='full', with_text=True)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(root), str(root / "tests")])},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "7")
    }
    assert len(outputs) == 1


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), st.sampled_from(["en", "zh", "zh-Hans", ""]))
@settings(max_examples=60, deadline=None)
def test_any_text_survives_as_literal(text: str, language: str) -> None:
    corpus = Corpus((Paper("2601.00001", text, "2026-01", (), "cs.LG", comment=text),), (), (), ())
    concept = Concept("c", ConceptType.TASK, "c", ((text, language),))
    tables = assemble(corpus, Resolution((), (), ()), Extraction((concept,)), GraphSettings())
    # without the vocabulary, which takes far longer to parse than the text
    facts, labels = (
        [written(writer, tables, graph=graph)[0] for writer in (turtle, ntriples)] for graph in ("facts", "inferred")
    )
    title = ox.NamedNode("http://purl.org/dc/terms/title")
    for data, more, form in zip(facts, labels, (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES), strict=True):
        triples = {q.triple for part in (data, more) for q in ox.parse(part, format=form)}
        assert ox.Triple(ox.NamedNode("https://arxiv.org/abs/2601.00001"), title, ox.Literal(text)) in triples
        if (text, language) != ("c", "en"):
            preferred, other = (
                {t.object for t in triples if t.predicate.value.endswith(kind) and t.subject.value.endswith("/c")}
                for kind in ("#prefLabel", "#altLabel")
            )
            literal = ox.Literal(text, language=language) if language else ox.Literal(text)
            assert preferred | other == {literal, ox.Literal("c", language="en")}
            assert (literal in preferred) == language.startswith("zh")
    graph = rdflib.Graph().parse(data=facts[0], format="turtle")
    titles = set(graph.objects(rdflib.URIRef("https://arxiv.org/abs/2601.00001"), rdflib.DCTERMS.title))
    assert titles == {rdflib.Literal(text)}


def test_the_first_label_of_another_language_is_its_preferred_one() -> None:
    corpus = Corpus((Paper("2601.00001", "Bees", "2026-01", (), "cs.LG"),), (), (), ())
    others = (("养蜂", "zh"), ("Imkerei", "de"), ("apiculture", "en"), ("养蜂业", "zh"), ("蜂", "zh"))
    concept = Concept("bee-keeping", ConceptType.TASK, "bee keeping", others)
    made = assemble(corpus, Resolution((), (), ()), Extraction((concept,)), GraphSettings())
    triples = [q.triple for q in ox.parse(written(turtle, made)[0], format=ox.RdfFormat.TURTLE)]
    labels = {
        kind: {
            (t.object.value, t.object.language)
            for t in triples
            if t.predicate.value.endswith(f"#{kind}") and t.subject.value.endswith("/bee-keeping")
        }
        for kind in ("prefLabel", "altLabel")
    }
    assert labels["prefLabel"] == {("bee keeping", "en"), ("养蜂", "zh"), ("Imkerei", "de")}
    assert labels["altLabel"] == {("apiculture", "en"), ("养蜂业", "zh"), ("蜂", "zh")}


def test_the_description_counts_what_is_there(tables: Tables) -> None:
    data, count = written(turtle, tables, profile="full")
    store = ox.Store()
    store.load(data, format=ox.RdfFormat.TURTLE, base_iri=BASE)
    void = "PREFIX void: <http://rdfs.org/ns/void#> "

    def rows(query: str) -> set[tuple[str, ...]]:
        answer = store.query(void + query)
        assert isinstance(answer, ox.QuerySolutions)
        return {tuple(term.value for term in row) for row in answer}

    assert rows("SELECT ?n { ?d a void:Dataset ; void:triples ?n }") == {(str(count),)}
    stated = rows("SELECT ?p ?n { ?d a void:Dataset ; void:propertyPartition [ void:property ?p ; void:triples ?n ] }")
    assert stated == rows("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    stated = rows(
        "SELECT ?c ?p ?n { ?x void:class ?c ; void:propertyPartition [ void:property ?p ; void:triples ?n ] }"
    )
    assert stated == rows("SELECT ?c ?p (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o } GROUP BY ?c ?p")
    stated = rows("SELECT ?c ?n { ?x void:class ?c ; void:entities ?n }")
    assert stated == rows("SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c")


JOURNAL = "doi:10.1000/a(b)<c>;d#e"
DOI = "https://doi.org/10.1000/a(b)%3Cc%3E;d%23e"
W1 = "https://openalex.org/W1"


def objects(tables: Tables, subject: str, predicate: str, **options: object) -> set[str]:
    """Return the IRIs and texts that a full dump states about a subject."""
    data = written(ntriples, tables, profile="full", **options)[0]
    wanted = ox.NamedNode(subject), ox.NamedNode(expand(predicate))
    return {q.object.value for q in ox.parse(data, format=ox.RdfFormat.N_TRIPLES) if (q.subject, q.predicate) == wanted}


def test_a_paper_without_arxiv_id_has_the_iri_of_its_registry_and_is_no_preprint(tables: Tables) -> None:
    assert objects(tables, DOI, "rdf:type") == {expand("kg:Paper"), expand("schema:ScholarlyArticle")}
    assert objects(tables, DOI, "fabio:hasArXivId") == objects(tables, DOI, "kg:month") == set()
    assert objects(tables, DOI, "dcterms:identifier") == {JOURNAL, "openalex:W2741809807"}
    assert objects(tables, DOI, "schema:sameAs") == {"https://openalex.org/W2741809807"}
    assert objects(tables, DOI, "dcterms:issued") == {"2025-11-03"}
    assert objects(tables, DOI, "kg:journal") == {"Journal of Examples"}
    assert expand("fabio:Preprint") in objects(tables, "https://arxiv.org/abs/2601.00001", "rdf:type")
    assert objects(tables, "https://arxiv.org/abs/hep-th/9901001", "schema:sameAs") == {
        "https://doi.org/10.48550/arXiv.hep-th/9901001"
    }


def test_citations_lead_from_paper_to_paper_of_the_graph_and_nowhere_else(tables: Tables) -> None:
    assert objects(tables, DOI, "cito:cites") == {"https://arxiv.org/abs/2601.00001", W1}
    assert objects(tables, W1, "cito:cites") == {DOI}


def test_what_is_withdrawn_or_cut_short_says_so_and_nothing_else_does(tables: Tables) -> None:
    nothing = "https://arxiv.org/abs/2512.00003"
    for predicate in ("kg:withdrawn", "kg:authorsTruncated"):
        assert objects(tables, nothing, predicate) == {"true"}
        assert objects(tables, DOI, predicate) == set()


def test_an_authorship_states_what_the_author_list_did_and_the_author_has_the_orcid(tables: Tables) -> None:
    authorship = f"{BASE}authorship/doi%3A10.1000%2Fa%28b%29%3Cc%3E%3Bd%23e/ada-ost"
    orcid = {"https://orcid.org/0000-0002-1825-0097"}
    assert objects(tables, authorship, "kg:statedOrcid") == orcid
    assert objects(tables, authorship, "kg:nativeName") == {"에이다"}
    assert objects(tables, authorship, "kg:affiliation") == {'Institute of "Examples"'}
    assert objects(tables, authorship, "kg:statedIdentifier") == {"openalex:A5012345678"}
    assert objects(tables, f"{BASE}author/ada-ost/2601.00001", "kg:orcid") == orcid


@pytest.mark.parametrize(
    "key",
    [
        "2601.00001", "hep-th/9901001", "math.GT/0309136", "openalex:W2741809807", "odd id", "x:y", "doi:10.1000/182",
        "doi:10.1002/(sici)1097-4571(1999)50:1<3::a>", "doi:10.1000/a b", "doi:10.1000/ü#x?y=[z]|^`{}",
        'doi:10.1000/"q"\\', "doi:10.1000/50%25", "s2:649def34f8be52c8b66281af98ae884c09aef38b",
    ],
)  # fmt: skip
def test_a_column_of_papers_is_written_as_single_papers_are(key: str) -> None:
    iri = paper_iri(key)
    assert ox.NamedNode(iri).value == iri
    frame = pl.DataFrame({"paper": [key, None, key], "list": [[key, key], None, []]})
    for turtle_ in (True, False):
        syntax = Syntax(BASE, turtle=turtle_)
        one = frame.select(term(ValueKind.PAPER, pl.col("paper"), syntax)).to_series().to_list()
        several = (
            frame.select(pl.col("list").list.eval(term(ValueKind.PAPER, pl.element(), syntax))).to_series().to_list()
        )
        assert one == [one[0], None, one[0]]
        assert several[0] == [one[0], one[0]]
        text = f"@prefix arxiv: <https://arxiv.org/abs/> .\n{one[0]} a <x:y> ."
        (quad,) = ox.parse(text, format=ox.RdfFormat.TURTLE)
        assert quad.subject == ox.NamedNode(iri)
