"""Numbers of layouts: sizes and positions of nodes, the same in pages, figures and network files.

Lengths are in the layout's unit, in which a node of one paper has the radius ``min_radius``, unless they say otherwise.
"""

from dataclasses import dataclass
from typing import Annotated

from kg.settings.ranges import Positive, Range, Share, Weight


@dataclass(frozen=True, slots=True)
class LayoutSettings:
    """Numbers of the layout of pictures. The values were chosen by eye on views of one and of four months."""

    seed: int = 7
    """Seed of everything random: starting positions and the order in which communities are sought. Any will do."""

    communities_resolution: Weight = 1.0
    """Leiden modularity resolution; 1 is Newman's definition."""

    decimals: Annotated[int, Range(0, 9)] = 2
    """Decimals of positions; finer differences are of the machine, not of the graph."""

    aspect: Annotated[float, Range(0.1, 10)] = 1.1
    """Width over height: a page beside its panel, a figure beside its legend."""

    min_radius: Annotated[float, Range(0.1)] = 5.0
    """Radius of a node with one paper; the unit of pages is a pixel at their first scale."""

    max_radius: Annotated[float, Range(0.1)] = 27.0
    """Radius of the node with most papers, if its size would exceed it: all are scaled down then, but not below
    ``min_radius``."""

    radius_growth: Share = 0.5
    """Exponent by which radii grow with papers: with the square root, twice as many papers are twice the area."""

    letter_width: Weight = 6.2
    """Width of a letter of a node's name: 12 pixels high, at the scale in which such a network is first seen."""

    max_named: int = 300
    """Nodes up to which a network shows all its names, so that its layout makes room for them."""

    max_label: Positive = 34
    """Characters of a label that are drawn; the title of a paper is longer."""

    category_pull: Weight = 3.0
    """Pull of an edge to a category in pictures of several kinds, against 1 of a person's: papers keep to theirs."""

    concept_pull: Weight = 0.35
    """Pull of an edge to a concept there: concepts lie between the papers that share them."""

    gap_inside: Weight = 0.55
    """Gap between nodes of a component, in mean radii."""

    gap_between: Weight = 1.15
    """Gap between components, in mean radii; wider than inside, so that they are seen to be apart."""

    fill: Annotated[float, Range(0.01, 1)] = 0.42
    """Share of the area of a large component that nodes and their gaps cover; denser ones hide their edges."""

    many_nodes: int = 300
    """Nodes of a component from which ``fill_of_many`` holds. In a view of 675 concepts names lie
    beside their marks with 300, and at the end of long lines with 1,000."""

    fill_of_many: Annotated[float, Range(0.01, 1)] = 0.1
    """Share of the area of such a component that nodes and their gaps cover. Near neighbors then lie in clumps, and the
    removal of overlaps does not push them apart: on the map of 14,189 papers .42 keeps .43 of the neighborhoods, .1
    keeps .50."""

    max_component_share: Share = 0.3
    """Share of the nodes up to which the largest component is one among many, which groups are put into discs for."""

    max_nodes_in_discs: int = 5_000
    """Nodes up to which groups are put into discs; larger pictures are packed on a coarser grid as well."""

    cell: Annotated[float, Range(0.05)] = 0.5
    """Cell of the grid on which components are packed, in mean radii."""

    coarse_cell: Annotated[float, Range(0.05)] = 1.2
    """Such a cell where names need room too or nodes are many, in mean radii."""

    label_beside: Weight = 0.55
    """Height of a label beside its node, in heights of a node with its label."""

    label_line: Weight = 0.8
    """Distance between lines of the labels around a ring, in heights of a node with its label."""

    min_ring: Weight = 0.5
    """Radius of a ring at least, in half widths of its longest name; a small ring between long names looks lost."""

    outermost: Share = 0.95
    """Share of the radius of a ring from which a node is on its outermost circle, where labels need lines."""

    disc_margin: Weight = 1.5
    """Distance from the outermost node to the edge of its disc, in mean radii."""

    max_one_ring: Positive = 13
    """People who all know each other that form one ring; more form rings within rings."""

    hub_ratio: Weight = 1.25
    """Times the median radius from which the largest of such people is drawn inside the ring."""

    max_springs: int = 150
    """Nodes up to which a small component is drawn by springs (Kamada & Kawai 1989): they draw best and cost the
    cube."""

    spring_rounds: Positive = 60
    """Rounds of these springs per node, after which pictures hardly change."""

    spring_scale: Share = 0.6
    """Share of the nodes that are far enough apart once springs are scaled; the rest is left to the removal of
    overlaps, since a scale for the last would blow up the picture."""

    across_pull: Weight = 0.35
    """Pull of an edge between communities of a large component, against 1 of an edge within."""

    community_pull: Weight = 0.6
    """Pull of a community on each member, against all edges of a node."""

    region_pull: Weight = 1.0
    """Pull of a community on each member where communities are known at two levels: on the map of papers .99 of the
    nearest ten of a paper are in its region."""

    subregion_pull: Weight = 0.3
    """Pull of a community of the finer level on each member."""

    max_exact: int = 300
    """Nodes up to which the repulsion of all pairs is summed; larger components use a grid."""

    softening: Annotated[float, Range(0.01)] = 0.35
    """Distance, in mean spacings, added to every distance, so that no repulsion grows without bound."""

    spring_length: Annotated[float, Range(0.01)] = 0.5
    """Distance, in mean spacings, below which an edge pulls like a spring; beyond, equally at any length."""

    edge_pull: Weight = 8.0
    """Pull of edges against a repulsion of 1 over the distance. With 2, the density of a large component is even, and
    .33 of its neighborhoods are kept; with 8, .72, before neighbors change places (decision 0020)."""

    rounds: int = 200
    """Rounds of the forces; with twice as many positions differ by less than a radius."""

    first_step: Weight = 0.08
    """How far a node may move in the first round, in radii of the whole."""

    community_rounds: int = 200
    """Rounds of the forces between whole communities, which are few."""

    renewed_rounds: int = 30
    """Rounds of the forces that start from an earlier layout, so that what was known moves little."""

    renewed_step: Weight = 0.01
    """How far a node may move in the first of these, in radii of the whole."""

    overlap_rounds: int = 250
    """Rounds in which overlapping nodes push each other apart; what overlaps after them is moved to a free place."""

    overlap_slack: Weight = 1e-3
    """How much too far they are pushed, in least radii, so that the rounds come to an end."""

    label_rounds: int = 120
    """Rounds in which overlapping labels push each other apart; what overlaps after them stays."""

    disc_directions: Positive = 48
    """Directions in which a disc may touch another, besides touching two."""

    max_discs_for_tries: int = 40
    """Discs up to which several pages are tried and the most compact is taken; with more the time is not worth it."""

    caption_letter: Weight = 0.62
    """Width of a letter of a disc's caption, in heights of its line."""

    caption_of_largest: Weight = 0.035
    """Height of a caption, in radii of the largest disc; readable on the smallest."""

    caption_of_own: Weight = 0.075
    """What a caption grows with its own disc, in radii of it."""
