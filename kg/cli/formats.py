"""``kg formats``."""

import click

from kg.cli.common import AS_JSON, put, put_json
from kg.ingest.dialects.dialect import Dialect
from kg.ingest.dialects.registry import DIALECTS, dialect


@click.command()
@click.argument("name", required=False)
@AS_JSON
def formats(name: str | None, as_json: bool) -> None:
    r"""List the formats that kg build reads, with an example entry of each, or show one of them.

    \b
    kg formats
    kg formats bibtex
    """
    shown = DIALECTS if name is None else (dialect(name),)
    if as_json:
        put_json(
            [
                {"name": one.name, "title": one.title, "suffixes": list(one.suffixes), "example": one.example}
                for one in shown
            ]
        )
    else:
        put("\n\n".join(map(described, shown)))


def described(one: Dialect) -> str:
    """Return name, title, suffixes and the example of a format, as lines."""
    example = "\n".join(f"    {line}".rstrip() for line in one.example.rstrip("\n").split("\n"))
    return f"{one.name}: {one.title} ({' '.join(one.suffixes)})\n{example}"
