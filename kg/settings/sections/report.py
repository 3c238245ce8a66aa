"""Numbers of reports on what is new."""

from dataclasses import dataclass
from typing import Annotated

from kg.settings.ranges import Positive, Range, Weight


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """Thresholds of news, and how much of it a report lists."""

    min_rising_papers: Positive = 3
    """New papers that a rising concept needs at least: two papers may be two of one team."""

    min_rise: Weight = 2.0
    """Standard deviations above 0 that the log-odds ratio of a concept needs (Monroe et al. 2008); of 1,200 concepts
    about 12 are as far up by chance on a day of 300 papers, and a report says how many."""

    min_category_papers: Positive = 20
    """Earlier papers that a primary category needs to be compared by itself; the others are compared together. Without
    categories, what is usual in one rises whenever digests have more of it: in the last of four months cs.CV grew from
    48 to 60 % of the papers, and 98 concepts would rise instead of 78, "vision-language model" among the first."""

    prior_share: Annotated[float, Range(0.001, 1)] = 0.06
    """Weight of the prior of that ratio as a share of all papers, with each concept at its share of them. It pulls
    concepts of few papers towards no change: one that no paper named before needs four new papers among 400."""

    max_authors_of_meeting: Annotated[int, Range(2)] = 20
    """Authors of a paper up to which people who sign it first together count as a new collaboration; a list of 30 makes
    435 pairs, most of which never met."""

    min_community: Annotated[int, Range(2)] = 5
    """People of a community from which a new link to it is listed; a smaller one is the authors of one paper."""

    min_community_papers: Positive = 2
    """Papers that a community needs for it as well: people who signed one paper are a list of authors."""

    max_entries: Positive = 10
    """Entries that a section shows at once: what one reads in a minute."""

    max_folded: int = 200
    """Further entries that a page has folded below them, 300 bytes each; Markdown and feeds name the command."""

    max_papers_per_entry: Positive = 3
    """Papers listed behind a concept, a person or a link; their number is shown beside them."""

    max_names: Positive = 6
    """People named of a team or of the authors of a paper, the first of them; the others are counted."""

    max_feed_entries: Positive = 14
    """Days in a feed, the newest: who asks once in two weeks misses nothing, and feed readers keep what they got."""
