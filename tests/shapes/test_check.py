"""Every constraint, as SHACL shape and as query, on a graph that violates it and on one that does not."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import SH

from kg.errors import InputError, UsageError
from kg.rdf import PREFIXES, Profile, turtle
from kg.shapes import Engine, Violation, check
from kg.tables import Tables

BASE = "http://localhost:8000/id/"
ENGINES: tuple[Engine, ...] = ("shacl", "pyshacl")

# constraint -> a SPARQL update that breaks it on the sample; names below the base are relative IRIs
BROKEN = {
    "paper": "DELETE WHERE { GRAPH ?g { arxiv:2601.00001 dcterms:title ?t } }",
    "preprint": "DELETE WHERE { GRAPH ?g { arxiv:2601.00001 fabio:hasArXivId ?id } }",
    "paper-primary-category": "DELETE WHERE { GRAPH ?g { arxiv:2601.00001 kg:inCategory category:cs.LG } }",
    "paper-first-last-author": "INSERT DATA { arxiv:2601.00001 kg:lastAuthor <author/cy-moor/2601.00002> }",
    "paper-link": "DELETE WHERE { GRAPH ?g { arxiv:2601.00001 kg:link <https://github.com/toy/code> } }",
    "paper-about": "DELETE WHERE { GRAPH ?g { arxiv:2601.00001 kg:about <concept/toybench> } }",
    "symmetric": "DELETE WHERE { GRAPH ?g { <author/ada-ost/2601.00001> kg:coAuthor <author/bo-han/2601.00001> } }",
    "not-itself": "INSERT DATA { <concept/toybench> skos:broader <concept/toybench> }",
    "is-agent": "INSERT DATA { arxiv:2601.00001 dcterms:creator <concept/toybench> }",
    "is-concept": "INSERT DATA { arxiv:2601.00001 kg:about <author/bo-han/2601.00001> }",
    "is-activity": """INSERT DATA {
        <claim/2601.00001/toybench/evaluatedOn/abstract> prov:wasGeneratedBy <agent/program> }""",
    "category": "DELETE WHERE { GRAPH ?g { category:cs.LG kg:categoryCode ?n } }",
    "scheme": "INSERT DATA { <concepts> skos:hasTopConcept arxiv:2601.00001 }",
    "digest": 'INSERT DATA { <digest/2026-01-05> dcterms:date "soon" }',
    "document": 'INSERT DATA { <https://github.com/toy/code> kg:stars "many" }',
    "appearance": """DELETE { GRAPH ?g { ?a kg:rank ?r } } INSERT { GRAPH ?g { ?a kg:rank 0 } }
        WHERE { GRAPH ?g { ?a kg:rank ?r } }""",
    "section": """DELETE { GRAPH ?g { ?s kg:sectionKind ?k } } INSERT { GRAPH ?g { ?s kg:sectionKind "preface" } }
        WHERE { GRAPH ?g { ?s kg:sectionKind ?k } FILTER(?s = <section/2601.00001/method>) }""",
    "author": "INSERT DATA { <author/bo-han/2601.00001> a kg:Group }",
    "group": "INSERT DATA { <author/bo-han/2601.00001> a kg:Group }",
    "authorship": """DELETE { GRAPH ?g { ?a kg:position ?m } } INSERT { GRAPH ?g { ?a kg:position 0 } }
        WHERE { GRAPH ?g { ?a kg:position ?m } FILTER(?a = <authorship/2601.00001/bo-han>) }""",
    "coauthorship": """DELETE WHERE { GRAPH ?g {
        <coauthorship/ada-ost/2601.00001/bo-han/2601.00001> kg:partner <author/ada-ost/2601.00001> } }""",
    "decision": """DELETE { GRAPH ?g { ?d kg:verdict ?v } } INSERT { GRAPH ?g { ?d kg:verdict "perhaps" } }
        WHERE { GRAPH ?g { ?d kg:verdict ?v } }""",
    "evidence": """DELETE { GRAPH ?g { ?e kg:evidenceText ?v } } INSERT { GRAPH ?g { ?e kg:evidenceText 2.5 } }
        WHERE { GRAPH ?g { ?e a kg:Evidence ; kg:evidenceText ?v } FILTER(?v = "bo han") }""",
    "concept": "INSERT DATA { <concept/toybench> a kg:Task, kg:Method }",
    "term": "INSERT DATA { <term/2601.00001/1> a kg:Term ; kg:termRank 0 }",
    "claim": "DELETE WHERE { GRAPH ?g { <claim/2601.00001/toybench/evaluatedOn/abstract> oa:exact ?r } }",
    "evaluation": """DELETE { GRAPH ?g { ?e kg:measuredValue ?v } } INSERT { GRAPH ?g { ?e kg:measuredValue "92.3 %" } }
        WHERE { GRAPH ?g { ?e a kg:Evaluation ; kg:measuredValue ?v } FILTER(?v = 3) }""",
    "finding-section": """DELETE { GRAPH ?g { ?e prov:wasDerivedFrom ?s } }
        INSERT { GRAPH ?g { ?e prov:wasDerivedFrom <section/2601.00002/tldr> } }
        WHERE { GRAPH ?g { ?e a kg:Evaluation ; prov:wasDerivedFrom ?s } }""",
    "relation-claim": "INSERT DATA { arxiv:2601.00001 kg:proposes <concept/toybench> }",
    "broader-cycle": """INSERT DATA { <concept/toybench> skos:broader <concept/network> .
        <concept/network> skos:broader <concept/toybench> }""",
    "interest": "DELETE WHERE { GRAPH ?g { <interest/ada-ost/2601.00001/graph-network> kg:interestPaperCount ?n } }",
    "interest-works-on": "DELETE WHERE { GRAPH ?g { <author/ada-ost/2601.00001> kg:worksOn <concept/graph-network> } }",
    "cooccurrence": """DELETE WHERE { GRAPH ?g {
        <cooccurrence/graph-network/toybench> kg:cooccurringConcept <concept/toybench> } }""",
    "activity": """INSERT DATA { <activity/new> a prov:Activity ; rdfs:label "new" }""",
    "software-agent": "DELETE WHERE { GRAPH ?g { <agent/program> schema:softwareVersion ?v } }",
    "person-agent": """INSERT DATA { <agent/person> a prov:Person ; foaf:name "X" }""",
}
# further wrong values, which shapes that only count would accept
BROKEN_TOO = [
    ("paper", 'INSERT DATA { arxiv:2601.00001 kg:month "2026-13" }'),
    ("paper", 'INSERT DATA { arxiv:2512.00003 kg:authorCount "many" }'),
    ("paper", 'INSERT DATA { arxiv:2512.00003 kg:mnoth "2026-01" }'),
    ("paper", 'INSERT DATA { arxiv:2512.00003 dcterms:title "another" }'),
    ("paper", "INSERT DATA { arxiv:2512.00003 kg:withdrawn false }"),
    ("paper", 'INSERT DATA { arxiv:2601.00001 dcterms:issued "2026" }'),
    ("paper", 'INSERT DATA { arxiv:2601.00001 fabio:hasArXivId "2601.00009" }'),
    ("paper", "INSERT DATA { arxiv:2601.00001 kg:inCategory <digest/loose> }"),
    ("paper", "INSERT DATA { arxiv:2601.00001 kg:evaluatedOn <concept/graph-network> }"),
    ("paper", "INSERT DATA { arxiv:2601.00001 cito:cites <https://doi.org/10.1000/nowhere> }"),
    ("paper", "INSERT DATA { arxiv:2601.00001 kg:hasAuthorship _:x }"),
    ("preprint", 'INSERT DATA { <https://openalex.org/W1> fabio:hasArXivId "2601.00009" }'),
    ("paper", "INSERT DATA { arxiv:2601.00001 kg:hasSection <digest/loose> }"),
    ("decision", "INSERT { ?d kg:hasEvidence <digest/loose> } WHERE { GRAPH ?g { ?d a kg:Decision } }"),
    ("author", "INSERT DATA { <author/bo-han/2601.00001> kg:orcid <https://orcid.org/0000-0002-1825> }"),
    ("author", 'INSERT DATA { <author/bo-han/2601.00001> kg:orcid "0000-0002-1825-0097" }'),
    ("author", 'INSERT DATA { <author/bo-han/2601.00001> foaf:nmae "Bo" }'),
    ("author", 'INSERT DATA { <author/bo-han/2601.00001> kg:firstPaperMonth "2031-01" }'),
    ("category", "DELETE WHERE { GRAPH ?g { category:eess.SY skos:notation 'eess.SY' } }"),
    (
        "coauthorship",
        """DELETE { GRAPH ?g { ?a kg:collaborationWeight ?m } }
        INSERT { GRAPH ?g { ?a kg:collaborationWeight 0.0 } } WHERE { GRAPH ?g { ?a kg:collaborationWeight ?m } }""",
    ),
    (
        "claim",
        """DELETE { GRAPH ?g { ?c kg:endOffset ?e } } INSERT { GRAPH ?g { ?c kg:endOffset 0 } }
        WHERE { GRAPH ?g { ?c kg:endOffset ?e } FILTER(?c = <claim/2601.00001/toybench/evaluatedOn/abstract>) }""",
    ),
    (
        "claim",
        """DELETE { GRAPH ?g { ?c kg:confidence ?e } } INSERT { GRAPH ?g { ?c kg:confidence 1.2 } }
        WHERE { GRAPH ?g { ?c kg:confidence ?e } FILTER(?c = <claim/2601.00001/toybench/evaluatedOn/abstract>) }""",
    ),
    (
        "claim",
        """DELETE { GRAPH ?g { ?c kg:fromSummary ?e } } INSERT { GRAPH ?g { ?c kg:fromSummary true } }
        WHERE { GRAPH ?g { ?c kg:fromSummary ?e } FILTER(?c = <claim/2601.00001/toybench/evaluatedOn/abstract>) }""",
    ),
    ("claim", "INSERT DATA { arxiv:2601.00002 kg:hasClaim <claim/2601.00001/toybench/evaluatedOn/abstract> }"),
    (
        "evidence",
        """DELETE WHERE { GRAPH ?g {
            <evidence/bo-han/2601.00001/bo-han/hep-th%2F9901001/program/1> kg:evidenceKind ?b } }""",
    ),
    ("evaluation", "DELETE WHERE { GRAPH ?g { <evaluation/2601.00001/toybench/accuracy/method> kg:measuredOn ?d } }"),
    ("evaluation", 'INSERT DATA { <evaluation/2601.00001/toybench/accuracy/method> kg:unit "points" }'),
    (
        "interest",
        """DELETE { GRAPH ?g { ?i kg:interestWeight ?w } } INSERT { GRAPH ?g { ?i kg:interestWeight 0.0 } }
        WHERE { GRAPH ?g { ?i a kg:Interest ; kg:interestWeight ?w } }""",
    ),
    (
        "cooccurrence",
        """DELETE { GRAPH ?g { ?c kg:lift ?w } } INSERT { GRAPH ?g { ?c kg:lift 0.0 } }
        WHERE { GRAPH ?g { ?c kg:lift ?w } }""",
    ),
    ("symmetric", "INSERT DATA { arxiv:2601.00001 kg:related <https://arxiv.org/abs/hep-th/9901001> }"),
    (
        "decision",
        """INSERT { ?d kg:decidesOnAuthorship <authorship/2601.00001/bo-han> }
        WHERE { GRAPH ?g { ?d kg:verdict 'different' } }""",
    ),
]
HEAD = f"BASE <{BASE}>\n" + "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("profile", ["core", "full", "store"])
def test_a_graph_as_the_program_writes_it_is_well_formed(
    engine: Engine, profile: Profile, store_of: Callable[[Profile], ox.Store]
) -> None:
    assert check(store_of(profile), engine=engine) == []


def test_each_constraint_has_a_broken_example(root: Path) -> None:
    shapes = rdflib.Graph().parse(root / "ontology" / "shapes" / "shapes.ttl", format="turtle")
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
    assert set(BROKEN) == {str(s).rpartition("#")[2] for target in targets for s in shapes.subjects(target)}


@pytest.mark.parametrize(("name", "update"), [*sorted(BROKEN.items()), *BROKEN_TOO])
def test_a_broken_graph_violates_the_constraint(name: str, update: str, store: ox.Store) -> None:
    store.update(HEAD + update)
    assert name in {violation.constraint for violation in check(store)}


def test_both_engines_find_the_same_in_a_graph_with_all_faults(store: ox.Store) -> None:
    for update in (*BROKEN.values(), *(update for _, update in BROKEN_TOO)):
        store.update(HEAD + update)
    compiled, reference = ({(v.node, v.constraint) for v in check(store, engine=engine)} for engine in ENGINES)
    assert compiled == reference
    assert len(compiled) > len(BROKEN)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_violation_names_node_constraint_and_reason(engine: Engine, store: ox.Store) -> None:
    store.update(HEAD + BROKEN["paper"])
    (violation,) = check(store, engine=engine)
    assert violation.node == "https://arxiv.org/abs/2601.00001"
    assert violation.constraint == "paper"
    assert "title" in violation.message or "1" in violation.message


def test_a_file_is_checked_like_a_store(tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / "graph.ttl"
    with path.open("wb") as out:
        turtle(tables, out, base=BASE)
    assert check(path) == []
    path.write_text(path.read_text(encoding="utf-8").replace('kg:month "2026-01"', 'kg:month "soon"'), encoding="utf-8")
    assert {v.constraint for v in check(path)} == {"paper"}


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
