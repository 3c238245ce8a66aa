"""Numbers of views."""

from dataclasses import dataclass, field

from kg.settings.ranges import Positive, Share, Weight


@dataclass(frozen=True, slots=True)
class OverviewSettings:
    """Choice of the nodes that represent a set of papers too large to be shown whole."""

    max_nodes: Positive = 240
    """Nodes of the overview; about what fits a page with readable names."""

    max_categories: Positive = 14
    """Categories named in the overview: those with the most papers."""

    concept_share: Share = 0.3
    """Share of concepts among the nodes left after the categories: they show what the papers are about."""

    paper_share: Share = 0.45
    """Share of papers among these nodes; the rest is people who connect papers."""

    min_concept_papers: Positive = 2
    """Minimum number of papers of a concept that represents a category; a concept of one paper is not a common
    subject."""

    max_concept_share: Share = 0.25
    """Maximum share of the papers for a concept to distinguish categories; a more frequent one is unspecific."""

    max_concepts_per_paper: Positive = 5
    """Maximum number of edges to concepts drawn per paper, the most distinctive first; all of them would hide the
    page."""

    link_bonus: Weight = 0.6
    """Bonus of a paper for authors who signed other papers too, against 1 for a concept not yet shown."""

    max_links: Positive = 3
    """Number of such authors for the full bonus; the team of a project counts as one link rather than many."""

    pair_share: Share = 0.25
    """Share of the papers that are second papers of authors of a chosen one, so that people connect papers."""

    min_full_share: Share = 0.5
    """Minimum share of the nodes for the choice from a large set to be kept; below, hardly anything connects its
    papers, and a page of a few nodes would be worse."""


@dataclass(frozen=True, slots=True)
class ViewSettings:
    """Limits of views."""

    papers_per_edge: int = 25
    """Papers listed behind an edge, the newest; the total is shown next to them. A page of 2,000 people lists
    about 12,000 papers behind edges, and nobody reads a list of hundreds in a tooltip."""

    concept_neighbors: Positive = 5
    """Number of strongest neighbors kept per concept: a co-occurrence network is nearly complete, and unreadable,
    without such a limit. The other end must have it among twice as many; a concept always keeps its best neighbor."""

    min_npmi: float = 0.15
    """Minimum normalized pointwise mutual information (Bouma 2009) of two concepts: 0 is chance, 1 always together."""

    papers_per_together: Positive = 2000
    """Number of papers in the view per additional required paper with both concepts: drawn links must be surer than
    those that `graph.derived.papers_per_together` lets into the table."""

    max_named_share: Share = 0.5
    """Maximum share of the papers that name a concept with neighbors; concepts above it co-occur with everything."""

    few_papers: int = 60
    """Number of papers below which that limit does not apply: half of a few papers may name the same concept."""

    category_neighbors: Positive = 3
    """Strongest associations kept of each category: of 130 categories of four months nearly all pairs share a paper."""

    region_resolution: Weight = 1.0
    """Leiden resolution of the regions of the map of papers: 65 of 15 papers or more among 14,189."""

    subregion_resolution: Weight = 10.0
    """Leiden resolution of their subregions, named when zoomed in: about 330 there. The layout pulls them together
    within their regions."""

    ties_per_paper: Positive = 2
    """Number of papers that one without a related paper is tied to on the map; two give it a place between them."""

    cut_rounds: int = 4
    """Maximum rounds in which people without a partner among those shown are replaced; most pictures need two."""

    max_nodes_in_query: int = 200
    """Maximum number of nodes that the SPARQL of a cut view lists, so that its rows are the links shown; a longer list
    is unreadable, and would double the size of the page."""

    max_pairs_in_query: int = 1_200
    """Maximum number of pairs of concepts that it lists; the strength of a pair cannot be expressed in SPARQL."""

    max_exact_paths: int = 5_000
    """Maximum number of nodes for exact betweenness and closeness; their time grows with nodes times edges."""

    max_path_length: Positive = 4
    """Maximum length of paths counted in larger networks; most people of a connected network are this near."""

    overview: OverviewSettings = field(default_factory=OverviewSettings)
