"""Terms by which papers are compared, and their weights."""

from collections.abc import Mapping, Sequence

import polars as pl

from kg.authors.stages import weigh_terms
from kg.authors.stages.reading import read_names
from kg.authors.terms import distinct_words
from kg.frames.papers import paper_frames
from kg.model import Category, Claim, Extraction, Paper, Relation, Scheme, Section, SectionKind
from kg.settings import AuthorSettings

SETTINGS = AuthorSettings()


def paper(number: int, title: str, abstract: str = "", tldr: str = "", month: str = "2026-01") -> Paper:
    kinds = ((SectionKind.TLDR, tldr), (SectionKind.ABSTRACT, abstract))
    sections = tuple(Section(kind, text, "en") for kind, text in kinds if text)
    return Paper(f"2601.{number:05}", title, month, (), "cs.LG", sections=sections)


def weighed(papers: Sequence[Paper], extraction: Extraction | None = None) -> dict[str, pl.DataFrame]:
    frames = paper_frames(papers, extraction)
    frames["divided_authors"] = frames["printed_authors"]
    frames |= read_names(SETTINGS, {})(frames)
    return weigh_terms(frames, SETTINGS)


def terms(papers: Sequence[Paper], extraction: Extraction | None = None) -> list[set[str]]:
    made = weighed(papers, extraction)
    items = made["term_weights"]["item"]
    return [{items[place] for place in places} for places in made["paper_terms"]["terms"]]


def bits(papers: Sequence[Paper], kind: str = "term") -> Mapping[str, float]:
    return dict(weighed(papers)["term_weights"].filter(kind=kind).select("item", "bits").iter_rows())


def test_words_are_folded_and_numbers_and_small_words_left_out() -> None:
    assert distinct_words("The Müller-Plesset theory of 12 n-grams, MULLER 3D and x²") == [
        "muller", "plesset", "theory", "grams",
    ]  # fmt: skip


def test_of_an_abstract_only_what_few_others_say_is_kept() -> None:
    papers = [paper(i, "", "ordinary") for i in range(400)]
    papers[0] = paper(0, "Sheep", "ordinary sheep merino once")
    papers[1] = paper(1, "", "ordinary merino")
    assert terms(papers)[:3] == [{"sheep", "merino"}, {"merino"}, set()]


def test_of_many_rare_words_the_rarest_eight_are_kept() -> None:
    letters = "abcdefghijkl"
    rare = [f"word{letter}" for letter in letters]
    papers = [paper(i, "", " ".join(rare)) for i in range(2)] + [paper(2, "", " ".join(rare[:4]))]
    papers += [paper(3 + i, "") for i in range(400)]
    assert terms(papers)[0] == set(rare[4:])


def test_a_summarizer_says_nothing_about_the_authors() -> None:
    papers = [paper(i, "", tldr="merino") for i in range(2)]
    assert terms(papers) == [set(), set()]


def test_a_concept_joins_what_is_spelt_differently_and_is_no_word() -> None:
    papers = [paper(0, "Ovine sorting"), paper(1, "Sheep")]
    claims = tuple(
        Claim(p.id, "sheep", relation, SectionKind.TITLE, 0, 5, 0.9, "title")
        for p in papers
        for relation in (Relation.ABOUT, Relation.USES)
    )
    assert terms(papers, Extraction((), claims)) == [
        {"ovine", "sorting", "concept/sheep"},
        {"sheep", "concept/sheep"},
    ]


def test_the_weight_of_a_term_is_its_rarity_among_the_reference_papers() -> None:
    titles = ("all some", "all", "all", "all one", "all some later", "all later")
    papers = [paper(i, title.replace("all", "every")) for i, title in enumerate(titles)]
    assert bits(papers) == {"every": 0.0, "some": 2.0, "one": 2.0, "later": 2.0}, "four papers are counted"


def test_a_category_weighs_its_rarity_and_a_paper_without_any_has_its_primary_one() -> None:
    papers = [paper(i, "") for i in range(4)]
    papers[0] = Paper("2601.00000", "", "2026-01", (), "cs.LG", (Category(Scheme.ARXIV, "cs.LO"),))
    assert bits(papers, "category") == {"cs.LG": 0.4140625, "cs.LO": 2.0}


def test_a_new_paper_changes_the_weight_and_the_length_of_nothing_older() -> None:
    letters = "bcdfghklmn"

    def own(number: int) -> str:
        # nine words, each of which occurs in one other paper
        pair = "".join(letters[int(digit)] for digit in f"{number // 2:03}")
        return " ".join(pair + letter for letter in letters[:9])

    papers = [paper(i, f"On {own(i % 50)[:4]}", own(i)) for i in range(300)]
    papers[7] = paper(7, "On hapaxes", f"hapax {own(7)}")
    grown = [*papers, paper(9000, "Hapaxes", f"hapax {own(8)}")]
    before, after = weighed(papers), weighed(grown)
    assert "hapax" in terms(grown)[7]
    assert len(terms(grown)[7]) == len(terms(papers)[7]) == 9
    known = before["term_weights"].join(after["term_weights"], on=["kind", "item"], suffix="_after")
    assert known.height == before["term_weights"].height
    assert known.filter(pl.col("bits") != pl.col("bits_after")).is_empty()
    lengths = before["paper_terms"].join(after["paper_terms"], on="paper", suffix="_after")
    assert lengths.filter(pl.col("length") != pl.col("length_after")).is_empty()
