"""Options that name a cluster engine."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import click

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.build.runners.spark import Spark

LOCAL: Final = "local"
SPARK: Final = "spark"


def runner_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of the runner."""
    for option in (
        click.option("--remote", metavar="URL", help="Spark Connect server, such as sc://host:50051 (Spark or Sail)."),
        click.option("--master", metavar="URL", help="Spark master, such as spark://host:7077, yarn or local[2]."),
        click.option(
            "--runner",
            "where",
            type=click.Choice([LOCAL, SPARK]),
            default=LOCAL,
            help="Where stages are computed: processes of this machine (default), or an engine with PySpark's API.",
        ),
    ):
        command = option(command)
    return command


def runner_of(where: str, master: str | None, remote: str | None) -> "Spark | None":
    """Return the runner of an engine, None for processes of this machine."""
    if where == LOCAL:
        if master or remote:
            raise UsageError(f"{'--master' if master else '--remote'} names an engine; add --runner {SPARK}")
        return None
    from kg.build.cluster.session import connect_session  # noqa: PLC0415 - only this runner needs it
    from kg.build.runners.spark import Spark  # noqa: PLC0415

    return Spark(connect_session(master=master, remote=remote), stop=True)
