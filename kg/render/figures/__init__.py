"""Draw figures for reports with matplotlib: SVG, PDF and PNG.

In: a network, settings, a path. Out: the file. `sheet` draws, `marks` draws everything below its letters; `labels` and
`region_names` choose the names that fit, `asked` draws rings and possible duplicates, `letters` chooses fonts.
"""

from kg.render.figures.sheet import FIGURE_SUFFIXES, figure

__all__ = ["FIGURE_SUFFIXES", "figure"]
