"""One lookup: user input refers to the same node in every command, with or without a search index."""

import json
from pathlib import Path
from typing import Any

import pytest
from command import call

import kg
from kg.errors import AmbiguousName, UnknownName
from kg.graph import Graph
from kg.ids import DEFAULT_BASE
from kg.search import Names, look_up, names_of_tables, require_match
from kg.tables import Tables

PAPERS: list[dict[str, Any]] = [
    {
        "id": "2601.00001", "doi": "10.1000/Sheep", "title": "Large language models for flocks",
        "authors": ["Jörg-Peter Müller", "John A. Smith", "Laurens van der Maaten"], "categories": ["cs.LG", "cs.SY"],
        "abstract": "We study large language models (LLMs) with reinforcement learning on GSM8K. LLMs count sheep.",
        "AI": {"tldr": "大语言模型与强化学习。"},
    },
    {
        "id": "2601.00002", "title": "Retrieval-augmented generation in the fold",
        "authors": ["Jörg-Peter Müller", "Haruki Kato", "김 민수"], "categories": ["cs.CL"],
        "abstract": "Retrieval-augmented generation lets large language models cite. We use graph neural networks.",
    },
    {
        "id": "hep-th/9901001", "title": "Old strings", "authors": ["Ana Ruiz"], "categories": ["hep-th"],
        "abstract": "Strings are old.",
    },
    {"id": "2601.00003", "title": "New strings", "authors": ["Ana Ruiz"], "categories": ["cs.CV"], "abstract": "-"},
]  # fmt: skip

MULLER, SMITH = "jorg-peter-muller/2601.00001", "john-a-smith/2601.00001"
MAATEN, KATO = "laurens-van-der-maaten/2601.00001", "haruki-kato/2601.00002"
LLM, RAG, RL = "large-language-model", "retrieval-augmented-generation", "reinforcement-learning"

TYPED = [
    ("Jörg-Peter Müller", "author", MULLER),
    ("jorg-peter  MULLER", "author", MULLER),
    ("Jorg Peter Muller", "author", MULLER),
    ("Müller, Jörg-Peter", "author", MULLER),
    ("Muller, J.-P.", "author", MULLER),
    ("J. P. Müller", "author", MULLER),
    (MULLER, "author", MULLER),
    (f"author/{MULLER}", "author", MULLER),
    (f"{DEFAULT_BASE}author/{MULLER}", "author", MULLER),
    ("2601.00002/jorg-peter-muller", "author", MULLER),
    ('"Jörg-Peter Müller" on 2601.00002', "author", MULLER),
    ("Jörg-Peter Müller on arXiv:2601.00002v3", "author", MULLER),
    ("John A. Smith", "author", SMITH),
    ("Smith, John A.", "author", SMITH),
    ("J. Smith", "author", SMITH),
    ("JA Smith", "author", SMITH),
    ("Smith J", "author", SMITH),
    ("L. van der Maaten", "author", MAATEN),
    ("van der Maaten, Laurens", "author", MAATEN),
    ("Maaten, L.", "author", MAATEN),
    ("Kato Haruki", "author", KATO),
    ("김민수", "author", "%EA%B9%80%EB%AF%BC%EC%88%98/2601.00002"),
    ("large language model", "concept", LLM),
    ("Large Language Models", "concept", LLM),
    ("large-language models", "concept", LLM),
    ("LLM", "concept", LLM),
    ("LLMs", "concept", LLM),
    ("llms", "concept", LLM),
    ("大语言模型", "concept", LLM),
    (LLM, "concept", LLM),
    (f"{DEFAULT_BASE}concept/{LLM}", "concept", LLM),
    ("retrieval augmented generation", "concept", RAG),
    ("Reinforcement Learning", "concept", RL),
    ("强化学习", "concept", RL),
    ("cs.LG", "category", "arxiv/cs.LG"),
    ("CS.lg", "category", "arxiv/cs.LG"),
    ("cs_LG", "category", "arxiv/cs.LG"),
    ("cs.SY", "category", "arxiv/eess.SY"),
    ("eess.SY", "category", "arxiv/eess.SY"),
    ("category/arxiv/cs.LG", "category", "arxiv/cs.LG"),
    ("https://w3id.org/arxiv-kg/category/arxiv/cs.LG", "category", "arxiv/cs.LG"),
    ("Systems and Control", "category", "arxiv/eess.SY"),
    ("2601.00001", "paper", "2601.00001"),
    ("arXiv:2601.00001v2", "paper", "2601.00001"),
    ("https://arxiv.org/pdf/2601.00001v2.pdf", "paper", "2601.00001"),
    ("10.48550/arXiv.2601.00001", "paper", "2601.00001"),
    ("https://doi.org/10.1000/SHEEP", "paper", "2601.00001"),
    ("hep-th/9901001", "paper", "hep-th/9901001"),
]

QUESTIONS = {
    "author": ("person", "person"), "concept": ("papers", "concept"), "category": ("newcomers", "category"),
    "paper": ("related", "paper"),
}  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("lookup")
    digest = folder / "2026-01-05.jsonl"
    digest.write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS), encoding="utf-8")
    (folder / "authors.txt").write_text('different "Ana Ruiz" on hep-th/9901001 "Ana Ruiz" on 2601.00003\n')
    return kg.build(digest, folder / "a.kg", decisions=folder)


@pytest.fixture(scope="module")
def bare(graph: Graph) -> Names:
    """Return the same names without an index."""
    return names_of_tables(Tables(folder=graph.folder.tables))


