"""Numbers of views."""

from dataclasses import dataclass, field

from kg.settings.ranges import Positive, Share, Weight


@dataclass(frozen=True, slots=True)
class OverviewSettings:
    """Choice of the nodes that represent a set of papers too large to be shown whole."""

    max_nodes: Positive = 240
    """Nodes of the overview; about what fits a page with readable names."""

    max_categories: Positive = 14
    """Categories named in the overview, those with most papers."""

    concept_share: Share = 0.3
    """Share of the nodes left after the categories that are concepts: they say what the papers are about."""

    paper_share: Share = 0.45
    """Share of these nodes that are papers; people who join papers get the rest."""

    min_concept_papers: Positive = 2
    """Papers that a concept needs to represent a category; one paper is no subject of many."""

    max_concept_share: Share = 0.25
    """Share of the papers up to which a concept distinguishes categories; one in more of them says nothing of any."""

    max_concepts_per_paper: Positive = 5
    """Edges to concepts drawn from one paper, the most distinctive first; with all of them lines hide the page."""

    link_bonus: Weight = 0.6
    """What a paper gains by authors who signed other papers too, against 1 for a concept not yet shown."""

    max_links: Positive = 3
    """Such authors from which the bonus is full; the teams of a project are one link more than many."""

    pair_share: Share = 0.25
    """Share of the papers that are second papers of authors of a chosen one, so that people join something."""

    min_full_share: Share = 0.5
    """Share of the nodes from which the choice from a large set is left as it is; below, hardly anything joins its
    papers, and a page of a few nodes would be worse."""


@dataclass(frozen=True, slots=True)
class ViewSettings:
    """Limits of views."""

    papers_per_edge: int = 25
    """Papers listed behind an edge, the newest; the full number is shown beside them. A page of 2,000 people lists
    some 12,000 papers behind edges, and nobody reads a list of hundreds in a tooltip."""

    concept_neighbors: Positive = 5
    """Strongest neighbors kept of each concept: a co-occurrence network is nearly complete, and unreadable, without
    such a limit. The other end has to have it among twice as many; only its very best neighbor a concept keeps in any
    case."""

    min_npmi: float = 0.15
    """Normalized pointwise mutual information (Bouma 2009) two concepts need: 0 is chance, 1 always together."""

    papers_per_together: Positive = 2000
    """One paper more that names both concepts is required with every so many papers in the view: what is drawn has to
    be surer than what `graph.derived.papers_per_together` lets into the table."""

    max_named_share: Share = 0.5
    """Share of the papers up to which a concept has neighbors; what most papers name goes with everything."""

    few_papers: int = 60
    """Papers below which that limit does not apply: half of a few papers may well name the same concept."""

    category_neighbors: Positive = 3
    """Strongest associations kept of each category: of 130 categories of four months nearly all pairs share a paper."""

    region_resolution: Weight = 1.0
    """Leiden resolution of the regions of the map of papers: 65 of 15 papers or more among 14,189."""

    subregion_resolution: Weight = 10.0
    """Leiden resolution of their subregions, named when zoomed in: some 330 there. The layout pulls them together
    within their regions."""

    ties_per_paper: Positive = 2
    """Papers that one without a related paper is tied to on the map; two give it a place between them."""

    cut_rounds: int = 4
    """Rounds in which people without a partner among those shown make room for others; most pictures need two."""

    max_nodes_in_query: int = 200
    """Nodes up to which the SPARQL of a cut view lists those that it shows, so that its rows are the links shown; a
    longer list nobody reads, and it would double the size of the page."""

    max_pairs_in_query: int = 1_200
    """Pairs of concepts up to which it lists them; what makes a pair strong cannot be said in SPARQL."""

    max_exact_paths: int = 5_000
    """Nodes up to which betweenness and closeness are exact; their time grows with nodes times edges."""

    max_path_length: Positive = 4
    """Steps up to which paths are counted in larger networks; most people of a connected network are this near."""

    overview: OverviewSettings = field(default_factory=OverviewSettings)
