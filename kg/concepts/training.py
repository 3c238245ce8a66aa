"""Train the tagger (needs ``pip install 'arxiv-kg[fit]'``).

CRFsuite (Okazaki 2007) finds the weights; `kg.concepts.tagger` uses them without it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.concepts import features
from kg.concepts.tagger import OUTSIDE, Weights, hinted, roles
from kg.concepts.tokens import Lexicon, phrases, tokenize
from kg.errors import MissingExtra


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its labelled spans ``(start, end, label)``, what else was found in it, and its style."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    hints: tuple[tuple[int, int, str], ...] = ()
    style: str = ""


def train(examples: Sequence[Example], *, c1: float = 0.05, c2: float = 0.05, iterations: int = 120, least: int = 1, augment: bool=True) -> Weights:
    """Return weights fitted to labelled texts; the same examples give the same weights."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": iterations, "feature.possible_transitions": False, "feature.minfreq": least})
    for names, labels in encode(examples, augment=augment):
        trainer.append(names, labels)
    import tempfile, os
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        labels = tuple(sorted(tagger.labels()))
        tagger.close()
    number = {label: i for i, label in enumerate(labels)}
    rows: dict = {}
    for (name, label), weight in info.state_features.items():
        rows.setdefault(name, np.zeros(len(labels), dtype=np.float32))[number[label]] = weight
    transitions = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (before, label), weight in info.transitions.items():
        transitions[number[before], number[label]] = weight
    return Weights(labels, rows, transitions)


def encode(examples: Sequence[Example], augment: bool = True):
    lexicon = Lexicon()
    tokens = tokenize([e.text for e in examples], lexicon)
    around = phrases(tokens, lexicon)
    words = lexicon.words
    names: list[list[str]] = [[features.BIAS, f"place={p}"] for p in around.place.tolist()]
    by_role = roles(tokens, around)
    for role, numbers in by_role.items():
        for at, number in enumerate(numbers.tolist()):
            names[at] += features.of_word(role, words[number])
    for at, (p, w, n) in enumerate(zip(by_role["prev"].tolist(), tokens.word.tolist(), by_role["next"].tolist())):
        names[at] += [features.of_pair("prev+word", words[p], words[w]), features.of_pair("word+next", words[w], words[n])]
    for at, name in hinted(tokens, [e.hints for e in examples]):
        names[at].append(name)
    for i, e in enumerate(examples):
        low, high = int(tokens.first[i]), int(tokens.first[i + 1])
        labels = [OUTSIDE] * (high - low)
        starts, ends = tokens.start[low:high], tokens.end[low:high]
        for start, end, label in e.spans:
            inside = np.flatnonzero((starts >= start) & (ends <= end))
            for k, at in enumerate(inside.tolist()):
                labels[at] = ("B-" if k == 0 else "I-") + label
        out = names[low:high]
        if augment and e.style:
            out = [n + [f"{e.style}:{x}" for x in n] for n in out]
        yield out, labels


def retrain(examples: Sequence[Example]) -> Weights:
    """Train as the shipped model is trained, with these as the only examples of their style."""
    return train(examples)
