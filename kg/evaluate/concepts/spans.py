"""Score typed spans and acronyms: a span is right if its beginning, its end and its type are."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from statistics import fmean

from kg.concepts.tagging.tagger import TaggedSpan
from kg.evaluate.concepts.formats import LONG, SHORT, LabeledText
from kg.evaluate.concepts.joining import widen
from kg.evaluate.concepts.mapping import LabelMap
from kg.evaluate.concepts.outcome import Figures, ScoredMark, TaskOutcome, TextOutcome, combine_figures, compute_figures

_Pair = tuple[frozenset[TaggedSpan], frozenset[TaggedSpan]]


def score_spans(texts: Sequence[LabeledText], found: Sequence[Sequence[TaggedSpan]], mapping: LabelMap) -> TaskOutcome:
    """Compare found spans with labeled ones, over the gold labels that have a mapping.

    Precision, recall and F1 are micro-averages, as in the CoNLL tasks. Found spans with an unmapped label are left out.
    Ignored gold labels are removed, so a span found in their place is wrong.
    """
    pairs = [
        (mapping.meant(text.spans), mapping.found(_on_tokens(spans, text)))
        for text, spans in zip(texts, found, strict=True)
    ]
    types = _by_type(pairs, mapping.types)
    meant, guessed, right = _counts(pairs)
    whole = compute_figures(right.total(), guessed.total(), meant.total())
    return TaskOutcome(whole, _items(texts, pairs), types)


def score_acronyms(texts: Sequence[LabeledText], found: Sequence[Sequence[TaggedSpan]]) -> TaskOutcome:
    """Compare short and long forms; the score is the F1 of the mean precision and the mean recall of the two kinds.

    This is the measure of the shared task on acronym identification at SDU@AAAI-21 (Veyseh et al. 2020).
    """
    pairs = [
        (frozenset(text.spans), frozenset(_on_tokens(spans, text))) for text, spans in zip(texts, found, strict=True)
    ]
    types = _by_type(pairs, (SHORT, LONG))
    precisions = [kind.precision for kind in types.values() if kind.precision is not None]
    recalls = [kind.recall for kind in types.values() if kind.recall is not None]
    n = sum(kind.n for kind in types.values())
    whole = combine_figures(fmean(precisions), fmean(recalls), n) if precisions else compute_figures(0, 0, 0)
    return TaskOutcome(whole, _items(texts, pairs), types)


def _on_tokens(spans: Sequence[TaggedSpan], text: LabeledText) -> Sequence[TaggedSpan]:
    return widen(spans, text.places) if text.places else spans


def _counts(pairs: Iterable[_Pair]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count labeled, found and right spans by their labels."""
    meant, found, right = Counter[str](), Counter[str](), Counter[str]()
    for gold, guessed in pairs:
        meant.update(span.label for span in gold)
        found.update(span.label for span in guessed)
        right.update(span.label for span in gold & guessed)
    return meant, found, right


def _by_type(pairs: Sequence[_Pair], types: Collection[str]) -> dict[str, Figures]:
    meant, found, right = _counts(pairs)
    return {type_: compute_figures(right[type_], found[type_], meant[type_]) for type_ in types}


def _items(texts: Sequence[LabeledText], pairs: Sequence[_Pair]) -> tuple[TextOutcome, ...]:
    return tuple(
        TextOutcome(text.line, text.id, text.text, _marks(text.text, gold, guessed), _marks(text.text, guessed, gold))
        for text, (gold, guessed) in zip(texts, pairs, strict=True)
    )


def _marks(text: str, spans: frozenset[TaggedSpan], other: frozenset[TaggedSpan]) -> tuple[ScoredMark, ...]:
    return tuple(ScoredMark(text[s.start : s.end], s in other, s.label, s.start, s.end) for s in sorted(spans))
