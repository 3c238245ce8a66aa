"""``kg formats``."""

import click

from kg.cli.common import AS_JSON, write_json, write_stdout
from kg.ingest.dialects.descriptions import INPUT_FORMATS, FormatDescription, describe_format


@click.command("formats")
@click.argument("name", required=False)
@AS_JSON
def formats_command(name: str | None, as_json: bool) -> None:
    r"""List the formats that kg build reads, with an example entry of each, or show one of them.

    \b
    kg formats
    kg formats bibtex
    """
    shown = INPUT_FORMATS if name is None else (describe_format(name),)
    if as_json:
        write_json(
            [
                {"name": one.name, "title": one.title, "suffixes": list(one.suffixes), "example": one.example}
                for one in shown
            ]
        )
    else:
        write_stdout("\n\n".join(map(format_lines, shown)))


def format_lines(one: FormatDescription) -> str:
    """Describe a format in lines: name, title, suffixes and the example."""
    example = "\n".join(f"    {line}".rstrip() for line in one.example.rstrip("\n").split("\n"))
    return f"{one.name}: {one.title} ({' '.join(one.suffixes)})\n{example}"
