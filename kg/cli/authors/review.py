"""``kg authors review``."""

from pathlib import Path
from shlex import quote
from typing import Any, Final

import click

from kg.cli.common import AS_JSON, GRAPH, write_json, write_stderr, write_stdout
from kg.graph import load
from kg.sets.decision_verbs import DecisionVerb
from kg.sets.verdicts import Verdict
from kg.text.readable import count_noun
from kg.wording.evidence import describe_reason

_MIN_BITS: Final = 0.05
"""Minimum bits of a reason that is shown."""


@click.command("review")
@GRAPH
@click.option(
    "-n", "number", type=click.IntRange(min=1), default=20, show_default=True, help="Maximum number of pairs to list."
)
@click.option("--decisions", type=click.Path(path_type=Path), help="Decisions folder, for the lines to paste.")
@AS_JSON
def authors_review_command(graph: Path, number: int, decisions: Path | None, as_json: bool) -> None:
    r"""List the pairs of people that the graph is least sure of, the costliest mistakes first.

    A pair is ranked by the papers and co-authors that a mistake would assign to the wrong person, times the probability
    of a mistake. Each has the lines that decide it; build again to apply them.

    \b
    kg authors review arxiv.kg
    kg authors review arxiv.kg --decisions decisions/
    kg authors review arxiv.kg -n 100 --json
    """
    pairs = load(graph).people.review()
    shown = pairs.head(number).to_dicts()
    if as_json:
        write_json([{"rank": rank, **pair, "decisions": _lines(pair)} for rank, pair in enumerate(shown, 1)])
    elif shown:
        write_stdout("\n\n".join(_text(rank, pair, graph, decisions) for rank, pair in enumerate(shown, 1)))
        write_stderr(f"{len(shown)} of {count_noun(pairs.height, 'uncertain pair')}")
    else:
        write_stderr("0 rows: no pair is uncertain")


def _text(rank: int, pair: dict[str, Any], graph: Path, decisions: Path | None) -> str:
    built_with = f" --decisions {quote(str(decisions))}" if decisions else ""
    chance = f"with a chance of {pair['confidence']:.0%}"
    made = (
        f"made one person, right {chance}"
        if pair["verdict"] == Verdict.SAME
        else f"left two people, who are one {chance}"
    )
    stake = f"{count_noun(pair['edges'], 'edge')} at stake, {pair['expected_wrong_edges']:.1f} expected to be wrong"
    width = max(len(pair["a"]), len(pair["b"]))
    reasons = sorted(pair["evidence"], key=lambda reason: -abs(reason["bits"]))
    lines = [
        f"{rank}  {' · '.join(dict.fromkeys((pair['name_a'], pair['name_b'])))}",
        f"   {made}; {stake}",
        *(f"   {pair[side]:{width}}  {count_noun(pair[f'paper_count_{side}'], 'paper')}" for side in "ab"),
        *_reasons("for", [reason for reason in reasons if reason["bits"] >= _MIN_BITS]),
        *_reasons("against", [reason for reason in reasons if reason["bits"] <= -_MIN_BITS]),
        f"   look     kg authors explain {quote(str(graph))} {pair['a']} {pair['b']}{built_with}",
        *(f"   settle   kg authors decide {line}{built_with or ' --decisions decisions/'}" for line in _lines(pair)),
    ]
    return "\n".join(lines)


def _reasons(side: str, reasons: list[dict[str, Any]]) -> list[str]:
    """Describe the evidence of one side, the strongest first."""
    described = (f"{reason['kind']}: {describe_reason(reason)} ({reason['bits']:+.1f} bits)" for reason in reasons)
    return [f"   {side if not i else '':8} {line}" for i, line in enumerate(described)]


def _lines(pair: dict[str, Any]) -> list[str]:
    """Return the line of a decisions file that decides a pair."""
    return [f"{verb} {pair['a']} {pair['b']}" for verb in (DecisionVerb.SAME, DecisionVerb.DIFFERENT)]
