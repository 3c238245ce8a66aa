"""Numbers of the full-text search."""

from dataclasses import dataclass

from kg.settings.ranges import Positive, Share, Weight


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """Numbers of the ranking and display of hits."""

    label_weight: Weight = 10.0
    """Weight of a word in a title, a name or a label (BM25): it shows the subject."""

    other_weight: Weight = 6.0
    """Weight of a word in another name or label."""

    abstract_weight: Weight = 2.0
    """Weight of a word in an abstract."""

    summary_weight: Weight = 1.0
    """Weight of a word in a generated summary, which repeats the abstract in other words."""

    concept_candidates: Positive = 5
    """Multiple of the limit of hits up to which concepts are considered, since the number of their papers counts
    too."""

    name_share: Share = 0.5
    """Maximum share of the hits, rounded up, for people, concepts and categories if papers fill the rest."""

    snippet: Positive = 160
    """Characters of a snippet: two lines of a terminal."""

    snippet_lead: int = 40
    """Characters of it before the first word found, so that its sentence is understood."""
