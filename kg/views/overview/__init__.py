"""Make the overview: the subjects of a set of digests, on one page of limited size.

`choosing` selects representatives of a large set, `filling` adds nodes that still fit, `drawing` makes the network.
"""

from kg.views.overview.drawing import overview

__all__ = ["overview"]
