from dataclasses import replace

from kg.authors.decisions.apply import apply_names, keep_pinned_ids, list_different_lines, list_same_lines
from kg.authors.decisions.decisions import AuthorDecisions, parse_author_decision
from kg.authors.decisions.settle import DecisionConstraints, constrain_authorships
from kg.model import Author, AuthorKind, Authorship
from kg.wording.reports import describe_report

# Four authorships; evidence has assigned the first two to one person.
MENTIONS = [
    Authorship("2601.00001/wei-wang", "2601.00001", 0, "Wei Wang", "wei-wang/2601.00001"),
    Authorship("2601.00002/w-wang", "2601.00002", 0, "W. Wang", "wei-wang/2601.00001"),
    Authorship("2601.00003/wei-wang", "2601.00003", 0, "Wei Wang", "wei-wang/2601.00003"),
    Authorship("2601.00004/ada-byron", "2601.00004", 0, "Ada Byron", "ada-byron/2601.00004"),
]
PEOPLE = [
    Author("ada-byron/2601.00004", "Ada Byron", AuthorKind.PERSON),
    Author("wei-wang/2601.00001", "Wei Wang", AuthorKind.PERSON, ("W. Wang",)),
    Author("wei-wang/2601.00003", "Wei Wang", AuthorKind.PERSON),
]


def settled(*lines: str) -> DecisionConstraints:
    read = (parse_author_decision(line, number) for number, line in enumerate(lines, 1))
    return constrain_authorships(MENTIONS, AuthorDecisions("authors.txt", tuple(line for line in read if line)))


def names(*lines: str) -> dict[str, str]:
    return {author.id: author.name for author in apply_names(PEOPLE, MENTIONS, settled(*lines))[0]}


def test_without_lines_people_are_as_they_were() -> None:
    assert apply_names(PEOPLE, MENTIONS, settled()) == (PEOPLE, ())


def test_a_name_for_one_mention_names_the_whole_person_and_keeps_the_printed_forms() -> None:
    people, reports = apply_names(PEOPLE, MENTIONS, settled('name w-wang/2601.00002 "Wei A. Wang"'))
    assert people[1] == replace(PEOPLE[1], name="Wei A. Wang", variants=("W. Wang", "Wei Wang"))
    assert people[0::2] == PEOPLE[0::2]
    assert not reports


def test_a_name_for_one_wins_over_one_for_all_wherever_it_stands() -> None:
    lines = ('name wei-wang/2601.00003 "Wang the Third"', 'name "wei wang" "Wei  W."')
    assert names(*lines) == names(*reversed(lines))
    assert names(*lines) == {
        "ada-byron/2601.00004": "Ada Byron",
        "wei-wang/2601.00001": "Wei  W.",
        "wei-wang/2601.00003": "Wang the Third",
    }


def test_of_two_names_for_one_person_the_later_holds_and_a_report_says_so() -> None:
    lines = settled('name wei-wang/2601.00001 "One"', 'name "Ada Byron" "Ada"', 'name w-wang/2601.00002 "Two"')
    people, reports = apply_names(PEOPLE, MENTIONS, lines)
    assert [p.name for p in people] == ["Ada", "Two", "Wei Wang"]
    assert [(r.file, r.line, describe_report(r)) for r in reports] == [
        ("authors.txt", 1, "line 3 gives the same person another name and is used")
    ]


def test_a_replacement_that_nobody_prints_names_those_it_replaces() -> None:
    assert names('same "Ada Byron" "Lovelace, Ada"', 'name "Lovelace, Ada" "Lovelace, Ada"')[PEOPLE[0].id] == (
        "Lovelace, Ada"
    )


def test_everyone_who_bears_a_hidden_name_is_hidden_under_every_other_name() -> None:
    people, _ = apply_names(PEOPLE, MENTIONS, settled('hide "W. WANG"', "hide ada-byron/2601.00004"))
    assert [p.hidden for p in people] == [True, True, False]


def test_a_pinned_id_is_kept_by_whoever_holds_its_mention() -> None:
    groups = ["a", "a", "b", "c"]
    assert keep_pinned_ids(groups, settled("pin w-wang/2601.00002", "pin ada-byron/2601.00004")) == (
        {"a": "w-wang/2601.00002", "c": "ada-byron/2601.00004"},
        (),
    )


def test_of_two_pinned_ids_in_one_person_the_smaller_is_kept_and_a_report_says_so() -> None:
    lines = ("pin wei-wang/2601.00001", "pin w-wang/2601.00002")
    kept, reports = keep_pinned_ids([7, 7, 8, 9], settled(*lines))
    assert kept == {7: "w-wang/2601.00002"}
    assert (kept, reports) == keep_pinned_ids([7, 7, 8, 9], settled(*reversed(lines)))
    assert describe_report(reports[0]) == (
        "2 pinned ids are one person, who keeps w-wang/2601.00002: w-wang/2601.00002, wei-wang/2601.00001"
    )
    assert keep_pinned_ids([7, 7, 8, 9], settled(*lines, 'hide "W. Wang"'))[1][0].arguments == (2, ())


def test_what_was_said_to_differ_is_told_of_people_once() -> None:
    made = list_different_lines(
        MENTIONS,
        settled(
            "different wei-wang/2601.00003 w-wang/2601.00002",
            "different wei-wang/2601.00001 wei-wang/2601.00003",
            'different "Wei Wang" "Ada Byron"',
        ),
    )
    (told,) = made
    assert (told.a, told.b, told.verdict, told.source) == (
        "wei-wang/2601.00001", "wei-wang/2601.00003", "different", "person"
    )  # fmt: skip
    assert told.evidence[0].values == ("1", "authors.txt")


def test_who_is_said_to_be_one_is_told_by_mentions_with_the_line() -> None:
    (said,) = list_same_lines(MENTIONS, settled("# a note", "same w-wang/2601.00002 wei-wang/2601.00003"))
    assert (said.a, said.b, said.verdict, said.source) == (
        "2601.00002/w-wang", "2601.00003/wei-wang", "same", "person",
    )  # fmt: skip
    assert said.evidence[0].values == ("2", "authors.txt")


def test_of_a_bare_name_its_first_bearer_stands_for_all() -> None:
    (said,) = list_same_lines(MENTIONS, settled('same w-wang/2601.00002 "Wei Wang"'))
    assert (said.a, said.b) == ("2601.00001/wei-wang", "2601.00002/w-wang")
