from pathlib import Path

import pytest

from kg.concepts import Vocabulary, extended_vocabulary, load_vocabulary
from kg.concepts.vocabulary.matching import Matcher
from kg.errors import InputError
from kg.ids import CONCEPT_PREFIX
from kg.model import ConceptType

PREFIXES = """
@prefix kg: <https://w3id.org/arxiv-kg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/thesaurus/> .
"""


def load(folder: Path, turtle: str, name: str = "mine.ttl") -> Vocabulary:
    path = folder / name
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return load_vocabulary(path)


def test_any_skos_file_is_read_and_ids_are_slugs_of_labels(tmp_path: Path) -> None:
    vocabulary = load(
        tmp_path,
        """
        ex:c1 a skos:Concept ; skos:prefLabel "bee keeping"@en, "养蜂"@zh ; skos:altLabel "apiculture"@en ;
            skos:hiddenLabel "beekeping" ; skos:broader ex:c2 .
        ex:c2 a kg:Field ; skos:prefLabel "farming"@en .
        """,
    )
    bees, farming = vocabulary.concepts
    assert (bees.id, bees.type, bees.label, bees.broader) == (
        "bee-keeping",
        ConceptType.UNTYPED,
        "bee keeping",
        ("farming",),
    )
    assert bees.labels == (("养蜂", "zh"), ("apiculture", "en")), "the preferred one of another language first"
    assert (farming.id, farming.type) == ("farming", ConceptType.FIELD)
    assert [label.text for label in vocabulary.labels if label.hidden] == ["beekeping"]


def test_resources_with_one_label_are_one_concept(tmp_path: Path) -> None:
    vocabulary = load(
        tmp_path,
        """
        ex:a skos:prefLabel "Hive"@en ; skos:altLabel "skep"@en .
        ex:b skos:prefLabel "hive"@en ; skos:broader ex:a .
        """,
    )
    (hive,) = vocabulary.concepts
    assert hive.id == "hive"
    assert hive.broader == ()


def test_without_english_another_language_names_the_concept(tmp_path: Path) -> None:
    (concept,) = load(tmp_path, 'ex:a skos:prefLabel "abeille"@fr, "Biene"@de .').concepts
    assert concept.label == "Biene"


def test_a_wider_concept_that_is_not_in_the_file_is_left_out(tmp_path: Path) -> None:
    (concept,) = load(tmp_path, 'ex:a skos:prefLabel "bee" ; skos:broader ex:elsewhere .').concepts
    assert concept.broader == ()


def test_broken_turtle_says_where(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"mine\.ttl:\d+: not valid RDF") as caught:
        load(tmp_path, 'ex:a skos:prefLabel "no end .')
    assert caught.value.line > 1


