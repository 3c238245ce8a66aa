"""Write a report as one self-contained HTML file without scripts."""

from typing import Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kg import assets
from kg.render.policy import policy
from kg.report.document import Document, ReportSection
from kg.report.forms.figures import bar_width, draw_days, draw_picture

_FOLDER: Final = "viz/report"


def report_page(document: Document, *, feed: str = "") -> str:
    """Return a report as the text of an HTML page; ``feed`` is the address of its Atom feed, linked in the page."""
    style = assets.read_text_asset(f"{_FOLDER}/page.css")
    template = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(
        assets.read_text_asset(f"{_FOLDER}/page.html")
    )
    return template.render(
        document=document,
        feed=feed,
        days=draw_days(document.days),
        most=max((day.papers for day in document.days), default=0),
        policy=policy([], [style]),
        style=Markup(style),  # noqa: S704 - our own file
        width=bar_width,
        draw=draw_picture,
        widest=_widest,
    )


def _widest(section: ReportSection) -> float:
    """Return the largest number among the bars that a section shows at once, for the scale of its bars."""
    bars = [entry.bar for entry in section.entries if entry.bar]
    return max((max(bar.now, bar.expected) for bar in bars), default=0.0)
