"""Every named question: its answer, the same answer from rdflib, and errors for invalid arguments."""

import re
from contextlib import suppress

import networkx as nx
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import AmbiguousName, KGError, UnknownName, UsageError
from kg.ids import DEFAULT_BASE
from kg.query import ask, display_term, questions, write_query
from kg.query.ask import _note_limit
from kg.query.binding import bind
from kg.rdf import PREFIXES
from kg.rdf.questions import parse_question
from kg.search import Names
from kg.store import OxigraphStore, Result
from kg.store.result import of_rows

# question, arguments, expected values of the named columns
CASES = [
    ("coauthors", {"person": "Bo Lind"}, "name papers first last",
     ["Ana Ruiz 2 2025-11 2025-11", "Cy Moor 2 2025-11 2025-12"]),
    ("path", {"person": "Cy Moor", "other": "Eli Ott"}, "step name papers",
     ["0 Cy Moor ", "1 Ana Ruiz 1", "2 Dee Nash 1", "3 Eli Ott 1"]),
    ("path", {"person": "Flo Penn", "other": "Bo Lind"}, "label", ["reinforcement learning"]),
    ("papers", {"concept": "reinforcement learning", "since": "2025-12"}, "paper",
     ["arxiv:2512.00007", "arxiv:2512.00006", "arxiv:2512.00005", "arxiv:2512.00004"]),
    ("bridges", {"category": "cs.LG", "other": "cs.CL"}, "name here there",
     ["Bo Lind 3 1", "Dee Nash 1 2", "Cy Moor 1 1", "Eli Ott 1 1"]),
    ("pairs", {"topic": "cs.LG"}, "name othername papers",
     ["Ana Ruiz Bo Lind 2", "Ana Ruiz Cy Moor 1", "Ana Ruiz Dee Nash 1", "Bo Lind Cy Moor 1"]),
    ("pairs", {"topic": "question answering", "limit": 1}, "papers", ["1"]),
    ("evaluated", {"dataset": "ToyBench"}, "paper metrics",
     ["arxiv:2512.00005 BLEU, F1", "arxiv:2511.00003 F1", "arxiv:2511.00002 "]),
    ("rising", {"least": 2}, "label now before share earliershare",
     ["reinforcement learning 4 1 800 333", "graph neural network 2 1 400 333"]),
    ("first-collaborations", {"category": "cs.LG"}, "name othername paper", ["Ana Ruiz Dee Nash arxiv:2512.00005"]),
    ("newcomers", {"category": "cs.CL", "month": "2025-12"}, "name papers", ["Eli Ott 2", "Toy Team 1"]),
    ("person", {"person": "B. Lind"}, "paper category",
     ["arxiv:2512.00008 cs.LG", "arxiv:2512.00004 cs.CL", "arxiv:2511.00002 cs.LG", "arxiv:2511.00001 cs.LG"]),
    ("concepts-of", {"person": "Cy Moor"}, "label papers",
     ["reinforcement learning 2", "ToyBench 1", "graph neural network 1", "question answering 1"]),
    ("together", {"person": "Bo Lind", "other": "Cy Moor"}, "paper", ["arxiv:2512.00004", "arxiv:2511.00002"]),
    ("categories", {"since": "2025-12"}, "category papers", ["cs.CL 2", "cs.LG 2", "cs.CV 1"]),
    ("datasets", {"topic": "reinforcement learning"}, "label papers", ["ToyBench 2"]),
    ("methods-for", {"task": "question answering"}, "label papers",
     ["graph neural network 2", "reinforcement learning 1"]),
    ("unsure", {"person": "author/ana-ruiz/2511.00001"}, "possible confidence", ["author/ana-ruiz/2511.00003 0.4"]),
    ("cooccurring", {"concept": "ToyBench"}, "label papers lift", ["F1 2 2.666667"]),
    ("benchmark", {"dataset": "ToyBench"}, "metric value unit paper summaryonly tasks proposes",
     ["BLEU 30.25  arxiv:2512.00005 true  ", "F1 84 % arxiv:2512.00005 false  ",
      "F1 81.5 % arxiv:2511.00003 false question answering ",
      "F1 79 % arxiv:2511.00002 false  reinforcement learning"]),
    ("works-on", {"person": "Bo Lind"}, "label papers",
     ["graph neural network 3", "question answering 2", "reinforcement learning 2"]),
    ("who-works-on", {"concept": "question answering"}, "name papers", ["Bo Lind 2", "Dee Nash 2", "Ana Ruiz 1",
     "Eli Ott 1", "Toy Team 1"]),
    ("related", {"paper": "2511.00001"}, "related shared concepts",
     ["arxiv:2512.00004 2 graph neural network, question answering", "arxiv:2512.00008 1 graph neural network",
      "arxiv:2512.00006 1 question answering"]),
    ("code", {"concept": "question answering"}, "paper stars", ["arxiv:2512.00006 5", "arxiv:2512.00004 "]),
    ("groups", {"category": "cs.CL"}, "name papers", ["Toy Team 1"]),
]  # fmt: skip


