"""Every constraint, as SHACL shape and as query, on a graph that violates it and on one that does not."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError, UsageError
from kg.rdf import PREFIXES, Profile, turtle
from kg.settings import CheckSettings
from kg.shapes import Engine, Violation, check
from kg.shapes.check import constraints
from kg.tables import Tables

BASE = "http://localhost:8000/id/"
ENGINES: tuple[Engine, ...] = ("shacl", "queries")

# constraint -> a SPARQL update that breaks it on the sample; names below the base are relative IRIs
BROKEN = {
    "label": 'INSERT DATA { arxiv:2601.00001 rdfs:label "another" }',
    "no-blank-node": 'INSERT DATA { _:x a kg:Digest ; rdfs:label "x" }',
    "paper-title": "DELETE WHERE { GRAPH ?g { arxiv:2601.00001 dcterms:title ?t } }",
    "paper-month": """DELETE { GRAPH ?g { ?p kg:month ?m } } INSERT { GRAPH ?g { ?p kg:month "2026-13" } }
        WHERE { GRAPH ?g { ?p kg:month ?m } FILTER(?p = arxiv:2601.00001) }""",
    "paper-category": "INSERT DATA { arxiv:2601.00001 kg:category <digest/loose> }",
    "paper-primary-category": "DELETE WHERE { GRAPH ?g { arxiv:2601.00001 kg:category category:cs.LG } }",
    "paper-registry": "INSERT DATA { arxiv:2512.00003 kg:withdrawn false }",
    "preprint": "DELETE WHERE { GRAPH ?g { arxiv:2601.00001 fabio:hasArXivId ?id } }",
    "orcid": "INSERT DATA { <author/bo-han/2601.00001> kg:orcid <https://orcid.org/0000-0002-1825> }",
    "paper-creator": "INSERT DATA { arxiv:2601.00001 dcterms:creator <digest/loose> }",
    "author": """INSERT DATA { <author/x/1> a kg:Author ; rdfs:label "X" ; foaf:name "X" ;
        kg:firstSeen "2026-02" ; kg:lastSeen "2026-01" }""",
    "authorship": """DELETE { GRAPH ?g { ?a kg:position ?m } } INSERT { GRAPH ?g { ?a kg:position 0 } }
        WHERE { GRAPH ?g { ?a kg:position ?m } FILTER(?a = <authorship/2601.00001/bo-han>) }""",
    "coauthorship-members": """DELETE WHERE { GRAPH ?g {
        <coauthorship/ada-ost/2601.00001/bo-han/2601.00001> kg:member <author/ada-ost/2601.00001> } }""",
    "coauthorship-counts": """DELETE { GRAPH ?g { ?a kg:weight ?m } } INSERT { GRAPH ?g { ?a kg:weight 0.0 } }
        WHERE { GRAPH ?g { ?a kg:weight ?m } }""",
    "symmetric": "DELETE WHERE { GRAPH ?g { <author/ada-ost/2601.00001> kg:coAuthor <author/bo-han/2601.00001> } }",
    "reference": "INSERT DATA { <claim/2601.00001/graph-network/uses/method> kg:concept <concept/nowhere> }",
    "relation-about": "DELETE WHERE { GRAPH ?g { arxiv:2601.00001 kg:about <concept/toybench> } }",
    "relation-claim": "INSERT DATA { arxiv:2601.00001 kg:proposes <concept/toybench> }",
    "link": "DELETE WHERE { GRAPH ?g { arxiv:2601.00001 kg:link <https://github.com/toy/code> } }",
    "section": """DELETE { GRAPH ?g { ?s kg:sectionKind ?k } } INSERT { GRAPH ?g { ?s kg:sectionKind "preface" } }
        WHERE { GRAPH ?g { ?s kg:sectionKind ?k } FILTER(?s = <section/2601.00001/method>) }""",
    "claim": "DELETE WHERE { GRAPH ?g { <claim/2601.00001/toybench/evaluatedOn/abstract> kg:rule ?r } }",
    "claim-span": """DELETE { GRAPH ?g { ?c kg:end ?e } } INSERT { GRAPH ?g { ?c kg:end 25 } }
        WHERE { GRAPH ?g { ?c kg:end ?e } FILTER(?c = <claim/2601.00001/toybench/evaluatedOn/abstract>) }""",
    "confidence": """DELETE { GRAPH ?g { ?c kg:confidence ?e } } INSERT { GRAPH ?g { ?c kg:confidence 1.2 } }
        WHERE { GRAPH ?g { ?c kg:confidence ?e } FILTER(?c = <claim/2601.00001/toybench/evaluatedOn/abstract>) }""",
    "decision": """DELETE { GRAPH ?g { ?d kg:verdict ?v } } INSERT { GRAPH ?g { ?d kg:verdict "perhaps" } }
        WHERE { GRAPH ?g { ?d kg:verdict ?v } }""",
    "category": "DELETE WHERE { GRAPH ?g { category:cs.LG dcterms:identifier ?n } }",
    "evidence": """DELETE { GRAPH ?g { ?e kg:value ?v } } INSERT { GRAPH ?g { ?e kg:value 2.5 } }
        WHERE { GRAPH ?g { ?e a kg:Evidence ; kg:value ?v } FILTER(?v = "bo han") }""",
    "evaluation": """DELETE { GRAPH ?g { ?e kg:value ?v } } INSERT { GRAPH ?g { ?e kg:value "92.3 %" } }
        WHERE { GRAPH ?g { ?e a kg:Evaluation ; kg:value ?v } FILTER(?v = 3) }""",
    "evaluation-span": """DELETE { GRAPH ?g { ?e kg:end ?v } } INSERT { GRAPH ?g { ?e kg:end 35 } }
        WHERE { GRAPH ?g { ?e kg:end ?v } FILTER(?e = <evaluation/2601.00001/toybench/accuracy/abstract>) }""",
    "interest": "DELETE WHERE { GRAPH ?g { <interest/ada-ost/2601.00001/graph-network> kg:paperCount ?n } }",
    "works-on": "DELETE WHERE { GRAPH ?g { <author/ada-ost/2601.00001> kg:worksOn <concept/graph-network> } }",
    "cooccurrence": """DELETE WHERE { GRAPH ?g {
        <cooccurrence/graph-network/toybench> kg:member <concept/toybench> } }""",
}
# other violations of the same constraints, which separate parts of their queries find
BROKEN_TOO = [
    ("paper-month", 'INSERT DATA { arxiv:2601.00001 kg:month "2026-02" }'),
    ("paper-primary-category", "INSERT DATA { arxiv:2601.00001 kg:primaryCategory category:eess.SY }"),
    ("paper-registry", 'INSERT DATA { arxiv:2601.00001 dcterms:issued "2026" }'),
    ("paper-registry", 'INSERT DATA { arxiv:2601.00001 fabio:hasArXivId "2601.00009" }'),
    ("preprint", 'INSERT DATA { <https://openalex.org/W1> fabio:hasArXivId "2601.00009" }'),
    ("orcid", 'INSERT DATA { <author/bo-han/2601.00001> kg:orcid "0000-0002-1825-0097" }'),
    ("reference", "INSERT DATA { arxiv:2601.00001 cito:cites <https://doi.org/10.1000/nowhere> }"),
    ("category", "DELETE WHERE { GRAPH ?g { category:eess.SY skos:notation 'eess.SY' } }"),
    (
        "evidence",
        "DELETE WHERE { GRAPH ?g { <evidence/bo-han/2601.00001/bo-han/hep-th%2F9901001/program/1> kg:bits ?b } }",
    ),
    ("evaluation", "DELETE WHERE { GRAPH ?g { <evaluation/2601.00001/toybench/accuracy/method> kg:dataset ?d } }"),
    ("evaluation", 'INSERT DATA { <evaluation/2601.00001/toybench/accuracy/method> kg:unit "points" }'),
    ("evaluation-span", "DELETE WHERE { GRAPH ?g { <evaluation/2601.00001/toybench/accuracy/method> kg:start ?s } }"),
    (
        "evaluation-span",
        """DELETE { GRAPH ?g { ?e prov:wasDerivedFrom ?s } }
        INSERT { GRAPH ?g { ?e prov:wasDerivedFrom <section/2601.00002/tldr> } }
        WHERE { GRAPH ?g { ?e a kg:Evaluation ; prov:wasDerivedFrom ?s } }""",
    ),
    (
        "interest",
        """DELETE { GRAPH ?g { ?i kg:weight ?w } } INSERT { GRAPH ?g { ?i kg:weight 0.0 } }
        WHERE { GRAPH ?g { ?i a kg:Interest ; kg:weight ?w } }""",
    ),
    ("works-on", "INSERT DATA { <author/ada-ost/2601.00001> kg:worksOn <concept/network> }"),
    (
        "cooccurrence",
        """DELETE { GRAPH ?g { ?c kg:lift ?w } } INSERT { GRAPH ?g { ?c kg:lift 0.0 } }
        WHERE { GRAPH ?g { ?c kg:lift ?w } }""",
    ),
    (
        "cooccurrence",
        """DELETE DATA { GRAPH <graph/inferred> {
            <cooccurrence/graph-network/toybench> kg:member <concept/toybench> } } ;
        INSERT DATA { <cooccurrence/graph-network/toybench> kg:member <author/ada-ost/2601.00001> }""",
    ),
    ("symmetric", "INSERT DATA { arxiv:2601.00001 kg:related <https://arxiv.org/abs/hep-th/9901001> }"),
    ("reference", "INSERT DATA { arxiv:2601.00001 kg:related <concept/toybench> }"),
    ("reference", "INSERT DATA { <author/ada-ost/2601.00001> kg:worksOn <concept/nowhere> }"),
]
HEAD = f"BASE <{BASE}>\n" + "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("profile", ["core", "full", "store"])
def test_a_graph_as_the_program_writes_it_is_well_formed(
    engine: Engine, profile: Profile, store_of: Callable[[Profile], ox.Store]
) -> None:
    assert check(store_of(profile), engine=engine) == []


def test_each_constraint_has_a_broken_example() -> None:
    assert set(BROKEN) == set(constraints())


@pytest.mark.parametrize(("name", "update"), [*sorted(BROKEN.items()), *BROKEN_TOO])
def test_shape_and_query_find_the_same_broken_nodes(name: str, update: str, store: ox.Store) -> None:
    store.update(HEAD + update)
    by_shape, by_query = ({v.node for v in check(store, engine=e) if v.constraint == name} for e in ENGINES)
    assert by_shape == by_query != set()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_violation_names_node_constraint_and_reason(engine: Engine, store: ox.Store) -> None:
    store.update(HEAD + BROKEN["paper-title"])
    (violation,) = check(store, engine=engine)
    assert violation.node == "https://arxiv.org/abs/2601.00001"
    assert violation.constraint == "paper-title"
    assert "title" in violation.message or "1" in violation.message


def test_a_larger_graph_is_checked_by_queries_with_the_same_answer(store: ox.Store) -> None:
    store.update(HEAD + BROKEN["symmetric"])
    small = check(store)
    large = check(store, settings=CheckSettings(max_triples_for_shacl=1))
    assert {(v.node, v.constraint) for v in small} == {(v.node, v.constraint) for v in large}
    assert all("coAuthor" in v.message for v in large)


def test_a_file_is_checked_like_a_store(tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / "graph.ttl"
    with path.open("wb") as out:
        turtle(tables, out, base=BASE)
    assert check(path) == []
    path.write_text(path.read_text(encoding="utf-8").replace('kg:month "2026-01"', 'kg:month "soon"'), encoding="utf-8")
    assert {v.constraint for v in check(path, engine="queries")} == {"paper-month"}


def test_what_cannot_be_read_is_said_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.ttl"):
        check(broken)
    with pytest.raises(UsageError, match="cannot check"):
        check(tmp_path / "graph.csv")
    with pytest.raises(InputError, match="no such file"):
        check(tmp_path / "none.ttl")


def test_violations_are_plain_sorted_records() -> None:
    assert Violation("a", "label", "x") < Violation("b", "label", "x")
