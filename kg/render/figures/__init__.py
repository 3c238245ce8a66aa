"""Figures for reports: SVG, PDF and PNG, drawn by matplotlib.

In: a network, settings, a path. Out: the file. `sheet` draws, `marks` what is below its letters; `labels` and
`region_names` choose the names that find room, `asked` draws rings and doubts, `letters` chooses fonts.
"""

from kg.render.figures.sheet import FIGURE_SUFFIXES, figure

__all__ = ["FIGURE_SUFFIXES", "figure"]
