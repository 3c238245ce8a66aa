"""Cluster authorships into people, best pair first.

Agglomerative clustering under cannot-links: every authorship starts alone (or with those a person has tied to it), the
two clusters with the most evidence for being one person are merged, and the merged cluster is weighed as a whole: a
cluster's co-authors, words and categories are those of all its papers. There are no chains through a common name, since
an authorship that fits two clusters does not make them fit each other.
"""

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.authors.blocks.block import NO_NAME, BlockInput, CannotLinkSide, SharedItem

PairScore = Callable[["Cluster", "Cluster"], float | None]
"""Bits for two clusters being one person; None if they cannot be, or are unrelated."""


class Signatory(NamedTuple):
    """A person with a printed name on one paper; ``namesake`` numbers the people with this name."""

    printed: str
    namesake: int = 0


@dataclass(slots=True)
class Cluster:
    """Authorships that are treated as one person, and sums over their papers.

    All numbers except ``squares`` are places in the block (`kg.authors.blocks.block`). ``mentions`` are authorships,
    ``forms`` is how often each name is printed, and ``printed`` has the string that each paper prints, and the number
    of its person. ``coauthors`` maps each co-author to the weight of the shortest list with it; ``abbreviated`` are the
    co-authors printed with an initial, ``fitting`` those that fit an initial. ``natives`` are the names printed beside
    the others in another script; they are among ``forms``. ``orcids`` and ``accounts`` are identifiers of the person in
    registries. ``squares`` is the sum of the squared term lengths of the papers.
    """

    mentions: list[int]
    forms: dict[int, int]
    coauthors: dict[int, float]
    abbreviated: frozenset[int]
    fitting: frozenset[int]
    terms: dict[int, int]
    categories: dict[int, int]
    categorized: bool
    printed: dict[str, Signatory]
    marks: frozenset[CannotLinkSide]
    squares: float
    natives: frozenset[int] = frozenset()
    orcids: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    length: float | None = None

    def term_length(self, terms: Sequence[SharedItem]) -> float:
        """Return the Euclidean length of the term vector: logarithmic counts times bits.

        It is computed from the lengths of the papers, corrected for the terms that several papers share.
        """
        if self.length is None:
            more = math.fsum(
                ((1 + math.log(n)) ** 2 - n) * terms[term].bits ** 2 for term, n in self.terms.items() if n > 1
            )
            self.length = math.sqrt(max(1.0, self.squares + more))
        return self.length

    def same_paper(self, other: "Cluster") -> str | None:
        """Return a paper that prints both as two people: by two strings, or by one that is not a mere misprint."""
        if self.printed.keys().isdisjoint(other.printed):
            return None
        small, large = (self, other) if len(self.printed) <= len(other.printed) else (other, self)
        for paper, printed in small.printed.items():
            if large.printed.get(paper, printed) != printed:
                return paper
        return None

    def must_not_meet(self, other: "Cluster") -> bool:
        """Return True if one paper prints both as two people, or ORCID iDs or a decision keep them apart."""
        return (
            self.same_paper(other) is not None
            or bool(self.orcids and self.two_orcids(other))
            or (bool(self.marks) and self.said_apart(other) is not None)
        )

    def two_orcids(self, other: "Cluster") -> tuple[str, str] | None:
        """Return two different ORCID iDs; None if one side has none or both have one in common."""
        if not self.orcids or not other.orcids or self.orcids & other.orcids:
            return None
        return min(self.orcids), min(other.orcids)

    def printed_alike(self, other: "Cluster") -> bool:
        """Return True if some papers print both with the same string."""
        names = {signatory.printed for signatory in self.printed.values()}
        return any(signatory.printed in names for signatory in other.printed.values())

    def said_apart(self, other: "Cluster") -> int | None:
        """Return the number in the block of the decision that keeps the two apart."""
        return next((line for line, side in sorted(self.marks) if (line, not side) in other.marks), None)


def make_cluster(block: BlockInput, mention: int, *repeated: int) -> Cluster:
    """Make the cluster of one authorship and of its repetitions on the same paper."""
    seen = block.mentions[mention]
    native = () if seen.native == NO_NAME else (seen.native,)
    return Cluster(
        [mention, *repeated],
        {seen.name: 1 + len(repeated), **dict.fromkeys(native, 1)},
        dict.fromkeys(seen.coauthors, seen.weight),
        frozenset(seen.abbreviated),
        frozenset(seen.fitting),
        dict.fromkeys(seen.terms, 1),
        dict.fromkeys(seen.categories, 1),
        seen.categorized,
        {seen.paper: Signatory(seen.printed, seen.namesake)},
        frozenset(seen.marks),
        seen.length**2,
        frozenset(native),
        frozenset(seen.orcids),
        frozenset(seen.accounts),
    )


