"""Explanations, on small corpora with one reason each why names are one person or are not."""

from pathlib import Path

import pytest

from kg.authors import read_author_decisions, resolve
from kg.authors.decisions.decisions import AuthorDecisions
from kg.authors.explaining.case import Case, open_case
from kg.authors.explaining.explain import explain_author, explain_pair
from kg.authors.explaining.explanation import DecidingReason, PairExplanation, Weighing
from kg.build.in_memory import read_tables
from kg.errors import UnknownName, UsageError
from kg.model import Paper
from kg.settings import AuthorSettings
from kg.tables.records import read_extraction, read_papers
from kg.wording.evidence import describe_evidence

TITLES = ["Sorting sheep by weather", "Lattices in the kitchen", "A short walk with long proofs", "Quiet volcanoes"]


def paper(id_: str, *authors: str, title: str = "", category: str = "cs.LG") -> Paper:
    return Paper(id_, title or f"Notes {id_}", f"20{id_[:2]}-{id_[2:4]}", authors, category)


def case(*papers: Paper, decisions: AuthorDecisions | None = None, **settings: float) -> Case:
    return open_case(papers, AuthorSettings(**settings), decisions)  # type: ignore[arg-type] - some are whole numbers


def settled(folder: Path, *lines: str) -> AuthorDecisions:
    (folder / "authors.txt").write_text("\n".join(lines), encoding="utf-8")
    return read_author_decisions(folder)


def adds_up(weighing: Weighing) -> bool:
    return abs(sum(evidence.bits for evidence in weighing.evidence) - weighing.bits) < 0.05


def reason(found: PairExplanation) -> str:
    assert found.weighing is not None
    return describe_evidence(found.weighing.forbidden[0])


# -- one person ----------------------------------------------------------------------------------------------------

SHARED = (
    paper("2601.00001", "Xaver Quindt", "Ulla Brandvik", "Tor Ekelund"),
    paper("2601.00002", "X. Quindt", "Ulla Brandvik", "Tor Ekelund"),
)


def test_two_spellings_that_share_coauthors_are_one_and_the_bits_say_why() -> None:
    found = explain_pair(case(*SHARED), "2601.00001/xaver-quindt", "2601.00002/x-quindt")
    assert found.same
    assert found.because is DecidingReason.EVIDENCE
    assert found.a.author == found.b.author == "xaver-quindt/2601.00001"
    weighing = found.weighing
    assert weighing is not None
    assert adds_up(weighing)
    assert weighing.bits >= found.threshold
    by_rule = {evidence.kind: evidence for evidence in weighing.evidence}
    assert by_rule["co-authors"].bits > 0
    assert {"Ulla Brandvik", "Tor Ekelund"} <= set(by_rule["co-authors"].values)
    assert "people in 100,000" in (said := describe_evidence(by_rule["name"])) or "hardly anybody" in said


CHAIN = (
    paper("2601.00001", "Xaver Quindt", "Ulla Brandvik", "Tor Ekelund", title=TITLES[0]),
    paper(
        "2601.00002", "Xaver Quindt", "Ulla Brandvik", "Tor Ekelund", "Ines Farrugia", "Pia Holmqvist", title=TITLES[0]
    ),
    paper("2601.00003", "Xaver Quindt", "Ines Farrugia", "Pia Holmqvist", title=TITLES[0]),
)


def test_of_a_chain_the_step_is_told_that_closed_it() -> None:
    found = explain_pair(case(*CHAIN), "2601.00001/xaver-quindt", "2601.00003/xaver-quindt")
    assert found.same
    weighing = found.weighing
    assert weighing is not None
    assert {len(side.mentions) for side in (weighing.one, weighing.other)} == {1, 2}
    assert "2601.00001" in weighing.one.papers, "the side of what was named first"
    shared = {evidence.kind: describe_evidence(evidence) for evidence in weighing.evidence}["co-authors"]
    alone = {evidence.kind: describe_evidence(evidence) for evidence in found.alone.evidence}["co-authors"]
    assert (shared != "none shared", alone) == (True, "none shared")


def test_of_a_person_and_a_mention_the_weakest_step_is_told() -> None:
    opened = case(*CHAIN)
    weakest = explain_author(opened, "xaver-quindt/2601.00001").joins[0]
    found = explain_pair(opened, "xaver-quindt/2601.00001", ["2601.00001/xaver-quindt", "2601.00003/xaver-quindt"])
    assert found.weighing is not None
    assert found.weighing.bits == weakest.bits


