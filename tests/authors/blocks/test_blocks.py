"""Division of names into blocks, and the decision of one block."""

from collections.abc import Iterable

from toy import decisions, filler, paper

from kg.authors.blocks import BlockInput, BlockResult, decide_block
from kg.authors.explaining.case import open_case
from kg.model import Paper
from kg.settings import AuthorSettings

SETTINGS = AuthorSettings()


def made(
    papers: Iterable[Paper], *lines: str, settings: AuthorSettings = SETTINGS
) -> dict[tuple[str, ...], BlockInput]:
    """Return the blocks, keyed by the forms of their names."""
    found = open_case(papers, settings, decisions(*lines)).blocks()
    return {tuple(name.parse().form for name in block.names): block for _, block in found}


def only(papers: Iterable[Paper], *lines: str) -> BlockResult:
    (block,) = made(papers, *lines).values()
    return decide_block(block, SETTINGS)


def test_names_that_may_stand_for_one_another_are_in_one_block_and_the_rest_in_none() -> None:
    papers = [
        paper("2601.00001", "John Smith", "Ada Byron", "Kimi Team", "*"),
        paper("2601.00002", "J. Smith", "Smith Jane", "Kimi Team", "*"),
        paper("2601.00003", "Charles Babbage"),
    ]
    assert list(made(papers)) == [("j smith", "john smith")]


def test_every_form_of_a_person_is_in_exactly_one_block() -> None:
    papers = [
        paper("2601.00001", "John Smith", "Ada Byron", "*"),
        paper("2601.00002", "J. Smith", "John Smythe", "X Team"),
    ]
    formed = open_case(papers).formed
    assert sorted(form for forms in set(formed.block_of.values()) for form in forms) == [
        "ada byron", "j smith", "john smith", "john smythe",
    ]  # fmt: skip
    assert formed.mentions(["john smith", "j smith"]) == [0, 3]


def test_a_line_brings_names_together_that_have_nothing_in_common() -> None:
    papers = [paper("2601.00001", "Ada Byron"), paper("2601.00002", "Ada King")]
    assert made(papers) == {}
    line = 'same "Ada Byron" "Ada King"'
    assert list(made(papers, line)) == [("ada byron", "ada king")]
    assert only(papers, line).people == ((0, 1),)


def test_a_group_or_a_nameless_one_may_be_tied_to_a_person() -> None:
    papers = [paper("2601.00001", "Ada Byron", "X Team", "*"), paper("2601.00002", "Ada Byron")]
    lines = ['same "X Team" "Ada Byron"', 'same "*" on 2601.00001 "Ada Byron" on 2601.00002']
    assert only(papers, *lines).people == ((0, 1),)


def test_two_strings_on_one_paper_are_stopped_and_it_is_told_why() -> None:
    result = only([paper("2601.00001", "Jörg Roe", "Jorg Roe"), *filler()])
    assert result.people == ((0,), (1,))
    (stopped,) = result.stopped
    assert (stopped.one, stopped.other) == (0, 1)
    assert stopped.bits >= SETTINGS.merge_bits
    assert (stopped.evidence[0].kind, stopped.evidence[0].values) == ("same paper", ("2601.00001",))


def test_a_merge_of_different_spellings_is_told_and_a_sure_one_of_equal_names_is_not() -> None:
    shared = ("Xaver Quindtmeyer", "Ulla Brandvikson")
    papers = [paper(f"2601.0000{i}", name, *shared) for i, name in enumerate(("Wei Wang", "Wei Wang", "W. Wang"))]
    results = {forms: decide_block(block, SETTINGS) for forms, block in made([*papers, *filler()]).items()}
    assert len(results["ulla brandvikson",].people) == 1
    assert results["ulla brandvikson",].merges == ()
    result = results["w wang", "wei wang"]
    assert len(result.people) == 1
    assert [(merge.one, merge.other) for merge in result.merges] == [(0, 2)]


def test_cores_of_a_frequent_name_are_what_single_mentions_come_to() -> None:
    papers = [
        paper(f"2601.000{i:02}", "Wei Wang", ("Xaver Quindtmeyer", "Ulla Brandvikson")[i % 2], title=f"{word} notes")
        for i, word in enumerate("ash bay elm fir oak yew box fig ivy nut pea rye tea hay".split())
    ]
    people = {}
    for least in (2, 100):
        settings = AuthorSettings(min_for_cores=least)
        people[least] = decide_block(made([*papers, *filler()], settings=settings)["wei wang",], settings).people
    assert people[2] == people[100] == (tuple(range(0, 14, 2)), tuple(range(1, 14, 2)))


def test_a_core_is_not_made_across_a_line_that_tells_people_apart() -> None:
    papers = [paper(f"2601.000{i:02}", "Wei Wang", "Xaver Quindtmeyer") for i in range(14)]
    line = 'different "Wei Wang" on 2601.00003 "Wei Wang" on 2601.00009'
    result = decide_block(made([*papers, *filler()], line)["wei wang",], SETTINGS)
    side = {mention: person for person in result.people for mention in person}
    assert side[3] != side[9]
    assert len(result.people) == 2


def test_whoever_is_told_apart_from_one_of_the_tied_is_told_apart_from_all() -> None:
    papers = [paper(f"2601.0000{i}", "Xaver Quindtmeyer") for i in range(4)]
    who = [f'"Xaver Quindtmeyer" on 2601.0000{i}' for i in range(4)]
    lines = [f"same {who[0]} {who[1]}", f"different {who[1]} {who[2]}"]
    result = only([*papers, *filler()], *lines)
    side = {mention: person for person in result.people for mention in person}
    assert side[0] == side[1] != side[2]
