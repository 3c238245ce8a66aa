"""``kg authors``: one module per subcommand, loaded when it is called."""

from typing import Final

import click

from kg.cli.command_group import CommandGroup

COMMANDS: Final = {
    "resolve": "Resolve the names of bare paper rows, without a graph.",
    "review": "List the least certain pairs, the costliest mistakes first.",
    "audit": "List people who may be several, and people who may be one.",
    "explain": "Explain why two names are one person or not.",
    "decide": "Decide who is one person, or undo a decision.",
    "sweep": "Show what other thresholds would merge and split.",
    "thesaurus": "Exchange names with VOSviewer.",
}


@click.group("authors", cls=CommandGroup, package="kg.cli.authors", summaries=COMMANDS)
def authors_command() -> None:
    r"""Decide which printed names are one person.

    \b
    kg authors review arxiv.kg
    kg authors audit arxiv.kg
    kg authors explain arxiv.kg "Bo Han" on 2601.22020 "Bo Han" on 2510.05837
    kg authors decide same "S. Kevin Zhou" "Shaohua Kevin Zhou" --decisions decisions/ --graph arxiv.kg
    kg authors resolve papers.jsonl -o clusters.tsv
    """
