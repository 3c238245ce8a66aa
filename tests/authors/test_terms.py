from collections.abc import Sequence

from kg.authors.terms import paper_terms, weights, words
from kg.model import Claim, Extraction, Paper, Relation, Section, SectionKind

NO_CONCEPTS = Extraction(())


def paper(number: int, title: str, abstract: str = "", tldr: str = "") -> Paper:
    kinds = ((SectionKind.TLDR, tldr), (SectionKind.ABSTRACT, abstract))
    sections = tuple(Section(kind, text, "en") for kind, text in kinds if text)
    return Paper(f"2601.{number:05}", title, "2026-01", (), "cs.LG", sections=sections)


def terms(papers: Sequence[Paper]) -> list[frozenset[str]]:
    return paper_terms(papers, NO_CONCEPTS)


def test_words_are_folded_and_numbers_and_small_words_left_out() -> None:
    assert words("The Müller-Plesset theory of 12 n-grams, MULLER 3D and x²") == {
        "muller",
        "plesset",
        "theory",
        "grams",
    }


def test_of_an_abstract_only_what_few_others_say_is_kept() -> None:
    papers = [paper(i, "", "ordinary") for i in range(400)]
    papers[0] = paper(0, "Sheep", "ordinary sheep merino once")
    papers[1] = paper(1, "", "ordinary merino")
    assert terms(papers)[:3] == [{"sheep", "merino"}, {"merino"}, frozenset()]


def test_of_many_rare_words_the_rarest_eight_are_kept() -> None:
    letters = "abcdefghijkl"
    rare = [f"word{letter}" for letter in letters]
    papers = [paper(i, "", " ".join(rare)) for i in range(2)] + [paper(2, "", " ".join(rare[:4]))]
    papers += [paper(3 + i, "") for i in range(400)]
    assert terms(papers)[0] == set(rare[4:])


def test_a_summariser_says_nothing_about_the_authors() -> None:
    papers = [paper(i, "", tldr="merino") for i in range(2)]
    assert terms(papers) == [frozenset()] * 2


def test_a_concept_joins_what_is_spelt_differently_and_is_no_word() -> None:
    papers = [paper(0, "Ovine sorting"), paper(1, "Sheep")]
    claims = tuple(
        Claim(p.id, "sheep", relation, SectionKind.TITLE, 0, 5, 0.9, "title")
        for p in papers
        for relation in (Relation.ABOUT, Relation.USES)
    )
    assert paper_terms(papers, Extraction((), claims)) == [
        {"ovine", "sorting", "concept/sheep"},
        {"sheep", "concept/sheep"},
    ]


def test_the_weight_of_a_term_is_coarse_and_zero_where_all_have_it() -> None:
    groups = [{"all", "some"}, {"all"}, {"all"}, {"all", "one"}, {"all", "some"}]
    assert weights(groups, 5) == {"all": 0.0, "some": 1.5, "one": 2.5}
