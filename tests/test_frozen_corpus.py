"""The whole program on two dozen made-up papers: authors, claims and confidences, compared line by line."""

from collections import Counter
from collections.abc import Mapping

import pytest
from frozen_corpus import COLUMNS, CORPUS, UNREAD, Line, expected, found

from kg.model import Relation


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Line]]:
    return found(tmp_path_factory.mktemp("frozen"))


@pytest.mark.parametrize("name", COLUMNS)
def test_the_program_makes_what_was_judged(made: Mapping[str, list[Line]], name: str) -> None:
    before, now = Counter(expected(name).keys()), Counter(made[name])
    gone, new = (["\t".join(line) for line in sorted(one - other)] for one, other in ((before, now), (now, before)))
    assert not gone
    assert not new, "if these lines are meant: make expected, and judge them"


@pytest.mark.parametrize("name", COLUMNS)
def test_every_expected_line_was_read_by_a_person(name: str) -> None:
    judgments = Counter(expected(name).values())
    assert judgments.keys() <= {"right", "wrong"}, f"{judgments[UNREAD]} lines of {name}.tsv are not judged"
    # known mistakes stay in the files, and there are few
    assert judgments["wrong"] <= 0.05 * judgments.total()


def test_the_corpus_has_something_of_each_kind_to_judge() -> None:
    relations = {dict(zip(COLUMNS["claims"], line, strict=True))["relation"] for line in expected("claims")}
    assert relations == {relation.value for relation in Relation}
    people = [dict(zip(COLUMNS["people"], line, strict=True)) for line in expected("people")]
    assert sum(person["name"] == "Wei Wang" for person in people) == 3
    assert {person["kind"] for person in people} == {"person", "group"}
    assert any("M. Quillfeather on" in person["signed"] for person in people if person["name"] == "Marta Quillfeather")
    verdicts = {dict(zip(COLUMNS["decisions"], line, strict=True))["verdict"] for line in expected("decisions")}
    assert verdicts == {"same", "possiblySame"}
    assert sum(path.read_text(encoding="utf-8").count("2601.3") for path in CORPUS.iterdir() if path.is_file()) >= 24
