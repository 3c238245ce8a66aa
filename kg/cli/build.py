"""``kg build``."""

from datetime import datetime
from pathlib import Path

import click

from kg.cli.common import AS_JSON, progress, put_json, say
from kg.cli.told import told
from kg.concepts import extended_vocabulary
from kg.errors import UsageError
from kg.graph import load
from kg.pipeline import build as run
from kg.settings import Settings


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(), metavar="INPUT…")
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="The graph folder to make.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of the files whose names tell none.")
@click.option("--base", help="IRI under which people and concepts live.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    help="Folder with authors.txt and concepts.txt, what you have settled.",
)
@click.option("--previous", type=click.Path(path_type=Path), help="Graph whose pictures' positions to start from.")
@click.option("--named-graphs", is_flag=True, help="Let the store answer GRAPH; twice the time and disk.")
@click.option(
    "--vocabulary",
    multiple=True,
    type=click.Path(path_type=Path),
    help="SKOS file whose concepts are looked for as well; may be given again.",
)
@click.option("--only-vocabulary", is_flag=True, help="Leave the shipped vocabulary out.")
@click.option("--strict", is_flag=True, help="Stop at the first row that cannot be read.")
@AS_JSON
def build(
    inputs: tuple[str, ...],
    out: Path,
    day: datetime | None,
    base: str | None,
    decisions: Path | None,
    previous: Path | None,
    named_graphs: bool,
    vocabulary: tuple[Path, ...],
    only_vocabulary: bool,
    strict: bool,
    as_json: bool,
) -> None:
    r"""Build a graph from digests: Markdown or JSON Lines files, folders of them, globs, or - for standard input.

    \b
    kg build digests/ -o arxiv.kg
    kg build 2026-01-*.md.gz -o january.kg --decisions decisions/
    kg build digests/ -o arxiv.kg --vocabulary cso.ttl
    """
    if only_vocabulary and not vocabulary:
        raise UsageError(
            "--only-vocabulary leaves the shipped one out; name with --vocabulary what stands in its place"
        )
    settings = Settings() if base is None else Settings().with_base(base)
    settings = settings.with_named_graphs() if named_graphs else settings
    with progress() as show:
        run(
            inputs,
            out,
            day=day.date() if day else None,
            decisions=decisions,
            previous=previous,
            strict=strict,
            vocabulary=extended_vocabulary(vocabulary, replace=only_vocabulary) if vocabulary else None,
            settings=settings,
            progress=show,
        )
    graph = load(out)
    if as_json:
        put_json(graph.info())
    else:
        say(told(graph))
