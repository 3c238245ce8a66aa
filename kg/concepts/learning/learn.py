"""Learn a vocabulary from a corpus: terms that several papers use, with a type determined by their use.

A term that only one paper uses is usually that paper's name for its own work, and does not become a concept. Three
kinds of terms do: names ("SQuAD", "Llama 3") that are used in more papers than the one that introduces them, long forms
that several papers abbreviate, and plain phrases that many papers use with one type. A single sentence often does not
show the type of a name, so each paper has one vote. If the votes disagree, a name or long form becomes an untyped
concept, and a plain phrase does not become a concept.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kg import ids
from kg.concepts.learning.head_nouns import is_term, is_vague, type_of
from kg.concepts.learning.terms import TermCounts, group_counts, is_name, most_frequent
from kg.concepts.text.lexical import latin_words
from kg.concepts.vocabulary.matching import Index
from kg.concepts.vocabulary.vocabulary import Label, Vocabulary
from kg.model import Concept, ConceptType
from kg.settings import ConceptSettings

_TYPES: Final = {t.value: t for t in ConceptType if t}
_TWO: Final = 2
_SAYS_NOTHING: Final = (" score", " metric", " metrics", " value")


@dataclass(frozen=True, slots=True)
class CountedTerm:
    """A term with its counts of papers, from `TermCounts`."""

    key: str
    label: str
    papers: int
    votes: Mapping[str, int]
    shorts: Mapping[str, int]
    own: int


def learn(terms: TermCounts, known: Index, settings: ConceptSettings) -> Vocabulary:
    """Return the concepts that the terms of a corpus add to the ``known`` ones.

    A learned concept has English labels only: its most common surface form, and acronyms with no other meaning.
    """
    found = sorted(_candidates(terms, known, settings), key=lambda found: (-found[0].papers, found[0].label))
    meanings = _meanings(terms)
    concepts: dict[str, Concept] = {}
    labels: list[Label] = []
    for term, type_ in found:
        concept = ids.slug(term.label)
        if concept in concepts:
            continue
        shown, hidden = _acronyms(term, meanings, known, settings)
        others = tuple((short, "en") for short in sorted({*shown, *hidden}))
        votes = tuple(sorted(term.votes.items(), key=lambda item: (-item[1], item[0])))
        concepts[concept] = Concept(concept, type_, term.label, others, votes=votes)
        labels.append(Label(concept, term.label, "en"))
        labels += [Label(concept, short, "en") for short in shown]
        labels += [Label(concept, short, "en", hidden=True) for short in hidden]
    return Vocabulary(tuple(concepts[c] for c in sorted(concepts)), tuple(sorted(labels, key=_label_order)))


def _label_order(label: Label) -> tuple[str, str, bool]:
    return label.concept, label.text, label.hidden


def _candidates(
    terms: TermCounts, known: Index, settings: ConceptSettings
) -> Iterable[tuple[CountedTerm, ConceptType]]:
    """Yield the terms that become concepts, with the type of each."""
    keys = sorted(key for key, papers in terms.papers.items() if papers >= settings.min_papers)
    votes, printed, shorts = (group_counts(counts, keys) for counts in (terms.votes, terms.labels, terms.shorts))
    for key in keys:
        if not printed[key]:
            continue
        label = most_frequent(printed[key])
        # "FID score" is FID
        bare = label.rpartition(" ")[0] if label.endswith(_SAYS_NOTHING) else label
        if label.count("(") != label.count(")"):
            continue
        term = CountedTerm(key, label, terms.papers[key], votes[key], shorts[key], terms.own[key])
        type_ = _type_of_concept(term, settings)
        # most terms do not become concepts, so the vocabulary is searched last
        if type_ is not None and not known.lookup(label) and not known.lookup(bare):
            yield term, type_


def _meanings(terms: TermCounts) -> dict[str, dict[str, int]]:
    """Return the terms that each short form abbreviates, with the number of papers."""
    meanings: dict[str, dict[str, int]] = defaultdict(dict)
    for (key, short), papers in terms.shorts.items():
        meanings[short][key] = papers
    return meanings


def _acronyms(
    term: CountedTerm, meanings: Mapping[str, Mapping[str, int]], known: Index, settings: ConceptSettings
) -> tuple[list[str], list[str]]:
    """Return the short forms that always mean this term, and those that need more evidence in a paper."""
    shown: list[str] = []
    hidden: list[str] = []
    for short, papers in sorted(term.shorts.items()):
        if papers < settings.min_papers or known.lookup(short):
            continue
        dominant = papers >= settings.dominant_share * sum(meanings[short].values())
        (shown if dominant and papers >= settings.min_definitions else hidden).append(short)
    return shown, hidden


def decide_type(term: CountedTerm, settings: ConceptSettings) -> ConceptType | None:
    """Return the type that most papers use a term with: untyped if they differ, None if it is not one of our types.

    The noun at the end of a term votes as well: "… rate" is a metric, whatever the sentences suggest.
    """
    votes = {_TYPES[name]: float(count) for name, count in term.votes.items() if name in _TYPES}
    of_head = type_of(term.label)
    if of_head:
        votes[of_head] = votes.get(of_head, 0.0) + settings.head_noun_votes
    if not votes:
        return None
    best = max(sorted(votes), key=lambda type_: votes[type_])
    others = sum(count for name, count in term.votes.items() if name not in _TYPES)
    share = votes[best] / (sum(votes.values()) + others)
    # "method" is the tagger's default for an unknown name
    least = settings.min_method_votes if best is ConceptType.METHOD else settings.min_votes
    if share >= settings.type_share and votes[best] >= least:
        return best
    return ConceptType.UNTYPED


def _type_of_concept(term: CountedTerm, settings: ConceptSettings) -> ConceptType | None:
    """Return the type of the concept that a term becomes, None if it does not become one."""
    label = term.label
    if max(term.shorts.values(), default=0) >= settings.min_papers:
        return decide_type(term, settings) or ConceptType.UNTYPED if is_term(label) else None
    if term.own > 1:
        # several papers present it as their own work: one string, several meanings
        return None
    name = " " not in label and is_name(label)
    if not name and (term.papers < settings.min_papers_of_phrase or len(latin_words(label)) < _TWO):
        return None
    type_ = decide_type(term, settings)
    if name and label.isupper() and len(label) <= settings.max_abbreviation and type_ is ConceptType.METHOD:
        # an abbreviation whose long form is not spelled out often enough to be known
        return None
    return type_ if type_ and not is_vague(label) else None
