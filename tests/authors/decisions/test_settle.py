from collections.abc import Sequence
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.authors.constraints import Constraints
from kg.authors.decisions.decisions import AuthorDecisions, parse_author_decision
from kg.authors.decisions.settle import (
    DecisionConstraints,
    cannot_links,
    constrain_authorships,
    decision_evidence,
    find_same_lines,
)
from kg.errors import DecisionsError
from kg.ids import authorship_id, segment, slug
from kg.model import Authorship
from kg.wording.reports import describe_report


def mentions(*printed: tuple[str, str]) -> list[Authorship]:
    made = []
    seen: dict[tuple[str, str], int] = {}
    for paper, name in printed:
        seen[paper, slug(name)] = repeat = seen.get((paper, slug(name)), 0) + 1
        made.append(Authorship(authorship_id(paper, slug(name), repeat), paper, len(made), name, ""))
    return made


def decisions(*lines: str) -> AuthorDecisions:
    read = (parse_author_decision(line, number, "authors.txt") for number, line in enumerate(lines, 1))
    return AuthorDecisions("decisions/authors.txt", tuple(line for line in read if line))


def settled(known: Sequence[Authorship], *lines: str) -> DecisionConstraints:
    return constrain_authorships(known, decisions(*lines))


def links(settlement: DecisionConstraints) -> set[tuple[int, int]]:
    return {(one, other) for one, other, _ in cannot_links(settlement)}


KNOWN = mentions(
    ("2601.00001", "Wei Wang"),  # 0
    ("2601.00002", "Wei Wang"),  # 1
    ("2601.00003", "W. Wang"),  # 2
    ("2601.00003", "Ada Byron"),  # 3
    ("2601.00004", "Àda Byron"),  # 4
    ("hep-th/9901001", "Ada King"),  # 5
    ("2601.00005", "Li Na"),  # 6
    ("2601.00005", "Li Na"),  # 7
)


def test_no_decisions_settle_nothing() -> None:
    assert settled(KNOWN) == DecisionConstraints()


def test_same_lines_join_along_chains() -> None:
    made = settled(
        KNOWN,
        "same wei-wang/2601.00002 w-wang/2601.00003",
        '"same" 2601.00003/w-wang "Wei Wang" on 2601.00001',
        "same li-na-2/2601.00005 2601.00005/li-na",
    )
    assert made.together == ((0, 1, 2), (6, 7))
    assert not made.reports


def test_same_names_join_everyone_printed_so_whatever_accents_and_case() -> None:
    assert settled(KNOWN, 'same "ada byron" "Ada King"').together == ((3, 4, 5),)
    assert settled(KNOWN, 'same "Wei Wang" "Wei Wang"').together == ((0, 1),), "namesakes who are one"
    assert settled(KNOWN, 'same "Wei Wang" ada-king/hep-th/9901001').together == ((0, 1, 5),)


def test_lines_meet_in_a_name_that_nobody_prints() -> None:
    made = settled(KNOWN, 'same "Ada Byron" "Ada Lovelace"', 'same "Ada King" "Ada Lovelace"')
    assert made.together == ((3, 4, 5),)
    assert not made.reports


def test_lines_meet_in_a_mention_that_is_not_there_and_say_so() -> None:
    made = settled(KNOWN, "same wei-wang/2601.00001 wei-wang/2512.00009", "same wei-wang/2512.00009 w-wang/2601.00003")
    assert made.together == ((0, 2),)
    assert [(r.file, r.line) for r in made.reports] == [("authors.txt", 1), ("authors.txt", 2)]
    assert "no mention 2512.00009/wei-wang in these digests" in describe_report(made.reports[0])


def test_ids_of_papers_elsewhere_are_read_as_what_there_is() -> None:
    known = mentions(("P52-1", "Ada Byron"), ("13048", "Ada Byron"))
    for line in ("same P52-1/ada-byron ada-byron/13048", "same ada-byron/P52-1 13048/ada-byron"):
        made = settled(known, line)
        assert made.together == ((0, 1),)
        assert not made.reports


def test_different_keeps_groups_apart_by_their_first_mentions() -> None:
    made = settled(KNOWN, "different wei-wang/2601.00002 li-na/2601.00005", 'same "Wei Wang" "W. Wang"')
    assert links(made) == {(0, 6)}
    assert decision_evidence(made.apart[0].line, made).values == ("1", "authors.txt")


