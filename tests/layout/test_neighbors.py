"""Nodes that are close together in a layout are neighbors in the graph, at little cost to the rest of the picture."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from kg.layout import Layout, place
from kg.layout.community import communities
from kg.layout.neighbors import nearest_nodes
from kg.settings import LayoutSettings

SETTINGS = LayoutSettings()
COUNT = 1200


def distances(xy: np.ndarray) -> np.ndarray:
    apart = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    return apart


@cache
def near_in_subject() -> np.ndarray:
    """Return links of each node to its three nearest in eight dimensions; the nodes form thirty clusters."""
    rng = np.random.default_rng(5)
    heaps = rng.normal(size=(30, 8)) * 1.6
    places = heaps[np.arange(COUNT) % 30] + rng.normal(size=(COUNT, 8))
    square = ((places[:, None] - places[None]) ** 2).sum(axis=2)
    np.fill_diagonal(square, np.inf)
    pairs = np.stack([np.repeat(np.arange(COUNT), 3), np.argsort(square, axis=1)[:, :3].ravel()], axis=1)
    # a chain, so that the graph is connected
    chain = np.stack([np.arange(0, 29), np.arange(1, 30)], axis=1)
    return np.unique(np.sort(np.concatenate([pairs, chain]), axis=1), axis=0)


@cache
def placed() -> Layout:
    ends = near_in_subject()
    return place(ends[:, 0], ends[:, 1], np.ones(len(ends)), np.full(COUNT, 5.0), settings=SETTINGS)


def positions(layout: Layout) -> np.ndarray:
    return np.stack([layout.x, layout.y], axis=1)


def kept(xy: np.ndarray, ends: np.ndarray) -> float:
    """Return the mean share of a node's d neighbors that are among its d nearest nodes."""
    linked = np.zeros((len(xy), len(xy)), dtype=bool)
    linked[ends[:, 0], ends[:, 1]] = linked[ends[:, 1], ends[:, 0]] = True
    order = np.argsort(distances(xy), axis=1)
    degree = linked.sum(axis=1)
    return float(np.mean([linked[node, order[node, :d]].mean() for node, d in enumerate(degree) if d]))


@pytest.mark.parametrize("clumped", [False, True])
def test_the_search_finds_nearly_all_of_the_nearest(clumped: bool) -> None:
    xy = np.random.default_rng(1).normal(size=(3000, 2)) * 30
    if clumped:
        xy = np.floor(xy / 6) * 6 + np.random.default_rng(2).random((3000, 2)) * 2
    found, true = nearest_nodes(xy, 12, 0.4), np.argsort(distances(xy), axis=1)[:, :12]
    assert np.mean([len(set(a) & set(b)) / 12 for a, b in zip(found.tolist(), true.tolist(), strict=True)]) > 0.85


def test_the_nearest_nodes_are_neighbors() -> None:
    # forces alone keep less than half of the neighbors
    assert kept(positions(placed()), near_in_subject()) > 0.6


def test_nothing_overlaps_and_nothing_flies_out_of_the_picture() -> None:
    apart = distances(positions(placed()))
    assert apart.min() > 2 * 5.0
    area = np.pi * (5.0 * (1 + SETTINGS.gap_inside / 2)) ** 2 * COUNT / SETTINGS.fill_of_many
    assert np.ptp(positions(placed()), axis=0).max() < 1.4 * np.sqrt(4 * area / np.pi)


def test_communities_lie_together() -> None:
    ends = near_in_subject()
    member = communities(COUNT, ends, np.ones(len(ends)), SETTINGS.seed)
    order = np.argsort(distances(positions(placed())), axis=1)[:, :10]
    assert (member[order] == member[:, None]).mean() > 0.9


def test_a_tie_brings_a_node_near_but_displaces_no_neighbor() -> None:
    ends = near_in_subject()
    # forty more nodes, each linked to one other node; several may be linked to the same one
    tied = np.stack([np.repeat([7, 300, 640, 901], 10), COUNT + np.arange(40)], axis=1)
    both = np.concatenate([ends, tied])
    radii, weights = np.full(COUNT + 40, 5.0), np.concatenate([np.ones(len(ends)), np.full(40, 0.2)])
    lay = {
        ties: positions(place(both[:, 0], both[:, 1], weights, radii, settings=SETTINGS, ties=ties)) for ties in (0, 40)
    }
    home = np.hypot(*(lay[40][tied[:, 0]] - lay[40][tied[:, 1]]).T)
    assert np.median(home) < np.median(distances(lay[40])) / 4
    hubs = [7, 300, 640, 901]
    mine = ends[np.isin(ends, hubs).any(axis=1)]
    far = {ties: np.hypot(*(xy[mine[:, 0]] - xy[mine[:, 1]]).T).mean() for ties, xy in lay.items()}
    assert far[40] < far[0]


def test_an_earlier_layout_is_refined_and_hardly_moves() -> None:
    ends, before = near_in_subject(), positions(placed())
    again = positions(
        place(ends[:, 0], ends[:, 1], np.ones(len(ends)), np.full(COUNT, 5.0), settings=SETTINGS, previous=before)
    )
    spacing = np.sqrt(np.prod(np.ptp(before, axis=0)) / COUNT)
    assert np.median(np.hypot(*(again - before).T)) < 2 * spacing
    assert kept(again, ends) > kept(before, ends) - 0.03


def test_seeds_and_order_of_edges_change_nothing_of_quality() -> None:
    ends = near_in_subject()[::-1]
    other = place(ends[:, 1], ends[:, 0], np.ones(len(ends)), np.full(COUNT, 5.0), settings=SETTINGS)
    assert (other.x == placed().x).all()
    seeded = replace(SETTINGS, seed=11)
    third = place(ends[:, 0], ends[:, 1], np.ones(len(ends)), np.full(COUNT, 5.0), settings=seeded)
    assert kept(positions(third), ends) > 0.6
