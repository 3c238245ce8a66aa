"""Draw a network as a figure for a report: SVG, PDF or PNG, with the page's positions, colors, legend and words.

Letters become outlines in SVG, since label positions were computed for these glyphs and readers may have other fonts.
The title and description of the file contain the figure's words as text; in a PDF, the caption remains text. Files have
no dates and no random ids: the same network gives the same bytes with the same matplotlib and fonts.
"""

import io
import math
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from kg.errors import MissingExtra, UsageError
from kg.frames.arrays import Floats, Ints
from kg.layout import Layout
from kg.render.colors.palette import GRAY
from kg.render.colors.themes import THEME, THEMES, ink
from kg.render.figures.asked import AskedPerson, add_rings, chance_boxes, draw_doubts, draw_rings
from kg.render.figures.labels import Box, PlacedLabel, outward, place_labels
from kg.render.figures.letters import fixed_settings, suppress_glyph_warnings
from kg.render.figures.marks import Surface, draw_discs, draw_edges, draw_glows, draw_nodes, draw_shades
from kg.render.figures.region_names import RegionName, place_region_names
from kg.render.files import write_whole
from kg.render.legends import Legend, LegendEntry
from kg.render.namesakes import distinguish_namesakes
from kg.render.newness import NewPapers
from kg.render.scenes import Scene, scene
from kg.render.words import describe_reading, describe_shown, explain_empty
from kg.sets.network_kinds import NodeKind
from kg.settings import PictureSettings, Settings
from kg.text.readable import shorten
from kg.views.details import Doubt
from kg.views.network import Network

FIGURE_SUFFIXES: Final = (".svg", ".pdf", ".png")

_USUAL_WIDTH: Final = 11.0  # width in inches for which a line of the caption has `_CAPTION` characters
_LEGEND: Final = 1.75  # inches, as the margin, the height of the head and of a line of the caption
_MARGIN: Final = 0.22
_HEAD: Final = 0.72
_LINE: Final = 0.155
_CAPTION: Final = 185
_NAME_ROOM: Final = (0.9, 0.25)  # inches at the sides and above such a picture, for names
_LEGEND_STEP, _LEGEND_GAP, _LEGEND_END = 0.205, 0.08, 1.7  # inches of a row, below a title; rows between legends
_DOTTED: Final = " Dotted: may be the same person, with the chance."
_NOTE: Final = 5.8  # points of the line below the name of a namesake
_ASKED: Final = 1.6  # points by which names of requested people are larger
_POINTS: Final = 72.0
_MARKERS: Final = {"disc": "o", "triangle": "^", "square": "s", "diamond": "D", "hexagon": "H"}
"""Matplotlib's names of the shapes."""


