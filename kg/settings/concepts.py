"""Numbers of concept extraction."""

from dataclasses import dataclass


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

    least_papers_sharing: int = 2
    """Papers that use a term from which it counts as shared."""

    shared_term_points: float = 0.5
    """Points of a term of several words that other papers use as well, when the terms of a paper are ranked. These and
    the following points were set on the development part of SemEval-2017 task 10, which trained nothing."""

    common_term_share: float = 0.02
    """Share of the papers from which a term is common, and loses a point with each doubling."""

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
