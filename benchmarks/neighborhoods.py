"""Measure the neighborhoods that a layout keeps, by the version of the program that is first on the path.

    python neighborhoods.py FILE.npz

lays out the graph in the file (`write_graph`) and prints JSON: ``kept``, the mean share of a node's d neighbors that
are among its d nearest nodes; ``coherence``, the mean share of its ten nearest that are in its community; ``cpu``,
seconds of the layout with the rest of the picture.
"""

import inspect
import json
import sys
import time
from pathlib import Path

import numpy as np

ROWS_PER_BLOCK = 500
"""Nodes whose distances to all others are in memory at one time."""


def write_graph(path: Path, network, *, settings, largest: bool) -> int:
    """Write a network for this script, or only its largest component; return the number of nodes."""
    from kg.arrangement import radii
    from kg.views.convert import edge_ends, pulling_edges, to_igraph

    ends = edge_ends(network, ties=True)
    ties = np.arange(len(ends)) >= network.edges.height
    weights = pulling_edges(network)["weight"].to_numpy()
    part = np.array(to_igraph(network, ties=True).connected_components().membership)
    rows = np.flatnonzero(part == np.bincount(part).argmax()) if largest else np.arange(network.nodes.height)
    number = np.full(network.nodes.height, -1)
    number[rows] = np.arange(len(rows))
    mine = (number[ends] >= 0).all(axis=1)
    np.savez(
        path,
        ends=number[ends[mine]],
        weights=weights[mine],
        ties=ties[mine],
        radii=radii(network, settings)[rows],
        community=network.nodes["community"].to_numpy()[rows],
        subcommunity=network.nodes["subcommunity"].to_numpy()[rows],
    )
    return len(rows)


def measure(path: Path) -> dict[str, float]:
    """Lay out the graph of a file and return what was kept and what it cost."""
    from kg.layout import place

    graph = np.load(path)
    ends, community = graph["ends"], graph["community"]
    more = {"ties": int(graph["ties"].sum())}
    if community.max() >= 0:
        more["communities"] = community
    if graph["subcommunity"].max() >= 0:
        more["subcommunities"] = graph["subcommunity"]
    if "settings" in (known := inspect.signature(place).parameters):
        from kg.settings import LayoutSettings

        more["settings"] = LayoutSettings()
    start = time.process_time()
    layout = place(
        ends[:, 0], ends[:, 1], graph["weights"], graph["radii"], **{k: v for k, v in more.items() if k in known}
    )
    cpu = time.process_time() - start
    kept, coherence = _kept(np.stack([layout.x, layout.y], axis=1), ends[~graph["ties"]], community)
    return {"kept": kept, "coherence": coherence, "cpu": cpu}


def _kept(xy: np.ndarray, ends: np.ndarray, community: np.ndarray) -> tuple[float, float]:
    both = np.concatenate([ends, ends[:, ::-1]])
    both = np.unique(both, axis=0)
    degree = np.bincount(both[:, 0], minlength=len(xy))
    begin = np.concatenate([[0], np.cumsum(degree)])
    shares, same = [], []
    for first in range(0, len(xy), ROWS_PER_BLOCK):
        rows = np.arange(first, min(first + ROWS_PER_BLOCK, len(xy)))
        away = np.hypot(xy[rows, None, 0] - xy[None, :, 0], xy[rows, None, 1] - xy[None, :, 1])
        away[np.arange(len(rows)), rows] = np.inf
        ten = np.argpartition(away, 9, axis=1)[:, :10] if len(xy) > 10 else np.empty((len(rows), 0), dtype=int)
        same.append((community[ten] == community[rows, None]).mean(axis=1))
        for line, node in zip(away, rows.tolist(), strict=True):
            if d := int(degree[node]):
                neighbors = both[begin[node] : begin[node + 1], 1]
                shares.append(float((line[neighbors] <= np.partition(line, d - 1)[d - 1]).mean()))
    return float(np.mean(shares)), float(np.concatenate(same).mean())


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
