from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.authors import read_decisions, resolve
from kg.errors import DecisionsError
from kg.model import AuthorKind, Paper, Resolution


def paper(id_: str, *authors: str) -> Paper:
    return Paper(id_, f"Title of {id_}", f"20{id_[:2]}-{id_[2:4]}", authors, "cs.LG")


def who(resolution: Resolution, paper_id: str, position: int = 0) -> str:
    return next(m.author for m in resolution.authorships if (m.paper, m.position) == (paper_id, position))


def decided(folder: Path, *lines: str, papers: list[Paper]) -> Resolution:
    (folder / "authors.txt").write_text("\n".join(lines), encoding="utf-8")
    return resolve(papers, decisions=read_decisions(folder))


def test_accents_case_dots_and_hyphens_do_not_separate_a_person() -> None:
    made = resolve([paper("2601.00001", "Jörg-Peter M. Müller"), paper("2601.00002", "Jorg Peter M Muller")])
    (author,) = made.authors
    assert author.id == "jorg-peter-m-muller/2601.00001"
    assert {author.name, *author.variants} == {"Jörg-Peter M. Müller", "Jorg Peter M Muller"}


def test_an_author_is_named_after_the_earliest_paper_whatever_its_style_of_id() -> None:
    made = resolve(
        [paper("2601.00002", "Ada Byron"), Paper("hep-th/9901001", "Old", "1999-01", ("Ada Byron",), "hep-th")]
    )
    assert [a.id for a in made.authors] == ["ada-byron/hep-th%2F9901001"]


def test_two_spellings_on_one_paper_are_two_people_everywhere() -> None:
    made = resolve([paper("2601.00001", "Jörg Müller", "Jorg Muller"), paper("2601.00002", "Jorg Muller")])
    assert len(made.authors) == 2
    assert who(made, "2601.00001", 1) == who(made, "2601.00002") != who(made, "2601.00001", 0)
    assert not made.decisions


def test_a_third_spelling_may_be_either_of_two_who_stand_together() -> None:
    made = resolve([paper("2601.00001", "Jörg Müller", "Jorg Muller"), paper("2601.00002", "Jörg Muller")])
    third = who(made, "2601.00002")
    assert {(d.a, d.b, d.evidence[0].rule) for d in made.decisions} == {
        (*sorted((who(made, "2601.00001", position), third)), "same name") for position in (0, 1)
    }


def test_one_string_twice_on_one_paper_is_one_person_with_two_mentions() -> None:
    made = resolve([paper("2601.00001", "Wei Wang", "Li Na", "Wei Wang")])
    assert [m.id for m in made.authorships] == ["2601.00001/wei-wang", "2601.00001/li-na", "2601.00001/wei-wang-2"]
    assert len(made.authors) == 2


def test_similar_names_are_listed_and_left_apart() -> None:
    made = resolve([paper("2601.00001", "Katherine Johnson"), paper("2601.00002", "Kathrine Johnson")])
    assert len(made.authors) == 2
    (doubt,) = made.decisions
    assert (doubt.verdict, doubt.source, doubt.evidence[0].rule) == ("possiblySame", "program", "similarity")


def test_similar_names_on_one_paper_are_no_variants() -> None:
    assert not resolve([paper("2601.00001", "Katherine Johnson", "Kathrine Johnson")]).decisions


def test_an_initial_is_listed_only_where_one_name_fits() -> None:
    one = resolve([paper("2601.00001", "J. Smith"), paper("2601.00002", "John Smith")])
    assert [d.evidence[0].rule for d in one.decisions] == ["initial"]
    two = resolve(
        [paper("2601.00001", "J. Smith"), paper("2601.00002", "John Smith"), paper("2601.00003", "Jane Smith")]
    )
    assert not two.decisions


def test_a_pair_that_two_rules_propose_is_listed_once() -> None:
    made = resolve([paper("2601.00001", "C K Chandrasekaran"), paper("2601.00002", "C Karan Chandrasekaran")])
    (doubt,) = made.decisions
    assert [e.value for e in doubt.evidence] == ["c k chandrasekaran"]


def test_a_team_is_a_group_and_makes_no_variants() -> None:
    made = resolve([paper("2601.00001", "Example Team"), paper("2601.00002", "Exemple Team")])
    assert {a.kind for a in made.authors} == {AuthorKind.GROUP}
    assert not made.decisions


PAPERS = [paper("2601.00001", "Wei Wang", "Ada Byron"), paper("2601.00002", "Wei Wang"), paper("2601.00003", "W. Wang")]


