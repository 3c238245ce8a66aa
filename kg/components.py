"""Connected components of what groups tie together."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def connected(nodes: Iterable[T], groups: Iterable[Iterable[T]]) -> list[list[T]]:
    """Return the components of some nodes when the nodes of each group are tied.

    Components are in the order of their first nodes, nodes in theirs. Groups may hold nothing but these nodes.

    >>> connected("abcde", ["bd", "da"])
    [['a', 'b', 'd'], ['c'], ['e']]
    """
    above: dict[T, T] = {node: node for node in nodes}

    def root(node: T) -> T:
        while (higher := above[node]) != node:
            above[node] = node = above[higher]
        return node

    for group in groups:
        members = iter(group)
        first = next(members, None)
        if first is not None:
            for other in members:
                above[root(other)] = root(first)
    found: dict[T, list[T]] = {}
    for node in above:
        found.setdefault(root(node), []).append(node)
    return list(found.values())
