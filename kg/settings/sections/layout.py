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
    """Random seed of starting positions and of the community search. Any value works."""

    communities_resolution: Weight = 1.0
    """Leiden modularity resolution; 1 is Newman's definition."""

    decimals: Annotated[int, Range(0, 9)] = 2
    """Decimals of positions; finer differences come from the machine, not from the graph."""

    aspect: Annotated[float, Range(0.1, 10)] = 1.1
    """Width over height: a page beside its panel, a figure beside its legend."""

    min_radius: Annotated[float, Range(0.1)] = 5.0
    """Radius of a node with one paper; the unit of pages is a pixel at their first scale."""

    max_radius: Annotated[float, Range(0.1)] = 27.0
    """Maximum radius of the node with the most papers: if it would be larger, all are scaled down, but not below
    ``min_radius``."""

    radius_growth: Share = 0.5
    """Exponent by which radii grow with papers: with the square root, twice as many papers have twice the area."""

    letter_width: Weight = 6.2
    """Width of a letter of a node's name: 12 pixels high, at the initial scale of such a network."""

    max_named: int = 300
    """Maximum number of nodes of a network that shows all its names, so that its layout makes room for them."""

    max_label: Positive = 34
    """Maximum characters of a drawn label; the title of a paper is longer."""

    category_pull: Weight = 3.0
    """Pull of an edge to a category in pictures of several kinds, against 1 for a person: papers stay near theirs."""

    concept_pull: Weight = 0.35
    """Pull of an edge to a concept there: concepts are between the papers that share them."""

    gap_inside: Weight = 0.55
    """Gap between nodes of a component, in mean radii."""

    gap_between: Weight = 1.15
    """Gap between components, in mean radii; wider than inside, so that they are visibly separate."""

    fill: Annotated[float, Range(0.01, 1)] = 0.42
    """Share of the area of a large component that nodes and their gaps cover; denser ones hide their edges."""

    many_nodes: int = 300
    """Nodes of a component from which ``fill_of_many`` holds. In a view of 675 concepts names are beside their marks
    with 300, and at the end of long lines with 1,000."""

    fill_of_many: Annotated[float, Range(0.01, 1)] = 0.1
    """Share of the area of such a component that nodes and their gaps cover. Near neighbors then form clumps, and the
    removal of overlaps does not push them apart: on the map of 14,189 papers .42 keeps .43 of the neighborhoods, .1
    keeps .50."""

    max_component_share: Share = 0.3
    """Maximum share of the nodes in the largest component, for groups to be put into discs."""

    max_nodes_in_discs: int = 5_000
    """Maximum number of nodes for which groups are put into discs; larger pictures are also packed on a coarser
    grid."""

    cell: Annotated[float, Range(0.05)] = 0.5
    """Cell of the grid on which components are packed, in mean radii."""

    coarse_cell: Annotated[float, Range(0.05)] = 1.2
    """Such a cell where names need room too or nodes are many, in mean radii."""

    label_beside: Weight = 0.55
    """Height of a label beside its node, in heights of a node with its label."""

    label_line: Weight = 0.8
    """Distance between lines of the labels around a ring, in heights of a node with its label."""

    min_ring: Weight = 0.5
    """Minimum radius of a ring, in half widths of its longest name; a smaller ring is hard to see between long
    names."""

    outermost: Share = 0.95
    """Share of the radius of a ring from which a node is on its outermost circle, where labels need lines."""

    disc_margin: Weight = 1.5
    """Distance from the outermost node to the edge of its disc, in mean radii."""

    max_one_ring: Positive = 13
    """Maximum number of mutual co-authors that form one ring; more form concentric rings."""

    hub_ratio: Weight = 1.25
    """Multiple of the median radius from which the largest of such people is drawn inside the ring."""

    max_springs: int = 150
    """Maximum number of nodes of a component that is drawn by springs (Kamada & Kawai 1989): best quality, at cubic
    cost."""

    spring_rounds: Positive = 60
    """Rounds of these springs per node; with more, pictures hardly change."""

    spring_scale: Share = 0.6
    """Share of the nodes that are far enough apart after scaling; the rest is left to the removal of overlaps, since a
    scale for the last would enlarge the picture too much."""

    across_pull: Weight = 0.35
    """Pull of an edge between communities of a large component, against 1 of an edge within."""

    community_pull: Weight = 0.6
    """Pull of a community on each member, against all edges of a node."""

    region_pull: Weight = 1.0
    """Pull of a community on each member if communities have two levels: on the map of papers .99 of the nearest ten of
    a paper are in its region."""

    subregion_pull: Weight = 0.3
    """Pull of a community of the finer level on each member."""

    max_exact: int = 300
    """Maximum number of nodes for which the repulsion of all pairs is summed; larger components use a grid."""

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
    """Maximum move of a node in the first round, in radii of the whole."""

    community_rounds: int = 200
    """Rounds of the forces between whole communities, which are few."""

    renewed_rounds: int = 30
    """Rounds of the forces that start from an earlier layout, so that known nodes move little."""

    renewed_step: Weight = 0.01
    """Maximum move of a node in the first of these, in radii of the whole."""

    overlap_rounds: int = 250
    """Rounds in which overlapping nodes push each other apart; nodes that still overlap are moved to a free place."""

    overlap_slack: Weight = 1e-3
    """Excess distance by which they are pushed, in minimum radii, so that the rounds end."""

    label_rounds: int = 120
    """Rounds in which overlapping labels push each other apart; remaining overlaps are kept."""

    disc_directions: Positive = 48
    """Directions in which a disc may touch another, besides touching two."""

    max_discs_for_tries: int = 40
    """Maximum number of discs for which several page sizes are tried and the most compact is taken; more take too
    long."""

    caption_letter: Weight = 0.62
    """Width of a letter of a disc's caption, in heights of its line."""

    caption_of_largest: Weight = 0.035
    """Height of a caption, in radii of the largest disc; readable on the smallest."""

    caption_of_own: Weight = 0.075
    """Growth of a caption with its own disc, in radii of it."""
