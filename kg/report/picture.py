"""Lay out a picture of new links between groups: a dot per group, named by its leading person and subject."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from kg.layout import place
from kg.report.document import Dot, ReportPicture
from kg.report.finding.communities import CommunityLink, CommunityNews
from kg.report.names import SpanNames
from kg.settings import LayoutSettings

_MIN_LINKS: Final = 2
"""Minimum number of links for a picture."""

_MIN_RADIUS: Final = 6.0
_RADIUS_OF_ONE: Final = 1.6
"""Radius of a group of one person; areas compare as people do."""

_NAME_WIDTH, _NOTE_WIDTH, _WORDS_HEIGHT = 4.5, 3.7, 20.0
"""Half the width of a letter of a name and of the line below it, and half the height of both."""


def picture_links(links: Sequence[CommunityLink], names: SpanNames, settings: LayoutSettings) -> ReportPicture | None:
    """Return a picture of links between groups, None if there are too few."""
    if len(links) < _MIN_LINKS:
        return None
    groups: dict[str, CommunityNews] = {group.leader: group for link in links for group in (link.a, link.b)}
    row = {leader: number for number, leader in enumerate(groups)}
    called = [names.name(leader) for leader in groups]
    notes = [", ".join(group.subjects[:1]) for group in groups.values()]
    radii = np.array([max(_MIN_RADIUS, _RADIUS_OF_ONE * group.people**0.5) for group in groups.values()])
    widths = [max(len(name) * _NAME_WIDTH, len(note) * _NOTE_WIDTH) for name, note in zip(called, notes, strict=True)]
    placed = place(
        np.array([row[link.a.leader] for link in links]),
        np.array([row[link.b.leader] for link in links]),
        np.ones(len(links)),
        radii + _WORDS_HEIGHT,  # words below a dot belong to it
        settings=settings,
        boxes=np.column_stack([np.maximum(widths, radii) + _MIN_RADIUS, radii + _WORDS_HEIGHT]),
    )
    values = zip(called, notes, placed.x.tolist(), (-placed.y).tolist(), radii.tolist(), widths, strict=True)
    return ReportPicture(
        "Dots are groups, named by the person of most papers and what sets their papers apart; area: people. Lines are"
        " new links.",
        tuple(Dot(name, note, *(round(number, 1) for number in numbers)) for name, note, *numbers in values),
        tuple((row[link.a.leader], row[link.b.leader]) for link in links),
    )
