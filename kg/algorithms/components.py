"""Compute connected components from groups of linked nodes."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

_T = TypeVar("_T", bound=Hashable)


def connected_components(nodes: Iterable[_T], groups: Iterable[Iterable[_T]]) -> list[list[_T]]:
    """Return the connected components of some nodes; the nodes of each group are linked.

    Components are in the order of their first nodes, nodes in theirs. Groups may contain only these nodes.

    >>> connected_components("abcde", ["bd", "da"])
    [['a', 'b', 'd'], ['c'], ['e']]
    """
    above: dict[_T, _T] = {node: node for node in nodes}

    def root(node: _T) -> _T:
        while (higher := above[node]) != node:
            above[node] = node = above[higher]
        return node

    for group in groups:
        members = iter(group)
        first = next(members, None)
        if first is not None:
            for other in members:
                above[root(other)] = root(first)
    found: dict[_T, list[_T]] = {}
    for node in above:
        found.setdefault(root(node), []).append(node)
    return list(found.values())


def bounded_components(
    sizes: Mapping[_T, int], groups: Iterable[Iterable[_T]], ties: Iterable[tuple[_T, _T]], max_size: int
) -> list[list[_T]]:
    """Return components of at most ``max_size`` in total.

    Nodes of one group are always together. ``ties`` are applied in their order, the strongest first; one that would
    make a component too large is skipped. Components are in the order of their first nodes, nodes in theirs.

    >>> bounded_components({"a": 2, "b": 1, "c": 1, "d": 3}, [], ["bc", "ab", "cd"], 4)
    [['a', 'b', 'c'], ['d']]
    """
    size: dict[int, int] = {}
    place: dict[_T, int] = {}
    parts = connected_components(sizes, groups)
    for number, part in enumerate(parts):
        size[number] = sum(sizes[node] for node in part)
        place.update(dict.fromkeys(part, number))
    kept = []
    above = list(range(len(parts)))

    def root(number: int) -> int:
        while (higher := above[number]) != number:
            above[number] = number = above[higher]
        return number

    for tie in ties:
        one, other = (root(place[node]) for node in tie)
        if one != other and size[one] + size[other] <= max_size:
            above[other] = one
            size[one] += size[other]
            kept.append(tie)
    return connected_components(sizes, [*parts, *kept])