@pytest.mark.parametrize(("typed", "kind", "id_"), TYPED)
def test_what_is_typed_means_one_node_to_every_command(
    graph: Graph, bare: Names, typed: str, kind: str, id_: str
) -> None:
    (found,) = look_up(graph.names, typed, base=graph.base)
    assert (found.kind, found.id) == (kind, id_)
    assert look_up(bare, typed, base=graph.base) == (found,)
    assert look_up(graph.names, typed, base=graph.base, kinds=[kind]) == (found,)
    (card,) = graph.show(typed)
    assert card.iri == found.iri(graph.base)
    question, parameter = QUESTIONS[kind]
    answer = graph.ask(question, **{parameter: typed}, **({"month": "2026-01"} if kind == "category" else {}))
    assert f"{{ <{card.iri}> }}" in answer.sparql
    if kind == "author":
        assert graph.people.find(typed).author == id_
        assert graph.views.project("coauthors", author=typed).asked == (f"author/{id_}",)
    elif kind == "paper":
        assert graph.subjects.explain(LLM, paper=typed).paper == id_
        assert set(graph.subjects.terms(typed)["paper"]) <= {id_}
    else:
        assert f"<{card.iri}>" in (graph.views.project("papers", **{kind: typed}).sparql or "")
    if kind == "concept":
        assert graph.subjects.find(typed) == id_
        assert graph.subjects.explain(typed).concept == id_
    if found.name:
        hits = graph.search(typed, kinds=[kind])
        assert hits[0].id == id_


@pytest.mark.parametrize(
    ("typed", "line", "said"),
    [
        ("jorg-peter muller", 'hide "jorg-peter muller"', ""),
        ("Müller, Jörg-Peter", 'hide "Jörg-Peter Müller"', 'is printed as "Jörg-Peter Müller"'),
        ("Jörg-Peter Müller on 2601.00002", 'hide "Jörg-Peter Müller" on 2601.00002', ""),
        ("J.-P. Müller", 'hide "J.-P. Müller"', "Did you mean Jörg-Peter Müller?"),
    ],
)
def test_whoever_is_hidden_is_written_as_papers_print_the_name(
    graph: Graph, tmp_path: Path, typed: str, line: str, said: str
) -> None:
    ran = call("authors", "decide", "hide", typed, "--decisions", tmp_path, "--graph", graph.path, cwd=tmp_path)
    assert (ran.status, "warning" in ran.err) == (0, "Did you mean" in said)
    assert said in ran.err
    assert f"{line}\n" in (tmp_path / "authors.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", ["LLMs", "large-language models", "大语言模型"])
def test_a_concept_can_be_decided_on_as_typed(graph: Graph, tmp_path: Path, typed: str) -> None:
    ran = call(
        "concepts", "decide", "type", typed, "method", "--decisions", tmp_path, "--graph", graph.path, cwd=tmp_path
    )
    assert (ran.status, "warning" in ran.err) == (0, False)
    assert "large language model: " in ran.err


def test_two_people_of_one_name_are_both_shown_or_have_to_be_chosen_from(graph: Graph, bare: Names) -> None:
    both = {"ana-ruiz/2601.00003", "ana-ruiz/hep-th%2F9901001"}
    for names in (graph.names, bare):
        assert {match.id for match in require_match(names, "Ruiz, A.", base=graph.base)} == both
    assert {card.id for card in graph.show("ana ruiz")} == both
    for choose in (graph.people.find, lambda typed: graph.ask("person", person=typed)):
        with pytest.raises(AmbiguousName, match=r'^2 people are called "Ana Ruiz"; give an id') as caught:
            choose("Ana Ruiz")
        assert set(caught.value.ids) == both


@pytest.mark.parametrize(("typed", "near"), [("Jorg-Peter Miller", "Jörg-Peter Müller"), ("reinforcment lerning", "")])
def test_nothing_is_answered_in_one_form_with_near_names(graph: Graph, bare: Names, typed: str, near: str) -> None:
    finders = {"author": graph.people.find, "concept": graph.subjects.find}
    messages = set()
    for kind, find in finders.items():
        said = []
        for names in (graph.names, bare):
            with pytest.raises(UnknownName) as caught:
                require_match(names, typed, base=graph.base, kinds=[kind])
            said.append(str(caught.value))
        with pytest.raises(UnknownName) as caught:
            find(typed)
        assert {*said, str(caught.value)} == {said[0]}
        messages.add(said[0])
    assert any((near or "reinforcement learning") in message for message in messages)
    with pytest.raises(UnknownName, match=r'^no person, concept, category or paper called "') as caught:
        graph.show(typed)
    assert (near or "reinforcement learning") in caught.value.near


@pytest.mark.parametrize(
    "typed", ["", "  ", "\0", "\ud800", "2601.09999", "a/b", '"', "x" * 10_000, "Ruiz, ", "B. Ruiz"]
)
def test_what_means_nothing_is_nothing(graph: Graph, bare: Names, typed: str) -> None:
    for names in (graph.names, bare):
        assert look_up(names, typed, base=graph.base) == ()


def test_an_index_of_an_earlier_version_leaves_the_lookup_to_the_tables(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "old.sqlite").write_bytes(b"not an index")
    names = Names(lambda: graph.tables, tmp_path / "old.sqlite")
    assert [match.id for match in look_up(names, "LLMs", base=graph.base)] == [LLM]
