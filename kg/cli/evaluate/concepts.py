"""``kg evaluate concepts``."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import click

from kg.cli.common import AS_JSON, progress, write_json, write_stderr, write_stdout
from kg.concepts.finder import Finder
from kg.concepts.vocabulary.vocabulary import Vocabulary, load_vocabulary
from kg.errors import UsageError
from kg.evaluate.concepts.folds import cross_validate
from kg.evaluate.concepts.formats import EvaluationTask, documents, read_labeled_papers, read_texts
from kg.evaluate.concepts.mapping import (
    TRAINABLE,
    LabelMap,
    built_in,
    check_map,
    gold_labels,
    read_map,
    recognize,
)
from kg.evaluate.concepts.names import require_stemmer, score_datasets, score_keyphrases
from kg.evaluate.concepts.outcome import Figures, TaskOutcome, TextOutcome
from kg.evaluate.concepts.spans import score_acronyms, score_spans
from kg.system.atomic import replacing
from kg.text.readable import count_noun

_SPARE: Final = 2
"""Number of phrases to request for each one scored: of several with equal stems, only one is kept."""

_Show = Callable[[str], None]
_HEADS: Final = {
    EvaluationTask.SPANS: ("typed spans", "F1", "spans"),
    EvaluationTask.ACRONYMS: ("acronyms", "F1", "forms"),
    EvaluationTask.KEYPHRASES: ("keyphrases", "F1", "phrases"),
    EvaluationTask.DATASETS: ("data sets", "score", "names"),
}


@click.command("concepts")
@click.argument("gold", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--task", required=True, type=click.Choice([task.value for task in EvaluationTask]), help="What to find.")
@click.option(
    "--map", "map_file", type=click.Path(path_type=Path), help="TOML file that maps our labels to gold ones (spans)."
)
@click.option("--cross-validate", "folds", type=int, metavar="K", help="Train without each of K folds (spans).")
@click.option(
    "--at", type=click.IntRange(1), default=10, show_default=True, help="Number of phrases that count (keyphrases)."
)
@click.option("--vocabulary", type=click.Path(path_type=Path), help="SKOS file to use instead of the shipped one.")
@click.option("--predictions", type=click.Path(path_type=Path), help="File for gold and found spans, text by text.")
@AS_JSON
def evaluate_concepts_command(
    gold: Path,
    task: str,
    map_file: Path | None,
    folds: int | None,
    at: int,
    vocabulary: Path | None,
    predictions: Path | None,
    as_json: bool,
) -> None:
    r"""Score concepts found in texts against GOLD, JSON Lines of labeled texts.

    Fields of a row and the measure depend on the task:

    \b
    spans       tokens or text, and entities: same beginning, end and type; micro F1
    acronyms    tokens, and spans: the same for short and long forms; F1 of the means
    keyphrases  title, abstract, uncontrolled: same stems; F1 of the averages over papers
    datasets    title, abstract, datasets: one name contains the other; recall

    The labels of SciERC, TDMSci and SemEval 2017 are known. For other labels, a mapping file gives the gold label of
    each of our labels (task, method, model, dataset, material, metric, field, software, other), and the gold labels to
    ignore:

    \b
    ignore = ["Generic"]
    [labels]
    task = "Task"
    model = "Method"

    \b
    kg evaluate concepts gold.jsonl --task spans
    kg evaluate concepts gold.jsonl --task spans --cross-validate 4 --predictions found.jsonl
    kg evaluate concepts keyphrases.jsonl --task keyphrases --json
    """
    wanted = EvaluationTask(task)
    if wanted is not EvaluationTask.SPANS and (map_file is not None or folds is not None):
        option = "--cross-validate" if map_file is None else "--map"
        raise UsageError(f"{option} is for --task {EvaluationTask.SPANS}; omit it for {wanted}")
    if predictions is not None and predictions.is_dir():
        raise UsageError(f"{predictions} is a folder; name the file to write, such as {predictions / 'found.jsonl'}")
    with progress() as show:
        words = None if vocabulary is None else load_vocabulary(vocabulary)
        show("reading labels")
        if wanted is EvaluationTask.SPANS:
            outcome = _spans(gold, map_file, folds, words, show)
        elif wanted is EvaluationTask.ACRONYMS:
            texts = read_texts(gold, wanted)
            finder = _finder(words, show)
            outcome = score_acronyms(texts, [finder.acronyms(text.text) for text in texts])
        elif wanted is EvaluationTask.KEYPHRASES:
            papers = read_labeled_papers(gold, wanted)
            require_stemmer()
            ranked = _finder(words, show).keyphrases(documents(papers), _SPARE * at)
            outcome = score_keyphrases(papers, ranked, at)
        else:
            papers = read_labeled_papers(gold, wanted)
            outcome = score_datasets(papers, _finder(words, show).concepts(documents(papers)))
    if predictions is not None:
        _write(predictions, outcome.items)
    if as_json:
        write_json(outcome.as_dict())
    else:
        write_stdout(_table(wanted, outcome, at))


def _finder(vocabulary: Vocabulary | None, show: _Show) -> Finder:
    show("finding concepts")
    return Finder(vocabulary)


def _spans(
    gold: Path, map_file: Path | None, folds: int | None, vocabulary: Vocabulary | None, show: _Show
) -> TaskOutcome:
    texts = read_texts(gold, EvaluationTask.SPANS)
    known = recognize(texts)
    mapping = LabelMap({}) if known is None else built_in(known)
    mapping = mapping if map_file is None else read_map(map_file)
    check_map(mapping, gold_labels(texts))
    if folds is not None:
        show("training and finding, fold by fold")
        return score_spans(texts, cross_validate(texts, known, folds, vocabulary), mapping)
    if known is not None and known.name in TRAINABLE:
        write_stderr(
            f"texts of {known.name} may have trained the model; --cross-validate 4 scores each by one without it"
        )
    found = _finder(vocabulary, show).spans([text.text for text in texts], known.style if known else "")
    return score_spans(texts, found, mapping)


def _write(path: Path, items: Sequence[TextOutcome]) -> None:
    with replacing(path) as file:
        for item in items:
            file.write(json.dumps(item.as_dict(), ensure_ascii=False).encode() + b"\n")
    write_stderr(f"{path}: {count_noun(len(items), 'text')}")


def _table(task: EvaluationTask, outcome: TaskOutcome, at: int) -> str:
    head, score, counted = _HEADS[task]
    head = f"{head} at {at}" if task is EvaluationTask.KEYPHRASES else head
    rows = {"all": outcome.all, **outcome.types}
    width = max(map(len, [head, *rows]))
    return "\n".join(
        [
            f"{head:{width}}  precision  recall  {score:>6}  {counted:>9}",
            *(_line(name, width, figures) for name, figures in rows.items()),
        ]
    )


def _line(name: str, width: int, figures: Figures) -> str:
    shares = (figures.precision, figures.recall, figures.score)
    p, r, score = ("–" if value is None else f"{value:.4f}" for value in shares)
    return f"{name:{width}}  {p:>9}  {r:>6}  {score:>6}  {figures.n:>9,}"
