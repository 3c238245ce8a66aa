"""Fit the models that find concepts and tell relations, and say what they are worth on papers they never saw.

    python -m benchmarks.concept_models ../shared                # cross-validate, in folds of whole papers
    python -m benchmarks.concept_models ../shared --write        # fit on everything and write both files

Needs ``pip install arxiv-kg[fit]``. The tagger learns from our own annotation (`benchmarks.concept_marks`) and from
TDMSci (Hou et al. 2021, Apache-2.0), each in a style of its own; the relations from our own annotation alone.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.concept_marks import Marked, read_marks
from kg.concepts.finder import Finder
from kg.concepts.own_words import styled
from kg.concepts.relation_features import Sentences, features
from kg.concepts.tagger import Span, Tagger
from kg.concepts.tagging import OWN_STYLE, Hint
from kg.concepts.terms import term_key
from kg.concepts.text import clean
from kg.concepts.training import Example, train
from kg.concepts.weights import Weights, write_weights
from kg.evaluate.concepts.formats import Task, read_texts
from kg.model import Relation, SectionKind

FOLDS = 4
CODES = dict(
    zip("puaerc-", ("proposes", "uses", "addresses", "evaluatedOn", "reports", "comparesWith", "about"), strict=True)
)
UNRELATED = frozenset({"other", "material"})
PENALTY = 0.1
"""Inverse strength of the L2 penalty on relations; 0.05 to 0.3 give the same accuracy to half a per cent."""
LEAST_SEEN = 3
TDMSCI = "gold/concepts/tdmsci/train.jsonl"


Hints = Callable[[str], list[Hint]]
"""What the curated vocabulary knows in a text, as the build tells the tagger."""


def examples(papers: Iterable[Sequence[Marked]], hints: Hints) -> list[Example]:
    """Return our own annotation as the tagger learns from it."""
    found = []
    for marked in (one for paper in papers for one in paper):
        text = clean(marked.text)
        spans = tuple((*text.cleaned(m.start, m.end), m.type) for m in marked.marks)
        found.append(Example(text.text, spans, tuple(hints(text.text)), OWN_STYLE))
    return found


def tdmsci(shared: Path, hints: Hints) -> list[Example]:
    """Return the sentences of TDMSci."""
    return [
        Example(row.text, tuple((s.start, s.end, s.label.lower()) for s in row.spans), tuple(hints(row.text)), "tdmsci")
        for row in read_texts(shared / TDMSCI, Task.SPANS)
    ]


def relations(papers: Iterable[Sequence[Marked]]) -> tuple[list[dict[str, int]], list[str]]:
    """Return features and relation of every mark that names a concept."""
    rows, labels = [], []
    for paper in papers:
        title = {
            term_key(one.text[m.start : m.end]) for one in paper if one.section is SectionKind.TITLE for m in one.marks
        }
        for one in paper:
            text = clean(one.text)
            sentences = Sentences(text.text, 0, len(text.text))
            for mark in one.marks:
                if mark.type in UNRELATED:
                    continue
                start, end = text.cleaned(mark.start, mark.end)
                found = features(
                    sentences, start, end, title=one.section is SectionKind.TITLE,
                    in_title=term_key(one.text[mark.start : mark.end]) in title,
                )  # fmt: skip
                rows.append(dict.fromkeys(styled(found, mark.type), 1))
                labels.append(CODES[mark.relation])
    return rows, labels


def fit_relations(rows: Sequence[dict[str, int]], labels: Sequence[str]) -> Weights:
    """Return the weights of logistic regression; features seen less than three times are left out."""
    seen = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer(sparse=True)
    matrix = vectorizer.fit_transform([{n: v for n, v in row.items() if seen[n] >= LEAST_SEEN} for row in rows])
    model = LogisticRegression(C=PENALTY, max_iter=400, fit_intercept=False).fit(matrix, np.array(labels))
    names = vectorizer.get_feature_names_out().tolist()
    return Weights(
        tuple(model.classes_.tolist()), {n: model.coef_[:, i].astype(np.float32) for i, n in enumerate(names)}
    )


def validate(papers: Sequence[Sequence[Marked]], gold: Sequence[Example], hints: Hints) -> None:
    """Print what folds of papers get from models that saw the others only."""
    spans, told = [], []
    for fold in range(FOLDS):
        seen = [paper for i, paper in enumerate(papers) if i % FOLDS != fold]
        unseen = [paper for i, paper in enumerate(papers) if i % FOLDS == fold]
        tagger = Tagger(train([*examples(seen, hints), *gold]), OWN_STYLE)
        held = examples(unseen, hints)
        spans += zip(held, tagger.tag([e.text for e in held], [e.hints for e in held]), strict=True)
        weights = fit_relations(*relations(seen))
        for row, label in zip(*relations(unseen), strict=True):
            scores = weights.sum(row)
            odds = np.exp(scores - scores.max())
            told.append((label, weights.labels[int(odds.argmax())], float(odds.max() / odds.sum())))
    print("| spans, exact | precision | recall | F1 | n |\n|---|---|---|---|---|")
    for type_ in ("", *sorted({label for e, _ in spans for _, _, label in e.spans})):
        print(_spans_line(type_, spans))
    print("\n| relation | " + " | ".join(f"precision / recall from {t}" for t in (0, 0.5, 0.6, 0.7, 0.8)) + " |")
    print("|---|---|---|---|---|---|")
    for relation in Relation:
        print(_relation_line(relation.value, told))


def _spans_line(type_: str, spans: Sequence[tuple[Example, Sequence[Span]]]) -> str:
    kept = [
        ({s for s in e.spans if not type_ or s[2] == type_}, {tuple(s) for s in found if not type_ or s[2] == type_})
        for e, found in spans
    ]
    right = sum(len(gold & found) for gold, found in kept)
    n, said = sum(len(gold) for gold, _ in kept), sum(len(found) for _, found in kept)
    return f"| {type_ or 'all'} | {right / max(1, said):.3f} | {right / n:.3f} | {2 * right / (n + said):.3f} | {n} |"


def _relation_line(relation: str, told: Sequence[tuple[str, str, float]]) -> str:
    meant = sum(label == relation for label, _, _ in told)
    cells = []
    for least in (0, 0.5, 0.6, 0.7, 0.8):
        said = [label for label, guess, probability in told if guess == relation and probability >= least]
        right = said.count(relation)
        cells.append(f"{right / max(1, len(said)):.2f} / {right / meant:.2f}")
    return f"| {relation} | {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    hints = Finder().hints
    papers, gold = read_marks(asked.shared), tdmsci(asked.shared, hints)
    if not asked.write:
        validate(papers, gold, hints)
        return
    made = "python -m benchmarks.concept_models ../shared --write"
    marks = sum(len(one.marks) for paper in papers for one in paper)
    own = f"our own annotation of {len(papers)} papers ({marks} marks, tests/data/concept_marks.tsv)"
    tagger = train([*examples(papers, hints), *gold])
    _write("tagger", tagger, [f"Fitted to {own} and to TDMSci (Apache-2.0), by", f"  {made}"])
    _write("relations", fit_relations(*relations(papers)), [f"Fitted to {own}, by", f"  {made}"])


def _write(name: str, weights: Weights, header: Sequence[str]) -> None:
    lines = write_weights(weights, header)
    Path(f"kg/concepts/{name}_weights.tsv").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
