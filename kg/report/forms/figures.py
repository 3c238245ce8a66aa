"""Draw the figures of a report as SVG without scripts and styles."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from markupsafe import Markup, escape

from kg.report.document import Day, ReportPicture

_WIDTH: Final = 1000.0
_HEIGHT: Final = 100.0
_GAP: Final = 0.18
"""Share of a day that is left free between two bars."""

_MAX_BAR: Final = 40.0
"""Maximum width of a bar, out of 1,000; wider ones look like blocks."""

_MIN_LENGTH: Final = 1.0

_MARGIN: Final = 6.0
_WORDS: Final = 30.0
"""Height of the words below a dot."""


def draw_days(days: Sequence[Day]) -> Markup:
    """Return bars of the papers of each day on a scale of time; nothing for fewer than two days."""
    if len(days) < 2:  # noqa: PLR2004 - one bar compares with nothing
        return Markup()
    first, last = (date.fromisoformat(days[end].day).toordinal() for end in (0, -1))
    step = _WIDTH / (last - first + 1)
    wide = max(min(step * (1 - _GAP), _MAX_BAR), _MIN_LENGTH)
    most = max(day.papers for day in days)
    bars = []
    for day in days:
        at = (date.fromisoformat(day.day).toordinal() - first) * step + (step - wide) / 2
        high = max(day.papers / most * _HEIGHT, _MIN_LENGTH)
        bars.append(
            f'<rect class="{"now" if day.new else "before"}" x="{at:.1f}" y="{_HEIGHT - high:.1f}"'
            f' width="{wide:.1f}" height="{high:.1f}"><title>{day.day}: {day.papers:,}</title></rect>'
        )
    new = sum(day.papers for day in days if day.new)
    label = f"Papers per day from {days[0].day} to {days[-1].day}: {most:,} at most, {new:,} new"
    # days are dates and numbers are numbers, so nothing is left to escape
    return Markup(  # noqa: S704
        f'<svg viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" preserveAspectRatio="none" role="img" aria-label="{label}">'
        f"{''.join(bars)}</svg>"
    )


def draw_picture(picture: ReportPicture) -> Markup:
    """Return dots, lines and words; each name is below its dot."""
    left = min(dot.x - max(dot.half_width, dot.radius) for dot in picture.dots) - _MARGIN
    right = max(dot.x + max(dot.half_width, dot.radius) for dot in picture.dots) + _MARGIN
    top = min(dot.y - dot.radius for dot in picture.dots) - _MARGIN
    low = max(dot.y + dot.radius for dot in picture.dots) + _WORDS + _MARGIN
    lines = [
        f'<path class="link" d="M{picture.dots[a].x:.1f} {picture.dots[a].y:.1f}L{picture.dots[b].x:.1f}'
        f' {picture.dots[b].y:.1f}"/>'
        for a, b in picture.lines
    ]
    dots = [f'<circle class="dot" cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{dot.radius:.1f}"/>' for dot in picture.dots]
    words = [
        f'<text x="{dot.x:.1f}" y="{dot.y + dot.radius + 14:.1f}">{escape(dot.name)}</text>'
        f'<text class="small" x="{dot.x:.1f}" y="{dot.y + dot.radius + 27:.1f}">{escape(dot.note)}</text>'
        for dot in picture.dots
    ]
    size = f"{left:.0f} {top:.0f} {right - left:.0f} {low - top:.0f}"
    # words are escaped, everything else is a number
    return Markup(  # noqa: S704
        f'<svg class="picture" viewBox="{size}" role="img" aria-label="{escape(picture.caption)}">'
        f"{''.join([*lines, *dots, *words])}</svg>"
    )


def bar_width(number: float, widest: float) -> str:
    """Return the length of a bar, up to 100 for the widest.

    >>> bar_width(2, 4), bar_width(0.0, 0.0)
    ('50.0', '0.0')
    """
    return f"{min(100 * number / widest, 100.0) if widest else 0.0:.1f}"
