"""Numbers of the audit of a finished graph."""

from dataclasses import dataclass
from typing import Annotated

from kg.settings.ranges import Positive, Range, Share


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """Thresholds of suspicious findings among a graph's people.

    Measured on an archive of four months (14,189 papers, 57,000 people). People with very rare names are one person
    each, so they show what a single person looks like: 936 of them have four papers or more.
    """

    common_name: float = -1.0
    """Minimum log2 of the number of people in 100,000 who share a name, for the name to be common, that is, probably of
    several people: -1 means one in 200,000; the archive has 57,000 people."""

    rare_name: float = -2.5
    """Maximum of the same, for a name to be rare, that is, probably of one person: one in 570,000. At this limit one
    name in ten has two people among 57,000; rarer names have fewer."""

    min_groups: Annotated[int, Range(2)] = 6
    """Minimum number of groups of papers without a common co-author, for one person under a common name to be suspected
    as several. Two or three large groups are not suspicious: they are as frequent among people with rare names (3 %) as
    with common ones (4 %), since some people lead several teams."""

    group_share: Share = 0.5
    """Minimum number of such groups per paper. With both limits, 5 % of the people with a rare name and 19 % of those
    with a common one are suspected (five papers or more)."""

    busy_month: Positive = 9
    """Papers of one month under a common name. One in a hundred people with rare names has as many."""

    busiest_month: Positive = 15
    """Papers of one month under any name; nobody with a rare name has more than 12."""

    many_forms: Annotated[int, Range(2)] = 4
    """Minimum number of forms of one person's name (case, accents and hyphens apart) that may be a chain of several
    people. Among 57,000 people 578 have two or more, and four have four or more, three of them chains."""

    many_people: Annotated[int, Range(2)] = 8
    """Minimum number of people with one name, for a note that the name alone identifies nobody."""
