"""``kg evaluate``: one module per subcommand, loaded when it is called."""

from typing import Final

import click

from kg.cli.command_group import CommandGroup

COMMANDS: Final = {
    "authors": "Score resolved names against labeled ones.",
    "pairs": "Score a graph's people against judged pairs of authorships.",
    "concepts": "Score concepts found in texts against human annotations.",
}


@click.group("evaluate", cls=CommandGroup, package="kg.cli.evaluate", summaries=COMMANDS)
def evaluate_command() -> None:
    r"""Measure the program's results against human judgments.

    \b
    kg evaluate authors papers.jsonl gold.tsv
    kg evaluate pairs pairs.tsv arxiv.kg
    kg evaluate concepts gold.jsonl --task spans
    """
