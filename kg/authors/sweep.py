"""Measure what other thresholds would merge and split.

Clusters merge best pair first, so a higher threshold only stops the same sequence of merges earlier. The names are
therefore clustered once, at the lowest requested threshold. For a higher threshold, the merges are undone from the
first one with fewer bits. Nothing is read, compared or weighed twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import comb
from typing import Final

from kg.authors.blocks import PairWeigher, cluster_block
from kg.authors.blocks.clustering import Merge
from kg.authors.blocks.evidence import confidence
from kg.authors.corpus import AuthorshipCorpus
from kg.authors.decisions.decisions import AuthorDecisions
from kg.authors.explaining.case import Case, open_case
from kg.authors.stages.gathering import join_people
from kg.model import Authorship, Extraction, Paper
from kg.settings import AuthorSettings

THRESHOLDS: Final = (-3.0, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
"""Default thresholds of a sweep in bits, besides the current setting: probabilities from 1/9 to 8/9."""


@dataclass(frozen=True, slots=True)
class SweepStep:
    """The result of one threshold.

    ``confidence`` is the probability of being one person at ``bits``; ``current`` marks the current setting.
    ``joined_names`` is the number of names that share a person with another name, and ``split_names`` the number of
    names that several people have; differences in case, accents and hyphens are ignored. ``largest`` is the person with
    the most authorships, named by the most frequent form. ``joined_pairs`` counts pairs of authorships that are one
    person here and two under the current setting, ``parted_pairs`` the reverse; ``changed_most`` is the name with the
    most such pairs. ``person_of`` maps each mention of the sweep to the first mention of its person.
    """

    bits: float
    confidence: float
    current: bool
    people: int
    joined_names: int
    split_names: int
    largest: str
    largest_authorships: int
    joined_pairs: int
    parted_pairs: int
    changed_most: str
    person_of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sweep:
    """The steps by increasing threshold, and the authorships that they divide, with an empty ``author``."""

    mentions: tuple[Authorship, ...]
    steps: tuple[SweepStep, ...]


def sweep(
    papers: Iterable[Paper],
    settings: AuthorSettings | None = None,
    decisions: AuthorDecisions | None = None,
    *,
    thresholds: Iterable[float] = THRESHOLDS,
    extraction: Extraction | None = None,
    weights: Mapping[str, float] | None = None,
) -> Sweep:
    """Resolve names at each of some thresholds, in bits, and at that of ``settings``; see `kg.authors.resolve`.

    Decisions hold at every threshold.
    """
    settings = settings or AuthorSettings()
    bits = sorted({*thresholds, settings.merge_bits})
    lowest = replace(settings, merge_bits=bits[0])
    case = open_case(papers, lowest, decisions, extraction=extraction, weights=weights)
    merges = [_merges(places, PairWeigher(block, lowest, weights)) for places, block in case.blocks()]
    persons = [tuple(_gathered(case, _decided(merges, threshold))) for threshold in bits]
    corpus, present = case.corpus, persons[bits.index(settings.merge_bits)]
    return Sweep(
        corpus.mentions,
        tuple(
            _step(corpus, threshold, found, present, default=threshold == settings.merge_bits)
            for threshold, found in zip(bits, persons, strict=True)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """A merge: its bits, and the mentions on both sides at that time."""

    bits: float
    one: tuple[int, ...]
    other: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Merges:
    """The people of a block at the lowest threshold, and their merges in order."""

    people: tuple[tuple[int, ...], ...]
    made: tuple[_Made, ...]


def _merges(places: Sequence[int], judge: PairWeigher) -> _Merges:
    made: list[_Made] = []

    def placed(mentions: Iterable[int]) -> tuple[int, ...]:
        return tuple(places[mention] for mention in mentions)

    def on_merge(merge: Merge) -> None:
        made.append(_Made(merge.bits, placed(merge.one.mentions), placed(merge.other.mentions)))

    outcome = cluster_block(judge, on_merge)
    return _Merges(tuple(placed(person.mentions) for person in outcome.people), tuple(made))


def _gathered(case: Case, decided: Iterable[Sequence[int]]) -> list[int]:
    """Return, for each authorship, the first authorship of its person; groups are identified by their letters."""
    corpus = case.corpus
    people = list(range(len(corpus.mentions)))
    groups = (mentions for form, mentions in corpus.mentions_of.items() if form not in corpus.name_of)
    for person in chain(groups, decided):
        for mention in person:
            people[mention] = person[0]
    return join_people(people, case.settlement)


def _decided(blocks: Iterable[_Merges], threshold: float) -> Iterator[tuple[int, ...]]:
    """Return the people of all blocks at a threshold not below the one they were clustered at."""
    for block in blocks:
        stop = next((i for i, merge in enumerate(block.made) if merge.bits < threshold), len(block.made))
        if stop == len(block.made):
            yield from block.people
            continue
        person_of = {mention: person for person in block.people for mention in person}
        for merge in reversed(block.made[stop:]):
            for side in (merge.one, merge.other):
                person_of.update(dict.fromkeys(side, side))
        yield from dict.fromkeys(person_of.values())


def _step(
    corpus: AuthorshipCorpus, bits: float, person_of: tuple[int, ...], present: Sequence[int], *, default: bool
) -> SweepStep:
    sizes, before = Counter(person_of), Counter(present)
    cells = Counter(zip(person_of, present, strict=True))
    more = Counter({person: comb(n, 2) for person, n in sizes.items() if n > 1})
    less = Counter({person: comb(n, 2) for person, n in before.items() if n > 1})
    for (person, earlier), n in cells.items():
        if n > 1:
            more[person] -= comb(n, 2)
            less[earlier] -= comb(n, 2)
    names = Counter(form for form, _ in set(zip(corpus.forms, person_of, strict=True)))
    of_person: dict[int, set[str]] = {}
    for form, person in zip(corpus.forms, person_of, strict=True):
        of_person.setdefault(person, set()).add(form)
    largest = _most(sizes)
    joined, parted = _most(more), _most(less)
    changed = (joined, person_of) if more[joined] >= less[parted] else (parted, present)
    return SweepStep(
        bits,
        confidence(bits),
        default,
        len(sizes),
        len({form for forms in of_person.values() if len(forms) > 1 for form in forms}),
        sum(n > 1 for n in names.values()),
        _called(corpus, largest, person_of),
        sizes[largest],
        more.total(),
        less.total(),
        _called(corpus, *changed) if more.total() or less.total() else "",
        person_of,
    )


def _most(counts: Counter[int]) -> int:
    """Return the person with the highest count, the first of several equal ones; -1 if there is none."""
    return min(counts, key=lambda person: (-counts[person], person), default=-1)


def _called(corpus: AuthorshipCorpus, person: int, person_of: Sequence[int]) -> str:
    printed = Counter(m.printed for m, p in zip(corpus.mentions, person_of, strict=True) if p == person)
    return min(printed, key=lambda name: (-printed[name], name), default="")
