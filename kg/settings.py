"""Every number that shapes a graph, with its reason and source.

A setting travels with the graph: the manifest keeps a hash of those used, so that two graphs can be compared.
"""

import re
from dataclasses import asdict, dataclass, field, replace
from typing import Final

from kg.errors import UsageError
from kg.ids import DEFAULT_BASE

_BASE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?://)?[^\s<>\"{}|\\^`\x00-\x20]+")


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """How digests are read."""

    longest_row: int = 16 * 2**20
    """Bytes of one row; a longer one is rejected. The longest real row seen has 12 kB."""

    largest_file: int = 2 * 2**30
    """Bytes of one file once unpacked; more is rejected, so that a compression bomb cannot fill memory."""

    most_authors: int = 20_000
    """Names on one paper; the longest list on arXiv (LHC collaborations) has about 5,200."""

    largest_document: int = 256 * 2**20
    """Bytes of a JSON array, which has to be held whole; JSON Lines has no such limit."""

    max_tldr: int = 600
    """Characters of a ``summary`` beside an ``abstract`` that counts as a TL;DR; those of digests have up to some 400,
    and abstracts rarely less than 600."""

    longest_markup: int = 256 * 2**10
    """Bytes of a details block that is parsed as HTML; the parser is slow, and no honest block is this long."""

    chinese_share: float = 0.15
    """Share of Han characters among the letters from which a text counts as Chinese. Of 74,374 summaries with any
    Han character in five months one in a thousand is below 0.33; two Chinese ones lie at 0.17, an English one at
    0.07."""


@dataclass(frozen=True, slots=True)
class AuthorSettings:
    """How printed names become people."""

    merge_bits: float = -0.4
    """Bits from which two clusters are one person: slightly under even odds, chosen on the labelled halves
    (``kg authors sweep`` shows what other values would do)."""

    doubt: float = 0.15
    """Confidence from which a pair left apart is listed as possibly the same; below, one in seven would be right."""

    most_doubts: int = 5
    """Doubtful pairs kept of each person, the strongest: one of a hundred namesakes fits all others a little."""

    sure: float = 0.75
    """Confidence from which a merge of equal names is not listed as a decision of its own."""

    core_bits: float = 7.5
    """Rarity (as in ``coauthor_bits``) of a shared co-author that alone makes mentions of one form one person. On the
    labelled halves 99.9 % of such pairs are one person (``benchmarks/coauthor_worth.py``)."""

    least_for_cores: int = 12
    """Mentions of one form from which cores are made first; fewer are compared each with each at no cost."""

    max_block_pairs: int = 100_000
    """Pairs of mentions in a block of names up to which every two are weighed, which takes some 2 CPU seconds; in a
    larger one only those that share something, and neighbours (`kg.authors.candidates`)."""

    full_weight_authors: int = 15
    """Authors up to which a shared co-author counts in full; on longer lists it counts less in proportion."""

    most_authors: int = 300
    """Authors from which a list tells nothing about who knows whom."""

    coauthor_bits: float = 4.0
    """Bits of a shared co-author whose name one person in 100,000 bears. In four months of digests a shared co-author
    makes one person about as much likelier as his or her name is rarer (``benchmarks/coauthor_worth.py``)."""

    least_coauthor_bits: float = 1.0
    """Bits of a shared co-author with the commonest name."""

    most_coauthor_bits: float = 7.5
    """Bits of a shared co-author with the rarest name: rarer than that, errors in the data speak louder."""

    same_account_bits: float = 6.0
    """Bits of one identifier that a registry such as OpenAlex assigned to two authorships. Its program looks at much
    the same evidence and errs too, so it counts as a rare co-author does and decides nothing alone. Chosen, not
    fitted: no labelled corpus has such identifiers."""

    other_account_bits: float = -2.0
    """Bits of two different identifiers in one such registry, which often holds one person under several. Chosen."""


