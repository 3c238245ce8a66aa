"""A group of commands whose modules are loaded when one is called."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import click


class _Text(click.types.StringParamType):
    """Parameter type of text arguments, always valid Unicode.

    Python represents bytes that the locale cannot decode as lone surrogates, which tables and stores refuse. These
    bytes are read as UTF-8. Paths need the surrogates and therefore have the type `click.Path`.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the text; bytes that are not UTF-8 become replacement characters."""
        text = super().convert(value, param, ctx)
        try:
            return text.encode(errors="surrogateescape").decode(errors="replace")
        except UnicodeEncodeError:
            return text.encode(errors="replace").decode()


class CommandGroup(click.Group):
    """Group that finds a command in the module of its name: ``build_command`` in ``kg.cli.build``.

    The function is named after the command: ``kg authors decide`` is ``authors_decide_command``.

    ``package`` contains the modules, ``summaries`` has the description of each command, in the order of the help text.
    ``rooms`` gives the subfolder of a command's module, if it is in one: ``{"report": "news"}``.
    """

    def __init__(
        self, *, package: str, summaries: Mapping[str, str], rooms: Mapping[str, str] | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self._package, self._summaries, self._rooms = package, summaries, rooms or {}
        self.help = _keep_lines(self.help)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order in which help lists them."""
        return list(self._summaries)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Load the module of a command and return the command; None for an unknown one."""
        if name not in self._summaries:
            return None
        room = f".{self._rooms[name]}" if name in self._rooms else ""
        typed = "_".join((*self._package.split(".")[2:], name))
        command: click.Command = getattr(import_module(f"{self._package}{room}.{name}"), f"{typed}_command")
        for one in (command, *getattr(command, "commands", {}).values()):
            one.help = _keep_lines(one.help)
            for parameter in one.params:
                if parameter.type is click.STRING:
                    parameter.type = _TEXT
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the requested command; a closed pipe (`kg query … | head`) is not an error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # click would end with status 1
            raise click.exceptions.Exit(0) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without loading their modules."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._summaries.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command; for an unknown one, suggest similar ones."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = [known for known in self._summaries if known[:2] == args[0][:2]]
            hint = f"Did you mean {' or '.join(near)}?" if near else f"The commands are {', '.join(self._summaries)}."
            raise click.UsageError(f'no command called "{args[0]}". {hint}', ctx) from error


_TEXT: Final = _Text()


def _keep_lines(text: str | None) -> str | None:
    r"""Convert ``\b`` of a raw docstring to the character by which click marks a paragraph that keeps its lines."""
    return text and text.replace("\\b\n", "\b\n")
