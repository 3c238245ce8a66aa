"""Numbers of concept extraction."""

from dataclasses import dataclass, field

from kg.settings.ranges import Positive, Share, Weight


@dataclass(frozen=True, slots=True)
class RankingSettings:
    """Points by which the terms of a paper are ranked by salience: points that add up.

    They are chosen, not fitted, since sets of labeled keyphrases are for measuring only; they reward properties of
    keyphrases everywhere (Hulth 2003; Medelyan & Witten 2006; Florescu & Caragea 2017).
    """

    one_word_points: float = -0.8
    """Points of a single word, which is unspecific."""

    two_words_points: float = 0.0
    """Points of two words."""

    three_words_points: float = 0.15
    """Points of three words."""

    four_words_points: float = -0.25
    """Points of four words."""

    longer_points: float = -1.1
    """Points of five words and more, which describe rather than name."""

    title_points: float = 0.4
    """Points of a term in the title."""

    place_points: float = 0.03
    """Points lost per term mentioned before."""

    repetition_points: float = 0.2
    """Points per further mention."""

    max_repetitions: int = 3
    """Maximum number of further mentions that raise the score."""

    shared_points: float = 0.5
    """Points of a term of several words that other papers use as well."""

    min_sharing_papers: Positive = 2
    """Minimum number of papers, including this one, for a term to count as used by others."""

    common_share: Share = 0.02
    """Share of the papers from which a term is common, and loses a point per doubling."""


@dataclass(frozen=True, slots=True)
class AcronymSettings:
    """Conditions under which a paper defines an acronym: letters are aligned with words at a cost.

    The unit of cost is a letter found inside a word and not at its beginning. Costs are chosen, not fitted: skipping a
    word costs more than that, skipping the rest of a hyphenated word less, skipping "of" almost nothing.
    """

    window: Positive = 160
    """Characters before an acronym in which its long form is searched for; the longest seen has some ninety."""

    min_bare_letters: int = 3
    """Minimum number of letters of an acronym that is defined without a bracket, by initials alone; two letters fit by
    chance."""

    inner_letter_cost: Weight = 1.0
    """Cost of a letter inside a word."""

    skipped_word_cost: Weight = 1.6
    """Cost of a word of the long form without a letter."""

    skipped_part_cost: Weight = 0.6
    """The same for a further part of a hyphenated word."""

    skipped_small_word_cost: Weight = 0.15
    """The same for "of" and the like."""

    max_cost_per_letter: Weight = 0.5
    """Allowed cost per letter of the acronym."""

    allowance: Weight = 0.5
    """Additional allowed cost."""


@dataclass(frozen=True, slots=True)
class ConceptSettings:
    """Numbers of the extraction of claims.

    Confidences order the rules by how much each leaves to chance; they are not probabilities measured on labeled data.
    """

    title_confidence: float = 0.9
    """Authors choose the words of a title with care."""

    result_confidence: float = 0.85
    """A stated result: nine in ten of some ninety that were read had the right metric, data set and number."""

    max_terms: int = 15
    """Maximum number of salient terms kept per paper; abstracts name some twenty."""

    min_probability: float = 0.7
    """Minimum probability of a claimed relation in a paper's own words; below, the paper is only about the concept. On
    held-out papers of our own annotation nine in ten such claims agree with the reader, of "uses" and "compares with"
    eight (``benchmarks/concept_models.py``)."""

    min_proposed: float = 0.85
    """The same for "proposes": with 0.7, half of such claims in a first sample were about a part or a user of the
    proposed method."""

    min_seconded: float = 0.4
    """Minimum probability of a claimed relation that is supported by a cue next to the name."""

    cue_confidence: float = 0.8
    """A verb or number beside the name shows the relation."""

    section_confidence: float = 0.7
    """The section determines it: a concept named under Method is mostly used."""

    mention_confidence: float = 0.6
    """The name occurs without further evidence; above `GraphSettings.min_confidence`."""

    eagerness: float = 0.3
    """Subtracted from the score of the tag for "no concept"; on held-out papers of our own annotation 0 to 0.3 give the
    best F1, and counts over papers tolerate false positives."""

    min_papers: int = 2
    """Minimum number of papers that use a name, or define an acronym, for it to be a concept; a term of one paper is
    mostly its own name."""

    min_papers_of_phrase: int = 5
    """Minimum number of papers that use a plain phrase, or a short word in capitals, for it to be a concept."""

    type_share: float = 0.7
    """Share of the votes on a learned concept that its type needs; the votes of papers that use it as no type count."""

    head_noun_votes: float = 1.0
    """Votes that the noun at the end of a term counts: as one paper."""

    min_votes: float = 2.0
    """Minimum number of votes for a type."""

    min_method_votes: float = 3.0
    """Minimum number of votes for the type method, the tagger's default for an unknown name."""

    min_paired_papers: int = 5
    """Minimum number of papers with English and Chinese texts that name a concept, for a Chinese name to be searched
    for."""

    max_paired_papers: int = 60
    """Maximum number of papers of a concept whose Chinese is searched for names; more add nothing and cost time."""

    min_dice: float = 0.7
    """Association (Dice's coefficient over papers, with a bonus for names before brackets) that a learned Chinese name
    needs to become a label."""

    bracket_bonus: float = 0.2
    """Added to the association of a name before a bracket with the English in a quarter of the papers."""

    dice_slack: float = 0.06
    """Maximum difference in association by which a longer string is still preferred to one inside it: "图神经网络" for
    "神经网络"."""

    dominant_share: float = 0.8
    """Minimum share of the papers defining an acronym in this way, for the meaning to hold everywhere."""

    min_definitions: int = 3
    """Minimum number of papers defining an acronym in this way, for the meaning to hold without a definition."""

    propose_reach: int = 25
    """Maximum characters between "we propose" and the proposed concept: only articles and "new" fit."""

    dataset_propose_reach: int = 12
    """The same for data sets, which are named near the verb for many other reasons: an article."""

    evaluate_reach: int = 160
    """Maximum characters between a data set and "experiments on": it may end a list of half a dozen."""

    compare_reach: int = 60
    """Maximum characters between "outperforms" and a method: it may end a list of three or four."""

    baseline_reach: int = 20
    """Maximum characters between a method and the word "baseline"."""

    use_reach: int = 40
    """Maximum characters between "using" or "addresses" and its object: some five words."""

    number_reach: int = 25
    """Maximum characters between a metric and the number that makes it a reported result."""

    result_reach: int = 40
    """Characters before a number that show whether it is a change ("improves by"), and before a data set that show
    whether a result is on it."""

    max_bare_result: float = 100.0
    """The largest whole number that is taken for a result without a unit; larger ones count things."""

    max_abbreviation: int = 4
    """Maximum letters of a word in capitals, used as a method, that is an abbreviation rather than a name."""

    max_chinese_name: Positive = 9
    """Maximum characters of a learned Chinese name."""

    ranking: RankingSettings = field(default_factory=RankingSettings)

    acronyms: AcronymSettings = field(default_factory=AcronymSettings)
