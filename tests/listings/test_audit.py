from dataclasses import replace
from itertools import count

import polars as pl
import pytest
from assembling import assemble

from kg.ids import author_id, authorship_id, slug
from kg.listings.audit import FINDINGS, Rule, audit
from kg.model import Author, AuthorKind, Authorship, Corpus, Extraction, Paper, Resolution
from kg.settings import AuditSettings, GraphSettings
from kg.tables import Tables

COMMON, RARE = "Wei Wang", "Ottoline Quillfeather"


def graph(*people: list[tuple[str, tuple[str, ...]]], month: str = "2601") -> Tables:
    """Make tables of ``people``, each given by papers: the printed name and the co-authors (one person per name)."""
    number = count(1)
    papers, mentions, authors = [], [], {}
    for signed in people:
        author = ""
        for name, others in signed:
            id_ = f"{month}.{next(number):05}"
            author = author or author_id(name, id_)
            authors.setdefault(author, name)
            papers.append(Paper(id_, "T", f"20{month[:2]}-{month[2:]}", (name, *others), "cs.LG"))
            mentions.append(Authorship(authorship_id(id_, slug(name)), id_, 0, name, author))
            for place, other in enumerate(others, 1):
                authors.setdefault(f"{slug(other)}/x", other)
                mentions.append(Authorship(authorship_id(id_, slug(other)), id_, place, other, f"{slug(other)}/x"))
    known = tuple(
        Author(id_, name, AuthorKind.GROUP if name.endswith("Team") else AuthorKind.PERSON)
        for id_, name in sorted(authors.items())
    )
    resolution = Resolution(tuple(mentions), known, ())
    return assemble(Corpus(tuple(papers), (), (), ()), resolution, Extraction(()), GraphSettings())


def alone(name: str, papers: int) -> list[tuple[str, tuple[str, ...]]]:
    """Make a person with a different co-author on each paper."""
    return [(name, (f"Solo{chr(97 + i)} Helper{chr(97 + i)}",)) for i in range(papers)]


def found(tables: Tables, rule: Rule, settings: AuditSettings | None = None) -> list[dict[str, object]]:
    return audit(tables, settings or AuditSettings()).filter(pl.col("rule") == rule).to_dicts()


def test_a_common_name_whose_papers_share_nobody_may_be_several_people() -> None:
    (finding,) = found(graph(alone(COMMON, 6)), Rule.DISJOINT_GROUPS)
    assert (finding["name"], finding["papers"], finding["measured"], finding["limit"]) == (COMMON, 6, 6, 6)
    assert "6 papers in 6 groups" in str(finding["reason"])
    assert finding["compare"] == ["2601.00001/wei-wang", "2601.00002/wei-wang"]
    assert found(graph(alone(COMMON, 5)), Rule.DISJOINT_GROUPS) == []
    assert found(graph(alone(RARE, 6)), Rule.DISJOINT_GROUPS) == [], "who bears a rare name is one person"


def test_groups_hang_together_by_any_co_author_and_through_others() -> None:
    chained = [(COMMON, (f"Solo{chr(97 + i)} Helper", f"Solo{chr(98 + i)} Helper")) for i in range(6)]
    assert found(graph(chained), Rule.DISJOINT_GROUPS) == []
    # six groups, one with so many papers that the average is at least two papers per group
    team = [(COMMON, ("Ann Team",))] * 8
    assert found(graph([*alone(COMMON, 5), *team]), Rule.DISJOINT_GROUPS) == []
    (finding,) = found(graph([*alone(COMMON, 5), *team[:7]]), Rule.DISJOINT_GROUPS)
    assert finding["compare"] == ["2601.00006/wei-wang", "2601.00001/wei-wang"], "the two largest groups"


def test_a_paper_without_co_authors_is_a_group() -> None:
    assert len(found(graph([(COMMON, ())] * 6), Rule.DISJOINT_GROUPS)) == 1


