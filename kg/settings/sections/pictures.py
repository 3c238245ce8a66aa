"""Numbers of pages and figures: selection and strength of marks and names."""

from dataclasses import dataclass, field
from typing import Annotated

from kg.settings.ranges import Positive, Range, Share, Weight


@dataclass(frozen=True, slots=True)
class PageSettings:
    """Limits of a page's contents besides nodes and edges, so that it stays small enough to be sent."""

    max_papers: Positive = 20_000
    """Papers listed in a page, the newest; a title costs 40 bytes, so that these are less than a megabyte. If nodes
    have more, their number is shown next to the list."""

    max_papers_per_topic: Positive = 40
    """Papers listed of a concept or category, the newest; it may have thousands. Those of people are all listed."""

    max_concepts_per_paper: Positive = 6
    """Concepts that describe a paper, those that fewest papers name. They color, filter and find its authors; with all
    of them a page grows by half and the frequent ones are in every list."""

    community_concepts: Positive = 2
    """Concepts in the name of a community on the picture; with a third one the name is wider than the community."""

    max_community_label: Positive = 24
    """Characters up to which a second concept is added to the name of a community; longer names cover others."""

    max_communities: Positive = 60
    """Communities named and listed in a page, the largest: a reader remembers some groups, not hundreds of them."""

    max_subcommunities: Positive = 160
    """Communities of the finer level, which are named when a reader zooms in."""

    max_evidence: int = 1_000
    """Passages quoted in a page, those of each edge in turn; 100 bytes each. `kg concepts explain` lists all."""


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """Numbers of pages and figures. The values were chosen by eye on views of one and of four months."""

    min_notable: int = 5
    """Minimum number of notable nodes for a large picture to name only them at first; fewer names would leave it
    bare."""

    max_titled: int = 60
    """Maximum number of nodes of a picture that shows every name that fits."""

    clear_lines: Positive = 250
    """Maximum number of lines between groups at full strength; more would gray the picture."""

    min_fade: Share = 0.3
    """Minimum share of its strength that such a line keeps; fainter ones cannot be followed."""

    line_width: Weight = 0.7
    """Pixels of a line that stands for one paper."""

    line_growth: Weight = 0.55
    """Pixels that a line grows with every doubling of its papers."""

    max_line_width: Weight = 4.0
    """Pixels of the widest line; wider ones hide the marks below them."""

    place_cost: Weight = 0.06
    """Cost of each further place around a node for its label, against 1 for a node of usual size covered."""

    inward_cost: Weight = 0.7
    """Cost of a place on the side of the node's neighbors, against the same."""

    over_rim_cost: Weight = 1.5
    """Cost of a label that leaves the disc of its node, against the same."""

    all_around: Share = 0.35
    """Length of the mean direction to a node's neighbors below which they surround it and no side is better."""

    large_node: Weight = 1.25
    """Multiple of the usual size from which no label may cover a node."""

    max_covered: int = 4
    """Nodes of usual size that a label may cover; twice as many in a picture of more than ``dense`` nodes."""

    dense: int = 600
    """Nodes from which labels may cover twice as many."""

    competing: Weight = 1.6
    """Maximum number of labels tried per place; later ones are too unimportant."""

    page_label_room: Annotated[int, Range(1)] = 12_000
    """Square pixels of a page for one label at first; zooming in shows more."""

    figure_label_room: Annotated[int, Range(1)] = 4500
    """Square points of a figure for one label; a figure cannot be zoomed by its reader, so it shows more."""

    figure_width: Annotated[float, Range(4, 200)] = 11.0
    """Inches of a figure with its legend; one of few nodes is narrower. A landscape page."""

    min_figure_ratio: Annotated[float, Range(0.1, 1)] = 0.5
    """Minimum ratio of a figure's height to its width."""

    max_figure_ratio: Annotated[float, Range(1, 10)] = 1.15
    """Maximum ratio of a figure's height to its width, so that it fits a page with its caption."""

    max_figure_scale: Annotated[float, Range(0.1)] = 1.5
    """Maximum points per unit of the layout: a node of one paper is 15 points wide, twice the height of its name."""

    min_figure_width: Annotated[float, Range(1)] = 4.0
    """Minimum width of the picture of few nodes, in inches: room for its caption."""

    min_figure_height: Annotated[float, Range(0.5)] = 1.5
    """Minimum height of the picture of few nodes, in inches."""

    figure_dpi: Annotated[int, Range(20, 2400)] = 200
    """Dots per inch of a PNG: sharp in print and on screens of twice the usual density."""

    max_legend_rows: Positive = 22
    """Maximum rows of one list of a figure's legend; the others are counted."""

    max_legend_label: Positive = 18
    """Characters of a name in a figure's legend, which is that wide."""

    shade_width: Weight = 15.0
    """Half width of the shade around a line within a community, in the layout's units."""

    max_entries: Positive = 12
    """Entries of a list beside the overview, so that all lists are seen without scrolling."""

    fade_on_map: Share = 0.4
    """Strength of lines on a figure of the map of papers, relative to other figures: it shows regions."""

    min_theme: Positive = 4
    """Minimum number of concepts of a community that is listed as a theme; smaller ones are readable in the picture."""

    theme_names: Positive = 3
    """Concepts that name a theme, the best connected."""

    notebook_height: Annotated[int, Range(100)] = 640
    """Height of a picture in a notebook in pixels: the next cell stays visible."""

    page: PageSettings = field(default_factory=PageSettings)
