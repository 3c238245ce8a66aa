"""Everything that a page shows of a view beside nodes and edges: papers, names, doubts, evidence.

In: the tables and a network. Out: `Details`, frames whose rows are about nodes, edges and papers of that network.
`gathering` calls the others, which read one kind of fact each.
"""

from kg.views.details.gathering import details_of_network, gather_details
from kg.views.details.record import Community, Details, Doubt, Reason

__all__ = ["Community", "Details", "Doubt", "Reason", "details_of_network", "gather_details"]
