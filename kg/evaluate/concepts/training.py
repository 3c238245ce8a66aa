"""Train the tagger (needs ``pip install 'arxiv-kg[fit]'``).

CRFsuite (Okazaki 2007) computes the weights; `kg.concepts.tagging.tagger` uses them without it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from kg.concepts.tagging import features
from kg.concepts.tagging.features import after
from kg.concepts.tagging.tagger import OUTSIDE, find_hinted_tokens, roles
from kg.concepts.tagging.tokens import Lexicon, phrases, tokenize
from kg.concepts.weights import Weights
from kg.errors import MissingExtra
from kg.frames.arrays import Floats32, Ints32

_L1: Final = 0.2
"""L1 penalty: most features get no weight, so the file stays small."""

_L2: Final = 0.1
"""L2 penalty; both were compared on held-out parts of our own annotation, and have little effect."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its labeled spans ``(start, end, label)``, its hints, and its style."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    hints: tuple[tuple[int, int, str], ...] = ()
    style: str = ""


def train(examples: Sequence[Example], *, iterations: int = 120) -> Weights:
    """Return weights fitted to labeled texts; the same examples give the same weights."""
    try:
        import pycrfsuite  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra("training the tagger", "fit") from error
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": _L1, "c2": _L2, "max_iterations": iterations})
    for names, labels in encode(examples):
        trainer.append(names, labels)
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info, found = tagger.info(), sorted(tagger.labels())
        tagger.close()
    number = {label: i for i, label in enumerate(found)}
    rows: dict[str, Floats32] = {}
    scores = [*info.state_features.items(), *(((after(a), b), w) for (a, b), w in info.transitions.items())]
    for (name, label), weight in scores:
        rows.setdefault(name, np.zeros(len(found), dtype=np.float32))[number[label]] = weight
    return Weights.of(found, rows)


def encode(examples: Sequence[Example]) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield the features of the tokens and their labels, in BIO, for each example.

    With one style there is nothing to distinguish, so each feature is written once.
    """
    styles = {example.style for example in examples}
    lexicon = Lexicon()
    tokens = tokenize([e.text for e in examples], lexicon)
    around = phrases(tokens, lexicon)
    words = lexicon.words
    names: list[list[str]] = [[features.BIAS, f"place={place}"] for place in around.place.tolist()]
    by_role = roles(tokens, around)
    for role, numbers in by_role.items():
        for at, number in enumerate(numbers.tolist()):
            names[at] += features.of_word(role, words[number])
    triples = zip(by_role["prev"].tolist(), tokens.word.tolist(), by_role["next"].tolist(), strict=True)
    for at, (before, word, behind) in enumerate(triples):
        names[at].append(features.of_pair("prev+word", words[before], words[word]))
        names[at].append(features.of_pair("word+next", words[word], words[behind]))
    for at, name in find_hinted_tokens(tokens, [example.hints for example in examples]):
        names[at].append(name)
    for i, example in enumerate(examples):
        low, high = int(tokens.first[i]), int(tokens.first[i + 1])
        own = names[low:high]
        if len(styles) > 1:
            own = [[*one, *(f"{example.style}:{name}" for name in one)] for one in own]
        yield own, _labels(example, tokens.start[low:high], tokens.end[low:high])


def _labels(example: Example, starts: Ints32, ends: Ints32) -> list[str]:
    labels = [OUTSIDE] * len(starts)
    for start, end, label in example.spans:
        inside = np.flatnonzero((starts >= start) & (ends <= end))
        for place, at in enumerate(inside.tolist()):
            labels[at] = f"{'I' if place else 'B'}-{label}"
    return labels


def retrain(examples: Sequence[Example]) -> Weights:
    """Return weights fitted to one labeled set alone, trained in the same way as the shipped weights.

    The shipped weights were also trained on our own annotation, whose texts are not distributed with the program; on
    TDMSci this makes a difference of less than a hundredth.
    """
    return train(examples)
