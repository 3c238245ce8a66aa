"""Describe communities for a page: positions, colors, and members as rows of its columns."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from kg.render.explorer.payload import Numbering
from kg.render.scenes import Scene
from kg.views.details import Community, Details


def communities_header(drawn: Scene, details: Details, numbering: Numbering) -> list[dict[str, Any]]:
    """Return the communities of both levels, coarse level first; none if discs or rings already group the nodes."""
    if drawn.discs or drawn.network.asked:
        return []
    place = {id_: row for row, id_ in enumerate(drawn.network.nodes["id"])}
    parents = drawn.network.nodes["community"].to_numpy()
    coarse = [_entry(one, 0, drawn, place, numbering) | _colors(drawn, one.number) for one in details.communities]
    known = {one.number for one in details.communities}
    fine = []
    for one in details.subcommunities:
        numbers, counts = np.unique(parents[[place[id_] for id_ in one.members]], return_counts=True)
        parent = int(numbers[counts.argmax()])
        entry = _entry(one, 1, drawn, place, numbering) | _colors(drawn, parent)
        fine.append(entry | ({"parent": parent} if parent in known else {}))
    return coarse + fine


def _colors(drawn: Scene, number: int) -> dict[str, str]:
    """Return the color of a community in both themes."""
    hue = drawn.community_hues[number]
    return {"light": hue.light, "dark": hue.dark}


def _entry(one: Community, level: int, drawn: Scene, place: Mapping[str, int], numbering: Numbering) -> dict[str, Any]:
    rows = np.array([place[id_] for id_ in one.members], dtype=np.int64)
    return {
        "number": one.number,
        "level": level,
        "label": one.label,
        **({"short": one.short} if one.short != one.label else {}),
        "size": len(rows),
        # medians, so that a few members far away do not move the name
        "x": round(float(np.median(drawn.x[rows])), 1),
        "y": round(float(np.median(drawn.y[rows])), 1),
        "concepts": list(one.concepts),
        "datasets": list(one.datasets),
        "risen": list(one.risen),
        "people": [int(numbering.row[place[id_]]) if id_ in place else id_ for id_ in one.people],
        "papers": [numbering.papers[paper] for paper in one.papers if paper in numbering.papers],
    }
