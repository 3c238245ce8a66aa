"""Select the pairs of clusters of a block that are weighed.

In a block of ordinary size, all pairs of clusters whose names may be one are weighed. In a large block, an initial may
be related to thousands of full names, and nearly all of these pairs share nothing but a common name. There, a cluster
is only weighed with clusters that share a co-author, an identifier or one of its rarest words with it, and with a few
neighbors of each related name; if many clusters share something, only neighbors are weighed too. So the work grows with
the number of clusters, not with its square.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations

from kg.authors.blocks.block import BlockInput, SharedItem
from kg.authors.blocks.clustering import Cluster
from kg.settings import AuthorSettings
from kg.settings.sections.authors import CandidateSettings

RelatedPlaces = Sequence[Sequence[int]]
"""For each name of a block, by its place, the names it is compared with."""


def related_names(block: BlockInput) -> RelatedPlaces:
    """Return for each name of a block the names it may be a form of, sorted."""
    related: list[list[int]] = [[] for _ in block.names]
    for one, other in block.related:
        related[one].append(other)
        related[other].append(one)
    return [sorted(others) for others in related]


def candidate_finder(
    clusters: Sequence[Cluster], relations: RelatedPlaces, terms: Sequence[SharedItem], settings: AuthorSettings
) -> Callable[[int], Iterable[int]]:
    """Return the function that gives, for a place in ``clusters``, the places it is weighed against."""
    bearing = _bearing(clusters)
    if _count_pairs(bearing, relations) <= settings.max_block_pairs:
        return _named_alike(clusters, bearing, relations)
    near: list[set[int]] = [set() for _ in clusters]
    for one, other in chain(
        _neighbors_by_name(bearing, relations, settings.candidates.neighbors),
        _sharing(clusters, terms, settings.candidates),
    ):
        near[one].add(other)
        near[other].add(one)
    return near.__getitem__


def _named_alike(
    clusters: Sequence[Cluster], bearing: Mapping[int, Sequence[int]], relations: RelatedPlaces
) -> Callable[[int], set[int]]:
    def near(i: int) -> set[int]:
        forms = set(clusters[i].forms)
        for form in clusters[i].forms:
            forms.update(relations[form])
        return {j for form in forms for j in bearing.get(form, ())}

    return near


def list_conflicts(
    people: Sequence[Cluster], relations: RelatedPlaces, settings: CandidateSettings
) -> Iterator[tuple[int, int]]:
    """Return the pairs of places whose names may be one, but that a paper or two ORCID iDs keep apart.

    Pairs are sorted, and the smaller place comes first.
    """
    present: dict[str, list[int]] = defaultdict(list)
    known: dict[int, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        for paper in person.printed:
            present[paper].append(place)
        for form in person.forms if person.orcids else ():
            known[form].append(place)
    lists = (*present.values(), *(places for places in known.values() if len(places) <= settings.max_known_people))
    for one, other in sorted({pair for places in lists for pair in combinations(places, 2)}):
        forms = people[other].forms.keys()
        if any(form in forms or not forms.isdisjoint(relations[form]) for form in people[one].forms):
            yield one, other


def _bearing(clusters: Sequence[Cluster]) -> dict[int, list[int]]:
    bearing: dict[int, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for form in cluster.forms:
            bearing[form].append(place)
    return bearing


def _count_pairs(bearing: Mapping[int, Sequence[int]], relations: RelatedPlaces) -> int:
    count = 0
    for form, places in bearing.items():
        related = sum(len(bearing.get(other, ())) for other in relations[form])
        count += len(places) * (len(places) - 1 + related)
    return count // 2


def _neighbors_by_name(
    bearing: Mapping[int, Sequence[int]], relations: RelatedPlaces, count: int
) -> Iterator[tuple[int, int]]:
    for form, places in bearing.items():
        yield from _neighbors(places, count)
        for other in relations[form]:
            there = bearing.get(other, ())
            if (len(places), form) <= (len(there), other):
                for place in places:
                    middle = bisect_left(there, place)
                    start = max(0, middle - count // 2)
                    yield from ((place, near) for near in there[start : start + count] if near != place)


def _sharing(
    clusters: Sequence[Cluster], terms: Sequence[SharedItem], settings: CandidateSettings
) -> Iterator[tuple[int, int]]:
    having: dict[tuple[str, int | str], list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for coauthor in cluster.coauthors:
            having["co-author", coauthor].append(place)
        for account in cluster.accounts:
            having["account", account].append(place)
        prominent = [term for term in cluster.terms if terms[term].bits >= settings.min_term_bits]
        for term in sorted(prominent, key=lambda term: (-terms[term].bits, term))[: settings.rarest_terms]:
            having["term", term].append(place)
    for places in having.values():
        yield from _neighbors(places, settings.neighbors)


def _neighbors(places: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    for i, place in enumerate(places):
        yield from ((place, other) for other in places[i + 1 : i + 1 + count])