def test_whoever_is_tied_to_one_kept_apart_is_kept_apart_too() -> None:
    made = Constraints.of(
        settled(
            KNOWN, "different wei-wang/2601.00002 li-na/2601.00005", 'same "Wei Wang" "W. Wang"', 'same "Ada King" "K"'
        )
    )
    assert made.marks_of(0) == made.marks_of(1) == made.marks_of(2) != made.marks_of(6)
    assert made.marks_of(0)
    assert made.marks_of(6)
    assert not made.marks_of(5)


def test_different_names_keep_all_their_bearers_apart_and_join_none() -> None:
    made = settled(KNOWN, 'different "Wei Wang" "W. Wang"', 'different "Ada Byron" ada-king/hep-th/9901001')
    assert links(made) == {(0, 2), (1, 2), (3, 5), (4, 5)}
    assert not made.together


def test_a_contradiction_shows_the_shortest_chain_of_lines() -> None:
    with pytest.raises(DecisionsError) as caught:
        settled(
            KNOWN,
            "same wei-wang/2601.00001 ada-byron/2601.00003  # a detour",
            "same ada-byron/2601.00003 li-na/2601.00005",
            "same li-na/2601.00005 w-wang/2601.00003",
            "# between them",
            "same wei-wang/2601.00001 wei-wang/2601.00002  # seen at a talk",
            "same 2601.00003/w-wang wei-wang/2601.00002",
            "different wei-wang/2601.00001 w-wang/2601.00003",
        )
    assert str(caught.value) == (
        "decisions/authors.txt:7: different wei-wang/2601.00001 w-wang/2601.00003, but "
        "line 5 says same wei-wang/2601.00001 wei-wang/2601.00002 and "
        "line 6 says same 2601.00003/w-wang wei-wang/2601.00002; remove one of these 3 lines"
    )
    assert caught.value.line == 7


@pytest.mark.parametrize(
    ("lines", "against"),
    [
        (('same "Wei Wang" "W. Wang"', "different wei-wang/2601.00001 wei-wang/2601.00002"), [1]),
        (('same "Wei Wang" "X"', 'same "W. Wang" "X"', 'different "Wei Wang" "W. Wang"'), [1, 2]),
        (("same wei-wang/2601.00001 w-wang/2601.00003", 'different "Wei Wang" w-wang/2601.00003'), [1]),
        (('same "Wei Wang" "W. Wang"', "different wei-wang/2601.00001 w-wang/2601.00003"), [1]),
        (('same "Nobody Here" "Nor Here"', 'different "Nobody Here" "Nor Here"'), [1]),
        (('same "J. Doe" "Jane Doe"', 'different "J. Doe" on 2512.00001 jane-doe/2512.00002'), [1]),
        (
            ("same wei-wang/2601.00001 wei-wang/2601.00002", "pin wei-wang/2601.00002", "pin wei-wang/2601.00001"),
            [2, 1],
        ),
    ],
)
def test_contradictions_of_names_and_mentions_here_or_not(lines: tuple[str, ...], against: list[int]) -> None:
    with pytest.raises(DecisionsError) as caught:
        settled(KNOWN, *lines)
    said = " and ".join(f"line {n} says {lines[n - 1]}" for n in against)
    assert f"{lines[-1]}, but {said}; remove one of these {len(against) + 1} lines" in str(caught.value)


def test_nobody_differs_from_themselves() -> None:
    with pytest.raises(DecisionsError, match="nobody differs from themselves; remove this line"):
        settled(KNOWN, "different wei-wang/2601.00001 2601.00001/wei-wang")
    with pytest.raises(DecisionsError, match="same but for case, accents and dots; give authorships instead"):
        settled(KNOWN, 'different "Àda Byron" "Ada Byron"')


def test_a_pin_keeps_the_id_that_its_mention_makes() -> None:
    made = settled(KNOWN, "pin li-na-2/2601.00005", "pin 2601.00001/wei-wang", "pin ada-byron/2512.00001")
    assert made.pins == {7: "li-na-2/2601.00005", 0: "wei-wang/2601.00001"}
    assert [r.line for r in made.reports] == [3]


def test_a_pinned_id_outlives_its_paper_where_a_line_leads_to_the_person() -> None:
    made = settled(KNOWN, "pin ada-byron/2512.00001", "same ada-byron/2512.00001 ada-king/hep-th%2F9901001")
    assert made.pins == {5: "ada-byron/2512.00001"}


