"""Numbers of reports on what is new."""

from dataclasses import dataclass
from typing import Annotated

from kg.settings.ranges import Positive, Range, Weight


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """Thresholds of news, and limits of a report's lists."""

    min_rising_papers: Positive = 3
    """Minimum number of new papers of a rising concept: two papers may be two of one team."""

    min_rise: Weight = 2.0
    """Standard deviations above 0 that the log-odds ratio of a concept needs (Monroe et al. 2008); about 12 of 1,200
    concepts reach it by chance on a day of 300 papers, and a report states how many."""

    min_category_papers: Positive = 20
    """Earlier papers that a primary category needs to be compared by itself; the others are compared together. Without
    categories, common concepts of one rise whenever digests have more of it: in the last of four months cs.CV grew from
    48 to 60 % of the papers, and 98 concepts would rise instead of 78, "vision-language model" among the first."""

    prior_share: Annotated[float, Range(0.001, 1)] = 0.06
    """Weight of the prior of that ratio as a share of all papers, with each concept at its share of them. It pulls
    concepts of few papers towards no change: a concept without earlier papers needs four new papers among 400."""

    max_authors_of_meeting: Annotated[int, Range(2)] = 20
    """Maximum number of authors of a paper whose first-time co-authors count as a new collaboration; a list of 30 makes
    435 pairs, most of which never met."""

    min_community: Annotated[int, Range(2)] = 5
    """Minimum number of people of a community for a new link to it to be listed; a smaller one is the authors of one
    paper."""

    min_community_papers: Positive = 2
    """Minimum number of papers of such a community: people who signed one paper are a list of authors."""

    max_entries: Positive = 10
    """Entries that a section shows at once: a minute's reading."""

    max_folded: int = 200
    """Further entries that a page has folded below them, 300 bytes each; Markdown and feeds name the command."""

    max_papers_per_entry: Positive = 3
    """Papers listed for a concept, a person or a link; their number is shown beside them."""

    max_names: Positive = 6
    """Maximum number of people named of a team or of a paper's authors, the first ones; the others are counted."""

    max_feed_entries: Positive = 14
    """Days in a feed, the newest: a reader that polls every two weeks misses nothing, and feed readers keep earlier
    entries."""
