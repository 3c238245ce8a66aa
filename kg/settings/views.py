"""Numbers of views and layouts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LayoutSettings:
    """How pictures are laid out."""

    seed: int = 7
    """Seed of everything random: starting positions and the order in which communities are sought. Any will do."""

    communities_resolution: float = 1.0
    """Leiden modularity resolution; 1 is Newman's definition."""


@dataclass(frozen=True, slots=True)
class ViewSettings:
    """How much of the graph a view shows."""

    papers_per_edge: int = 25
    """Papers listed behind an edge, the newest; the full number stands beside them. A page of 2,000 people lists
    some 12,000 papers behind edges, and nobody reads a list of hundreds in a tooltip."""

    concept_neighbours: int = 5
    """Strongest neighbours kept of each concept: a co-occurrence network is nearly complete, and unreadable, without
    such a limit. The other end has to have it among twice as many; only its very best neighbour a concept keeps in any
    case."""

    least_npmi: float = 0.15
    """Normalised pointwise mutual information (Bouma 2009) two concepts need: 0 is chance, 1 always together."""

    overview_nodes: int = 240
    """Nodes of the overview; about what fits a page with readable names."""

    overview_categories: int = 14
    """Categories named in the overview, those with most papers."""
