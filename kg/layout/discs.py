"""Discs with a caption above each, packed against each other into a page."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.frames.arrays import Floats
from kg.settings import LayoutSettings

MIDDLE = (0.2, 0.0, 0.05, 0.1, 0.4, 1.0)  # weights of nearness to the middle, relative to the size of the page


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle that holds one group, and the height of its caption, which is centered on its top."""

    label: str
    x: float
    y: float
    r: float
    caption: float


def caption_height(radius: float, largest: float, settings: LayoutSettings) -> float:
    """Return the height of a caption's line: it grows with the disc, but is readable on the smallest."""
    return settings.caption_of_largest * largest + settings.caption_of_own * radius


def pack_discs(
    labels: Sequence[str], radii: Floats, gap: float, settings: LayoutSettings, wanted: Floats | None = None
) -> list[Disc]:
    """Place discs from the largest to the smallest, each where the enclosing page grows least.

    Captions keep clear of other discs and captions. With ``wanted`` (NaN where unknown), a disc is placed as near to
    its former position as it can be.
    """
    order = sorted(range(len(labels)), key=lambda i: (-radii[i], labels[i]))
    largest = float(radii.max(initial=0.0))
    captions = [caption_height(float(radius), largest, settings) for radius in radii]
    best: list[Disc] = []
    # try several weights of nearness to the middle; keep the most compact page
    for middle in MIDDLE if wanted is None and len(labels) <= settings.max_discs_for_tries else MIDDLE[:1]:
        placed: list[Disc] = []
        for index in order:
            radius = float(radii[index])
            goal = None if wanted is None or np.isnan(wanted[index]).any() else wanted[index]
            x, y = _best(
                placed,
                labels[index],
                radius=radius,
                caption=captions[index],
                gap=gap,
                middle=middle,
                goal=goal,
                settings=settings,
            )
            placed.append(Disc(labels[index], x, y, radius, captions[index]))
        if not best or _sprawl(placed, settings.aspect) < _sprawl(best, settings.aspect) - 1e-6:
            best = placed
    return best


def _sprawl(discs: Sequence[Disc], aspect: float) -> float:
    """Return a cost: the page size that the discs need, plus their distance from its middle (compact is best)."""
    width = max(d.x + d.r for d in discs) - min(d.x - d.r for d in discs)
    height = max(d.y + d.r + 1.2 * d.caption for d in discs) - min(d.y - d.r for d in discs)
    centers = np.array([[d.x / np.sqrt(aspect), d.y * np.sqrt(aspect)] for d in discs])
    areas = np.array([d.r**2 for d in discs])
    away = ((centers - np.average(centers, axis=0, weights=areas)) ** 2).sum(axis=1)
    return float(max(width / aspect, height) + np.sqrt(np.average(away, weights=areas)))


def _best(
    placed: Sequence[Disc],
    label: str,
    *,
    radius: float,
    caption: float,
    gap: float,
    middle: float,
    goal: Floats | None,
    settings: LayoutSettings,
) -> tuple[float, float]:
    aspect = settings.aspect
    if not placed:
        return (0.0, 0.0) if goal is None else (float(goal[0]), float(goal[1]))
    old = np.array([[d.x, d.y, d.r, d.caption, _half_width(d.label, d.caption, settings)] for d in placed])
    places = _candidates(old, radius, gap, goal, settings.disc_directions)
    places = places[
        _free(places, old, radius=radius, caption=caption, half=_half_width(label, caption, settings), gap=gap)
    ]
    if goal is not None:
        cost = np.hypot(*(places - goal).T)
    else:
        low = np.minimum((old[:, :2] - old[:, 2:3]).min(axis=0), places - radius)
        top = np.maximum((old[:, 1] + old[:, 2] + 1.2 * old[:, 3]).max(), places[:, 1] + radius + 1.2 * caption)
        right = np.maximum((old[:, 0] + old[:, 2]).max(), places[:, 0] + radius)
        width, height = right - low[:, 0], top - low[:, 1]
        page = np.maximum(width / aspect, height)
        center = np.average(old[:, :2], axis=0, weights=old[:, 2] ** 2)
        # the smallest page first; then the fullest; then the position nearest to the middle
        near = np.hypot((places[:, 0] - center[0]) / aspect, places[:, 1] - center[1])
        cost = page + 0.15 * (width / aspect + height) + middle * near
    best = places[int(np.round(cost, 6).argmin())]
    return float(best[0]), float(best[1])