@pytest.mark.parametrize(("name", "least"), [(COMMON, 9), (RARE, 15)])
def test_more_papers_in_a_month_than_one_person_writes(name: str, least: int) -> None:
    together = [(name, ("Ann Team",))] * least
    (finding,) = found(graph(together), Rule.BUSY_MONTH)
    assert (finding["measured"], finding["limit"]) == (least, least)
    assert f"{least} papers of 2026-01" in str(finding["reason"])
    assert found(graph(together[:-1]), Rule.BUSY_MONTH) == []


def test_given_names_that_contradict_each_other() -> None:
    # possible only by a decision
    (finding,) = found(graph([("Wei Wang", ()), ("W. Wang", ()), ("Wen Wang", ())]), Rule.GIVEN_NAMES)
    assert '"Wei Wang" and "Wen Wang" contradict each other' in str(finding["reason"])
    assert finding["compare"] == ["2601.00001/wei-wang", "2601.00003/wen-wang"]
    assert found(graph([("Wei Wang", ()), ("W. Wang", ())]), Rule.GIVEN_NAMES) == []


def test_names_that_only_a_third_form_joins() -> None:
    chain = [("Rafael Garcia", ()), ("Rafael Valencia Garcia", ()), ("Rafael Valencia", ())]
    (finding,) = found(graph(chain), Rule.UNRELATED_NAMES)
    assert '"Rafael Garcia" and "Rafael Valencia" are unrelated' in str(finding["reason"])
    assert found(graph(chain[:2]), Rule.UNRELATED_NAMES) == []


def test_more_forms_of_a_name_than_one_person_uses() -> None:
    forms = ["John Smith", "J. Smith", "John A. Smith", "J. A. Smith"]
    (finding,) = found(graph([(name, ()) for name in forms]), Rule.MANY_FORMS)
    assert finding["measured"] == 4
    alike = ["John Smith", "JOHN SMITH", "Jóhn Smith", "John Smith Jr."]
    assert found(graph([(name, ()) for name in alike]), Rule.MANY_FORMS) == [], "one form in four spellings"


def test_a_rare_name_that_is_two_people() -> None:
    split = graph([(RARE, ()), (RARE, ())], [(RARE, ())], [(COMMON, ())], [(COMMON, ())])
    (finding,) = found(split, Rule.SPLIT_RARE_NAME)
    assert (finding["name"], finding["measured"], finding["papers"]) == (RARE, 2, 3)
    assert finding["authors"] == ["ottoline-quillfeather/2601.00001", "ottoline-quillfeather/2601.00003"]
    assert finding["compare"] == finding["authors"]


def test_a_name_that_many_people_bear() -> None:
    people = [[(COMMON, (f"Solo{chr(97 + i)} Helper",))] for i in range(8)]
    (finding,) = found(graph(*people), Rule.SHARED_NAME)
    assert (finding["measured"], finding["papers"]) == (8, 8)
    assert found(graph(*people[:7]), Rule.SHARED_NAME) == []


def test_the_limits_are_settings() -> None:
    tables = graph(alone(COMMON, 3))
    assert audit(tables, AuditSettings()).is_empty()
    few = replace(AuditSettings(), min_groups=3, busy_month=3)
    assert audit(tables, few)["rule"].to_list() == [Rule.DISJOINT_GROUPS, Rule.BUSY_MONTH]


def test_most_papers_first_and_the_same_columns_always() -> None:
    tables = graph(alone("Hao Chen", 6), alone(COMMON, 7))
    assert [f["name"] for f in found(tables, Rule.DISJOINT_GROUPS)] == [COMMON, "Hao Chen"]
    assert audit(graph(), AuditSettings()).schema == audit(tables, AuditSettings()).schema == FINDINGS


def test_a_group_is_no_suspicious_person() -> None:
    assert audit(graph(alone("Example Team", 15)), AuditSettings()).is_empty()
