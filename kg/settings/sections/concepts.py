"""Numbers of concept extraction."""

from dataclasses import dataclass, field

from kg.settings.ranges import Positive, Share, Weight


@dataclass(frozen=True, slots=True)
class RankingSettings:
    """Points by which the terms of a paper are ranked by salience: points that add up.

    They are chosen, not fitted, since sets of labeled keyphrases may only be measured on; what they reward holds for
    keyphrases everywhere (Hulth 2003; Medelyan & Witten 2006; Florescu & Caragea 2017).
    """

    one_word_points: float = -0.8
    """Points of a single word, which says little."""

    two_words_points: float = 0.0
    """Points of two words."""

    three_words_points: float = 0.15
    """Points of three words."""

    four_words_points: float = -0.25
    """Points of four words."""

    longer_points: float = -1.1
    """Points of five words and more, which describe rather than name."""

    title_points: float = 0.4
    """Points of what the title names."""

    place_points: float = 0.03
    """Points lost with each term mentioned before."""

    repetition_points: float = 0.2
    """Points of each further mention."""

    max_repetitions: int = 3
    """Further mentions up to which each counts."""

    shared_points: float = 0.5
    """Points of a term of several words that other papers use as well."""

    min_sharing_papers: Positive = 2
    """Papers, this one included, from which a term counts as used by others as well."""

    common_share: Share = 0.02
    """Share of the papers from which a term is common, and loses a point with each doubling."""


@dataclass(frozen=True, slots=True)
class AcronymSettings:
    """When a paper defines an acronym: letters are aligned with words at a cost.

    The unit of cost is a letter found inside a word and not at its beginning. Costs are chosen, not fitted: to pass
    over a word is dearer than that, over the rest of a hyphenated word cheaper, over "of" next to nothing.
    """

    window: Positive = 160
    """Characters before an acronym in which its long form is sought; the longest seen has some ninety."""

    min_bare_letters: int = 3
    """Letters from which an acronym is defined without a bracket, by initials alone; two letters fit by chance."""

    inner_letter_cost: Weight = 1.0
    """Cost of a letter inside a word."""

    skipped_word_cost: Weight = 1.6
    """Cost of a word of the long form without a letter."""

    skipped_part_cost: Weight = 0.6
    """The same for a further part of a hyphenated word."""

    skipped_small_word_cost: Weight = 0.15
    """The same for "of" and the like."""

    max_cost_per_letter: Weight = 0.5
    """Cost that each letter of the acronym allows."""

    allowance: Weight = 0.5
    """Cost allowed besides."""


@dataclass(frozen=True, slots=True)
class ConceptSettings:
    """Numbers of the extraction of claims.

    Confidences order the rules by how much each leaves to chance; they are no probabilities measured on labeled data.
    """

    title_confidence: float = 0.9
    """Authors choose the words of a title with care."""

    result_confidence: float = 0.85
    """A stated result: of some ninety read, nine in ten named the right metric, data set and number."""

    max_terms: int = 15
    """Salient terms kept of each paper; abstracts name some twenty."""

    min_probability: float = 0.7
    """Probability from which a relation in a paper's own words is claimed; below, the paper is about the concept. On
    held-out papers of our own annotation nine in ten claims from here are what a reader said, of "uses" and "compares
    with" eight (``benchmarks/concept_models.py``)."""

    min_proposed: float = 0.85
    """The same for "proposes": from 0.7, readers of a first draw found half of such claims to be about a part or a user
    of what was proposed."""

    min_seconded: float = 0.4
    """Probability from which a relation that a cue beside the name says as well is claimed."""

    cue_confidence: float = 0.8
    """A verb or number beside the name says how the paper relates to it."""

    section_confidence: float = 0.7
    """The section determines it: a concept named under Method is mostly used."""

    mention_confidence: float = 0.6
    """The name is there, and nothing more is known; above `GraphSettings.min_confidence`."""

    eagerness: float = 0.3
    """Taken off the score of naming nothing when papers are tagged; on held-out papers of our own annotation 0 to 0.3
    give the best F1, and counts over papers forgive what is too much."""

    min_papers: int = 2
    """Papers that must use a name, or define an acronym, before it is a concept; a term of one paper is mostly its own
    name."""

    min_papers_of_phrase: int = 5
    """Papers that must use a plain phrase, or a brief word of capitals, before it is a concept."""

    type_share: float = 0.7
    """Share of the votes on a learned concept that its type needs; the votes of papers that use it as no type count."""

    head_noun_votes: float = 1.0
    """Votes that the noun at the end of a term is worth: one paper's."""

    min_votes: float = 2.0
    """Votes that a type needs."""

    min_method_votes: float = 3.0
    """Votes that the type method needs; it is what the tagger takes for granted of a name it knows nothing of."""

    min_paired_papers: int = 5
    """Papers with English and Chinese texts that must name a concept before a Chinese name is sought."""

    max_paired_papers: int = 60
    """Papers of a concept whose Chinese is searched for names; more add nothing and cost time."""

    min_dice: float = 0.7
    """Association (Dice's coefficient over papers, with a bonus for names before brackets) that a learned Chinese name
    needs to become a label."""

    bracket_bonus: float = 0.2
    """Added to the association of a name before a bracket with the English in a quarter of the papers."""

    dice_slack: float = 0.06
    """Association that a longer string may lack against one inside it, and still be the name: "图神经网络" for
    "神经网络"."""

    dominant_share: float = 0.8
    """Share of the papers defining an acronym that must define it so, before it means that everywhere."""

    min_definitions: int = 3
    """Papers that must define an acronym so, before it means that where nothing is defined."""

    propose_reach: int = 25
    """Characters between "we propose" and what is proposed; only articles and "new" may come between."""

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

    result_reach: int = 40
    """Characters before a number that show whether it is a change ("improves by"), and before a data set that show
    whether a result is on it."""

    max_bare_result: float = 100.0
    """The largest whole number that is taken for a result without a unit; larger ones count things."""

    max_abbreviation: int = 4
    """Letters up to which a word of capitals used as a method is rather an abbreviation than a name."""

    max_chinese_name: Positive = 9
    """Characters of the longest Chinese name that is learned."""

    ranking: RankingSettings = field(default_factory=RankingSettings)

    acronyms: AcronymSettings = field(default_factory=AcronymSettings)