def _candidates(old: Floats, radius: float, gap: float, goal: Floats | None, directions: int) -> Floats:
    """Return positions where the disc touches two others or, in many directions, one; and its former position."""
    angle = np.arange(directions) * 2 * np.pi / directions
    reach = old[:, 2] + radius + gap
    rounds = [
        old[:, None, :2] + k * reach[:, None, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
        # farther rings leave room for captions, and for discs that touch no ring
        for k in (1.0, 1.15, 1.4)
    ]
    found = [ring.reshape(-1, 2) for ring in rounds]
    i, j = np.triu_indices(len(old), 1)
    apart = old[j, :2] - old[i, :2]
    length = np.maximum(np.hypot(*apart.T), 1e-12)
    along = (reach[i] ** 2 - reach[j] ** 2 + length**2) / (2 * length)
    height = np.sqrt(np.maximum(reach[i] ** 2 - along**2, 0))
    meet = length < reach[i] + reach[j]
    foot = old[i, :2] + apart * (along / length)[:, None]
    across = np.stack([-apart[:, 1], apart[:, 0]], axis=1) * (height / length)[:, None]
    found += [(foot + across)[meet], (foot - across)[meet]]
    if goal is not None:
        found.append(goal[None, :])
    # one position is always free: right of everything
    found.append(np.array([[(old[:, 0] + old[:, 2] + old[:, 4]).max() + 3 * radius + gap, old[0, 1]]]))
    return np.concatenate(found)


def _free(places: Floats, old: Floats, *, radius: float, caption: float, half: float, gap: float) -> NDArray[np.bool_]:
    distance = np.hypot(places[:, :1] - old[:, 0], places[:, 1:] - old[:, 1])
    clear = (distance >= old[:, 2] + radius + gap - 1e-9).all(axis=1)
    mine = _caption_box(places, radius, caption)
    theirs = _caption_box(old[:, :2], old[:, 2], old[:, 3])
    clear &= ~_box_meets_disc(mine, half, caption, old).any(axis=1)
    back = _box_meets_disc(theirs, old[:, 4], old[:, 3], np.column_stack([places, np.full(len(places), radius)]))
    clear &= ~back.any(axis=0)
    beside = np.abs(mine[:, :1] - theirs[:, 0]) < half + old[:, 4]
    level = np.abs(mine[:, 1:] - theirs[:, 1]) < (caption + old[:, 3]) * 0.6
    return np.asarray(clear & ~(beside & level).any(axis=1))


def _half_width(label: str, caption: float, settings: LayoutSettings) -> float:
    return settings.caption_letter * caption * max(len(label), 1) / 2


def _caption_box(centers: Floats, radius: float | Floats, caption: float | Floats) -> Floats:
    """Return the middle of each caption; its line is on top of its disc."""
    return np.column_stack([centers[:, 0], centers[:, 1] + radius + 0.65 * np.asarray(caption)])


def _box_meets_disc(boxes: Floats, half: float | Floats, caption: float | Floats, discs: Floats) -> NDArray[np.bool_]:
    """Return whether each caption (rows) overlaps each disc (columns)."""
    wide = np.broadcast_to(np.asarray(half), len(boxes))[:, None]
    high = np.broadcast_to(np.asarray(caption), len(boxes))[:, None] * 0.6
    away_x = np.maximum(np.abs(boxes[:, :1] - discs[:, 0]) - wide, 0)
    away_y = np.maximum(np.abs(boxes[:, 1:] - discs[:, 1]) - high, 0)
    return np.asarray(np.hypot(away_x, away_y) < discs[:, 2])
