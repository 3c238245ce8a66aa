"""Pages with many people in communities, for tests of the drawing engine."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from explorer_sample import _render, sample_header

from kg.render.explorer.columns import integers, steps, texts

GIVEN = ("Ana", "Bo", "Chen", "Dilnoza", "Eve", "Fatima", "Goran", "Hanako", "Iker", "Jun", "陈明", "דנה", "سارة")
FAMILY = ("Øster", "Łuk", "Abara", "Brandt", "Castellanos-Vega", "Das", "Eriksson", "Farahani", "Ghosh", "Huang")
DISTANCE = 17.0  # layout units between neighbors, of whom the smallest have a radius of 5


def crowd_page(count: int, **words: Any) -> str:
    """Return a page of ``count`` people in round communities of long-tailed sizes, linked mostly to neighbors."""
    random = np.random.default_rng(7)
    groups = max(1, min(round(count**0.5 / 2.2), 40))
    community = np.sort(np.minimum((groups * random.random(count) ** 1.5).astype(np.int64), groups - 1))
    papers = (1 / (random.random(count) + 0.0008) ** 0.8).astype(np.int64).clip(1)
    radius = np.maximum(5, 5 * np.sqrt(papers) * min(1, 27 / 5 / np.sqrt(papers.max())))
    x, y = np.empty(count), np.empty(count)
    middles, placed = [], 0.0
    for number in range(groups):
        rows = np.flatnonzero(community == number)
        angle, far = 2.4 * number, 1.25 * DISTANCE * np.sqrt(placed / np.pi)
        placed += len(rows) * 1.6
        middle = np.array([far * np.cos(angle), far * np.sin(angle)])
        turn = 2.4 * np.arange(len(rows))  # the golden angle: an even spread
        off = DISTANCE * np.sqrt(np.arange(len(rows)) / np.pi) * 0.9
        x[rows], y[rows] = middle[0] + off * np.cos(turn), middle[1] + off * np.sin(turn)
        middles.append(middle)
    source = np.arange(count - 1)
    target = np.where(random.random(count - 1) < 0.9, source + 1, random.integers(0, count, count - 1))
    keep = source != target
    header = sample_header() | {"doubts": [], "panels": [], "communities": _communities(community, middles)}
    header["groups"] = [{**header["groups"][n % 3], "key": f"g{n}", "label": f"Group {n}"} for n in range(groups)]
    header["labels"] = {"named": count, "maxLength": 34}
    header |= {"legends": [], **words}
    columns = {
        "x": steps(x, 0.05), "y": steps(y, 0.05), "radius": steps(radius, 0.05), "kind": integers([0] * count),
        "group": integers(community), "community": integers(community), "papers": integers(papers),
        "order": integers(np.lexsort((np.arange(count), -papers))),
        "label": texts(f"{GIVEN[row % 13]} {FAMILY[row * 7 % 10]} {row}" for row in range(count)),
        "id": texts(f"author/{row}" for row in range(count)),
        "source": integers(source[keep]), "target": integers(target[keep]),
        "width": steps([1.0] * int(keep.sum()), 0.25), "generated": integers((source[keep] % 30 == 0).astype(np.int64)),
    }  # fmt: skip
    return _render(header, columns)


def _communities(community: np.ndarray[Any, np.dtype[np.int64]], middles: list[Any]) -> list[Mapping[str, Any]]:
    sizes = np.bincount(community, minlength=len(middles))
    return [
        {"number": number, "label": f"topic {number} · method {number}", "size": int(size), "x": float(middle[0]),
         "y": float(middle[1]), "level": 0, "light": "#2f72c4", "dark": "#5b9be6"}
        for number, (size, middle) in enumerate(zip(sizes, middles, strict=True))
    ]  # fmt: skip