def test_a_person_may_split_a_name_and_the_doubt_is_settled(tmp_path: Path) -> None:
    made = decided(
        tmp_path, "# two of them", 'different "Wei Wang" on 2601.00001 "Wei Wang" on 2601.00002', papers=PAPERS
    )
    assert who(made, "2601.00001") != who(made, "2601.00002")
    assert ("different", "person") in {(d.verdict, d.source) for d in made.decisions}


def test_a_person_may_join_names_by_any_kind_of_reference(tmp_path: Path) -> None:
    for reference in ('"W. Wang" on 2601.00003', "w-wang/2601.00003", "2601.00003/w-wang"):
        made = decided(tmp_path, f'same "Wei Wang" on arXiv:2601.00001v2 {reference}', papers=PAPERS)
        assert who(made, "2601.00001") == who(made, "2601.00003")
        assert not made.decisions, "nobody is possibly the same as themselves"


def test_a_person_may_rename_and_hide(tmp_path: Path) -> None:
    made = decided(tmp_path, 'name "ada byron" "Ada King"', 'hide "Wei Wang"', papers=PAPERS)
    named = {a.name: a for a in made.authors}
    assert named["Ada King"].variants == ("Ada Byron",)
    assert named["Wei Wang"].hidden
    assert not named["W. Wang"].hidden


def test_decisions_that_contradict_each_other_are_refused_with_the_line(tmp_path: Path) -> None:
    lines = ['same "Wei Wang" on 2601.00001 "W. Wang" on 2601.00003', "different wei-wang/2601.00001 w-wang/2601.00003"]
    with pytest.raises(DecisionsError, match=r"authors\.txt:2: .*said to differ"):
        decided(tmp_path, *lines, papers=PAPERS)


def test_a_decision_about_a_paper_that_is_not_there_is_reported_and_harmless(tmp_path: Path) -> None:
    made = decided(tmp_path, 'same "Wei Wang" on 2601.00001 "Wei Wang" on 2512.09999', papers=PAPERS)
    assert [(r.line, "2512.09999/wei-wang" in r.reason) for r in made.reports] == [(1, True)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("join a b", '"join" is no decision'),
        ('same "Wei Wang" on 2601.00001', "wants a reference and a reference, 1 given"),
        ('same "Wei Wang" "Ada Byron"', "needs one mention a side"),
        ('same "Wei Wang" on yesterday x/y', '"yesterday" is no arXiv id'),
        ('name "Wei Wang"', "write: name WHO"),
        ('hide "Wei Wang', "double quotes"),
    ],
)
def test_a_line_that_cannot_be_understood_says_why(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(DecisionsError) as caught:
        decided(tmp_path, "", line, papers=PAPERS)
    assert said in str(caught.value)
    assert caught.value.line == 2


NAMES = st.sampled_from(
    ["Wei Wang", "W. Wang", "Wei-Wang", "Ada Byron", "Áda Byron", "Ada  Byron", "Li Na", "李娜", "X Team"]
)
CORPORA = st.lists(st.lists(NAMES, min_size=1, max_size=5), min_size=1, max_size=8)


@given(CORPORA, st.randoms())
def test_resolution_is_a_partition_that_ignores_order_and_keeps_spellings_of_one_paper_apart(
    corpus: list[list[str]], random: Random
) -> None:
    papers = [paper(f"2601.{i:05}", *names) for i, names in enumerate(corpus)]
    made = resolve(papers)
    shuffled = random.sample(papers, len(papers))
    assert resolve(shuffled) == made
    assert {m.author for m in made.authorships} == {a.id for a in made.authors}
    assert len({m.id for m in made.authorships}) == sum(map(len, corpus))
    for p in papers:
        led = {}
        for m in made.authorships:
            if m.paper == p.id:
                assert led.setdefault(m.author, m.printed) == m.printed


def test_a_decisions_file_of_another_editor_is_read_or_named(tmp_path: Path) -> None:
    (tmp_path / "authors.txt").write_bytes(b'\xef\xbb\xbfhide "Jane Doe"\r\n')
    assert [line.verb for line in read_decisions(tmp_path).lines] == ["hide"]
    (tmp_path / "authors.txt").write_bytes(b'hide "Jos\xe9"\n')
    with pytest.raises(DecisionsError, match=r"authors\.txt: this is no UTF-8 text"):
        read_decisions(tmp_path)