def make_clusters(block: BlockInput, mentions: Iterable[int]) -> list[Cluster]:
    """Return clusters of one person of a name on one paper each, whom a misprint may repeat."""
    repeated: dict[tuple[str, str, int, tuple[CannotLinkSide, ...]], list[int]] = {}
    for mention in mentions:
        seen = block.mentions[mention]
        repeated.setdefault((seen.paper, seen.printed, seen.namesake, seen.marks), []).append(mention)
    return [make_cluster(block, *found) for found in repeated.values()]


def merge_clusters(clusters: Sequence[Cluster]) -> Cluster:
    """Merge clusters by summing their values."""
    largest = max(clusters, key=lambda cluster: len(cluster.mentions))
    whole = Cluster(
        list(largest.mentions),
        dict(largest.forms),
        dict(largest.coauthors),
        largest.abbreviated,
        largest.fitting,
        dict(largest.terms),
        dict(largest.categories),
        any(part.categorized for part in clusters),
        dict(largest.printed),
        largest.marks,
        math.fsum(part.squares for part in clusters),
        largest.natives,
        largest.orcids,
        largest.accounts,
    )
    for part in clusters:
        if part is largest:
            continue
        whole.mentions += part.mentions
        _add(whole.forms, part.forms)
        _add(whole.terms, part.terms)
        _add(whole.categories, part.categories)
        for form, weight in part.coauthors.items():
            if weight > whole.coauthors.get(form, 0.0):
                whole.coauthors[form] = weight
        whole.abbreviated |= part.abbreviated
        whole.fitting |= part.fitting
        whole.printed.update(part.printed)
        whole.marks |= part.marks
        whole.natives |= part.natives
        whole.orcids |= part.orcids
        whole.accounts |= part.accounts
    whole.mentions.sort()
    return whole


def _add(counts: dict[int, int], more: Mapping[int, int]) -> None:
    for key, n in more.items():
        counts[key] = counts.get(key, 0) + n


@dataclass(frozen=True, slots=True)
class Merge:
    """One step of a clustering: two clusters, the earlier first, and the bits that joined them."""

    one: Cluster
    other: Cluster
    bits: float


@dataclass(frozen=True, slots=True)
class Clustering:
    """The people of a block, and the pairs of people that were weighed and left apart, as places in ``people``."""

    people: list[Cluster]
    apart: list[tuple[int, int, float]]


def agglomerate(
    clusters: Sequence[Cluster],
    neighbors: Callable[[int], Iterable[int]],
    score: PairScore,
    threshold: float,
    on_merge: Callable[[Merge], None] = lambda _merge: None,
) -> Clustering:
    """Merge the best pair until none reaches the threshold.

    ``clusters`` are sorted by their first mention; ``neighbors`` gives for a place in them the places it may be merged
    with. Among pairs with equal bits, identically printed ones come first, then those with earlier authorships, so the
    order of input does not matter.
    """
    live: dict[int, Cluster] = dict(enumerate(clusters))
    near: dict[int, set[int]] = {i: {j for j in neighbors(i) if j != i} for i in live}
    bits: dict[tuple[int, int], float] = {}
    heap: list[tuple[float, bool, int, int]] = []

    def weigh(i: int, j: int) -> None:
        found = score(live[i], live[j])
        if found is None:
            bits.pop((i, j), None)
            return
        bits[i, j] = found
        if found >= threshold:
            heapq.heappush(heap, (-found, not live[i].printed_alike(live[j]), i, j))

    for i in live:
        for j in sorted(near[i]):
            if i < j:
                weigh(i, j)
    while heap:
        negative, _, i, j = heapq.heappop(heap)
        # an entry is stale where one of the two has been merged, or the pair has been weighed again
        if bits.get((i, j)) != -negative or i not in live or j not in live:
            continue
        on_merge(Merge(live[i], live[j], -negative))
        live[i] = merge_clusters((live[i], live[j]))
        del live[j], bits[i, j]
        near[i] = {k for k in near[i] | near.pop(j) if k in live and k != i}
        for k in sorted(near[i]):
            near[k].discard(j)
            near[k].add(i)
            bits.pop((min(j, k), max(j, k)), None)
            weigh(min(i, k), max(i, k))
    places = {i: place for place, i in enumerate(sorted(live))}
    apart = sorted((places[i], places[j], found) for (i, j), found in bits.items() if i in live and j in live)
    return Clustering([live[i] for i in sorted(live)], apart)
