"""``kg build``."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from kg import graph as graphs
from kg.cli.building.changes import describe_changes
from kg.cli.building.cluster import runner_of, runner_options
from kg.cli.building.formats import format_lines
from kg.cli.common import AS_JSON, progress, report_lines, report_objects, write_json, write_stderr, write_stdout
from kg.cli.graph_text import describe_graph
from kg.errors import NothingRead, UsageError
from kg.ingest.dialects.descriptions import INPUT_FORMATS
from kg.ingest.files import is_url
from kg.settings.config import read_settings
from kg.text.readable import count_noun

if TYPE_CHECKING:
    from kg.build.runners.spark import Spark


class _WithFormats(click.Command):
    """A command whose help ends with an example entry per format."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the formats, an example entry of each as printed."""
        super().format_epilog(ctx, formatter)
        formatter.write("\nFormats, each with one entry:\n\n" + "\n\n".join(map(format_lines, INPUT_FORMATS)) + "\n")


@click.command("build", cls=_WithFormats)
@click.argument("inputs", nargs=-1, required=True, type=click.Path(), metavar="INPUT…")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    type=click.Path(),
    help="Graph folder to create; with --runner spark also an address, where data sets are written.",
)
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of files without a date in their names.")
@click.option("--base", help="Base IRI of people and concepts.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    help="Decisions folder (with authors.txt and concepts.txt).",
)
@click.option("--previous", type=click.Path(path_type=Path), help="Graph with the initial positions of layouts.")
@click.option("--named-graphs", is_flag=True, help="Support GRAPH in queries, at twice the time and disk.")
@click.option(
    "--vocabulary",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Additional SKOS file of concepts; may be repeated.",
)
@click.option("--only-vocabulary", is_flag=True, help="Do not use the shipped vocabulary.")
@click.option("--config", type=click.Path(path_type=Path), help="TOML file of settings (`kg settings` writes one).")
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set one setting, such as authors.merge_bits=2; overrides --config; may be repeated.",
)
@click.option("--format", "form", help="Format of all files (see `kg formats`); recognized per file by default.")
@click.option("--workers", type=click.IntRange(1), help="Number of processes (default: one per core).")
@runner_options
@click.option("--no-store", is_flag=True, help="Leave the SPARQL store to the first query.")
@click.option("--explain", is_flag=True, help="Print the plan with the work of each stage to standard output.")
@click.option("--strict", is_flag=True, help="Stop at the first row that cannot be read.")
@click.option("--rejects", is_flag=True, help="List every reject and warning on standard output.")
@AS_JSON
def build_command(
    inputs: tuple[str, ...],
    target: str,
    day: datetime | None,
    base: str | None,
    decisions: Path | None,
    previous: Path | None,
    named_graphs: bool,
    vocabulary: tuple[Path, ...],
    only_vocabulary: bool,
    config: Path | None,
    assignments: tuple[str, ...],
    form: str | None,
    workers: int | None,
    where: str,
    master: str | None,
    remote: str | None,
    no_store: bool,
    explain: bool,
    strict: bool,
    rejects: bool,
    as_json: bool,
) -> int:
    r"""Build a graph from lists of papers: files, folders of them, globs, or - for standard input.

    Daily digests, the arXiv snapshot, feeds, reference managers' files and more are recognized by their content;
    formats may be mixed. An existing graph is updated: unchanged parts are not computed again.

    \b
    kg build digests/ -o arxiv.kg
    kg build 2026-01-*.md.gz -o january.kg --decisions decisions/
    kg build digests/ references.bib feed.atom -o arxiv.kg
    kg build digests/ -o arxiv.kg --vocabulary cso.ttl
    kg build digests/ -o arxiv.kg --runner spark --remote sc://localhost:50051
    kg build digests/ -o arxiv.kg --set concepts.max_terms=10 --config kg.toml
    """
    if only_vocabulary and not vocabulary:
        raise UsageError(
            "--only-vocabulary leaves the shipped one out; name the files that replace it with --vocabulary"
        )
    settings = read_settings(config, assignments)
    settings = settings if base is None else settings.with_base(base)
    settings = settings.with_named_graphs() if named_graphs else settings
    runner = runner_of(where, master, remote)
    if is_url(target) and runner is None:
        raise UsageError(f"{target} is written by a cluster engine: add --runner spark, or pass a path")
    try:
        with progress() as show:
            if is_url(target) and runner is not None:
                options = {
                    "day": day.date() if day else None, "decisions": decisions, "strict": strict, "form": form,
                    "vocabulary": vocabulary, "only_vocabulary": only_vocabulary, "settings": settings,
                    "progress": show,
                }  # fmt: skip
                return _publish(inputs, target, runner, options, explain=explain, as_json=as_json)
            graph = graphs.build(
                inputs,
                target,
                day=day.date() if day else None,
                decisions=decisions,
                previous=previous,
                strict=strict,
                form=form,
                vocabulary=vocabulary,
                only_vocabulary=only_vocabulary,
                settings=settings,
                workers=workers,
                runner=runner,
                store=not no_store,
                progress=show,
            )
    except NothingRead as error:
        if as_json:
            write_json({"error": str(error), "reports": report_objects(error.reports)})
        elif rejects:
            write_stdout("\n".join(report_lines(error.reports)))
        else:
            raise
        write_stderr(f"kg: {error}")
        return error.exit_code
    from kg.frames.reports import reports_of  # noqa: PLC0415 - needs Polars, which the help text does not need

    if as_json:
        work = {"work": list(graph.work)} if explain else {}
        write_json(graph.info() | {"reports": report_objects(reports_of(graph.tables["reports"]))} | work)
        return 0
    if explain and graph.work:
        write_stdout("\n".join(graph.work))
    if rejects and (lines := report_lines(reports_of(graph.tables["reports"]))):
        write_stdout("\n".join(lines))
    if graph.changes is not None:
        write_stderr(describe_changes(graph))
    write_stderr(describe_graph(graph))
    return 0


def _publish(
    inputs: tuple[str, ...], url: str, runner: "Spark", options: dict[str, Any], *, explain: bool, as_json: bool
) -> int:
    """Build data sets at an address of the engine, and report their contents."""
    from kg.build.cluster.building import build_data_sets  # noqa: PLC0415 - only this runner needs it
    from kg.build.explanation import describe_work  # noqa: PLC0415

    manifest, work = build_data_sets(inputs, url, runner, **options)
    if as_json:
        write_json({"url": url, "counts": manifest.counts, "months": manifest.months, **asdict(manifest.summary)})
        return 0
    if explain:
        write_stdout("\n".join(describe_work(work)))
    counts = manifest.counts
    write_stderr(f"{url}\n  {count_noun(counts['papers'], 'paper')}, {count_noun(counts['authors'], 'author')}, "
        f"{count_noun(counts['concepts'], 'concept')}; {count_noun(manifest.summary.rejects, 'row')} rejected\n\n"
        f"Try\n  kg collect {quote(url)} -o arxiv.kg --runner spark")  # fmt: skip
    return 0