@dataclass(frozen=True, slots=True)
class ConceptSettings:
    """How texts become claims.

    Confidences order the rules by how much each leaves to chance; they are no probabilities measured on labelled data.
    """

    title_confidence: float = 0.9
    """Authors choose the words of a title with care."""

    result_confidence: float = 0.85
    """A stated result: of some ninety read, nine in ten named the right metric, data set and number."""

    most_terms: int = 15
    """Salient terms kept of each paper; abstracts name some twenty."""

    least_probability: float = 0.7
    """Probability from which a relation in a paper's own words is claimed; below, the paper is about the concept. On
    held-out papers of our own annotation nine in ten claims from here are what a reader said, of "uses" and "compares
    with" eight (``benchmarks/concept_models.py``)."""

    least_proposed: float = 0.85
    """The same for "proposes": from 0.7, readers of a first draw found half of such claims to be about a part or a user
    of what was proposed."""

    least_seconded: float = 0.4
    """Probability from which a relation that a cue beside the name says as well is claimed."""

    cue_confidence: float = 0.8
    """A verb or number beside the name says how the paper relates to it."""

    section_confidence: float = 0.7
    """The section says it: what stands under Method is mostly used."""

    mention_confidence: float = 0.6
    """The name is there, and nothing more is known; above `GraphSettings.least_confidence`."""

    eagerness: float = 0.3
    """Taken off the score of naming nothing when papers are tagged; on held-out papers of our own annotation 0 to 0.3
    give the best F1, and counts over papers forgive what is too much."""

    least_papers: int = 2
    """Papers that must use a name, or define an acronym, before it is a concept; a term of one paper is mostly its own
    name."""

    least_papers_of_phrase: int = 5
    """Papers that must use a plain phrase, or a brief word of capitals, before it is a concept."""

    type_share: float = 0.7
    """Share of the votes on a learnt concept that its type needs; the votes of papers that use it as no type count."""

    head_noun_votes: float = 1.0
    """Votes that the noun at the end of a term is worth: one paper's."""

    least_votes: float = 2.0
    """Votes that a type needs."""

    least_method_votes: float = 3.0
    """Votes that the type method needs; it is what the tagger takes for granted of a name it knows nothing of."""

    most_other_share: float = 0.5
    """Share of the votes for no type up to which a term may be an untyped concept."""

    least_paired_papers: int = 5
    """Papers with English and Chinese texts that must name a concept before a Chinese name is sought."""

    most_paired_papers: int = 60
    """Papers of a concept whose Chinese is searched for names; more tell nothing new and cost time."""

    least_dice: float = 0.7
    """Association (Dice's coefficient over papers, with a bonus for names before brackets) that a learnt Chinese name
    needs to become a label."""

    bracket_bonus: float = 0.2
    """Added to the association of a name that stands before a bracket with the English in a quarter of the papers."""

    dice_slack: float = 0.06
    """Association that a longer string may lack against one inside it, and still be the name: "图神经网络" for
    "神经网络"."""

    dominant_share: float = 0.8
    """Share of the papers defining an acronym that must define it so, before it means that everywhere."""

    least_definitions: int = 3
    """Papers that must define an acronym so, before it means that where nothing is defined."""

    propose_reach: int = 25
    """Characters between "we propose" and what is proposed; only articles and "new" may stand between."""

    dataset_propose_reach: int = 12
    """The same for data sets, which are named near the verb for many other reasons: an article."""

    evaluate_reach: int = 160
    """Characters between a data set and "experiments on": it may end a list of half a dozen."""

    compare_reach: int = 60
    """Characters between "outperforms" and a method: it may end a list of three or four."""

    baseline_reach: int = 20
    """Characters between a method and the word "baseline"."""

    use_reach: int = 40
    """Characters between "using" or "addresses" and its object: some five words."""

    number_reach: int = 25
    """Characters between a metric and the number that makes it a report."""


@dataclass(frozen=True, slots=True)
class DerivedSettings:
    """What is concluded from all claims together: concepts that go together, who works on what, related papers.

    Set by looking at single people, papers and concepts of four months (14,189 papers); nothing here has labels yet.
    """

    max_concepts_for_pairs: int = 200
    """Concepts in a paper's own words up to which they make pairs; more is a list. Pairs grow with the square. Of
    the 2,516 papers of one month none names more than 20."""

    papers_together: int = 2
    """Papers that name two concepts before these go together; once is an accident."""

    papers_per_together: int = 5000
    """One paper more is asked for with every so many in the graph: accidents grow with it."""

    luck: float = 0.5
    """Standard deviations of a count of papers (its square root) that are taken off before it is compared with chance:
    else the rarest concepts, which meet twice, would stand before those that meet every week."""

    telling: int = 2
    """Times that a concept of the title, or one that is proposed, counts more than one that is named on the way."""

    most_interests: int = 10
    """Concepts that a person works on, at most; cards and pages have room for as many."""

    least_interests: int = 3
    """Up to so many are taken from single papers (their titles, what they propose) where not as many recur; of people
    with one paper there is nothing else to know."""

    most_shared: float = 0.02
    """Share of the papers from which a concept relates no two of them: what 280 of 14,000 are about, none is."""

    always_shared: int = 20
    """Papers up to which a concept relates them in any case, so that a small graph has related papers too."""

    never_shared: int = 300
    """Papers from which a concept relates none in any case: the work grows with the square of this number."""

    related_papers: int = 5
    """Papers kept as related to each, the nearest; it may be among the nearest of others too."""

    least_related: float = 0.5
    """Share of the weight of a paper's nearest that the others need. Judged by eye on some forty papers beside their
    neighbours, not measured on labels: what lay far behind the nearest mostly shared a method, and no subject."""

    length_slope: float = 0.5
    """How far a paper's own number of concepts, and not the average, decides what it weighs (pivoted length
    normalisation, Singhal, Buckley and Mitra 1996). With 1, the cosine, papers with one concept are nearest to all."""

    shared_listed: int = 5
    """Concepts listed of what two related papers share, the rarest."""

    largest_result: float = 1e12
    """A number from which no result is meant: it is an identifier, or digits run together."""


