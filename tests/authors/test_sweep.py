from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from kg.authors import AuthorDecisions, read_author_decisions, resolve
from kg.authors.blocks import PairWeigher
from kg.authors.explaining.case import open_case
from kg.authors.sweep import Sweep, SweepStep, _merges, sweep
from kg.model import Paper
from kg.settings import AuthorSettings

COMMON = ["Wei Wang", "Hao Chen", "Yang Liu", "W. Wang"]
RARE = [f"{given} {name}" for given in ("Ottoline", "Thaddeus") for name in ("Quillfeather", "Zywiec", "Abernethy")]
TITLES = ["graph kernels", "speech codecs", "protein folding", "graph matching", "speech synthesis"]


def paper(number: int, *authors: str, title: str = "On nothing much", category: str = "cs.LG") -> Paper:
    return Paper(f"2601.{number:05}", title, "2601-01", authors, category)


def crowd(seed: int) -> list[Paper]:
    """Make papers of a few common names, each with up to two of a few rare co-authors, and a topic."""
    random = Random(seed)  # noqa: S311 - a toy corpus, no secret
    return [
        paper(
            number,
            random.choice(COMMON),
            *random.sample(RARE, random.randint(0, 2)),
            title=random.choice(TITLES),
            category=random.choice(["cs.CL", "cs.SD", "q-bio.BM"]),
        )
        for number in range(40)
    ]


def partition(papers: list[Paper], bits: float, decisions: AuthorDecisions | None = None) -> tuple[int, ...]:
    """Return the number of each authorship's person when names are resolved at this threshold alone."""
    made = resolve(papers, replace(AuthorSettings(), merge_bits=bits), decisions)
    first: dict[str, int] = {}
    return tuple(first.setdefault(mention.author, i) for i, mention in enumerate(made.authorships))


def pairs(person_of: tuple[int, ...]) -> set[tuple[int, int]]:
    return {(i, j) for i, j in combinations(range(len(person_of)), 2) if person_of[i] == person_of[j]}


def present(swept: Sweep) -> SweepStep:
    (step,) = (step for step in swept.steps if step.current)
    return step


@pytest.mark.parametrize("seed", range(6))
def test_each_threshold_gives_what_resolving_at_it_gives(seed: int) -> None:
    papers = crowd(seed)
    wanted = (-6.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0)
    swept = sweep(papers, thresholds=wanted)
    assert [step.bits for step in swept.steps] == sorted({*wanted, AuthorSettings().merge_bits})
    assert len({step.people for step in swept.steps}) > 3, "the thresholds differ in what they do"
    for step in swept.steps:
        assert step.person_of == partition(papers, step.bits), step.bits


def test_a_merge_just_at_the_threshold_is_made() -> None:
    papers = crowd(2)
    lowest = replace(AuthorSettings(), merge_bits=-6.0)
    merges = [_merges(places, PairWeigher(block, lowest)) for places, block in open_case(papers, lowest).blocks()]
    exactly = sorted({made.bits for block in merges for made in block.made if -6.0 <= made.bits < 5.0})[:4]
    assert exactly
    for step in sweep(papers, thresholds=exactly).steps:
        assert step.person_of == partition(papers, step.bits), step.bits


@pytest.mark.parametrize("seed", range(3))
def test_joined_and_parted_count_pairs_beside_the_present_threshold(seed: int) -> None:
    swept = sweep(crowd(seed), thresholds=(-5.0, 3.0))
    now = pairs(present(swept).person_of)
    assert (present(swept).joined_pairs, present(swept).parted_pairs, present(swept).changed_most) == (0, 0, "")
    for step in swept.steps:
        then = pairs(step.person_of)
        assert (step.joined_pairs, step.parted_pairs) == (len(then - now), len(now - then))
    assert swept.steps[0].joined_pairs > 0
    assert swept.steps[-1].parted_pairs > 0


def test_what_is_told_of_a_step() -> None:
    papers = [
        *(paper(i, "Ottoline Quillfeather", title="speech codecs") for i in range(3)),
        paper(3, "O. Quillfeather", title="speech codecs"),
        paper(4, "Wei Wang", title="protein folding"),
        paper(5, "Wei Wang", title="graph kernels"),
    ]
    swept = sweep(papers, thresholds=(-100.0, 100.0))
    loose, strict = swept.steps[0], swept.steps[-1]
    assert (loose.people, strict.people) == (2, 6)
    assert (loose.joined_names, strict.joined_names) == (2, 0)
    assert (loose.split_names, strict.split_names) == (0, 2)
    assert (loose.largest, loose.largest_authorships) == ("Ottoline Quillfeather", 4)
    assert strict.changed_most == "Ottoline Quillfeather"
    assert [mention.paper for mention in swept.mentions] == [paper.id for paper in papers]


def test_what_a_person_has_settled_holds_at_every_threshold(tmp_path: Path) -> None:
    papers = crowd(1)
    apart, together = ([p.id for p in papers if p.authors[0] == name][:2] for name in ("Wei Wang", "Hao Chen"))
    lines = (
        f'different "Wei Wang" on {apart[0]} "Wei Wang" on {apart[1]}',
        f'same "Hao Chen" on {together[0]} "Hao Chen" on {together[1]}',
    )
    (tmp_path / "authors.txt").write_text("\n".join(lines), encoding="utf-8")
    decisions = read_author_decisions(tmp_path)
    swept = sweep(papers, None, decisions, thresholds=(-100.0, 100.0))
    place = {mention.id: i for i, mention in enumerate(swept.mentions)}
    for step in swept.steps:
        assert step.person_of == partition(papers, step.bits, decisions)
        one, other = (step.person_of[place[f"{id_}/wei-wang"]] for id_ in apart)
        assert one != other
        one, other = (step.person_of[place[f"{id_}/hao-chen"]] for id_ in together)
        assert one == other


def test_the_order_of_the_papers_does_not_matter() -> None:
    papers = crowd(2)
    assert sweep(papers) == sweep(papers[::-1])


def test_no_papers_are_no_people() -> None:
    assert [(step.people, step.largest, step.largest_authorships) for step in sweep([], thresholds=(1.0,)).steps] == [
        (0, "", 0)
    ] * 2
