"""A group of verbs whose modules are loaded when one is called."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class Verbs(click.Group):
    """Finds the command of a verb in the module of its name: ``build`` in ``kg.cli.build``.

    ``package`` is where the modules lie, ``verbs`` says what each does, in the order in which help lists them.
    """

    def __init__(self, *, package: str, verbs: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self._package, self._verbs = package, verbs
        self.help = _keep_lines(self.help)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in the order in which help lists them."""
        return list(self._verbs)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Load the module of a verb and return its command, None where there is no such verb."""
        if name not in self._verbs:
            return None
        command: click.Command = getattr(import_module(f"{self._package}.{name}"), name)
        for one in (command, *getattr(command, "commands", {}).values()):
            one.help = _keep_lines(one.help)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs; their modules need not be loaded for it."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(self._verbs.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command that is meant; where there is none, name those that may be."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = [verb for verb in self._verbs if verb[:2] == args[0][:2]]
            hint = f"Did you mean {' or '.join(near)}?" if near else f"The verbs are {', '.join(self._verbs)}."
            raise click.UsageError(f'no verb called "{args[0]}". {hint}', ctx) from error


def _keep_lines(text: str | None) -> str | None:
    """Turn the two characters that a raw docstring holds into click's mark of a paragraph that keeps its lines."""
    return text and text.replace("\\b\n", "\b\n")
