"""``kg collect``."""

from pathlib import Path

import click

from kg.cli.building.cluster import runner_of, runner_options
from kg.cli.common import progress, write_stderr
from kg.cli.graph_text import describe_graph
from kg.errors import UsageError
from kg.graph import load
from kg.ingest.files import is_url


@click.command("collect")
@click.argument("source", metavar="DATASETS")
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="Graph folder to create.")
@runner_options
@click.option("--workers", type=click.IntRange(1), help="Number of processes (default: one per core).")
@click.option("--no-store", is_flag=True, help="Leave the SPARQL store to the first query.")
def collect_command(
    source: str, out: Path, where: str, master: str | None, remote: str | None, workers: int | None, no_store: bool
) -> None:
    r"""Create a graph folder from the data sets of a build on a cluster.

    \b
    kg collect /mnt/arxiv-data-sets -o arxiv.kg
    kg collect hdfs://host/arxiv -o arxiv.kg --runner spark --remote sc://host:50051
    """
    from kg.build.cluster.collecting import collect_data_sets  # noqa: PLC0415 - heavier than the help text

    runner = runner_of(where, master, remote)
    if is_url(source) and runner is None:
        raise UsageError(f"{source} is read by a cluster engine: add --runner spark, or copy it to this machine")
    with progress() as show:
        if runner is None:
            collect_data_sets(source, out, workers=workers, store=not no_store, progress=show)
        else:
            with runner:
                collect_data_sets(source, out, runner.session, workers=workers, store=not no_store, progress=show)
    write_stderr(describe_graph(load(out)))
