"""Collect everything that a page shows besides nodes and edges: papers, names, doubts, evidence.

In: the tables and a network. Out: `Details`, frames whose rows are about nodes, edges and papers of that network.
`gathering` calls the others, each for one kind of fact.
"""

from kg.views.details.gathering import details_of_network, gather_details
from kg.views.details.record import Community, Details, Doubt, Reason

__all__ = ["Community", "Details", "Doubt", "Reason", "details_of_network", "gather_details"]
