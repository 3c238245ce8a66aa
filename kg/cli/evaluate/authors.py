"""``kg evaluate authors``."""

from pathlib import Path

import click

from kg.authors import resolve
from kg.cli.common import AS_JSON, PAPERS, progress, write_json, write_stdout
from kg.evaluate.authors import AuthorScores, read_gold, score_authors
from kg.evaluate.clusters import clusters_of, read_clusters
from kg.evaluate.scores import Score
from kg.ingest.bare_papers import read_bare_papers


@click.command("authors")
@PAPERS
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--clusters", type=click.Path(path_type=Path), help="Score this file instead of resolving now.")
@AS_JSON
def evaluate_authors_command(papers: Path, gold: Path, clusters: Path | None, as_json: bool) -> None:
    r"""Score resolved names against GOLD, a tab-separated file of paper, position (from 0), person and level.

    Prints B-cubed scores for all labeled names, for names that a human checked (levels explicit and curated), for
    explicit names that several people share, and for each level; then scores for pairs of names, averaged over levels.

    \b
    kg evaluate authors papers.jsonl gold.tsv
    kg evaluate authors papers.jsonl gold.tsv --clusters clusters.tsv --json
    """
    with progress() as show:
        show("reading papers")
        rows = read_bare_papers(papers)
        labels = read_gold(gold, rows)
        if clusters is None:
            show("resolving authors")
        places = clusters_of(resolve(rows)) if clusters is None else read_clusters(clusters, rows)
    scores = score_authors(labels, places)
    if as_json:
        write_json(scores.as_dict())
    else:
        write_stdout(_table(scores))


def _table(scores: AuthorScores) -> str:
    bcubed = {"all": scores.all, "verified": scores.verified, "ambiguous": scores.ambiguous}
    bcubed |= {f"level {level}": score for level, score in scores.levels.items()}
    width = max(map(len, [*bcubed, "mean of the levels"]))
    return "\n".join(
        [
            _header("B-cubed", width, "names"),
            *(_line(name, width, score) for name, score in bcubed.items()),
            "",
            _header("pairs of names", width, "levels"),
            _line("mean of the levels", width, scores.pairwise),
        ]
    )


def _header(name: str, width: int, counted: str) -> str:
    return f"{name:{width}}  precision  recall     F1  {counted:>9}"


def _line(name: str, width: int, score: Score) -> str:
    p, r, f1 = ("–" if value is None else f"{value:.4f}" for value in (score.p, score.r, score.f1))
    return f"{name:{width}}  {p:>9}  {r:>6}  {f1:>6}  {score.n:>9,}"