def figure(
    network: Network,
    path: str | Path,
    *,
    settings: Settings,
    theme: Literal["light", "dark"] = "light",
    layout: Layout | None = None,
    group_labels: Mapping[str, str] | None = None,
    heading: str = "",
    regions: Sequence[tuple[int, str]] = (),
    doubts: Sequence[Doubt] = (),
    new: NewPapers | None = None,
) -> Path:
    """Draw a network into ``path``, as SVG, PDF or PNG by its suffix, and return the path.

    ``regions`` are community and name, for a map whose regions are colored and named; ``doubts`` are dotted lines
    between people; ``new`` papers glow. Light by default, as reports are printed on white. Raises MissingExtra without
    matplotlib, UsageError for another suffix or theme.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in FIGURE_SUFFIXES:
        raise UsageError(f'no figure of the kind "{path.suffix}": end the name in {", ".join(FIGURE_SUFFIXES)}')
    if theme not in THEMES:
        raise UsageError(f'no theme called "{theme}": a figure is light or dark')
    try:
        import matplotlib as mpl  # noqa: PLC0415 -- an extra, and slow to load
    except ImportError as error:
        raise MissingExtra("drawing a figure", "figures") from error
    drawn = scene(network, settings=settings, layout=layout, group_labels=group_labels)
    if regions:
        # the color of a mark is its region, whose name is next to it; lines are many and long
        drawn = replace(drawn, legends=(), fade=drawn.fade * settings.pictures.fade_on_map)
    buffer = io.BytesIO()
    with mpl.rc_context(fixed_settings()), suppress_glyph_warnings():
        sheet = _Sheet(
            drawn, settings, theme, heading or network.title, regions=regions, doubts=doubts, new=new or NewPapers()
        )
        sheet.save(buffer, suffix)
    return write_whole(path, buffer.getvalue())


class _Sheet:
    """The state of a figure being drawn. Lengths inside the picture are in points, y downwards."""

    def __init__(
        self,
        drawn: Scene,
        settings: Settings,
        theme: str,
        heading: str,
        *,
        regions: Sequence[tuple[int, str]],
        doubts: Sequence[Doubt],
        new: NewPapers,
    ) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 -- an extra
        from matplotlib.figure import Figure  # noqa: PLC0415 -- an extra

        self.drawn, self.theme, self.heading, self.look = drawn, theme, heading, THEME[theme]
        self.layout, self.settings, self.regions = settings.layout, settings.pictures, regions
        self.new, self.doubts, self.notes = new, doubts, distinguish_namesakes(drawn.network)
        asked = drawn.network.nodes["id"].is_in(list(drawn.network.asked))
        self.asked: Ints = np.flatnonzero(asked.to_numpy())
        left, top, right, bottom = _bounds(drawn)
        wide, high, self.scale = _extent(
            right - left, bottom - top, _legend_height(drawn.legends, self.settings), self.settings
        )
        self.width = wide + (_LEGEND if drawn.legends else 0.0) + 2 * _MARGIN
        self.caption = _caption(
            drawn, self.width, (_DOTTED if doubts else "") + (f" Glowing: {new.words}." if new.words else "")
        )
        foot = _MARGIN + _LINE * len(self.caption) + 0.1
        self.height = _HEAD + high + foot
        self.size = Box(0, 0, wide * _POINTS, high * _POINTS)
        self.x: Floats = (drawn.x - (left + right) / 2) * self.scale + self.size.right / 2
        self.y: Floats = (drawn.y - (top + bottom) / 2) * self.scale + self.size.bottom / 2
        self.radius: Floats = drawn.radius * self.scale
        self.discs = [
            replace(
                disc,
                x=(disc.x - (left + right) / 2) * self.scale + self.size.right / 2,
                y=(disc.y - (top + bottom) / 2) * self.scale + self.size.bottom / 2,
                r=disc.r * self.scale,
                caption=min(max(disc.caption * self.scale * 0.8, 6.5), 17.0),
            )
            for disc in drawn.discs
        ]
        self.figure: Any = Figure(figsize=(self.width, self.height), facecolor=self.look.ground)
        canvas: Any = FigureCanvasAgg(self.figure)
        self.renderer: Any = canvas.get_renderer()
        self.axes: Any = self.figure.add_axes(
            (_MARGIN / self.width, foot / self.height, wide / self.width, high / self.height),
            xlim=(0, self.size.right),
            ylim=(self.size.bottom, 0),
        )
        self.axes.set_axis_off()
        self.surface = Surface(
            self.axes,
            drawn,
            theme,
            self.x,
            self.y,
            self.radius,
            self.scale,
            regions=frozenset(community for community, _ in self.regions),
        )

    def save(self, buffer: io.BytesIO, suffix: str) -> None:
        draw_discs(self.surface, self.discs)
        draw_shades(self.surface, self.settings.shade_width)
        draw_edges(self.surface)
        draw_glows(self.surface, self.new.papers)
        draw_nodes(self.surface)
        self._labels(self._people())
        self._legend()
        self._words()
        about = " ".join(self.caption)
        metadata: dict[str, dict[str, str | None]] = {
            ".svg": {"Date": None, "Creator": "arxiv-kg", "Title": self.heading, "Description": about},
            ".pdf": {"CreationDate": None, "Creator": "arxiv-kg", "Producer": None, "Title": self.heading,
                     "Subject": about},
            ".png": {"Software": None, "Title": self.heading, "Description": about},
        }  # fmt: skip
        self.figure.savefig(
            buffer,
            format=suffix[1:],
            dpi=self.settings.figure_dpi,
            facecolor=self.look.ground,
            metadata=metadata[suffix],
        )

    def _people(self) -> list[Box]:
        """Draw rings and doubts; return the boxes of probabilities."""
        places = list(map(AskedPerson, self.x.tolist(), self.y.tolist(), self.radius.tolist()))
        rows = {id_: row for row, id_ in enumerate(self.drawn.network.nodes["id"])}
        draw_rings(self.axes, [places[row] for row in self.asked], self.look)
        ends = [(places[rows[doubt.a]], places[rows[doubt.b]]) for doubt in self.doubts]
        draw_doubts(self.axes, ends, self.doubts, self.look)
        return chance_boxes(ends)

    def _labels(self, taken: list[Box]) -> None:
        for disc in self.discs:
            size, base = disc.caption, disc.y - disc.r - 0.3 * disc.caption
            width = self._measure(disc.label, size, bold=True)[0]
            taken.append(Box(disc.x - width / 2, base - size, disc.x + width / 2, base + 0.2 * size))
            self._write(
                disc.label,
                disc.x,
                base,
                size,
                ink(self.drawn.hues.get(disc.label, GRAY), self.theme),
                bold=True,
                align="center",
            )
        for region in self._region_names():
            hue = ink(self.drawn.community_hues[region.community], self.theme)
            self._write(printable(region.text), region.x, region.base, region.size, hue, align="center", bold=True)
        for name in self._chosen(taken):
            text, size = self._name(name.row)
            self._write(
                text, name.left, name.top + size, size, self.look.ink, align="left", bold=self._is_asked(name.row)
            )
            if note := self._note(name.row):
                below = name.top + 1.2 * size + _NOTE
                self._write(note, name.left, below, _NOTE, self.look.muted, align="left")

    def _region_names(self) -> list[RegionName]:
        return place_region_names(
            self.x,
            self.y,
            self.drawn.network.nodes["community"].to_numpy(),
            self.regions,
            measure=lambda text, size: self._measure(printable(text), size, bold=True),
            frame=self.size,
        )

    def _chosen(self, taken: list[Box]) -> list[PlacedLabel]:
        drawn = self.drawn
        area, covered = self.size.right * self.size.bottom, self.settings.max_covered
        room = len(self.x) if len(self.x) <= self.layout.max_named else area / self.settings.figure_label_room
        return place_labels(
            self.x,
            self.y,
            add_rings(self.radius, self.asked),
            settings=self.settings,
            order=drawn.priority[: int(min(drawn.named, self.settings.competing * room))].tolist(),
            size=self._room,
            room=room,
            frame=self.size,
            taken=taken,
            outwards=outward(self.x, self.y, drawn.sources, drawn.targets, all_around=self.settings.all_around),
            discs=self.discs,
            most=covered if len(self.x) <= self.settings.dense else 2 * covered,
        )

    def _is_asked(self, row: int) -> bool:
        return row in self.asked

    def _note(self, row: int) -> str:
        """Return the line that distinguishes a namesake, ``""`` for everyone else."""
        return printable(self.notes.get(self.drawn.network.nodes["id"][row], ""))

    def _room(self, row: int) -> tuple[float, float]:
        """Return width and height of a name with its second line."""
        width, height = self._measure(*self._name(row), bold=self._is_asked(row))
        if not (note := self._note(row)):
            return width, height
        beside, below = self._measure(note, _NOTE)
        return max(width, beside), height + below

    def _name(self, row: int) -> tuple[str, float]:
        node = self.drawn.network.nodes.row(row, named=True)
        size = min(6.2 + 0.55 * math.log2(max(node["papers"], 1)), 9.5) + (_ASKED if self._is_asked(row) else 0.0)
        return printable(shorten(node["label"], self.layout.max_label)), size

    def _measure(self, text: str, size: float, *, bold: bool = False) -> tuple[float, float]:
        from matplotlib.font_manager import FontProperties  # noqa: PLC0415 -- an extra

        font = FontProperties(size=size, weight="bold" if bold else "normal")
        width, _, _ = self.renderer.get_text_width_height_descent(text, font, ismath=False)
        return width * _POINTS / self.figure.dpi, 1.2 * size

    def _write(self, text: str, x: float, y: float, size: float, paint: str, *, align: str, bold: bool = False) -> None:
        from matplotlib.patheffects import withStroke  # noqa: PLC0415 -- an extra

        self.axes.text(
            x, y, text, fontsize=size, color=paint, ha=align, va="baseline", zorder=5, parse_math=False,
            fontweight="bold" if bold else "normal",
            path_effects=[withStroke(linewidth=1.8, foreground=self.look.ground)],
        )  # fmt: skip

    def _legend(self) -> None:
        left, y, step = self.width - _LEGEND, self.height - _HEAD - 0.05, _LEGEND_STEP
        for legend in self.drawn.legends:
            self._place(legend.title, left, y, 8, self.look.muted)
            y -= _LEGEND_GAP
            rows = legend.groups[: self.settings.max_legend_rows]
            for group in rows:
                y -= step
                self._mark(group, left + 0.06, y + 0.045)
                self._place(
                    printable(shorten(group.key or group.label, self.settings.max_legend_label)),
                    left + 0.17,
                    y,
                    8.5,
                    self.look.ink,
                )
                self._place(f"{group.size:,}", self.width - _MARGIN, y, 8.5, self.look.muted, align="right")
            if len(legend.groups) > len(rows):
                y -= step
                self._place(f"and {len(legend.groups) - len(rows)} more", left + 0.17, y, 8.5, self.look.muted)
            y -= _LEGEND_END * step

    def _mark(self, group: LegendEntry, x: float, y: float) -> None:
        from matplotlib.lines import Line2D  # noqa: PLC0415 -- an extra

        kind, hue = group.kinds[0], self.surface.paint(group.key)
        marker = _MARKERS[NodeKind(kind).shape]
        fill = self.look.ground if kind == self.drawn.outlined else hue
        self.figure.add_artist(
            Line2D(
                [x / self.width], [y / self.height], marker=marker, markersize=6, linestyle="none",
                markerfacecolor=fill, markeredgecolor=hue, markeredgewidth=1.3 if fill != hue else 0,
            )
        )  # fmt: skip

    def _words(self) -> None:
        top = self.height - _MARGIN - 0.2
        self._place(printable(self.heading), _MARGIN, top, 15, self.look.ink, bold=True)
        for number, line in enumerate(reversed(self.caption)):
            self._place(line, _MARGIN, _MARGIN * 0.6 + number * _LINE, 7.6, self.look.muted)
        if empty := explain_empty(self.drawn.network):
            middle = self.height / 2
            self._place("Nothing to show", self.width / 2, middle, 13, self.look.ink, align="center", bold=True)
            self._place(empty, self.width / 2, middle - 0.3, 9, self.look.muted, align="center")

    def _place(
        self, text: str, x: float, y: float, size: float, paint: str, *, align: str = "left", bold: bool = False
    ) -> None:
        """Write on the sheet, in inches from its lower left corner."""
        self.figure.text(
            x / self.width, y / self.height, text, fontsize=size, color=paint, ha=align, parse_math=False,
            fontweight="bold" if bold else "normal",
        )  # fmt: skip


def printable(text: str) -> str:
    """Drop characters without a glyph: control characters, direction marks, unassigned codes."""
    return "".join(c for c in text if unicodedata.category(c)[0] != "C")


def _caption(drawn: Scene, width: float, more: str) -> list[str]:
    network = drawn.network
    reading = describe_reading(network, circles=bool(drawn.discs))
    filters = f" Limited to: {'; '.join(network.filters)}." if network.filters else ""
    words = f"{describe_shown(network)}.{filters} {reading}{more} Made from arXiv digests with arxiv-kg."
    return textwrap.wrap(printable(words), int(_CAPTION * width / _USUAL_WIDTH), break_on_hyphens=False)


def _extent(width: float, height: float, least: float, settings: PictureSettings) -> tuple[float, float, float]:
    """Return the inches of the picture across and down, and its points per unit of the layout.

    ``width`` and ``height`` are the size of everything drawn, in the layout's units. The picture is as wide as the
    sheet, unless its few nodes would be too large: then it is smaller, but at least ``least`` inches high.
    """
    wide = settings.figure_width - _LEGEND - 2 * _MARGIN
    high = wide * min(max(height / width, settings.min_figure_ratio), settings.max_figure_ratio)
    scale = min(wide * _POINTS / width, high * _POINTS / height)
    max_scale = settings.max_figure_scale
    if scale <= max_scale:
        return wide, high, scale
    beside, above = _NAME_ROOM
    wide = min(wide, max(width * max_scale / _POINTS + 2 * beside, settings.min_figure_width))
    high = max(min(high, height * max_scale / _POINTS + 2 * above), least, settings.min_figure_height)
    return wide, high, max_scale


def _legend_height(all_legends: tuple[Legend, ...], settings: PictureSettings) -> float:
    """Return the height of the legends in inches."""
    rows = sum(min(len(legend.groups), settings.max_legend_rows + 1) + _LEGEND_END for legend in all_legends)
    return len(all_legends) * _LEGEND_GAP + rows * _LEGEND_STEP


def _bounds(drawn: Scene) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of everything drawn, including captions of discs."""
    cx, cy, r, caption = (np.array([getattr(d, of) for d in drawn.discs]) for of in ("x", "y", "r", "caption"))
    x, y = np.concatenate([drawn.x, cx]), np.concatenate([drawn.y, cy])
    reach = np.concatenate([drawn.radius, r])
    if not len(x):
        return -1.0, -1.0, 1.0, 1.0
    left, right, bottom = float((x - reach).min()), float((x + reach).max()), float((y + reach).max())
    top = float((y - np.concatenate([drawn.radius, r + 1.3 * caption])).min())
    pad = 0.02 * max(right - left, bottom - top)
    return left - pad, top - pad, right + pad, bottom + pad
