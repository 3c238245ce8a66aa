"""Numbers of derived tables."""

from dataclasses import dataclass, field
from typing import Annotated

from kg.settings.ranges import Positive, Range


@dataclass(frozen=True, slots=True)
class DerivedSettings:
    """Numbers of tables derived from all claims: co-occurring concepts, interests of authors, related papers.

    Chosen by inspecting single people, papers and concepts of four months (14,189 papers); there are no labels for them
    yet.
    """

    max_concepts_for_pairs: int = 200
    """Maximum number of concepts in a paper's own words that make pairs; more are a list. Pairs grow with the square.
    None of the 2,516 papers of one month names more than 20."""

    papers_together: int = 2
    """Minimum number of papers that name two concepts, for these to co-occur; once is an accident."""

    papers_per_together: Positive = 3500
    """Number of reference papers (`kg.frames.reference`) per additional required paper: accidents grow with them. They
    are between half and all of the papers, so this is one more with every 5,000 papers on average."""

    luck: float = 0.5
    """Standard deviations of a count of papers (its square root) that are subtracted before it is compared with chance:
    otherwise the rarest concepts, which co-occur twice, would precede those that co-occur every week."""

    prominent: int = 2
    """Factor by which a concept of the title, or a proposed one, counts more than one named in passing."""

    max_interests: int = 10
    """Maximum number of concepts that a person works on; cards and pages have room for as many."""

    min_interests: int = 3
    """Number up to which concepts of single papers (in titles, or proposed) are added if fewer recur; people with one
    paper have no other evidence."""

    max_shared: float = 0.02
    """Share of the reference papers (`kg.frames.reference`) from which a concept does not relate papers: a concept of
    160 papers among 8,192 is not specific."""

    always_shared: int = 20
    """Maximum number of papers that a concept relates in any case, so that a small graph has related papers too."""

    never_shared: int = 300
    """Number of papers from which a concept never relates papers: the work grows with the square of this number."""

    related_papers: int = 5
    """Number of nearest papers kept per paper; it may be among the nearest of others too."""

    min_related: float = 0.5
    """Minimum weight of a related paper, as a share of the nearest one's. Judged by eye on some forty papers and their
    neighbors, not measured on labels: papers far behind the nearest mostly shared a method, but not the subject."""

    length_slope: float = 0.5
    """Degree to which a paper's own number of concepts, and not the average, normalizes its weights (pivoted length
    normalization, Singhal, Buckley and Mitra 1996). With 1 (cosine), papers with one concept are nearest to all."""

    usual_length: Annotated[float, Range(0.01)] = 2.4
    """Usual length of a paper's list of concepts, against the bits of a concept that one reference paper has. The
    average was measured as 1.9 with 128 reference papers, 2.3 with 1,024 and 2.4 with 2,048. It is not computed for
    each graph, since every weight depends on it."""

    shared_listed: int = 5
    """Maximum number of shared concepts listed for two related papers, the rarest."""

    largest_result: float = 1e12
    """Number from which a value is not a result: it is an identifier, or joined digits."""


@dataclass(frozen=True, slots=True)
class GraphSettings:
    """Limits of edges."""

    max_authors_for_pairs: int = 30
    """Maximum number of authors of a paper that makes co-author pairs; others are marked: 30 authors are 435 pairs, and
    people on a list of hundreds need not have met. 99.6 % of the papers of four months have fewer."""

    min_confidence: float = 0.5
    """Minimum confidence of a claim that makes a flat edge; others are only in the tables."""

    derived: DerivedSettings = field(default_factory=DerivedSettings)
