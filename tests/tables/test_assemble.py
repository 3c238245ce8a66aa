from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from assembling import assemble

from kg.authors import resolve
from kg.errors import NotAGraph
from kg.model import (
    Appearance,
    Author,
    AuthorDetails,
    Category,
    Claim,
    Concept,
    ConceptType,
    Corpus,
    Decision,
    Digest,
    Evaluation,
    Evidence,
    Extraction,
    Identifier,
    IdentifierScheme,
    Link,
    LinkKind,
    Paper,
    Relation,
    Resolution,
    Scheme,
    Section,
    SectionKind,
    Source,
    Term,
)
from kg.report_codes import Report, ReportCode
from kg.settings import GraphSettings
from kg.tables import SCHEMAS, Tables, write_tables


def paper(id_: str, *authors: str, **more: object) -> Paper:
    fields = {"categories": (Category(Scheme.ARXIV, "cs.LG"),), "appearances": (Appearance("2026-01-05", "cs.LG", 1),)}
    return Paper(id_, f"Title of {id_}", f"20{id_[:2]}-{id_[2:4]}", authors, "cs.LG", **(fields | more))


def tables(*papers: Paper, extraction: Extraction | None = None, hide: str = "", **settings: object) -> Tables:
    days = Digest("2026-01-05", date(2026, 1, 5), ("2026-01-05.md",)), Digest("notes", None, ("notes.txt",))
    resolution = resolve(papers)
    authors = tuple(Author(a.id, a.name, a.kind, a.variants, a.name == hide) for a in resolution.authors)
    resolution = Resolution(resolution.authorships, authors, resolution.decisions)
    return assemble(Corpus(papers, days, (), ()), resolution, extraction or Extraction(()), GraphSettings(**settings))


def pairs(made: Tables) -> dict[tuple[str, str], tuple[int, float]]:
    rows = made["coauthorships"].select("a", "b", "paper_count", "weight").rows()
    return {(a.split("/")[0], b.split("/")[0]): (count, weight) for a, b, count, weight in rows}


def test_every_table_has_its_schema_even_when_empty() -> None:
    made = tables(paper("2601.00001"))
    assert {name: made[name].schema for name in SCHEMAS} == SCHEMAS


def test_a_paper_of_n_adds_one_over_n_minus_one_to_each_pair() -> None:
    made = tables(paper("2601.00001", "Ada", "Bob", "Cy"), paper("2512.00001", "Ada", "Bob"))
    assert pairs(made) == {("ada", "bob"): (2, 1.5), ("ada", "cy"): (1, 0.5), ("bob", "cy"): (1, 0.5)}
    seen = made["coauthorships"].filter(pl.col("paper_count") == 2).select("first_seen", "last_seen").row(0)
    assert seen == ("2025-12", "2026-01")


def test_a_name_that_a_misprint_repeats_is_no_pair_and_no_extra_author() -> None:
    made = tables(paper("2601.00001", "Ada", "Ada", "Bob"))
    assert pairs(made) == {("ada", "bob"): (1, 1.0)}
    assert made["papers"]["author_count"].item() == 2
    assert made["authorships"].height == 3


def test_two_people_of_one_name_are_a_pair_and_two_authors() -> None:
    made = tables(paper("2601.00001", "Ada", "Bob", "Ada"))
    assert pairs(made) == {("ada-2", "ada"): (1, 0.5), ("ada", "bob"): (1, 0.5), ("ada-2", "bob"): (1, 0.5)}
    assert made["papers"]["author_count"].item() == 3
    assert made["authors"].filter(pl.col("name") == "Ada")["coauthor_count"].to_list() == [2, 2]


def test_names_that_repeat_do_not_make_a_list_too_long_for_pairs() -> None:
    made = tables(paper("2601.00001", *["Ada", "Bob"] * 20), max_authors_for_pairs=2)
    assert made["papers"].select("author_count", "pairs_omitted").row(0) == (2, False)
    assert pairs(made) == {("ada", "bob"): (1, 1.0)}


def test_too_long_an_author_list_makes_no_pairs_and_says_so() -> None:
    made = tables(paper("2601.00001", "Ada", "Bob", "Cy"), paper("2601.00002", "Ada", "Bob"), max_authors_for_pairs=2)
    assert pairs(made) == {("ada", "bob"): (1, 1.0)}
    assert made["papers"].select("paper", "pairs_omitted").rows() == [("2601.00001", True), ("2601.00002", False)]
    assert made["authors"].filter(pl.col("name") == "Cy")["coauthor_count"].item() == 0


