"""Assign hues to groups, so that the large groups of any picture differ for every reader.

Any two of the fifteen hues and the gray differ by at least 8 in CIEDE2000. The eight hues of the most common categories
differ by at least 10, and so do the seven of concept types. This holds in normal vision and as protanopes, deuteranopes
and tritanopes see them (Machado, Oliveira & Fernandes 2009, severity 1), on a light and on a dark ground. Each hue has
a contrast of 3:1 to its ground (WCAG 2.2, 1.4.11). The hues were found by simulated annealing in OKLCH under these
constraints.

Each of the most common categories and of the types of concepts has its own hue. Any other category gets one that is
unused in its picture, so that two groups share a hue only if neither is among the eight largest.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

MAX_LARGE: Final = 8
"""Number of largest groups of a picture that never share a hue with another group."""


@dataclass(frozen=True, slots=True)
class Hue:
    """One color in both themes, as ``#rrggbb``."""

    light: str
    dark: str


GRAY: Final = Hue("#6b7280", "#9aa3b2")
"""Hue of nodes without a group, and of concepts without a type."""

CATEGORY_HUES: Final[Mapping[str, Hue]] = {
    "cs.LG": Hue("#005f8a", "#81f2fa"),
    "cs.CV": Hue("#448a59", "#c6ebae"),
    "cs.CL": Hue("#7e50d9", "#7e54d7"),
    "cs.AI": Hue("#f4536f", "#b4495b"),
    "cs.RO": Hue("#a06d00", "#ee8e5f"),
    "cs.CR": Hue("#681d52", "#875081"),
    "cs.SE": Hue("#374500", "#6c6805"),
    "cs.IR": Hue("#808acc", "#718abf"),
}

TYPE_HUES: Final[Mapping[str, Hue]] = {
    "task": Hue("#ae2f64", "#d95f83"),
    "method": Hue("#00378a", "#0596fd"),
    "model": Hue("#8b6efa", "#c8b8fe"),
    "dataset": Hue("#005832", "#8ed5b4"),
    "metric": Hue("#615d00", "#78892e"),
    "field": Hue("#1ca186", "#058e7a"),
    "software": Hue("#c1821d", "#fabd4c"),
}

COMMUNITY_FAMILIES: Final[Mapping[Hue, str]] = {
    CATEGORY_HUES["cs.LG"]: "blue",
    CATEGORY_HUES["cs.RO"]: "brown",
    CATEGORY_HUES["cs.CV"]: "green",
    CATEGORY_HUES["cs.CL"]: "violet",
    CATEGORY_HUES["cs.AI"]: "red",
    CATEGORY_HUES["cs.IR"]: "violet",
    CATEGORY_HUES["cs.CR"]: "purple",
    TYPE_HUES["field"]: "green",
    TYPE_HUES["software"]: "brown",
    TYPE_HUES["model"]: "violet",
}
"""Hues of communities, in an order in which neighbors are easy to distinguish; hues of one family are shades."""

COMMUNITY_HUES: Final = tuple(COMMUNITY_FAMILIES)


def community_hue(number: int) -> Hue:
    """Return the hue of a community without a known position; hues repeat after the end of the list."""
    return COMMUNITY_HUES[number % len(COMMUNITY_HUES)]


_NEUTRAL: Final = ("", "untyped", "other")


def assign_hues(ranked: Sequence[str], known: Mapping[str, Hue] | None = None) -> dict[str, Hue]:
    """Return the hue of each group of one picture; ``ranked`` are the groups, the largest first.

    Groups without a hue of their own get free hues in the order of their ranks: first hues of categories, then hues of
    concept types that the picture does not contain. A hue never stands for both a type and a category. ``known`` are
    hues that the picture has already assigned; they are part of the result.

    >>> hues = assign_hues(["cs.LG", "hep-th", "cs.XX", ""])
    >>> hues["cs.LG"] == CATEGORY_HUES["cs.LG"], len({hue.light for hue in hues.values()})
    (True, 4)
    """
    found = {key: hue for key, hue in (known or {}).items() if hue != GRAY}
    keys = list(dict.fromkeys(key for key in ranked if key not in _NEUTRAL and key not in found))
    own = {key: hue for key in keys if (hue := TYPE_HUES.get(key) or CATEGORY_HUES.get(key))}
    absent = (hue for kind, hue in TYPE_HUES.items() if kind not in keys and kind not in found)
    pool = [*CATEGORY_HUES.values(), *absent]
    large = [*found, *keys][:MAX_LARGE]
    for group in ([key for key in keys if key in large], [key for key in keys if key not in large]):
        found |= {key: own[key] for key in group if key in own and own[key] not in found.values()}
        for key in group:
            if key not in found:
                found[key] = _free(key, pool, found, own.values()) or _shared(key, pool, found, large)
    return {key: found.get(key, GRAY) for key in dict.fromkeys([*(known or {}), *ranked])}


def _free(key: str, pool: Sequence[Hue], found: Mapping[str, Hue], own: Iterable[Hue]) -> Hue | None:
    """Return a hue that is unused in the picture and, if possible, not reserved for a group."""
    start = zlib.crc32(key.encode())
    first = list(CATEGORY_HUES.values())
    turned = [first[(start + step) % len(first)] for step in range(len(first))]
    turned += [hue for hue in pool if hue not in turned]
    free = [hue for hue in turned if hue not in found.values()]
    mine = list(own)
    return next((hue for hue in free if hue not in mine), free[0] if free else None)


def _shared(key: str, pool: Sequence[Hue], found: Mapping[str, Hue], large: Sequence[str]) -> Hue:
    """Return the hue of a small group to share, if all hues are used."""
    apart = {found[other] for other in large if other in found}
    small = [hue for hue in pool if hue not in apart] or pool[len(pool) // 2 :]
    return small[zlib.crc32(key.encode()) % len(small)]
