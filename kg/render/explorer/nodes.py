"""Describe each kind of node once per page: words, shape, prefix of IRIs; and shorten nodes' ids."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import polars as pl

from kg.sets.network_kinds import PEOPLE, NodeKind

_NUMBER: Final = {kind.value: number for number, kind in enumerate(NodeKind)}


def kind_numbers(kinds: pl.Series) -> list[int]:
    """Return the number of each kind of a column."""
    return [_NUMBER[kind] for kind in kinds]


def kinds_header(base: str) -> list[dict[str, Any]]:
    """Return the page's description of each kind. The IRI of a node is ``iri`` followed by its id without ``path``."""
    return [
        {
            "key": kind.value, "one": kind.one, "many": kind.many, "shape": kind.shape, "path": kind.id_prefix,
            "iri": kind.iri_prefix or base,
        }
        for kind in NodeKind
    ]  # fmt: skip


def base_of(nodes: pl.DataFrame) -> str:
    """Return the base of the graph, which begins the IRIs of people, ``""`` without any."""
    own = nodes.filter(pl.col("kind").is_in([kind.value for kind in PEOPLE]))
    return own["iri"][0].removesuffix(own["id"][0]) if len(own) else ""


def iri_texts(nodes: pl.DataFrame) -> list[str]:
    """Return the IRIs of nodes, ``""`` if they follow from kind and id."""
    starts = {kind["key"]: (kind["path"], kind["iri"]) for kind in kinds_header(base_of(nodes))}
    return [
        "" if iri == starts[kind][1] + id_.removeprefix(starts[kind][0]) else iri
        for kind, id_, iri in nodes.select("kind", "id", "iri").iter_rows()
    ]


def id_texts(nodes: pl.DataFrame, oldest: Sequence[str]) -> Iterable[str]:
    """Return shortened ids: ``~`` replaces kind and label of a person, ``=`` an id that label or paper determine.

    ``oldest`` is the last paper of each node. Only ids with labels of plain letters are shortened, since a browser has
    to make the same id from the label.
    """
    for (kind, id_, label), paper in zip(nodes.select("kind", "id", "label").iter_rows(), oldest, strict=True):
        if id_ == (f"paper/{paper}" if kind == NodeKind.PAPER else f"category/arxiv/{label}"):
            yield "="
        elif label.isascii() and id_.startswith(start := f"author/{label.lower().replace(' ', '-')}/"):
            rest = id_.removeprefix(start)
            yield "~" if rest == paper else f"~{rest}"
        else:
            yield id_
