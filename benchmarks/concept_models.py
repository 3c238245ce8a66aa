"""Fit the models for concepts and relations, and measure them on held-out papers.

    python -m benchmarks.concept_models ../shared                # cross-validate, in folds of whole papers
    python -m benchmarks.concept_models ../shared --write        # fit on everything and write both files
    python -m benchmarks.concept_models --text relations         # print shipped weights as text: tagger or relations

Needs ``pip install arxiv-kg[fit]``. The tagger learns from our own annotation (`benchmarks.concept_marks`) and from
TDMSci (Hou et al. 2021, Apache-2.0), each in a style of its own; the relations from our own annotation alone.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.concept_marks import Mark, Marked, read_marks
from kg.concepts.finder import Finder
from kg.concepts.relations.relation_features import Sentences, add_type_features, features
from kg.concepts.stages import curated_vocabulary, match_concepts, tag_texts
from kg.concepts.stages.frames import by_paper
from kg.concepts.tagging.hints import OWN_STYLE
from kg.concepts.tagging.tagger import Hint, TaggedSpan, Tagger
from kg.concepts.text.clean_text import clean_text
from kg.concepts.text.paper_texts import PaperTexts
from kg.concepts.weights import Weights, shipped_weights, text_lines, write_weights
from kg.evaluate.concepts.formats import EvaluationTask, read_texts
from kg.evaluate.concepts.training import Example, train
from kg.frames.columns import frame
from kg.model import Paper, Relation, Section, SectionKind
from kg.settings import ConceptSettings

FOLDS = 4
CODES = dict(
    zip("puaerc-", ("proposes", "uses", "addresses", "evaluatedOn", "reports", "comparesWith", "about"), strict=True)
)
UNRELATED = frozenset({"other", "material"})
GENERIC = re.compile(
    r"[\s-]*(?:\([^()]*\)\s*)?(?:models?|datasets?|benchmarks?|tasks?|methods?|algorithms?|architectures?|networks?|series|family|"
    r"corpus|scores?|metrics?|suite|variants?|problems?|loss|layers?)?s?"
)
"""Words after a name that do not make it a part of another name."""
PENALTY = 0.1
"""Inverse strength of the L2 penalty on relations; 0.05 to 0.3 give the same accuracy to half a per cent."""
LEAST_SEEN = 3
TDMSCI = "gold/concepts/tdmsci/train.jsonl"


Hints = Callable[[str], list[Hint]]
"""A function that returns the matches of the curated vocabulary in a text, as the build gives them to the tagger."""


def examples(papers: Iterable[Sequence[Marked]], hints: Hints) -> list[Example]:
    """Return our own annotation as training data of the tagger."""
    found = []
    for marked in (one for paper in papers for one in paper):
        text = clean_text(marked.text)
        spans = tuple((*text.cleaned(m.start, m.end), m.type) for m in marked.marks)
        found.append(Example(text.text, spans, tuple(hints(text.text)), OWN_STYLE))
    return found


def tdmsci(shared: Path, hints: Hints) -> list[Example]:
    """Return the sentences of TDMSci."""
    return [
        Example(row.text, tuple((s.start, s.end, s.label.lower()) for s in row.spans), tuple(hints(row.text)), "tdmsci")
        for row in read_texts(shared / TDMSCI, EvaluationTask.SPANS)
    ]


Names = Mapping[str, Sequence[tuple[int, int, str, str, str]]]
"""Return mentions of curated concepts in each paper's title and abstract: rows of concept_mentions."""


def named(papers: Iterable[Sequence[Marked]]) -> Names:
    """Find the concept mentions that the program finds in papers."""
    settings = ConceptSettings()
    languages = {SectionKind.TITLE: "", SectionKind.ABSTRACT: "en"}
    texts = [(one.paper, one.section.value, languages[one.section], one.text) for paper in papers for one in paper]
    frames = {"texts": frame("texts", texts), **curated_vocabulary()}
    frames |= {"known_concepts": frames["curated_concepts"], "known_labels": frames["curated_labels"]}
    frames |= tag_texts(settings, frames)(frames)
    frames |= match_concepts(settings, frames)(frames)
    return by_paper(frames["concept_mentions"])