def test_a_hidden_person_leaves_no_trace() -> None:
    earlier = (Appearance("notes", "cs.LG", 1, "Older title", ("Ada", "Bob")),)
    made = tables(paper("2601.00001", "Ada", "Bob", "Cy", appearances=earlier), hide="Bob")
    for name in SCHEMAS:
        assert "Bob" not in str(made[name].to_dicts()), name
        assert "bob/" not in str(made[name].to_dicts()), name
    assert made["papers"]["author_count"].item() == 3


def test_no_decision_speaks_of_a_hidden_person_or_names_one() -> None:
    papers = paper("2601.00001", "Ada", "Bo Lee", "Bo Leeman"), paper("2601.00002", "Ada", "Bo Lee", "Bo Leeman")
    resolution = resolve(papers)
    by_name = {author.name: author.id for author in resolution.authors}
    named = (Evidence("co-authors", ("Bo Leeman", "Bo Lee", "Cy"), 3.0),)
    decisions = (
        Decision("2601.00001/ada", "2601.00002/ada", "same", "program", 0.9, named),
        Decision("2601.00001/bo-lee", "2601.00002/bo-lee", "same", "program", 0.9),
        Decision(by_name["Ada"], by_name["Bo Lee"], "possiblySame", "program", 0.3),
    )
    authors = tuple(replace(author, hidden=author.name == "Bo Lee") for author in resolution.authors)
    made = assemble(
        Corpus(papers, (Digest("2026-01-05", date(2026, 1, 5), ()),), (), ()),
        Resolution(resolution.authorships, authors, decisions),
        Extraction(()),
        GraphSettings(),
    )
    (row,) = made["decisions"].to_dicts()
    assert (row["a"], row["b"]) == ("2601.00001/ada", "2601.00002/ada")
    assert row["evidence"][0]["values"] == ["Bo Leeman", "Cy"]


def claim(paper_id: str, relation: Relation, section: SectionKind, confidence: float = 0.8) -> Claim:
    return Claim(paper_id, "gsm8k", relation, section, 0, 5, confidence, "vocabulary")


def test_claims_add_up_to_edges_and_summaries_are_counted_apart() -> None:
    claims = (
        claim("2601.00001", Relation.ABOUT, SectionKind.TITLE),
        claim("2601.00001", Relation.EVALUATED_ON, SectionKind.RESULT),
        claim("2601.00002", Relation.EVALUATED_ON, SectionKind.RESULT, 0.7),
        claim("2601.00003", Relation.USES, SectionKind.ABSTRACT, 0.2),
    )
    made = tables(
        *(paper(f"2601.0000{i}") for i in (1, 2, 3)),
        extraction=Extraction((Concept("gsm8k", ConceptType.DATASET, "GSM8K"),), claims),
    )
    assert made["topics"].rows() == [
        ("2601.00001", "gsm8k", "about", False, 0.8),
        ("2601.00001", "gsm8k", "evaluatedOn", True, 0.8),
        ("2601.00002", "gsm8k", "about", True, 0.7),
        ("2601.00002", "gsm8k", "evaluatedOn", True, 0.7),
    ]
    assert made["concepts"].select("paper_count", "summary_paper_count").rows() == [(1, 1)]
    assert made["claims"].height == 4


def evaluation(value: float, section: SectionKind, unit: str = "%") -> Evaluation:
    return Evaluation("2601.00001", "gsm8k", "accuracy", value, unit, section, 3, 7, 0.9, "number")


def test_stated_results_say_whether_a_summary_stated_them() -> None:
    stated = evaluation(92.3, SectionKind.ABSTRACT), evaluation(1.5, SectionKind.RESULT, "")
    made = tables(paper("2601.00001"), extraction=Extraction((), (), stated[::-1]))["evaluations"]
    assert made.rows() == [
        ("2601.00001", "gsm8k", "accuracy", 92.3, "%", "abstract", 3, 7, 0.9, "number", False),
        ("2601.00001", "gsm8k", "accuracy", 1.5, "", "result", 3, 7, 0.9, "number", True),
    ]


