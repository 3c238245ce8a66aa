"""Scenes, shared by pages and figures: order of names, and legends with one unit each."""

import string
from dataclasses import replace

import polars as pl
import pytest

from kg.render.scenes import scene
from kg.settings import Settings
from kg.views.network import EDGES, NODES, Network

SETTINGS = Settings()


def people(groups: dict[str, str], links: list[tuple[str, str, float]], asked: tuple[str, ...] = ()) -> Network:
    """Return people with these groups and links; each has one paper."""
    nodes = [
        {
            "id": f"author/{name}", "kind": "author", "label": name, "type": "", "group": group, "papers": 1,
            "degree": 1, "community": -1, "subcommunity": -1, "first_seen": "", "last_seen": "", "note": "",
            "iri": f"x/author/{name}",
        }
        for name, group in sorted(groups.items())
    ]  # fmt: skip
    edges = [
        {
            "source": f"author/{a}", "target": f"author/{b}", "kind": "coAuthor", "weight": weight, "paper_count": 1,
            "papers": [], "first_seen": "", "last_seen": "", "generated": False,
        }
        for a, b, weight in links
    ]  # fmt: skip
    frames = pl.DataFrame(nodes, schema=NODES), pl.DataFrame(edges, schema=EDGES)
    ids = tuple(f"author/{name}" for name in asked)
    return Network("coauthors", "People", *frames, len(nodes), len(edges), "", asked=ids, hops=2)


def named(network: Network) -> list[str]:
    drawn = scene(network, settings=SETTINGS)
    return [network.nodes["label"][row] for row in drawn.priority.tolist()]


@pytest.mark.parametrize("papers", [(1, 4, 16), (70, 280, 1120)])
def test_twice_the_radius_is_four_times_the_papers(papers: tuple[int, ...]) -> None:
    network = people(dict.fromkeys("abc", "cs.LG"), [])
    counted = replace(network, nodes=network.nodes.with_columns(papers=pl.Series(papers, dtype=pl.Int32)))
    radius = scene(counted, settings=SETTINGS).radius
    assert radius[1:] / radius[:-1] == pytest.approx([2, 2], rel=0.01)
    assert radius.max() <= SETTINGS.layout.max_radius


def test_what_has_few_papers_can_still_be_seen() -> None:
    network = people(dict.fromkeys("ab", "cs.LG"), [])
    counted = replace(network, nodes=network.nodes.with_columns(papers=pl.Series([1, 9000], dtype=pl.Int32)))
    radius = scene(counted, settings=SETTINGS).radius.tolist()
    assert radius == [SETTINGS.layout.min_radius, pytest.approx(SETTINGS.layout.max_radius)]


def test_the_alphabet_does_not_decide_who_is_named() -> None:
    names = [f"{letter}{number}" for letter in string.ascii_lowercase for number in range(4)]
    groups = {name: "cs.LG" if name < "n" else "cs.CV" for name in names}
    first = named(people(groups, []))[:20]
    assert len({groups[name] for name in first[:2]}) == 2, "each group in turn"
    assert len({name[0] for name in first}) > 10
    assert named(people(groups, [])) == named(people(groups, []))


def test_stronger_ties_come_first_among_equals() -> None:
    network = people(dict.fromkeys("abcd", "cs.LG"), [("a", "b", 0.1), ("c", "d", 3.0)])
    assert set(named(network)[:2]) == {"c", "d"}


def test_who_was_asked_for_comes_first_then_those_near() -> None:
    links = [("m", "x", 0.1), ("x", "y", 9.0)]
    assert named(people(dict.fromkeys("amxy", "cs.LG"), links, asked=("m",))) == ["m", "x", "y", "a"]


def test_each_legend_counts_one_thing_and_says_which(network: Network) -> None:
    [legend] = scene(network, settings=SETTINGS).legends
    assert (legend.title, legend.unit) == ("Authors by primary category", "authors")
    assert sum(group.size for group in legend.groups) == network.nodes.height