def relations(papers: Iterable[Sequence[Marked]], names: Names) -> tuple[list[dict[str, int]], list[str]]:
    """Return features and relation of everything the program names in these papers, and of every mark on a concept.

    A name that is only the beginning of what was marked ("X" in "X-based planner") is not what the relation is to: it
    is used where the whole is, and the paper is about it in all other cases, unless what follows it is "benchmark" and
    the like. What nobody marked the paper is about.
    """
    rows, labels = [], []
    for paper in papers:
        title, abstract = (one.text for one in paper)
        sections = (Section(SectionKind.ABSTRACT, abstract, "en"),)
        texts = PaperTexts.of(Paper(paper[0].paper, title, "", (), "", sections=sections))
        text = texts.joined
        marks = [
            (*_moved(one, mark, begin), mark)
            for one, (_, begin, _) in zip(paper, texts.sections(), strict=True)
            for mark in one.marks
        ]
        found = [(start, end, type_, concept) for start, end, concept, type_, _ in names.get(paper[0].paper, ())]
        examples_ = [
            (start, end, type_, concept, _relation(text, start, end, marks)) for start, end, type_, concept in found
        ]
        examples_ += [
            (start, end, mark.type, "", CODES[mark.relation])
            for start, end, mark in marks
            if mark.type not in UNRELATED and not any((start, end) == (s, e) for s, e, _, _ in found)
        ]
        in_title = {concept for start, _, _, concept in found if texts.section_at(start) is SectionKind.TITLE}
        for section, begin, stop in texts.sections():
            sentences = Sentences(text, begin, stop, title=section.kind is SectionKind.TITLE)
            for start, end, type_, concept, relation in examples_:
                if begin <= start < stop:
                    around = sentences.around(start, end, in_title=concept in in_title)
                    rows.append(dict.fromkeys(add_type_features(features(around), type_), 1))
                    labels.append(relation)
    return rows, labels


def _moved(one: Marked, mark: Mark, begin: int) -> tuple[int, int]:
    start, end = clean_text(one.text).cleaned(mark.start, mark.end)
    return begin + start, begin + end


def _relation(text: str, start: int, end: int, marks: Sequence[tuple[int, int, Mark]]) -> str:
    for low, high, mark in marks:
        if low < end and start < high:
            whole = end >= high or not text[end:high].strip(" -)s") or GENERIC.fullmatch(text, end, high)
            if whole or mark.relation == "u":
                return CODES[mark.relation]
            return "about"
    return "about"


def fit_relations(rows: Sequence[dict[str, int]], labels: Sequence[str]) -> Weights:
    """Return the weights of logistic regression; features seen less than three times are left out."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    seen = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer(sparse=True)
    matrix = vectorizer.fit_transform([{n: v for n, v in row.items() if seen[n] >= LEAST_SEEN} for row in rows])
    model = LogisticRegression(C=PENALTY, max_iter=400, fit_intercept=False).fit(matrix, np.array(labels))
    names = vectorizer.get_feature_names_out().tolist()
    return Weights.of(model.classes_.tolist(), {n: model.coef_[:, i].astype(np.float32) for i, n in enumerate(names)})


def validate(papers: Sequence[Sequence[Marked]], gold: Sequence[Example], hints: Hints, names: Names) -> None:
    """Print the scores of each fold of papers with models trained on the others."""
    spans, told = [], []
    for fold in range(FOLDS):
        seen = [paper for i, paper in enumerate(papers) if i % FOLDS != fold]
        unseen = [paper for i, paper in enumerate(papers) if i % FOLDS == fold]
        tagger = Tagger(train([*examples(seen, hints), *gold]), OWN_STYLE)
        held = examples(unseen, hints)
        spans += zip(held, tagger.tag([e.text for e in held], [e.hints for e in held]), strict=True)
        weights = fit_relations(*relations(seen, names))
        for row, label in zip(*relations(unseen, names), strict=True):
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


def _spans_line(type_: str, spans: Sequence[tuple[Example, Sequence[TaggedSpan]]]) -> str:
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
    parser.add_argument("shared", type=Path, nargs="?")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--text", choices=("tagger", "relations"))
    asked = parser.parse_args()
    if asked.text:
        for line in text_lines(shipped_weights(asked.text)):
            print(line)
        return
    if asked.shared is None:
        parser.error("name the folder of labeled data")
    hints = Finder().hints
    papers, gold = read_marks(asked.shared), tdmsci(asked.shared, hints)
    names = named(papers)
    if not asked.write:
        validate(papers, gold, hints, names)
        return
    made = "python -m benchmarks.concept_models ../shared --write"
    marks = sum(len(one.marks) for paper in papers for one in paper)
    own = f"our own annotation of {len(papers)} papers ({marks} marks, tests/data/concept_marks.tsv)"
    tagger = train([*examples(papers, hints), *gold])
    _write("tagger", tagger, f"Fitted to {own} and to TDMSci (Apache-2.0), by\n  {made}")
    _write("relations", fit_relations(*relations(papers, names)), f"Fitted to {own}, by\n  {made}")


def _write(name: str, weights: Weights, header: str) -> None:
    with Path(f"kg/concepts/{name}_weights.npz").open("wb") as out:
        write_weights(replace(weights, header=header), out)


if __name__ == "__main__":
    main()