@dataclass(frozen=True, slots=True)
class GraphSettings:
    """What becomes an edge."""

    most_authors_for_pairs: int = 30
    """A paper with more authors makes no co-author pairs and says so: 30 authors are 435 pairs, and who signs a
    list of hundreds need not have met. 99.6 % of the papers of four months have fewer."""

    least_confidence: float = 0.5
    """Claims below this stay in the tables but make no flat edge."""

    derived: DerivedSettings = field(default_factory=DerivedSettings)


@dataclass(frozen=True, slots=True)
class LayoutSettings:
    """How pictures are laid out; everything random starts from ``seed``."""

    seed: int = 7
    communities_resolution: float = 1.0
    """Leiden modularity resolution; 1 is Newman's definition."""


@dataclass(frozen=True, slots=True)
class ViewSettings:
    """How much of the graph a view shows."""

    papers_per_edge: int = 25
    """Papers listed behind an edge, the newest; the full number stands beside them. A page of 2,000 people lists
    some 12,000 papers behind edges, and nobody reads a list of hundreds in a tooltip."""

    concept_neighbours: int = 5
    """Strongest neighbours kept of each concept: a co-occurrence network is nearly complete, and unreadable, without
    such a limit. The other end has to have it among twice as many; only its very best neighbour a concept keeps in any
    case."""

    least_npmi: float = 0.15
    """Normalised pointwise mutual information (Bouma 2009) two concepts need: 0 is chance, 1 always together."""

    overview_nodes: int = 240
    """Nodes of the overview; about what fits a page with readable names."""

    overview_categories: int = 14
    """Categories named in the overview, those with most papers."""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """How a finished graph is checked; shapes no graph, so it is no part of `Settings`."""

    most_triples_for_shacl: int = 20_000
    """Triples up to which SHACL is run; larger graphs are asked the same by queries. pySHACL takes 10 CPU seconds for
    19,000 triples and 90 for 69,000, the queries 0.04 and 0.15."""


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """What looks wrong among a graph's people; shapes no graph, so it is no part of `Settings`.

    Measured on an archive of four months (14,189 papers, 57,000 people). People whose name hardly anybody shares are
    one person each, so what they look like is what an honest person looks like: 936 of them have four papers or more.
    """

    common_name: float = -1.0
    """Log2 of the people in 100,000 who share a name, from which it may well be several people here: one in
    200,000, where the archive has 57,000."""

    rare_name: float = -2.5
    """The same, up to which a name should not be two people: one in 570,000. At this limit one name in ten has a second
    bearer among 57,000 people, and the rarer a name the fewer have."""

    least_groups: int = 6
    """Groups of papers without a common co-author, from which one person under a common name may be several. Two or
    three large groups tell nothing: they are as frequent among people with rare names (3 %) as with common ones
    (4 %); who leads several teams has them. Many groups tell."""

    group_share: float = 0.5
    """Groups a paper, as above. With both limits a rare name is suspected in 5 of 100 cases (five papers or more),
    a common one in 19."""

    busy_month: int = 9
    """Papers of one month under a common name. Of the people with rare names one in a hundred has as many."""

    busiest_month: int = 15
    """Papers of one month under any name; nobody with a rare name has more than 12."""

    most_forms: int = 4
    """Forms of one person's name (case, accents and hyphens apart) from which it may be a chain of several people.
    Of 57,000 people 578 have two or more, and four have four or more, three of them chains."""

    most_people: int = 8
    """People who bear one name, from which a reader should know that the name alone says nothing."""


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """What the store keeps."""

    named_graphs: bool = False
    """Whether the store tells the named graphs apart. Oxigraph keeps a quad in six orders and a triple of the
    default graph in three: for 7.1 million statements 121 s and 2.2 GB against 50 s and 1.0 GB."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one build."""

    base: str = DEFAULT_BASE
    ingest: IngestSettings = field(default_factory=IngestSettings)
    authors: AuthorSettings = field(default_factory=AuthorSettings)
    concepts: ConceptSettings = field(default_factory=ConceptSettings)
    graph: GraphSettings = field(default_factory=GraphSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    layout: LayoutSettings = field(default_factory=LayoutSettings)
    views: ViewSettings = field(default_factory=ViewSettings)

    def with_base(self, base: str) -> "Settings":
        """Return these settings with another base IRI; one without a final ``/`` or ``#`` gets a ``/``.

        Raises UsageError when it is no absolute IRI of plain characters.
        """
        if not _BASE.fullmatch(base):
            raise UsageError(f'"{base}" cannot be a base IRI; give one such as https://example.org/id/')
        return replace(self, base=base if base[-1] in "/#" else base + "/")

    def with_named_graphs(self) -> "Settings":
        """Return these settings with a store that tells the named graphs apart."""
        return replace(self, store=StoreSettings(named_graphs=True))

    def as_dict(self) -> dict[str, object]:
        """Return nested plain values, for the manifest."""
        return asdict(self)
