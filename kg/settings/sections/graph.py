"""Numbers of what is derived from papers, authors and concepts together."""

from dataclasses import dataclass, field
from typing import Annotated

from kg.settings.ranges import Positive, Range


@dataclass(frozen=True, slots=True)
class DerivedSettings:
    """Numbers of what is derived from all claims: concepts that occur together, interests of authors, related papers.

    Set by looking at single people, papers and concepts of four months (14,189 papers); nothing here has labels yet.
    """

    max_concepts_for_pairs: int = 200
    """Concepts in a paper's own words up to which they make pairs; more is a list. Pairs grow with the square. Of
    the 2,516 papers of one month none names more than 20."""

    papers_together: int = 2
    """Papers that name two concepts before these go together; once is an accident."""

    papers_per_together: Positive = 3500
    """One paper more is asked for with every so many reference papers (`kg.frames.reference`): accidents grow with
    them. They are between half and all of the papers, so this is one more with every 5,000 papers on average."""

    luck: float = 0.5
    """Standard deviations of a count of papers (its square root) that are taken off before it is compared with chance:
    else the rarest concepts, which meet twice, would precede those that meet every week."""

    telling: int = 2
    """Times that a concept of the title, or one that is proposed, counts more than one that is named on the way."""

    max_interests: int = 10
    """Concepts that a person works on, at most; cards and pages have room for as many."""

    min_interests: int = 3
    """Up to so many are taken from single papers (their titles, what they propose) where not as many recur; of people
    with one paper there is nothing else to know."""

    max_shared: float = 0.02
    """Share of the reference papers (`kg.frames.reference`) from which a concept relates no two papers: what 160 of
    8,192 are about, none is."""

    always_shared: int = 20
    """Papers up to which a concept relates them in any case, so that a small graph has related papers too."""

    never_shared: int = 300
    """Papers from which a concept relates none in any case: the work grows with the square of this number."""

    related_papers: int = 5
    """Papers kept as related to each, the nearest; it may be among the nearest of others too."""

    min_related: float = 0.5
    """Share of the weight of a paper's nearest that the others need. Judged by eye on some forty papers beside their
    neighbors, not measured on labels: what lay far behind the nearest mostly shared a method, and no subject."""

    length_slope: float = 0.5
    """How far a paper's own number of concepts, and not the average, decides what it weighs (pivoted length
    normalization, Singhal, Buckley and Mitra 1996). With 1, the cosine, papers with one concept are nearest to all."""

    usual_length: Annotated[float, Range(0.01)] = 2.4
    """Usual length of a paper's list of concepts, against the bits of a concept that one reference paper has. The
    average was measured as 1.9 with 128 reference papers, 2.3 with 1,024 and 2.4 with 2,048. It is not computed for
    each graph, since every weight depends on it."""

    shared_listed: int = 5
    """Concepts listed of what two related papers share, the rarest."""

    largest_result: float = 1e12
    """A number from which no result is meant: it is an identifier, or digits run together."""


@dataclass(frozen=True, slots=True)
class GraphSettings:
    """Numbers that decide which edges are made."""

    max_authors_for_pairs: int = 30
    """A paper with more authors makes no co-author pairs and says so: 30 authors are 435 pairs, and who signs a
    list of hundreds need not have met. 99.6 % of the papers of four months have fewer."""

    min_confidence: float = 0.5
    """Claims below this stay in the tables but make no flat edge."""

    derived: DerivedSettings = field(default_factory=DerivedSettings)
