"""Which clusters of a block are weighed against each other.

In a block of ordinary size every two whose names may be one are weighed. In a large one, where one initial meets
thousands of full names, nearly all of these pairs have nothing in common but a name that is common. There a cluster is
weighed with those that share a co-author, an identifier or one of its rarest words with it, and with a few neighbours
of each related name; what lists are long for this is cut to neighbours too. So the work grows with the number of
clusters, not with its square.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from kg.authors.clustering import Cluster
from kg.authors.comparison import Relation
from kg.settings import AuthorSettings

Related = Mapping[str, Mapping[str, Relation]]
"""For each form of a name the other forms of it."""

_NEIGHBOURS: Final = 16
"""Clusters that a long list pairs each of its clusters with on one side."""

_RAREST_TERMS: Final = 8
"""Rarest words of a cluster that are looked up, as many as an abstract has in `kg.authors.terms`."""

_MAX_KNOWN: Final = 40
"""People with ORCID iDs under one form of a name whose pairs are listed as kept apart."""

_MIN_TERM_BITS: Final = 1.0
"""Bits of a word from which it is looked up: one in half of the papers says nothing."""


def candidates(
    clusters: Sequence[Cluster], relations: Related, term_bits: Mapping[str, float], settings: AuthorSettings
) -> Callable[[int], Iterable[int]]:
    """Return the function that gives, for a place in ``clusters``, the places it is weighed against."""
    bearing = _bearing(clusters)
    if _count_pairs(bearing, relations) <= settings.max_block_pairs:
        return _named_alike(clusters, bearing, relations)
    near: list[set[int]] = [set() for _ in clusters]
    for one, other in (*_neighbours_by_name(bearing, relations), *_sharing(clusters, term_bits)):
        near[one].add(other)
        near[other].add(one)
    return near.__getitem__


def _named_alike(
    clusters: Sequence[Cluster], bearing: Mapping[str, Sequence[int]], relations: Related
) -> Callable[[int], set[int]]:
    def near(i: int) -> set[int]:
        forms = set(clusters[i].forms)
        for form in clusters[i].forms:
            forms.update(relations.get(form, ()))
        return {j for form in forms for j in bearing.get(form, ())}

    return near


def kept_apart(people: Sequence[Cluster], relations: Related) -> Iterator[tuple[int, int]]:
    """Return the pairs of places, sorted, whose names may be one and that a paper or two ORCID iDs keep apart.

    The smaller place comes first.
    """
    present: dict[str, list[int]] = defaultdict(list)
    known: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        for paper in person.printed:
            present[paper].append(place)
        for form in person.forms if person.orcids else ():
            known[form].append(place)
    lists = (*present.values(), *(places for places in known.values() if len(places) <= _MAX_KNOWN))
    for one, other in sorted({pair for places in lists for pair in combinations(places, 2)}):
        forms = people[other].forms.keys()
        if any(form in forms or not forms.isdisjoint(relations.get(form, ())) for form in people[one].forms):
            yield one, other


def _bearing(clusters: Sequence[Cluster]) -> dict[str, list[int]]:
    bearing: dict[str, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for form in cluster.forms:
            bearing[form].append(place)
    return bearing


def _count_pairs(bearing: Mapping[str, Sequence[int]], relations: Related) -> int:
    count = 0
    for form, places in bearing.items():
        related = sum(len(bearing.get(other, ())) for other in relations.get(form, ()))
        count += len(places) * (len(places) - 1 + related)
    return count // 2


def _neighbours_by_name(bearing: Mapping[str, Sequence[int]], relations: Related) -> Iterator[tuple[int, int]]:
    for form, places in bearing.items():
        yield from _neighbours(places)
        for other in relations.get(form, ()):
            there = bearing.get(other, ())
            if (len(places), form) <= (len(there), other):
                for place in places:
                    middle = bisect_left(there, place)
                    start = max(0, middle - _NEIGHBOURS // 2)
                    yield from ((place, near) for near in there[start : start + _NEIGHBOURS] if near != place)


def _sharing(clusters: Sequence[Cluster], term_bits: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for coauthor in cluster.coauthors:
            having["co-author", coauthor].append(place)
        for account in cluster.accounts:
            having["account", account].append(place)
        telling = [term for term in cluster.terms if term_bits[term] >= _MIN_TERM_BITS]
        for term in sorted(telling, key=lambda term: (-term_bits[term], term))[:_RAREST_TERMS]:
            having["term", term].append(place)
    for places in having.values():
        yield from _neighbours(places)


def _neighbours(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    for i, place in enumerate(places):
        yield from ((place, other) for other in places[i + 1 : i + 1 + _NEIGHBOURS])
