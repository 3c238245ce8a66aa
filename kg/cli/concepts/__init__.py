"""``kg concepts``: one module per subcommand, loaded when it is called."""

from typing import Final

import click

from kg.cli.command_group import CommandGroup

COMMANDS: Final = {
    "list": "List what papers are about, the most frequent first.",
    "top": "The salient terms of one paper.",
    "explain": "Explain a concept: why it exists and where it was found.",
    "decide": "Merge, remove, type or label concepts, or undo a decision.",
}


@click.group("concepts", cls=CommandGroup, package="kg.cli.concepts", summaries=COMMANDS)
def concepts_command() -> None:
    r"""Browse what papers are about, and decide what is a concept.

    \b
    kg concepts list arxiv.kg --type dataset --top 20
    kg concepts top arxiv.kg 2601.22020
    kg concepts explain arxiv.kg "large language model"
    kg concepts decide type "GSM8K" dataset --decisions decisions/ --graph arxiv.kg
    """
