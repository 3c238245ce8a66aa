"""``kg evaluate pairs``."""

from pathlib import Path

import click
import polars as pl

from kg.cli.common import AS_JSON, GRAPH, write_json, write_stderr, write_stdout
from kg.evaluate.pairs import GraphAuthorship, PairOutcome, PairScores, Precision, read_pairs, score_pairs
from kg.graph import load
from kg.text.readable import count_noun


@click.command("pairs")
@click.argument("judged", metavar="PAIRS", type=click.Path(path_type=Path))
@GRAPH
@AS_JSON
def evaluate_pairs_command(judged: Path, graph: Path, as_json: bool) -> None:
    r"""Score a graph's people against PAIRS, a tab-separated file of a, b, stratum, weight and verdict.

    a and b are authorship ids of the graph (arXiv id/name), the verdict is same, different or unclear. Prints the share
    of merged pairs that are judged the same, and of separate pairs that are judged different; unclear pairs are left
    out.

    \b
    kg evaluate pairs pairs.tsv arxiv.kg
    kg evaluate pairs pairs.tsv arxiv.kg --json
    """
    known = read_pairs(judged)
    named = {id_ for pair in known for id_ in (pair.a, pair.b)}
    table = load(graph).tables["authorships"].filter(pl.col("authorship").is_in(named))
    rows = table.select("authorship", "printed", "author").iter_rows()
    scores = score_pairs(known, {authorship: GraphAuthorship(printed, author) for authorship, printed, author in rows})
    if as_json:
        write_json(scores.as_dict())
    else:
        write_stdout(_text(scores))
    if scores.left_out:
        some = ", ".join(scores.missing[:3]) + (" …" if len(scores.missing) > 3 else "")  # noqa: PLR2004 - a few
        write_stderr(f"{count_noun(scores.left_out, 'pair')} left out: this graph does not contain {some}")


def _text(scores: PairScores) -> str:
    parts = {f"all strata ({count_noun(scores.pairs, 'pair')})": scores.overall, **scores.strata}
    width = max(map(len, PairOutcome))
    head = f"{'':{width + 2}}  precision  95 % interval  weighted  right of judged  unclear"
    blocks = [
        "\n".join([name, *(f"  {_line(outcome, width, found)}" for outcome, found in outcomes.items())])
        for name, outcomes in parts.items()
    ]
    return "\n\n".join([head, *blocks])


def _line(outcome: PairOutcome, width: int, found: Precision) -> str:
    share, weighted = ("–" if value is None else f"{value:.3f}" for value in (found.p, found.weighted))
    bounds = "–" if found.p is None else f"{found.low:.3f}–{found.high:.3f}"
    judged = f"{found.right} of {found.n}"
    return f"{outcome:{width}}  {share:>9}  {bounds:>13}  {weighted:>8}  {judged:>15}  {found.unclear:>7}"