def test_a_frequent_name_is_gathered_first_by_rare_coauthors() -> None:
    rare = "Zbigniew Przyborowski-Quax"
    papers = [paper(f"2601.{i:05}", "Wei Wang", rare if i < 3 else f"Other{i} Person{i}") for i in range(1, 13)]
    found = explain_pair(case(*papers), "2601.00001/wei-wang", "2601.00002/wei-wang")
    assert (found.same, found.because, found.weighing) == (True, DecidingReason.CORE, None)
    assert [describe_evidence(evidence) for evidence in found.reasons] == [f"{rare} on 2601.00001 and 2601.00002"]
    (core,) = explain_author(case(*papers), "2601.00001/wei-wang").cores
    assert core.because is DecidingReason.CORE
    assert [describe_evidence(evidence) for evidence in core.reasons] == [f"{rare} on 2 papers"]


def test_teams_are_one_by_their_letters_alone() -> None:
    found = explain_pair(
        case(paper("2601.00001", "Toy Team"), paper("2601.00002", "TOY Team"), paper("2601.00003", "Tin Team")),
        "2601.00001/toy-team",
        "toy-team/2601.00002",
    )
    assert (found.same, found.because) == (True, DecidingReason.GROUP)
    assert found.alone.evidence == ()


def test_what_a_person_settled_is_told_with_every_line_that_leads_there(tmp_path: Path) -> None:
    papers = [paper(f"2601.{i:05}", "Wei Wang", title=title) for i, title in enumerate(TITLES, 1)]
    lines = [
        "# a comment",
        'same "Wei Wang" on 2601.00001 "Wei Wang" on 2601.00002',
        'same "Wei Wang" on 2601.00002 "Wei Wang" on 2601.00003',
        'different "Wei Wang" on 2601.00003 "Wei Wang" on 2601.00004',
    ]
    opened = case(*papers, decisions=settled(tmp_path, *lines))
    tied = explain_pair(opened, "2601.00001/wei-wang", "2601.00003/wei-wang")
    assert (tied.same, tied.because) == (True, DecidingReason.DECISION)
    assert [describe_evidence(evidence) for evidence in tied.reasons] == [
        f"line {number} of authors.txt: {lines[number - 1]}" for number in (2, 3)
    ]
    apart = explain_pair(opened, "2601.00001/wei-wang", "2601.00004/wei-wang")
    assert (apart.same, apart.because) == (False, DecidingReason.DECISION)
    assert apart.weighing is not None
    assert [evidence.values[0] for evidence in apart.weighing.forbidden] == ["4", "2", "3"]
    (core,) = explain_author(opened, "2601.00002/wei-wang").cores
    assert [evidence.values[0] for evidence in core.reasons] == ["2", "3"]


# -- two people ----------------------------------------------------------------------------------------------------


def test_a_common_name_with_nothing_in_common_is_two_people_for_want_of_evidence() -> None:
    opened = case(
        paper("2601.00001", "Wei Wang", "Ulla Brandvik", title=TITLES[0]),
        paper("2601.00002", "Wei Wang", "Tor Ekelund", title=TITLES[1], category="math.AG"),
    )
    found = explain_pair(opened, "2601.00001/wei-wang", "wei-wang/2601.00002")
    assert (found.same, found.because) == (False, DecidingReason.EVIDENCE)
    weighing = found.weighing
    assert weighing is not None
    assert weighing.bits < found.threshold
    assert (weighing.forbidden, adds_up(weighing)) == ((), True)


def test_one_paper_that_prints_both_is_named_and_so_are_the_strings() -> None:
    opened = case(paper("2601.00001", "Jörg Müller", "Jorg Muller", "Ulla Brandvik"))
    found = explain_pair(opened, "2601.00001/jorg-muller", "2601.00001/jorg-muller-2")
    assert (found.same, found.because) == (False, DecidingReason.SAME_PAPER)
    assert reason(found) == '2601.00001 prints "Jörg Müller" and "Jorg Muller"'
    assert found.weighing is not None
    assert found.weighing.confidence == 0.0


def test_a_person_tells_who_is_kept_apart_by_a_paper_alone() -> None:
    opened = case(
        paper("2601.00001", "Jörg Quindt", "Jorg Quindt", "Ulla Brandvik", "Tor Ekelund"),
        paper("2601.00002", "Jörg Quindt", "Ulla Brandvik", "Tor Ekelund"),
    )
    found = explain_author(opened, "2601.00001/jorg-quindt")
    (stopped,) = found.stopped
    assert stopped.forbidden[0].kind == DecidingReason.SAME_PAPER
    assert found.doubts == ()


def test_given_names_that_contradict_each_other_are_named() -> None:
    opened = case(paper("2601.00001", "John A. Quindt"), paper("2601.00002", "John B. Quindt"))
    found = explain_pair(opened, "2601.00001/john-a-quindt", "2601.00002/john-b-quindt")
    assert (found.same, found.because) == (False, DecidingReason.CONFLICT)
    assert reason(found) == "John A. Quindt and John B. Quindt"
    assert (found.alone.evidence, found.alone.confidence) == ((), 0.0)