@pytest.mark.parametrize("value", [1e12, -1e300, float("inf"), float("nan")])
def test_a_number_that_cannot_be_a_result_is_none(value: float) -> None:
    extraction = Extraction((), (), (evaluation(value, SectionKind.ABSTRACT), evaluation(-5, SectionKind.ABSTRACT)))
    assert tables(paper("2601.00001"), extraction=extraction)["evaluations"]["value"].to_list() == [-5]


def test_salient_terms_stand_by_paper_and_rank() -> None:
    ranked = [
        Term("2601.00001", rank, label, ConceptType.UNTYPED, "", 1 / rank, SectionKind.ABSTRACT, 0, 4)
        for rank, label in ((2, "later"), (1, "first"))
    ]
    made = tables(paper("2601.00001"), extraction=Extraction((), (), (), tuple(ranked)))["terms"]
    assert made.select("rank", "label").rows() == [(1, "first"), (2, "later")]


def test_what_is_derived_of_concepts_counts_people_and_papers_of_the_graph() -> None:
    claims = tuple(
        Claim(f"2601.0000{i}", concept, Relation.ABOUT, SectionKind.TITLE, 0, 5, 0.9, "title")
        for i in (1, 2)
        for concept in ("maps", "tides")
    )
    concepts = tuple(Concept(c, ConceptType.TASK, c) for c in ("maps", "tides"))
    papers = [paper(f"2601.0000{i}", "Ada", "Bob") for i in range(1, 9)]
    made = tables(*papers, extraction=Extraction(concepts, claims), hide="Bob")
    assert made["cooccurrences"].select("a", "b", "paper_count", "lift").rows() == [("maps", "tides", 2, 4.0)]
    assert made["related"].select("a", "b", "shared").rows() == [("2601.00001", "2601.00002", 2)]
    found = made["interests"].select("author", "concept", "paper_count").rows()
    assert [(who.split("/")[0], concept, count) for who, concept, count in found] == [
        ("ada", "maps", 2),
        ("ada", "tides", 2),
    ]


def test_days_seen_ignore_undated_digests() -> None:
    both = (Appearance("2026-01-05", "cs.LG", 1), Appearance("notes", "cs.LG", 1))
    made = tables(paper("2601.00001", appearances=both), paper("2601.00002", appearances=both[1:]))
    assert made["papers"]["first_seen"].to_list() == [date(2026, 1, 5), None]


def test_tables_come_back_from_disk_as_they_were(tmp_path: Path) -> None:
    made = tables(
        paper("2601.00001", "Ada", "Bob", sections=(Section(SectionKind.TLDR, '一句话 "quoted"\n', "zh"),), version=2)
    )
    write_tables(made, tmp_path)
    again = Tables(folder=tmp_path)
    for name in SCHEMAS:
        assert again[name].equals(made[name]), name