def _rows(result: Result, columns: str) -> list[str]:
    places = [result.variables.index(column) for column in columns.split()]
    return [" ".join(_settled(display_term(row[place])) for place in places) for row in result]


def _settled(cell: str) -> str:
    # the order of GROUP_CONCAT is undefined
    return ", ".join(sorted(cell.split(", ")))


@pytest.mark.parametrize("case", CASES)
def test_the_answer(store: OxigraphStore, names: Names, case: tuple[str, dict[str, object], str, list[str]]) -> None:
    name, values, columns, expected = case
    assert _rows(ask(store, names, name, **values).result, columns) == expected


@pytest.mark.parametrize(("name", "values"), [case[:2] for case in CASES])
def test_rdflib_gives_the_same_rows(
    store: OxigraphStore, names: Names, oracle: rdflib.Graph, name: str, values: dict[str, object]
) -> None:
    answer = ask(store, names, name, **values)
    # the query contains its prefixes and values; its order is also that of rows which a program computed
    theirs = oracle.query(answer.sparql, initNs={})
    names = [str(variable) for variable in theirs.vars or ()]
    reference = [{n: None if term is None else str(term) for n, term in zip(names, row, strict=True)} for row in theirs]
    ours = [
        {n: None if term is None else term.value for n, term in zip(answer.result.variables, row, strict=True)}
        for row in answer.result
    ]
    assert [_comparable(row) for row in ours] == [_comparable(row) for row in reference]


def test_chains_are_as_short_as_networkx_finds_them(store: OxigraphStore, names: Names, oracle: rdflib.Graph) -> None:
    people = nx.Graph(oracle.subject_objects(rdflib.URIRef(PREFIXES["kg"] + "coAuthor")))
    lengths = dict(nx.all_pairs_shortest_path_length(people))
    for person in sorted(people):
        for other in sorted(lengths[person]):
            answer = ask(store, names, "path", person=str(person), other=str(other))
            assert [int(row[0].value) for row in answer.result] == list(range(lengths[person][other] + 1))


def _comparable(row: dict[str, str | None]) -> dict[str, str]:
    return {name: _settled(value or "") for name, value in row.items()}


@pytest.mark.parametrize(("name", "values"), [case[:2] for case in CASES])
def test_a_question_has_the_same_answer_over_everything_that_exports_have(
    store: OxigraphStore, names: Names, whole: OxigraphStore, name: str, values: dict[str, str]
) -> None:
    lean, full = (
        [_comparable(dict(zip(result.variables, map(display_term, row), strict=True))) for row in result]
        for result in (ask(asked, names, name, **values).result for asked in (store, whole))
    )
    assert lean == full != []


def test_every_question_is_tested_and_runs_as_it_stands_in_its_file(store: OxigraphStore) -> None:
    assert {case[0] for case in CASES} == set(questions())
    for question in questions().values():
        store.query(question.sparql, prefixes=PREFIXES, base=DEFAULT_BASE)
        assert question.title
        assert question.description.endswith(".")


def test_a_person_can_be_given_by_name_in_any_case_by_variant_id_or_iri(store: OxigraphStore, names: Names) -> None:
    ways = ["Bo Lind", "bo  lind", "BÖ LIND", "B. Lind", "author/bo-lind/2511.00001", "bo-lind/2511.00001"]
    answers = {ask(store, names, "person", person=way).result.payload for way in [*ways, DEFAULT_BASE + ways[4]]}
    assert len(answers) == 1


def test_a_concept_can_be_given_in_either_language(store: OxigraphStore, names: Names) -> None:
    answers = {
        ask(store, names, "papers", concept=label).result.payload
        for label in ("graph neural network", "图神经网络", "gnn")
    }
    assert len(answers) == 1


def test_people_of_one_name_are_listed_instead_of_answered_for(store: OxigraphStore, names: Names) -> None:
    asked = [(case[0], parameter) for case in CASES for parameter in case[1] if parameter in ("person", "other")]
    for name, parameter in asked:
        if questions()[name].parameters[0].kind == "person":
            values = {"person": "Bo Lind", "other": "Cy Moor"} if name in ("path", "together") else {}
            with pytest.raises(AmbiguousName) as caught:
                ask(store, names, name, **{**values, parameter: "Ana Ruiz"})
            lines = str(caught.value).splitlines()
            assert lines[0].startswith('2 people are called "Ana Ruiz"; give an id')
            assert lines[1:] == [
                "  ana-ruiz/2511.00001  4 papers in cs.LG, with Bo Lind, Cy Moor, Dee Nash",
                "  ana-ruiz/2511.00003  1 paper in cs.CL, with Dee Nash",
            ]
    assert len(list(ask(store, names, "person", person="ana-ruiz/2511.00001").result)) == 4


