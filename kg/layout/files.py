"""Store positions with a graph, so that pictures open unchanged and the next build can start from them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from kg.errors import DamagedGraph
from kg.layout.discs import Disc
from kg.layout.placement import Layout
from kg.system.checksums import verify
from kg.system.full_disk import explain_full_disk

_NODE: Final = "node"
_DISC: Final = "disc"
_KEY: Final = "key"
_COLUMNS: Final = pl.Schema(
    {
        "view": pl.String, "kind": pl.String, "id": pl.String, "component": pl.Int64, "x": pl.Float64,
        "y": pl.Float64, "r": pl.Float64, "caption": pl.Float64,
    }
)  # fmt: skip


def layout_rows(view: str, ids: Sequence[str], layout: Layout, *, key: str) -> pl.DataFrame:
    """Return the layout of a view as rows: its nodes, its discs, and one row whose id is its ``key``.

    Layouts with equal keys are equal (`kg.arrangement.arrangement_key`).
    """
    places = zip(ids, layout.components.tolist(), layout.x.tolist(), layout.y.tolist(), strict=True)
    rows: list[tuple[str | float | None, ...]] = [
        (view, _NODE, id_, component, x, y, None, None) for id_, component, x, y in places
    ]
    rows += [(view, _DISC, d.label, None, d.x, d.y, d.r, d.caption) for d in layout.discs]
    rows.append((view, _KEY, key, None, None, None, None, None))
    return pl.DataFrame(rows, schema=_COLUMNS, orient="row")


def write_layouts(path: Path, rows: pl.DataFrame) -> None:
    """Write the layouts of views to a Parquet file."""
    with explain_full_disk(path):
        rows.write_parquet(path, compression="zstd")


def read_layout(path: Path, view: str, ids: Sequence[str]) -> Layout | None:
    """Return the stored layout of a view, None unless it has exactly these nodes in this order."""
    rows = _rows(path, view)
    nodes = rows.filter(pl.col("kind") == _NODE)
    if nodes["id"].to_list() != list(ids):
        return None
    discs = rows.filter(pl.col("kind") == _DISC).select("id", "x", "y", "r", "caption")
    return Layout(
        nodes["x"].to_numpy(),
        nodes["y"].to_numpy(),
        tuple(Disc(*disc) for disc in discs.iter_rows()),
        nodes["component"].to_numpy().astype(np.int64),
    )


def read_layout_rows(path: Path, view: str, key: str) -> pl.DataFrame | None:
    """Return the stored rows of a view, None unless they have this ``key``."""
    rows = _rows(path, view)
    keys = rows.filter(pl.col("kind") == _KEY)["id"].to_list()
    return rows.select(_COLUMNS.names()) if keys == [key] else None


def read_positions(path: Path, view: str) -> dict[str, tuple[float, float]]:
    """Return the stored positions of the nodes of a view by id; empty if the view is not stored."""
    nodes = _rows(path, view).filter(pl.col("kind") == _NODE)
    return {id_: (x, y) for id_, x, y in nodes.select("id", "x", "y").iter_rows()}


def _rows(path: Path, view: str) -> pl.DataFrame:
    if not path.is_file():
        return pl.DataFrame(schema=_COLUMNS)
    if damage := verify(path.parent, path):
        raise DamagedGraph([str(damage)], str(path.parent), "Make it again from the tables: kg repair GRAPH")
    return pl.read_parquet(path).filter(pl.col("view") == view)
