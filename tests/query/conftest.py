"""A small graph for which every named question has an answer, in a store on disk and in rdflib."""

from io import BytesIO
from pathlib import Path

import pytest
import rdflib
from assembling import assemble

from kg.ids import DEFAULT_BASE, author_id, authorship_id, slug
from kg.model import (
    Author,
    AuthorKind,
    Authorship,
    Category,
    Claim,
    Concept,
    ConceptType,
    Corpus,
    Decision,
    Evaluation,
    Evidence,
    Extraction,
    Link,
    LinkKind,
    Paper,
    Relation,
    Resolution,
    Scheme,
    SectionKind,
)
from kg.rdf import nquads, ntriples
from kg.search import Names, names_of_tables
from kg.settings import GraphSettings
from kg.store import OxigraphStore
from kg.tables import Tables

# id, authors, categories with the primary one first, concepts by relation, code repository
PAPERS = [
    ("2511.00001", "Ana Ruiz, Bo Lind", "cs.LG cs.CL", {"uses": "gnn", "addresses": "qa"}, ""),
    ("2511.00002", "Ana Ruiz, Bo Lind, Cy Moor", "cs.LG", {"proposes": "rl", "evaluatedOn": "bench"}, "one"),
    ("2511.00003", "Dee Nash, Ana Ruiz#", "cs.CL", {"addresses": "qa", "evaluatedOn": "bench", "reports": "f1"}, ""),
    ("2512.00004", "Bo Lind, Cy Moor", "cs.CL", {"uses": "rl gnn", "addresses": "qa"}, "two"),
    ("2512.00005", "Ana Ruiz, Dee Nash", "cs.LG", {"evaluatedOn": "bench", "reports": "f1 bleu", "uses": "rl"}, ""),
    ("2512.00006", "Dee Nash, Eli Ott, Toy Team", "cs.CL", {"about": "rl", "addresses": "qa"}, "one"),
    ("2512.00007", "Flo Penn, Gus Quist", "cs.CV", {"uses": "rl"}, ""),
    # more authors than are linked in pairs under the settings below
    ("2512.00008", "Ana Ruiz, Bo Lind, Eli Ott, Han Roth, Ida Sand", "cs.LG", {"about": "gnn"}, ""),
]
CONCEPTS = [
    Concept("gnn", ConceptType.METHOD, "graph neural network", (("GNN", "en"), ("图神经网络", "zh"))),
    Concept("rl", ConceptType.METHOD, "reinforcement learning"),
    Concept("qa", ConceptType.TASK, "question answering"),
    Concept("bench", ConceptType.DATASET, "ToyBench"),
    Concept("f1", ConceptType.METRIC, "F1"),
    Concept("bleu", ConceptType.METRIC, "BLEU"),
]
STARS = {"one": 5, "two": None}
# paper, metric on the data set, value, unit, section
RESULTS = [
    ("2511.00003", "f1", 81.5, "%", SectionKind.ABSTRACT),
    ("2511.00003", "f1", 81.5, "%", SectionKind.RESULT),
    ("2512.00005", "f1", 84, "%", SectionKind.ABSTRACT),
    ("2512.00005", "bleu", 30.25, "", SectionKind.RESULT),
    ("2511.00002", "f1", 79, "%", SectionKind.TITLE),
]


def _tables() -> Tables:
    papers, mentions, claims = [], [], []
    people: dict[str, Author] = {}
    for paper, names, categories, relations, code in PAPERS:
        printed = [name.rstrip("#") for name in names.split(", ")]
        links = (Link(f"https://github.com/toy/{code}", LinkKind.CODE, None, STARS[code]),) if code else ()
        codes = categories.split()
        classes = tuple(Category(Scheme.ARXIV, c) for c in codes)
        papers.append(
            Paper(paper, f"On “{paper}”", f"20{paper[:2]}-{paper[2:4]}", tuple(printed), codes[0], classes, links=links)
        )
        for place, name in enumerate(names.split(", ")):
            # the mark distinguishes namesakes
            bare = name.rstrip("#")
            author = people.setdefault(
                name,
                Author(
                    author_id(bare, paper),
                    bare,
                    AuthorKind.GROUP if "Team" in name else AuthorKind.PERSON,
                    ("B. Lind", "Bó Lind") if name == "Bo Lind" else (),
                ),
            )
            mentions.append(Authorship(authorship_id(paper, slug(bare)), paper, place, bare, author.id))
        claims += [
            Claim(paper, concept, Relation(relation), SectionKind.TITLE, 0, 1, 0.9, "vocabulary")
            for relation, concepts in relations.items()
            for concept in concepts.split()
        ]
    reasons = (Evidence("name", ("same name", "2", ""), 2),)
    doubt = Decision(people["Ana Ruiz"].id, people["Ana Ruiz#"].id, "possiblySame", "program", 0.4, reasons)
    return assemble(
        Corpus(tuple(papers), (), (), ()),
        Resolution(tuple(mentions), tuple(people.values()), (doubt,)),
        Extraction(
            tuple(CONCEPTS),
            tuple(claims),
            tuple(
                Evaluation(paper, "bench", metric, value, unit, section, 0, 4, 0.9, "of")
                for paper, metric, value, unit, section in RESULTS
            ),
        ),
        GraphSettings(max_authors_for_pairs=4),
    )


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of a graph folder: the store profile, which omits statements that others imply."""
    folder = tmp_path_factory.mktemp("query") / "store"
    with OxigraphStore.create(folder) as store, store.writer() as out:
        nquads(_tables(), out, base=DEFAULT_BASE, profile="store")
    return folder


@pytest.fixture(scope="session")
def whole() -> OxigraphStore:
    """Return all statements of a full export."""
    out = BytesIO()
    nquads(_tables(), out, base=DEFAULT_BASE, profile="full", with_text=True)
    store = OxigraphStore.in_memory()
    store.load(out.getvalue(), "nq")
    return store


@pytest.fixture(scope="session")
def names() -> Names:
    return names_of_tables(_tables())


@pytest.fixture(scope="session")
def store(store_folder: Path) -> OxigraphStore:
    return OxigraphStore.open(store_folder)


@pytest.fixture(scope="session")
def oracle() -> rdflib.Graph:
    """Return the same statements in the reference engine, rdflib."""
    out = BytesIO()
    ntriples(_tables(), out, base=DEFAULT_BASE, profile="full", with_text=True)
    return rdflib.Graph().parse(data=out.getvalue(), format="nt")