def test_how_a_name_was_understood_is_said_where_it_may_mean_another(store: OxigraphStore, names: Names) -> None:
    assert ask(store, names, "person", person="Bo Lind").notes == ()
    (note,) = ask(store, names, "person", person="Moor, C.").notes
    assert note == 'person: "Moor, C." is taken for Cy Moor, author/cy-moor/2511.00002'
    (note,) = ask(store, names, "newcomers", category="cs.CL").notes
    assert note == "month=2025-12, the latest of this graph"


def test_a_path_that_does_not_exist_is_said_to_be_none(store: OxigraphStore, names: Names) -> None:
    (note,) = ask(store, names, "path", person="Flo Penn", other="Bo Lind").notes
    assert note.startswith(
        "no chain of co-authors connects these two: Flo Penn is connected to 1 other person. "
        "The rows are instead the nearest links: concepts of papers of both"
    )
    assert ask(store, names, "path", person="Cy Moor", other="Eli Ott").notes == ()
    myself = ask(store, names, "path", person="Cy Moor", other="Cy Moor")
    assert _rows(myself.result, "step name papers") == ["0 Cy Moor "]


def test_an_answer_cut_by_the_limit_it_has_by_default_says_so(store: OxigraphStore, names: Names) -> None:
    many = of_rows(["a"], [[None]] * 25)
    noted = _note_limit(bind(store, names, "pairs", base=DEFAULT_BASE, values={"topic": "cs.LG"}), {}, many)
    assert noted == ["the first 25 rows; for more give limit=250"]
    assert ask(store, names, "pairs", topic="cs.LG", limit=1).notes == (), "it is what was asked for"


@pytest.mark.parametrize(("name", "values"), [case[:2] for case in CASES])
def test_the_query_is_written_without_an_answer_and_is_the_one_that_runs(
    store: OxigraphStore, names: Names, name: str, values: dict[str, object]
) -> None:
    written = write_query(store, names, name, **values)
    answer = ask(store, names, name, **values)
    assert written == answer.sparql
    assert "UNDEF" not in written
    # neither prefixes nor a base are given
    rows = [[str(term) for term in row] for row in store.query(written)]
    assert rows == [[str(term) for term in row] for row in answer.result]


def test_an_unknown_name_offers_near_ones(store: OxigraphStore, names: Names) -> None:
    with pytest.raises(UnknownName, match="Did you mean Bo Lind"):
        ask(store, names, "coauthors", person="Bo Lindt")
    with pytest.raises(UnknownName, match="coauthors"):
        ask(store, names, "coauthor", person="Bo Lind")


@pytest.mark.parametrize(
    ("name", "values", "complaint"),
    [
        ("coauthors", {}, 'needs person.*for example person="'),
        ("coauthors", {"person": "Bo Lind", "pet": "cat"}, "no parameter pet"),
        ("papers", {"concept": "F1", "since": "last week"}, "a month such as"),
        ("papers", {"concept": "F1", "limit": "1; DROP"}, "whole number"),
    ],
)
def test_what_is_missing_or_wrong_is_told(
    store: OxigraphStore, names: Names, name: str, values: dict[str, object], complaint: str
) -> None:
    with pytest.raises(UsageError, match=complaint):
        ask(store, names, name, **values)


def test_a_name_cannot_become_part_of_the_query(store: OxigraphStore, names: Names) -> None:
    for name in ('" } SELECT ?x { ?x ?y ?z', "x> } #", "a\\", "}\n{", "?person", "$1 \\g<0>"):
        with pytest.raises(UnknownName):
            ask(store, names, "coauthors", person=name)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters()), st.sampled_from(["person person", "papers concept", "groups category", "pairs topic"]))
def test_no_name_crashes_a_question(store: OxigraphStore, names: Names, name: str, asked: str) -> None:
    question, parameter = asked.split()
    with suppress(KGError):
        ask(store, names, question, **{parameter: name})


def test_a_question_file_with_a_parameter_it_does_not_use_is_refused() -> None:
    head = "# title: T\n# description: D.\n# parameter x: person, who\n"
    with pytest.raises(ValueError, match="does not occur in the query"):
        parse_question("toy", head + "SELECT * { ?a ?b ?c }")
    with pytest.raises(ValueError, match=re.escape("is not written as")):
        parse_question("toy", "# title: T\n# description: D.\n# parameter who\nSELECT * {}")