def test_a_missing_or_foreign_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotAGraph, match=r"lacks the table papers"):
        Tables(folder=tmp_path)["papers"]
    pl.DataFrame({"x": [1]}).write_parquet(tmp_path / "papers.parquet")
    with pytest.raises(NotAGraph, match="other columns"):
        Tables(folder=tmp_path)["papers"]
    (tmp_path / "papers.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(NotAGraph, match="cannot be read"):
        Tables(folder=tmp_path)["papers"]


# -- what other formats bring ----------------------------------------------------------------------------------------

ANN, BO = "0000-0002-1825-0097", "0000-0001-5109-3700"


def orcid(value: str) -> Identifier:
    return Identifier(IdentifierScheme.ORCID, value)


def doi(value: str) -> Identifier:
    return Identifier(IdentifierScheme.DOI, value)


def test_what_a_paper_states_of_its_authors_is_kept_beside_each_name() -> None:
    account = Identifier(IdentifierScheme.OPENALEX, "A5012345678")
    details = (AuthorDetails(1, "김민수", (account, orcid(ANN)), ("Example Institute", "Other Lab")),)
    rows = tables(paper("2601.00001", "Ada", "Minsu Kim", details=details))["authorships"].rows(named=True)
    stated = [(r["native"], r["orcid"], r["identifiers"], r["affiliations"]) for r in rows]
    assert stated == [
        ("", "", [], []),
        ("김민수", ANN, ["openalex:A5012345678"], ["Example Institute", "Other Lab"]),
    ]


def test_an_author_has_the_orcids_of_the_names_that_most_papers_print_them_at() -> None:
    stated = (AuthorDetails(0, identifiers=(orcid(ANN),)),)
    papers = [paper(f"2601.0000{i}", "Wei Wang", details=stated) for i in (1, 2)]
    made = tables(*papers, paper("2601.00003", "Ulla Brandvikson", details=stated), paper("2601.00004", "Bo Han"))
    assert dict(made["authors"].select("name", "orcid").rows()) == {
        "Wei Wang": [ANN], "Ulla Brandvikson": [], "Bo Han": [],
    }  # fmt: skip


def test_papers_keep_their_identifiers_journal_day_and_marks() -> None:
    other = paper(
        "doi:10.1000/182", "Ada", identifiers=(doi("10.1000/182"), Identifier(IdentifierScheme.OPENALEX, "W1")),
        journal="Journal of Examples", published=date(2025, 3, 1), withdrawn=True, truncated=True,
    )  # fmt: skip
    rows = {row["paper"]: row for row in tables(paper("2601.00001", "Ada"), other)["papers"].rows(named=True)}
    columns = ("identifiers", "journal", "published", "withdrawn", "authors_truncated")
    assert [rows["doi:10.1000/182"][c] for c in columns] == [
        ["doi:10.1000/182", "openalex:W1"], "Journal of Examples", date(2025, 3, 1), True, True,
    ]  # fmt: skip
    assert [rows["2601.00001"][c] for c in columns] == [["2601.00001"], "", None, False, False]


def test_citations_join_papers_of_the_graph_by_any_identifier_and_never_a_paper_with_itself() -> None:
    made = tables(
        paper("2601.00001", references=("doi:10.1000/182", "openalex:W9", "2601.00001", "2601.00002", "2601.00002")),
        paper("2601.00002", identifiers=(Identifier(IdentifierScheme.ARXIV, "2601.00002"), doi("10.1000/182"))),
        paper("2601.00003", references=("2512.99999",)),
    )
    assert made["citations"].rows() == [("2601.00001", "2601.00002")]


def test_a_paper_without_a_month_counts_and_dates_nothing() -> None:
    undated = replace(paper("doi:10.1000/182", "Ada", "Bob"), month="")
    alone = tables(undated)
    assert set(alone["authors"].select("paper_count", "first_seen", "last_seen").rows()) == {(1, "", "")}
    both = tables(undated, paper("2601.00001", "Ada", "Bob"))
    assert set(both["authors"].select("paper_count", "first_seen", "last_seen").rows()) == {(2, "2026-01", "2026-01")}
    assert both["coauthorships"].select("first_seen", "last_seen").row(0) == ("2026-01", "2026-01")


@pytest.mark.parametrize("stars", [2**31, 2**63 - 1, 2**63, 10**40, -(10**40)])
def test_a_number_of_any_size_is_kept_or_becomes_the_nearest_one(stars: int) -> None:
    made = tables(paper("2601.00001", "Ada", links=(Link("https://github.com/a/b", LinkKind.CODE, None, stars),)))
    assert made["links"]["stars"].item() == max(1 - 2**63, min(2**63 - 1, stars))


def test_totals_ranks_lines_and_versions_of_any_size_are_kept_or_cut() -> None:
    huge = 10**30
    found = paper("2601.00001", "Ada", appearances=(Appearance("2026-01-05", "cs.LG", huge),), version=huge)
    source = Source("a.md", "0" * 64, "digest", 2_999_999_997, 2**40, huge, 3 * 999_999_999)
    report = Report(ReportCode.EMPTY_FILE, "a.md", 2**40)
    days = (Digest("2026-01-05", date(2026, 1, 5), ()),)
    made = assemble(Corpus((found,), days, (source,), (report,)), resolve((found,)), Extraction(()), GraphSettings())
    assert made["sources"].select("rows", "accepted", "rejected", "announced").row(0) == (
        2_999_999_997, 2**40, 2**63 - 1, 2_999_999_997,
    )  # fmt: skip
    assert made["reports"]["line"].item() == 2**40
    assert made["appearances"]["rank"].item() == 2**63 - 1
    assert made["papers"]["version"].item() == 2**31 - 1


def test_more_categories_than_sixteen_bits_count() -> None:
    codes = tuple(Category(Scheme.MSC, f"{i // 1000:02}A{i % 1000:03}") for i in range(70_000))
    made = tables(paper("2601.00001", "Ada", categories=codes))
    assert made["categories"]["position"].max() == 69_999
