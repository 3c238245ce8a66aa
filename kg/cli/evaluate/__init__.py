"""``kg evaluate``: one module a verb below it, loaded when it is called."""

from typing import Final

import click

from kg.cli.verbs import Verbs

VERBS: Final = {
    "authors": "Score resolved names against labelled ones.",
    "pairs": "Score a graph's people against judged pairs of mentions.",
    "concepts": "Score what is found in texts against what people marked there.",
}


@click.group("evaluate", cls=Verbs, package="kg.cli.evaluate", verbs=VERBS)
def evaluate_command() -> None:
    r"""Measure what the program concludes against what people judged.

    \b
    kg evaluate authors papers.jsonl gold.tsv
    kg evaluate pairs pairs.tsv arxiv.kg
    kg evaluate concepts gold.jsonl --task spans
    """