def test_reports_say_which_lines_wait_and_name_nobody_who_is_hidden() -> None:
    made = settled(
        KNOWN,
        'hide "Jane Doe"',
        "hide jane-doe/2512.00001",
        'same "Jane Doe" "J. Doe"',
        "same jane-doe/2512.00001 janie-doe/2512.00002",
        'name "Wei Wong" "Wei Wang"',
        'different "Wei Wang" "Nobody Here"',
    )
    assert [r.line for r in made.reports] == [2, 3, 4, 5, 6]
    assert not any(name in describe_report(r).lower() for r in made.reports for name in ("jane", "janie"))
    assert made.hidden_names == ("jane doe",)


def test_a_warning_does_not_quote_whom_a_line_hides_by_id() -> None:
    made = settled(KNOWN, "hide joan-roe/2512.00001", "different joan-roe/2512.00001 wei-wang/2601.00001")
    assert [r.line for r in made.reports] == [1, 2]
    assert not any("joan" in describe_report(r).lower() for r in made.reports)


def test_reasons_are_found_for_two_mentions_that_lines_make_one() -> None:
    made = settled(
        KNOWN, 'same "Wei Wang" "Willy"', "same w-wang/2601.00003 wei-wang/2601.00002", "pin li-na/2601.00005"
    )
    assert [line.line for line in find_same_lines(made, "2601.00001/wei-wang", "2601.00003/w-wang")] == [1, 2]
    assert find_same_lines(made, "2601.00001/wei-wang", "2601.00005/li-na") == ()


NAMES = ["Wei Wang", "Wei-Wang", "W. Wang", "Ada Byron", "Áda Byron", "李娜"]
PAPERS = [f"2601.{i:05}" for i in range(4)] + ["hep-th/9901001"]
CORPORA = st.lists(st.tuples(st.sampled_from(PAPERS), st.sampled_from(NAMES)), max_size=12)
REFERENCES = st.one_of(
    st.sampled_from(NAMES).map(lambda name: f'"{name}"'),
    st.tuples(st.sampled_from(NAMES), st.sampled_from(PAPERS)).map(lambda pair: f'"{pair[0]}" on {pair[1]}'),
    st.tuples(st.sampled_from(NAMES), st.sampled_from(PAPERS)).map(lambda p: f"{slug(p[0])}-2/{segment(p[1])}"),
)
LINES = st.lists(
    st.tuples(st.sampled_from(["same", "same", "different"]), REFERENCES, REFERENCES).map(" ".join), max_size=8
)


@given(CORPORA, LINES, st.randoms())
def test_constraints_are_a_partition_and_do_not_depend_on_the_order_of_lines(
    corpus: list[tuple[str, str]], lines: list[str], random: Random
) -> None:
    known = mentions(*corpus)
    shuffled = random.sample(lines, len(lines))
    try:
        made = settled(known, *lines)
    except DecisionsError:
        with pytest.raises(DecisionsError):
            settled(known, *shuffled)
        return
    other = settled(known, *shuffled)
    assert (made.together, links(made)) == (other.together, links(other))
    members = [i for group in made.together for i in group]
    assert len(members) == len(set(members))
    assert all(list(group) == sorted(group) and len(group) > 1 for group in made.together)
    group_of = {i: group for group in made.together for i in group}
    for one, two in links(made):
        assert group_of.get(one, one) != group_of.get(two, two), "apart, and not in one group"
        assert all(i not in group_of or group_of[i][0] == i for i in (one, two)), "each group speaks through its first"
    for group in made.together:
        for i in group[1:]:
            assert find_same_lines(made, known[group[0]].id, known[i].id)


def test_ten_thousand_lines_on_a_year_of_mentions_take_seconds() -> None:
    known = [
        Authorship(f"{2401 + i // 50_000}.{i % 50_000:05}/ada-{i % 9973}", "", 0, f"Ada {i % 9973}", "")
        for i in range(300_000)
    ]
    lines = [f"same {known[i].id} {known[i + 9973].id}" for i in range(5_000)]
    lines += [f'different "Ada {i}" {known[i + 5_001].id}' for i in range(4_000)]
    lines += [f'name "Ada {i}" "A. {i}"' for i in range(1_000)]
    made = decisions(*lines)
    start = process_time()
    assert len(constrain_authorships(known, made).together) == 5_000
    assert process_time() - start < 10, "one takes about one and a half"