@pytest.mark.parametrize(
    ("name", "turtle", "message"),
    [
        ("mine.ttl", "ex:a ex:b ex:c .", "no concept with a skos:prefLabel"),
        ("mine.docx", "", "not a known RDF syntax"),
    ],
)
def test_what_is_no_vocabulary_is_refused(tmp_path: Path, name: str, turtle: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load(tmp_path, turtle, name)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_vocabulary(tmp_path / "absent.ttl")


def test_a_users_vocabulary_adds_to_the_shipped_one_and_wins_where_both_speak(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        """
        @prefix c: <https://example.org/> .
        @prefix kg: <https://w3id.org/arxiv-kg/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        c:1 a kg:Task ; skos:prefLabel "hive counting"@en .
        c:2 a kg:Software ; skos:prefLabel "ImageNet"@en ; skos:altLabel "the big picture book"@en .
        """,
        encoding="utf-8",
    )
    whole = extended_vocabulary([own])
    types = {concept.id: concept.type for concept in whole.concepts}
    assert types["hive-counting"] is ConceptType.TASK
    assert types["imagenet"] is ConceptType.SOFTWARE
    assert len(types) == len(load_vocabulary().concepts) + 1
    assert Matcher(whole).lookup("big picture book") == ()
    assert Matcher(whole).lookup("the big picture book") == ("imagenet",)
    assert [c.id for c in extended_vocabulary([own], replace=True).concepts] == ["hive-counting", "imagenet"]


def test_labels_written_like_headings_match_words_of_a_sentence_beside_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "headings.ttl"
    own.write_text(
        """
        @prefix c: <https://example.org/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        c:1 skos:prefLabel "Apiology"@en .
        c:2 skos:prefLabel "Hive counting"@en .
        """,
        encoding="utf-8",
    )
    matcher = Matcher(extended_vocabulary([own]))
    found = [concept for mention in matcher.find("On apiology and hive counting.")[0] for concept in mention.concepts]
    assert found == ["apiology", "hive-counting"]


def test_concepts_keep_the_iris_of_their_files(tmp_path: Path) -> None:
    hive, honey = load(tmp_path, 'ex:b skos:prefLabel "honey"@en . ex:a skos:prefLabel "hive"@en .').concepts
    assert (hive.iri, honey.iri) == ("https://example.org/thesaurus/a", "https://example.org/thesaurus/b")
    shipped = {concept.iri for concept in load_vocabulary().concepts}
    assert f"{CONCEPT_PREFIX}imagenet" in shipped


def test_a_shipped_concept_under_another_label_is_the_same_concept(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        f"""
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <{CONCEPT_PREFIX}large-language-model> skos:prefLabel "talking machine"@en .
        """,
        encoding="utf-8",
    )
    whole = extended_vocabulary([own])
    (one,) = [concept for concept in whole.concepts if concept.iri == f"{CONCEPT_PREFIX}large-language-model"]
    assert (one.id, one.label) == ("talking-machine", "talking machine")
    assert Matcher(whole).lookup("LLMs") == Matcher(whole).lookup("talking machine") == ("talking-machine",)
    narrower = {concept.id: concept.broader for concept in load_vocabulary().concepts}
    some = next(id_ for id_, broader in narrower.items() if "large-language-model" in broader)
    assert "talking-machine" in next(concept.broader for concept in whole.concepts if concept.id == some)


def test_definitions_matches_and_the_license_of_the_scheme_are_read(tmp_path: Path) -> None:
    bee, wasp = load(
        tmp_path,
        """
        @prefix dcterms: <http://purl.org/dc/terms/> .
        ex:b skos:prefLabel "bee"@en ; skos:definition "An insect."@en, "Insekt"@de ; skos:exactMatch ex:apis .
        ex:w skos:prefLabel "wasp"@en ; skos:inScheme ex:others .
        ex:all a skos:ConceptScheme ; skos:prefLabel "Insects"@en ; dcterms:title "Insects"@en ;
            dcterms:license <https://license.example/> ; skos:hasTopConcept ex:b .
        """,
    ).concepts
    assert bee.definitions == (("An insect.", "en"), ("Insekt", "de"))
    assert bee.matches == ("https://example.org/thesaurus/apis",)
    assert bee.schemes == (("https://example.org/thesaurus/all", "Insects", "https://license.example/"),)
    assert wasp.schemes == (("https://example.org/thesaurus/others", "", ""),)


def test_the_only_scheme_of_a_file_has_all_its_concepts(tmp_path: Path) -> None:
    (bee,) = load(tmp_path, 'ex:b skos:prefLabel "bee"@en . ex:all a skos:ConceptScheme .').concepts
    assert [scheme.iri for scheme in bee.schemes] == ["https://example.org/thesaurus/all"]
    assert {scheme.title for concept in load_vocabulary().concepts for scheme in concept.schemes} == {
        "Concepts of arXiv digests"
    }


def test_a_link_that_would_close_a_circle_of_broader_concepts_is_left_out(tmp_path: Path) -> None:
    shipped = {concept.id: concept for concept in load_vocabulary().concepts}
    narrow = next(c for c in shipped.values() if len(c.broader) == 1 and not shipped[c.broader[0]].broader)
    wide = shipped[narrow.broader[0]]
    own = tmp_path / "own.ttl"
    own.write_text(
        f"""
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:x:w> skos:prefLabel "{wide.label}"@en ; skos:broader <urn:x:n> .
        <urn:x:n> skos:prefLabel "{narrow.label}"@en .
        """,
        encoding="utf-8",
    )
    whole = {concept.id: concept for concept in extended_vocabulary([own]).concepts}
    assert whole[wide.id].broader == (narrow.id,)
    assert whole[narrow.id].broader == ()
    assert whole[narrow.id].type is narrow.type
    assert whole[narrow.id].matches == (narrow.iri,)
