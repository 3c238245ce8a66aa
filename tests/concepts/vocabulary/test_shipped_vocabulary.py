"""The vocabulary that ships: rules for everyone who edits concepts.ttl."""

import tarfile
import time
from collections import defaultdict
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg import assets, ids, ingest
from kg.concepts import Vocabulary, load_vocabulary
from kg.concepts.text.lexical import has_cjk, printed_forms
from kg.concepts.vocabulary.matching import Matcher
from kg.concepts.vocabulary.vocabulary import SHIPPED
from kg.model import ConceptType

SKOS = "http://www.w3.org/2004/02/skos/core#"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def triples() -> list[tuple[str, str, str, str]]:
    """Subject, predicate, object and language."""
    parsed = pyoxigraph.parse(path=assets.path(SHIPPED), format=pyoxigraph.RdfFormat.TURTLE)
    return [
        (q.subject.value, q.predicate.value, q.object.value, getattr(q.object, "language", None) or "") for q in parsed
    ]


def test_every_local_name_is_the_slug_of_the_english_preferred_label(triples: list[tuple[str, str, str, str]]) -> None:
    preferred = [(s, o) for s, p, o, language in triples if p == f"{SKOS}prefLabel" and language == "en"]
    assert len(preferred) == len({s for s, _ in preferred})
    wrong = [(s, o) for s, o in preferred if s != ids.CONCEPT_PREFIX + ids.slug(o)]
    assert not wrong


def test_every_concept_has_at_most_one_type_and_one_label_in_each_language(
    triples: list[tuple[str, str, str, str]],
) -> None:
    types: dict[str, set[str]] = defaultdict(set)
    labels: dict[tuple[str, str], set[str]] = defaultdict(set)
    for s, p, o, language in triples:
        if p.endswith("#type") and o.startswith(ids.ONTOLOGY_PREFIX):
            types[s].add(o)
        if p == f"{SKOS}prefLabel":
            labels[s, language].add(o)
    assert {s for s, _ in labels} >= set(types)
    assert [s for s, found in types.items() if len(found) != 1] == []
    untyped = {s for s, _ in labels} - set(types)
    assert len(untyped) < len(types) / 50, "phenomena and things of the world that are none of the types; few"
    assert [key for key, found in labels.items() if len(found) != 1] == []


def test_broader_leads_to_concepts_of_this_file(triples: list[tuple[str, str, str, str]]) -> None:
    subjects = {s for s, p, _, _ in triples if p == f"{SKOS}prefLabel"}
    assert {o for _, p, o, _ in triples if p == f"{SKOS}broader"} <= subjects


def test_broader_has_no_cycle(vocabulary: Vocabulary) -> None:
    broader = {concept.id: concept.broader for concept in vocabulary.concepts}

    def above(concept: str, path: tuple[str, ...]) -> None:
        assert concept not in path, f"cycle: {' -> '.join((*path, concept))}"
        for wide in broader[concept]:
            above(wide, (*path, concept))

    for concept in broader:
        above(concept, ())


def test_no_two_concepts_share_a_shown_label_in_any_printed_form(vocabulary: Vocabulary) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for label in vocabulary.labels:
        if label.hidden:
            continue
        forms = [label.text] if has_cjk(label.text) else printed_forms(label.text)
        for form in forms:
            owners[" ".join(form.lower().replace("-", " ").split())].add(label.concept)
    assert {form: sorted(found) for form, found in owners.items() if len(found) > 1} == {}


def test_a_hidden_label_is_hidden_because_concepts_share_it(vocabulary: Vocabulary) -> None:
    sharing: dict[str, set[str]] = defaultdict(set)
    for label in vocabulary.labels:
        if label.hidden:
            sharing[label.text].add(label.concept)
    assert sharing["MAE"] == {"masked-autoencoder", "mean-absolute-error"}
    assert {text for text, concepts in sharing.items() if len(concepts) < 2} == set()


def test_chinese_labels_are_tagged_and_latin_ones_are_not(vocabulary: Vocabulary) -> None:
    assert [label for label in vocabulary.labels if has_cjk(label.text) != (label.language == "zh")] == []


def test_it_covers_every_type_and_both_languages(vocabulary: Vocabulary) -> None:
    assert {concept.type for concept in vocabulary.concepts} == set(ConceptType)
    assert len(vocabulary.concepts) >= 5_000
    with_chinese = sum(any(language == "zh" for _, language in concept.labels) for concept in vocabulary.concepts)
    assert with_chinese >= 2_500


def test_words_too_general_to_inform_are_no_labels(vocabulary: Vocabulary) -> None:
    general = {"model", "data", "training", "method", "performance", "attention", "reasoning", "ai", "dataset", "task"}
    general |= {"模型", "数据", "训练", "方法", "性能", "推理", "精度", "任务"}
    assert {label.text.lower() for label in vocabulary.labels} & general == set()


def test_it_loads_in_a_moment() -> None:
    def seconds() -> float:
        start = time.process_time()
        load_vocabulary()
        return time.process_time() - start

    assert min(seconds() for _ in range(3)) < 0.5, "some 0.06 s where this was written; 0.5 allows for a slow machine"


def test_it_conforms_to_its_shapes() -> None:
    pyshacl = pytest.importorskip("pyshacl", reason="checking with SHACL needs the extra shacl")
    data = rdflib.Graph().parse(assets.path(SHIPPED))
    shapes = rdflib.Graph().parse(assets.path("ontology/shapes/vocabulary.ttl"))
    conforms, _, told = pyshacl.validate(data, shacl_graph=shapes)
    assert conforms, told


def test_the_shapes_refuse_what_they_should() -> None:
    pyshacl = pytest.importorskip("pyshacl", reason="checking with SHACL needs the extra shacl")
    shapes = rdflib.Graph().parse(assets.path("ontology/shapes/vocabulary.ttl"))
    start = (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix c: <https://example.org/> . c:a skos:prefLabel "
    )
    for broken in (
        '"hive"@en, "hives"@en .',
        '"hive"@en ; skos:altLabel "hive"@en .',
        '"hive"@en ; skos:broader c:b .',
    ):
        data = rdflib.Graph().parse(data=start + broken, format="turtle")
        assert not pyshacl.validate(data, shacl_graph=shapes)[0], broken


@pytest.mark.shared
def test_every_concept_occurs_in_real_digests(vocabulary: Vocabulary, shared: Path, tmp_path: Path) -> None:
    """Each concept is named by some paper, in English or Chinese."""
    with tarfile.open(shared / "digests" / "2025-09_2025-12.tar.xz") as packed:
        packed.extractall(tmp_path, filter="data")
    papers = ingest.read([shared / "digests" / "2026-01", shared / "digests" / "seeds", tmp_path]).papers
    matcher, found = Matcher(vocabulary), set()
    for paper in papers:
        text = "\n\n\n".join([paper.title, *(section.text for section in paper.sections)])
        found.update(concept for mention in matcher.find(text)[0] for concept in mention.concepts)
    assert {concept.id for concept in vocabulary.concepts} - found == set()
