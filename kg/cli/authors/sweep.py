"""``kg authors sweep``."""

from dataclasses import asdict
from math import isfinite, nan
from pathlib import Path
from typing import Any

import click

from kg.authors import AuthorDecisions, read_author_decisions
from kg.authors.sweep import THRESHOLDS, Sweep, SweepStep
from kg.authors.sweep import sweep as run
from kg.cli.common import AS_JSON, progress, write_json, write_stderr, write_stdout
from kg.errors import UsageError
from kg.evaluate.authors import AuthorScores, LabeledAuthorship, read_gold, score_authors
from kg.folder import is_graph
from kg.graph import load
from kg.ingest.bare_papers import read_bare_papers
from kg.model import Extraction, Paper
from kg.query.table import width
from kg.settings import AuthorSettings
from kg.tables.records import read_extraction, read_papers


@click.command("sweep")
@click.argument("source", metavar="GRAPH|PAPERS", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--gold", type=click.Path(path_type=Path), help="Score each threshold against this file of labels.")
@click.option("--bits", "wanted", metavar="BITS,…", help="Thresholds to try, instead of -3 to 3.")
@click.option("--decisions", type=click.Path(path_type=Path), help="Decisions folder (default: that of the graph).")
@AS_JSON
def authors_sweep_command(
    source: Path, gold: Path | None, wanted: str | None, decisions: Path | None, as_json: bool
) -> None:
    r"""Show what other thresholds would merge and split, in a graph or in a file of paper rows.

    The threshold is the minimum evidence, in bits, that makes two groups of authorships one person; * marks the current
    threshold. Joined and parted are the numbers of pairs of authorships that differ from it. GOLD is a file for
    kg evaluate authors.

    \b
    kg authors sweep arxiv.kg
    kg authors sweep papers.jsonl --gold gold.tsv
    kg authors sweep papers.jsonl --bits=-1,0,1 --json
    """
    thresholds = THRESHOLDS if wanted is None else tuple(_number(text) for text in wanted.split(","))
    with progress() as show:
        show("reading papers")
        papers, extraction, settings, decided = _read(source, decisions)
        labels = read_gold(gold, papers) if gold else ()
        show("resolving authors")
        swept = run(papers, settings, decided, thresholds=thresholds, extraction=extraction)
        scores = [_scores(swept, step, labels) for step in swept.steps]
    if as_json:
        write_json([_plain(step, score) for step, score in zip(swept.steps, scores, strict=True)])
        return
    write_stdout(_table(swept.steps, scores))
    write_stderr(f"* the current threshold; {len(swept.mentions):,} names on papers")


def _read(
    source: Path, decisions: Path | None
) -> tuple[tuple[Paper, ...], Extraction, AuthorSettings, AuthorDecisions]:
    """Return papers and concepts with the settings and decisions of a graph, or with those given."""
    if source.is_dir() and is_graph(source):
        graph = load(source)
        papers, extraction = read_papers(graph.tables), read_extraction(graph.tables)
        return papers, extraction, graph.settings.authors, graph.people.decisions(decisions)
    if source.is_dir():
        raise UsageError(f"{source} is a folder but not a graph; give a graph, or a file of paper rows")
    return read_bare_papers(source), Extraction(()), AuthorSettings(), read_author_decisions(decisions)


def _number(text: str) -> float:
    try:
        bits = float(text)
    except ValueError:
        bits = nan
    if not isfinite(bits):
        raise UsageError(f'"{text}" is not a number of bits; write --bits=-1,0,1')
    return bits


def _scores(swept: Sweep, step: SweepStep, labels: tuple[LabeledAuthorship, ...]) -> AuthorScores | None:
    if not labels:
        return None
    found = zip(swept.mentions, step.person_of, strict=True)
    return score_authors(labels, {(m.paper, m.position): str(person) for m, person in found})


def _plain(step: SweepStep, scores: AuthorScores | None) -> dict[str, Any]:
    values = asdict(step)
    del values["person_of"]
    return values | ({"scores": scores.as_dict()} if scores else {})


def _table(steps: tuple[SweepStep, ...], scores: list[AuthorScores | None]) -> str:
    blocks = [_changes(steps)]
    if labeled := [(step, score) for step, score in zip(steps, scores, strict=True) if score]:
        blocks.append(_figures(labeled))
    return "\n\n".join(blocks)


def _changes(steps: tuple[SweepStep, ...]) -> str:
    header = ("bits", "sure", "people", "names joined", "names split", "joined", "parted", "largest", "changed most")
    rows = [
        (_bits(step), f"{step.confidence:.0%}", f"{step.people:,}", f"{step.joined_names:,}", f"{step.split_names:,}",
         f"{step.joined_pairs:,}", f"{step.parted_pairs:,}", f"{step.largest} {step.largest_authorships:,}",
         step.changed_most)
        for step in steps
    ]  # fmt: skip
    return _aligned([header, *rows], words=2)


def _figures(labeled: list[tuple[SweepStep, AuthorScores]]) -> str:
    header = ("bits", "all P", "R", "F1", "verified F1", "ambiguous F1", "pairs P", "R", "F1")
    rows = [
        (_bits(step), *map(_share, (s.all.p, s.all.r, s.all.f1, s.verified.f1, s.ambiguous.f1)),
         *map(_share, (s.pairwise.p, s.pairwise.r, s.pairwise.f1)))
        for step, s in labeled
    ]  # fmt: skip
    return _aligned([header, *rows])


def _bits(step: SweepStep) -> str:
    return f"{'* ' if step.current else ''}{step.bits:+.1f}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def _aligned(rows: list[tuple[str, ...]], words: int = 0) -> str:
    """Align columns, numbers to the right and the last ``words`` columns to the left."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    numbers = len(widths) - words

    def cell(text: str, place: int) -> str:
        room = " " * (widths[place] - width(text))
        return room + text if place < numbers else text + room

    return "\n".join("  ".join(cell(text, i) for i, text in enumerate(row)).rstrip() for row in rows)
