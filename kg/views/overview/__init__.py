"""The overview: what a set of digests is about, on one page of limited size.

`choosing` selects what stands for a large set, `filling` adds what still fits, `drawing` makes the network of both.
"""

from kg.views.overview.drawing import overview

__all__ = ["overview"]
