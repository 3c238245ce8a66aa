"""List all commands; turn errors into a line and an exit code."""

import signal
import sys
from contextlib import suppress
from typing import Final

import click

from kg.cli.command_group import CommandGroup
from kg.cli.common import report_lines
from kg.cli.streams import flush_streams, prepare_streams
from kg.errors import KGError, NothingRead
from kg.system.full_disk import is_disk_full
from kg.system.memory import disabled_gc, import_igraph_without_plotting, skip_last_collection
from kg.version import __version__

COMMANDS: Final = {
    "build": "Build a graph from lists of papers, or bring one up to date.",
    "update": "Add files to a graph: a day in seconds.",
    "watch": "Keep a graph up to date with a folder.",
    "collect": "Make a graph of the data sets that a build on a cluster wrote.",
    "formats": "List the formats that are read, each with an example.",
    "open": "Build a graph if needed, and open its page.",
    "info": "Show a graph's contents, rejected rows and commands to try.",
    "show": "Show a person, a paper, a concept or a category.",
    "search": "Find papers, people and concepts by words, in English or Chinese.",
    "ask": "Answer a named question, or list them.",
    "query": "Answer a SPARQL query.",
    "view": "Draw a network as a page or a figure.",
    "report": "Report what is new since a day, as a page, as Markdown or as a feed.",
    "diff": "Report what differs between two graphs.",
    "export": "Write the graph as RDF, as a network file or as tables.",
    "check": "Check the graph against its shapes, or its files.",
    "repair": "Recreate damaged parts of a graph from its tables.",
    "authors": "Decide which printed names are one person.",
    "concepts": "Browse what papers are about, and decide what is a concept.",
    "settings": "List the settings of a graph, each with its reason.",
    "evaluate": "Measure results against human judgments.",
}

_ROOMS: Final = {
    **dict.fromkeys(("build", "collect", "formats", "repair", "update", "watch"), "building"),
    **dict.fromkeys(("report", "diff"), "news"),
    **dict.fromkeys(("ask", "query", "search", "show"), "questions"),
}

_TERMINATED: Final = 143
"""Exit code of a process ended by SIGTERM, as in shells."""

_MAX_REPORTS: Final = 20
"""Maximum number of rejects listed below an error; more would hide it."""


@click.group(
    cls=CommandGroup,
    package="kg.cli",
    summaries=COMMANDS,
    rooms=_ROOMS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="kg")
def app() -> None:
    r"""Turn a folder of arXiv digests into a knowledge graph.

    \b
    kg open digest.md                        build, draw and open in one step
    kg build digests/ -o arxiv.kg            build a graph
    kg ask arxiv.kg coauthors person="Xunkai Li"
    """


def main() -> None:
    """Run the command line; report every `KGError` in one line, with its exit code."""
    prepare_streams()
    import_igraph_without_plotting()
    # SIGTERM unwinds the stack as Ctrl-C does, so that half-written files are removed
    signal.signal(signal.SIGTERM, _terminate)
    with disabled_gc():
        status = _run()
        skip_last_collection()
    flush_streams()
    sys.exit(status)


def _terminate(_signal: int, _frame: object) -> None:
    raise SystemExit(_TERMINATED)


def _run() -> int:
    try:
        status = app(standalone_mode=False)
    except click.exceptions.Abort:
        return _fail("stopped", 130)
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return error.exit_code
    except NothingRead as error:
        lines = report_lines(error.reports, _MAX_REPORTS, "kg build lists all with --rejects or --json")
        return _fail("\n".join([str(error), *lines]), error.exit_code)
    except KGError as error:
        return _fail(str(error), error.exit_code)
    except OSError as error:
        # a full disk, a folder without permission: the reader needs the system's message, not a traceback
        place = error.filename2 or error.filename
        advice = "; free some space, or write to another disk" if is_disk_full(error) else ""
        return _fail(f"{f'{place}: ' if place else ''}{error.strerror or error}{advice}", 2)
    return status if isinstance(status, int) else 0


def _fail(message: str, status: int) -> int:
    """Write an error to stderr, unless it is closed, and return the exit code."""
    with suppress(OSError):
        click.echo(f"kg: {message}", err=True)
    return status
