"""Details in author lists: native names, ORCID iDs, other identifiers, affiliations, organizations."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from toy import author, decisions, filler, paper

from kg.authors import resolve
from kg.authors.blocks import BlockInput
from kg.authors.decisions.decisions import AuthorDecisions
from kg.authors.explaining.case import open_case
from kg.authors.explaining.explain import explain_author, explain_pair
from kg.authors.explaining.explanation import DecidingReason
from kg.model import AuthorDetails, AuthorKind, Identifier, IdentifierScheme, Paper, Resolution
from kg.report_codes import Level
from kg.settings import AuthorSettings
from kg.wording.evidence import describe_evidence
from kg.wording.reports import describe_report

SHEEP = {"title": "Sorting sheep", "category": "cs.DS"}
VOLCANOES = {"title": "Quiet volcanoes", "category": "physics.geo-ph"}
BACKGROUND = filler()
ANN, BO, CY = "0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"


def orcid(value: str) -> Identifier:
    return Identifier(IdentifierScheme.ORCID, value)


def openalex(value: str) -> Identifier:
    return Identifier(IdentifierScheme.OPENALEX, value)


def stating(made: Paper, details: Mapping[int, dict[str, object]]) -> Paper:
    return replace(made, details=tuple(AuthorDetails(place, **stated) for place, stated in details.items()))


def known(id_: str, name: str, *identifiers: Identifier, **more: str) -> Paper:
    return stating(paper(id_, name, **more), {0: {"identifiers": identifiers}})


def resolved(*papers: Paper, settled: AuthorDecisions | None = None) -> Resolution:
    return resolve([*papers, *BACKGROUND], decisions=settled)


def one_person(made: Resolution, one: str = "2601.00001", other: str = "2601.00002") -> bool:
    return author(made, one) == author(made, other)


def pair(name: str, other: str, one_of: tuple[Identifier, ...], other_of: tuple[Identifier, ...]) -> Resolution:
    return resolved(known("2601.00001", name, *one_of, **SHEEP), known("2601.00002", other, *other_of, **VOLCANOES))


# -- ORCID iDs -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Wei Wang", "Wei Wang"),
        ("W. Wang", "Wei Wang"),
        ("Wang Wei", "Wei Wang"),
        ("John A. Smith", "John B. Smith"),
        ("Anna Smith", "Anna Kowalska"),
        ("Bob Smith", "Robert Smith"),
        ("김민수", "Minsu Kim"),
        ("Фернандо Перес", "Fernando Perez"),
        ("Ludwig Vanderberg", "L. v. d. Berg"),
        ("Robert Gale", "Robert Gale Jr."),
    ],
)
def test_the_same_orcid_is_one_person(name: str, other: str) -> None:
    made = pair(name, other, (orcid(ANN),), (orcid(ANN),))
    assert one_person(made)
    assert not made.reports


@pytest.mark.parametrize("name", ["Wei Wang", "Xaver Quindtmeyer"])
def test_different_orcids_are_two_people_whatever_they_share(name: str) -> None:
    shared = ("Ottoline Strandberg", "Evander Holmqvistson")
    papers = [
        stating(paper(id_, name, *shared, **SHEEP), {0: {"identifiers": (orcid(value),)}})
        for id_, value in (("2601.00001", ANN), ("2601.00002", BO))
    ]
    made = resolved(*papers)
    assert not one_person(made)
    (apart,) = (d for d in made.decisions if d.verdict == "different")
    assert (apart.evidence[0].kind, apart.evidence[0].values) == ("different ORCIDs", (BO, ANN)) or (
        apart.evidence[0].values == (ANN, BO)
    )


def test_no_person_ever_holds_two_orcids_though_others_fit_both() -> None:
    shared = ("Ottoline Strandberg", "Evander Holmqvistson")
    stated = {0: (orcid(ANN),), 2: (orcid(BO),), 5: (orcid(CY),)}
    papers = [
        stating(paper(f"2601.{i:05}", "Wei Wang", *shared, **SHEEP), {0: {"identifiers": stated.get(i, ())}})
        for i in range(20)
    ]
    made = resolved(*papers)
    assert len({author(made, f"2601.{i:05}") for i in stated}) == 3
    assert len({author(made, f"2601.{i:05}") for i in range(20)}) == 3


@pytest.mark.parametrize(
    ("name", "other"),
    [("Ann Lee", "Bo Han"), ("A. Lee", "B. Han"), ("Xaver Quindtmeyer", "Ulla Brandvikson"), ("李雷", "김민수")],
)
def test_an_orcid_at_two_unlike_names_is_reported_and_ties_nobody(name: str, other: str) -> None:
    made = pair(name, other, (orcid(ANN),), (orcid(ANN),))
    assert not one_person(made)
    (report,) = made.reports
    assert report.level is Level.WARNING
    assert ANN in describe_report(report)
    assert repr(name) in describe_report(report)
    assert repr(other) in describe_report(report)


def test_an_orcid_stays_with_the_name_that_most_papers_print_it_at() -> None:
    papers = [known(f"2601.0000{i}", "Wei Wang", orcid(ANN), title=f"Paper {i}") for i in range(3)]
    made = resolved(*papers, known("2601.00009", "Ulla Brandvikson", orcid(ANN)))
    assert len({author(made, f"2601.0000{i}") for i in range(3)}) == 1
    assert author(made, "2601.00009") != author(made, "2601.00000")
    assert "kept for the first only" in describe_report(made.reports[0])


def test_one_orcid_copied_to_every_line_of_a_paper_ties_nobody() -> None:
    names = ("Ann Lee", "Bo Han", "Ann Kowalska")
    copied = stating(paper("2601.00001", *names), {i: {"identifiers": (orcid(ANN),)} for i in range(3)})
    made = resolved(copied)
    assert len({author(made, "2601.00001", i) for i in range(3)}) == 3
    assert len(made.reports) == 1


def test_an_orcid_at_hundreds_of_names_is_a_mistake_and_costs_nothing() -> None:
    names = [f"Ab{chr(97 + i // 26)}{chr(97 + i % 26)} Rovlin" for i in range(400)]
    made = resolve([known(f"2601.{i:05}", name, orcid(ANN)) for i, name in enumerate(names)])
    assert len(made.authors) == 400
    assert len(made.reports) == 1


def test_one_orcid_at_two_spellings_on_one_paper_is_one_author() -> None:
    twice = stating(paper("2601.00001", "Ann Lee", "A. Lee"), {i: {"identifiers": (orcid(ANN),)} for i in range(2)})
    made = resolved(twice)
    assert author(made, "2601.00001", 0) == author(made, "2601.00001", 1)


def test_decisions_win_over_orcids() -> None:
    papers = [known(f"2601.0000{i}", "Wei Wang", orcid(ANN), **SHEEP) for i in (1, 2)]
    line = 'different "Wei Wang" on 2601.00001 "Wei Wang" on 2601.00002'
    assert not one_person(resolved(*papers, settled=decisions(line)))
    others = [known("2601.00001", "Wei Wang", orcid(ANN)), known("2601.00002", "Wei Wang", orcid(BO))]
    same = 'same "Wei Wang" on 2601.00001 "Wei Wang" on 2601.00002'
    assert one_person(resolved(*others, settled=decisions(same)))


def test_the_reason_is_the_orcid() -> None:
    papers = [
        known("2601.00001", "Wei Wang", orcid(ANN), **SHEEP),
        known("2601.00002", "W. Wang", orcid(ANN), **VOLCANOES),
        known("2601.00003", "Wei Wang", orcid(BO), **SHEEP),
    ]
    case = open_case([*papers, *BACKGROUND])
    same = explain_pair(case, "2601.00001/wei-wang", "2601.00002/w-wang")
    assert (same.same, same.because) == (True, DecidingReason.SAME_ORCID)
    assert [(e.kind, e.values) for e in same.reasons] == [("same ORCID", (ANN,))]
    apart = explain_pair(case, "2601.00001/wei-wang", "2601.00003/wei-wang")
    assert (apart.same, apart.because) == (False, DecidingReason.DIFFERENT_ORCIDS)
    cores = explain_author(case, "2601.00001/wei-wang").cores
    assert [(core.because, [e.values for e in core.reasons]) for core in cores] == [
        (DecidingReason.SAME_ORCID, [(ANN,)])
    ]
    (merge,) = (d for d in resolved(*papers).decisions if d.verdict == "same")
    assert (merge.confidence, merge.evidence[0].kind) == (1.0, "same ORCID")


# -- identifiers that registries assign by program -------------------------------------------------------------------


def test_the_same_account_is_evidence_and_a_different_one_speaks_against() -> None:
    def bits(one: str, other: str) -> float:
        papers = [
            known("2601.00001", "Wei Wang", openalex(one), **SHEEP),
            known("2601.00002", "Wei Wang", openalex(other), **VOLCANOES),
        ]
        case = open_case([*papers, *BACKGROUND])
        return explain_pair(case, "2601.00001/wei-wang", "2601.00002/wei-wang").alone.bits

    settings = AuthorSettings()
    assert bits("A1", "A1") - bits("A1", "A2") == pytest.approx(
        settings.same_account_bits - settings.other_account_bits, abs=3
    )
    assert bits("A1", "A1") > bits("A1", "A2") + 4


def test_an_account_is_named_among_the_reasons_and_does_not_decide_alone() -> None:
    papers = [known(f"2601.0000{i}", "Wei Wang", openalex("A5012345678"), **SHEEP) for i in (1, 2)]
    case = open_case([*papers, *BACKGROUND])
    found = explain_pair(case, "2601.00001/wei-wang", "2601.00002/wei-wang")
    told = {e.kind: describe_evidence(e) for e in found.alone.evidence}
    assert told["identifiers"] == "openalex:A5012345678"
    unlike = pair("John A. Smith", "John B. Smith", (openalex("A1"),), (openalex("A1"),))
    assert not one_person(unlike)


# -- affiliations ----------------------------------------------------------------------------------------------------


def test_a_shared_affiliation_counts_as_a_rare_word() -> None:
    def bits(one: str, other: str) -> float:
        papers = [
            stating(paper("2601.00001", "Wei Wang", **SHEEP), {0: {"affiliations": (one,)}}),
            stating(paper("2601.00002", "Wei Wang", **VOLCANOES), {0: {"affiliations": (other,)}}),
        ]
        found = explain_pair(open_case([*papers, *BACKGROUND]), "2601.00001/wei-wang", "2601.00002/wei-wang")
        return next(e.bits for e in found.alone.evidence if e.kind == "words")

    assert bits("Example Institute, Nowhere", "EXAMPLE Institute, Nowhere") > bits("Example Institute", "Other") == 0


def test_an_affiliation_is_the_authors_own_and_not_the_papers() -> None:
    stated = {1: {"affiliations": ("Example Institute",)}}
    papers = [
        stating(paper("2601.00001", "Wei Wang", "Bo Han", **SHEEP), stated),
        stating(paper("2601.00002", "Wei Wang", "Cy Gong", **VOLCANOES), stated),
    ]
    found = explain_pair(open_case([*papers, *BACKGROUND]), "2601.00001/wei-wang", "2601.00002/wei-wang")
    assert {e.kind: describe_evidence(e) for e in found.alone.evidence}["words"] == "none shared"


# -- native names ----------------------------------------------------------------------------------------------------


def native(id_: str, name: str, own: str, *others: str, **more: str) -> Paper:
    return stating(paper(id_, name, *others, **more), {0: {"native": own}})


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Minsu Kim", "김민수"),
        ("Lei Li", "李雷"),
        ("Taro Tanaka", "田中太郎"),
        ("Taro Tanaka", "たなか たろう"),
        ("Fernando Perez", "Фернандо Перес"),
        ("Fernando Perez", "فرناندو بيريز"),
        ("Yael Cohen", "יעל כהן"),
        ("Nikos Pappas", "Νίκος Παππάς"),
        ("Wei Zhang", "張偉"),
        ("Hồng Nguyễn", "阮紅"),
    ],
)
def test_a_name_printed_in_two_scripts_joins_both(name: str, own: str) -> None:
    circle = ("Ottoline Strandberg", "Evander Holmqvistson")
    made = resolved(
        native("2601.00001", name, own, *circle, **SHEEP),
        paper("2601.00002", own, *circle, **SHEEP),
        paper("2601.00003", name, *circle, **SHEEP),
    )
    assert one_person(made)
    assert one_person(made, "2601.00001", "2601.00003")
    (person,) = (a for a in made.authors if a.id == author(made, "2601.00001"))
    assert {name, own} <= {person.name, *person.variants}


def test_the_native_form_is_a_variant_though_no_paper_prints_it_alone() -> None:
    made = resolved(native("2601.00001", "Minsu Kim", "김민수"))
    (person,) = (a for a in made.authors if a.id == author(made, "2601.00001"))
    assert (person.name, person.variants) == ("Minsu Kim", ("김민수",))


def test_two_forms_that_some_paper_prints_side_by_side_are_related_and_it_is_told_where() -> None:
    circle = ("Ottoline Strandberg", "Evander Holmqvistson")
    papers = [
        native("2601.00001", "Minsu Kim", "김민수", title="Lattices"),
        paper("2601.00002", "김민수", *circle, **SHEEP),
        paper("2601.00003", "Minsu Kim", *circle, **SHEEP),
    ]
    case = open_case([*papers, *BACKGROUND])
    found = explain_pair(case, papers_id(case, "2601.00002"), "2601.00003/minsu-kim")
    assert found.same
    told = {e.kind: describe_evidence(e) for e in found.alone.evidence}
    assert told["name"].startswith("printed side by side on 2601.00001")


def papers_id(case: object, paper_id: str) -> str:
    corpus = case.corpus  # type: ignore[attr-defined] - a Case
    return next(m.id for m in corpus.mentions if (m.paper, m.position) == (paper_id, 0))


def test_one_native_name_unites_two_romanizations_and_two_native_names_are_two_people() -> None:
    circle = ("Ottoline Strandberg", "Evander Holmqvistson")
    made = resolved(
        native("2601.00001", "Minsoo Kim", "김민수", *circle, **SHEEP),
        native("2601.00002", "Minsu Kim", "김민수", *circle, **SHEEP),
        native("2601.00003", "Minsu Kim", "김민서", *circle, **SHEEP),
    )
    assert one_person(made)
    assert not one_person(made, "2601.00002", "2601.00003")


@pytest.mark.parametrize(("one", "other"), [("王伟", "王薇"), ("王伟", "汪维"), ("王伟", "王伟强")])
def test_romanized_namesakes_with_two_native_names_are_two_people(one: str, other: str) -> None:
    circle = ("Ottoline Strandberg", "Evander Holmqvistson")
    made = resolved(
        native("2601.00001", "Wei Wang", one, *circle, **SHEEP),
        native("2601.00002", "Wei Wang", other, *circle, **SHEEP),
    )
    assert not one_person(made)


def test_a_common_name_in_signs_with_nothing_shared_is_two_people() -> None:
    made = resolved(
        paper("2601.00001", "王伟", "Ulla Brandvikson", **SHEEP),
        paper("2601.00002", "王伟", "Tor Ekelund", **VOLCANOES),
    )
    assert not one_person(made)


def test_native_coauthors_count_as_coauthors() -> None:
    stated = {0: {"native": "李雷"}, 1: {"native": "韩梅梅"}, 2: {"native": "김민수"}}
    made = resolved(
        stating(paper("2601.00001", "Lei Li", "Meimei Han", "Minsu Kim", **SHEEP), stated),
        paper("2601.00002", "李雷", "韩梅梅", "김민수", **VOLCANOES),
    )
    for position in range(3):
        assert author(made, "2601.00001", position) == author(made, "2601.00002", position)


# -- organizations ---------------------------------------------------------------------------------------------------


def test_an_organization_is_a_group_and_never_one_with_a_person() -> None:
    stated = {0: {"organization": True}}
    made = resolved(
        stating(paper("2601.00001", "Ada Quindt", "Ottoline Strandberg", **SHEEP), stated),
        paper("2601.00002", "Ada Quindt", "Ottoline Strandberg", **SHEEP),
    )
    kinds = {a.id: a.kind for a in made.authors}
    assert [kinds[author(made, id_)] for id_ in ("2601.00001", "2601.00002")] == [AuthorKind.GROUP, AuthorKind.PERSON]
    assert not one_person(made)


def test_a_single_word_marked_as_an_organization_is_one_everywhere() -> None:
    made = resolved(
        stating(paper("2601.00001", "Contosolar", **SHEEP), {0: {"organization": True}}),
        paper("2601.00002", "CONTOSOLAR", **VOLCANOES),
    )
    assert one_person(made)
    assert {a.kind for a in made.authors if a.id == author(made, "2601.00001")} == {AuthorKind.GROUP}


# -- robustness ------------------------------------------------------------------------------------------------------


def test_details_about_places_that_a_paper_does_not_have_are_left_aside() -> None:
    odd = stating(paper("2601.00001", "Ann Lee"), {7: {"native": "李安"}, -1: {"organization": True}})
    assert [a.name for a in resolve([odd]).authors] == ["Ann Lee"]


@pytest.mark.parametrize("name", ["*", "", "Example Team"])
def test_an_orcid_of_nobody_is_left_aside(name: str) -> None:
    made = resolve([known("2601.00001", name, orcid(ANN)), known("2601.00002", name, orcid(ANN))])
    assert not made.reports
    assert len(made.authors) == (1 if name == "Example Team" else 2)


def test_a_detail_that_changes_changes_the_value_of_its_block() -> None:
    papers = [known("2601.00001", "Wei Wang", orcid(ANN), **SHEEP), paper("2601.00002", "Wei Wang", **SHEEP)]

    def value(*papers: Paper) -> BlockInput:
        (block,) = (block for _, block in open_case([*papers, *BACKGROUND]).blocks())
        return block

    earlier = value(*papers)
    for details in (
        {"identifiers": (orcid(ANN),)},
        {"identifiers": (openalex("A1"),)},
        {"affiliations": ("Example Institute",)},
        {"native": "王伟"},
    ):
        assert value(papers[0], stating(papers[1], {0: details})) != earlier, details


@pytest.mark.parametrize("detail", ["native", "identifiers", "affiliations"])
def test_a_name_in_a_row_is_two_people_where_a_detail_differs(detail: str) -> None:
    values = {
        "native": ("王伟", "汪威"),
        "identifiers": ((orcid("0000-0002-1825-0097"),), (orcid("0000-0001-5109-3700"),)),
        "affiliations": (("Institute of Sheep",), ("Institute of Volcanoes",)),
    }[detail]

    def people(*stated: int) -> int:
        names = paper("2601.00001", *["Wei Wang"] * len(stated))
        made = resolve([stating(names, {at: {detail: values[value]} for at, value in enumerate(stated)})])
        return len({mention.author for mention in made.authorships})

    assert people(0, 1) == 2
    assert people(0, 0) == 1