def test_a_conflict_inside_one_block_keeps_a_form_that_fits_both_from_joining_them() -> None:
    opened = case(
        paper("2601.00001", "John A. Quindt", "Ulla Brandvik", "Tor Ekelund"),
        paper("2601.00002", "John Quindt", "Ulla Brandvik", "Tor Ekelund"),
        paper("2601.00003", "John B. Quindt", "Ulla Brandvik", "Tor Ekelund"),
    )
    found = explain_pair(opened, "2601.00001/john-a-quindt", "2601.00003/john-b-quindt")
    assert (found.same, found.because) == (False, DecidingReason.CONFLICT)
    third = explain_author(opened, "2601.00002/john-quindt")
    assert len(third.person.mentions) == 2


def test_names_of_different_people_were_never_compared_and_it_says_so() -> None:
    opened = case(paper("2601.00001", "Ulla Brandvik"), paper("2601.00002", "Tor Ekelund"))
    found = explain_pair(opened, "2601.00001/ulla-brandvik", "2601.00002/tor-ekelund")
    assert (found.same, found.because) == (False, DecidingReason.UNRELATED)
    assert reason(found) == "Ulla Brandvik and Tor Ekelund"


def test_a_team_is_no_person() -> None:
    opened = case(paper("2601.00001", "Toy Team", "Toy Tean"))
    found = explain_pair(opened, "2601.00001/toy-team", "2601.00001/toy-tean")
    assert not found.same
    assert found.because in (DecidingReason.SAME_PAPER, DecidingReason.UNRELATED)


def test_a_doubt_stands_with_the_person_and_the_other() -> None:
    opened = case(*SHARED, merge_bits=1000.0, doubt=0.0)
    found = explain_author(opened, "2601.00002/x-quindt")
    (doubt,) = found.doubts
    assert (doubt.one.author, doubt.other.author) == ("x-quindt/2601.00002", "xaver-quindt/2601.00001")
    assert adds_up(doubt)


# -- who is meant ----------------------------------------------------------------------------------------------------


def test_a_pinned_id_is_kept(tmp_path: Path) -> None:
    opened = case(*SHARED, decisions=settled(tmp_path, "pin x-quindt/2601.00002"))
    found = explain_author(opened, "x-quindt/2601.00002")
    assert found.person.author == "x-quindt/2601.00002"
    assert [name for name, _ in found.person.names] == ["Xaver Quindt", "X. Quindt"]


def test_nobody_is_compared_with_themselves() -> None:
    opened = case(paper("2601.00001", "Ulla Brandvik"))
    with pytest.raises(UsageError, match="one mention"):
        explain_pair(opened, "2601.00001/ulla-brandvik", "ulla-brandvik/2601.00001")
    with pytest.raises(UnknownName, match="tor-ekelund"):
        explain_author(opened, "tor-ekelund/2601.00001")


def test_an_explanation_is_plain_values_for_a_program() -> None:
    opened = case(*SHARED)
    pair = explain_pair(opened, "2601.00001/xaver-quindt", "2601.00002/x-quindt").as_dict()
    assert pair["same"] is True
    assert pair["weighing"]["one"]["authorships"] == ["2601.00001/xaver-quindt"]
    person = explain_author(opened, "xaver-quindt/2601.00001").as_dict()
    assert person["person"]["names"] == {"Xaver Quindt": 1, "X. Quindt": 1}
    assert [join["bits"] for join in person["joins"]] == [pair["weighing"]["bits"]]


def test_what_is_explained_is_what_was_resolved(root: Path) -> None:
    tables = read_tables([root / "examples" / "digests"])
    papers, extraction = read_papers(tables), read_extraction(tables)
    opened = open_case(papers, extraction=extraction)
    for mention in resolve(papers, extraction=extraction).authorships:
        person = explain_author(opened, mention.id).person
        assert person.author == mention.author
        assert mention in person.mentions


def test_a_name_that_a_misprint_repeats_is_one_person_because_of_that() -> None:
    found = explain_pair(
        case(paper("2601.00001", "Wei Wang", "Wei Wang", "Ann Lee")), "2601.00001/wei-wang", "2601.00001/wei-wang-2"
    )
    assert found.same
    assert found.because is DecidingReason.REPEATED


def test_two_people_of_one_name_are_two_because_one_paper_prints_both() -> None:
    found = explain_pair(
        case(paper("2601.00001", "Wei Wang", "Ann Lee", "Wei Wang")), "2601.00001/wei-wang", "2601.00001/wei-wang-2"
    )
    assert not found.same
    assert found.because is DecidingReason.SAME_PAPER
    assert reason(found) == '2601.00001 prints "Wei Wang" twice'
