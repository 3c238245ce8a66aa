"""Cross-validate: tag every text with a model that was trained without it."""

from collections.abc import Sequence

from kg.concepts.finder import Finder
from kg.concepts.tagging.tagger import TaggedSpan
from kg.concepts.vocabulary.vocabulary import Vocabulary
from kg.errors import UsageError
from kg.evaluate.concepts.formats import LabeledText
from kg.evaluate.concepts.mapping import TRAINABLE, GoldSet
from kg.evaluate.concepts.training import Example, retrain

_FEWEST = 2


def check_folds(texts: Sequence[LabeledText], known: GoldSet | None, folds: int) -> None:
    """Raise UsageError if the texts may not train a model, or cannot be divided into this many folds."""
    if known is None or known.name not in TRAINABLE:
        which = "labels of an unknown set" if known is None else known.name
        raise UsageError(
            f"{which} may not train a model: as far as is known, their license only allows measuring."
            f" --cross-validate is for {', '.join(TRAINABLE)}; omit it, since nothing shipped was trained on these"
        )
    if not _FEWEST <= folds <= len(texts):
        raise UsageError(
            f"{len(texts):,} texts cannot be divided into {folds:,} folds; give {_FEWEST} to {len(texts):,}"
        )


def cross_validate(
    texts: Sequence[LabeledText], known: GoldSet | None, folds: int, vocabulary: Vocabulary | None = None
) -> list[list[TaggedSpan]]:
    """Return the spans found in each text by a model trained on the other folds; text i is in fold ``i % folds``.

    Raises the errors of `check_folds`.
    """
    check_folds(texts, known, folds)
    style = known.style if known else ""
    hints = Finder(vocabulary).hints
    examples = [
        Example(
            text.text,
            tuple((s.start, s.end, s.label.lower()) for s in text.spans),
            tuple(hints(text.text)),
            style,
        )
        for text in texts
    ]
    found: list[list[TaggedSpan]] = [[] for _ in texts]
    for fold in range(folds):
        weights = retrain([example for i, example in enumerate(examples) if i % folds != fold])
        finder = Finder(vocabulary, weights=weights)
        found[fold::folds] = finder.spans([text.text for text in texts[fold::folds]], style)
    return found
