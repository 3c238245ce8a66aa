"""``kg authors resolve``."""

from pathlib import Path

import click

from kg.authors import read_author_decisions
from kg.authors import resolve as run
from kg.cli.common import PAPERS, progress, write_stderr
from kg.errors import UsageError
from kg.evaluate.clusters import cluster_lines, clusters_of
from kg.ingest.bare_papers import read_bare_papers
from kg.settings import AuthorSettings
from kg.system.atomic import replacing
from kg.text.readable import count_noun
from kg.wording.reports import describe_report


@click.command("resolve")
@PAPERS
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
    help="The tab-separated file to write; - is standard output.",
)
@click.option("--decisions", type=click.Path(path_type=Path), help="Decisions folder (with authors.txt).")
def authors_resolve_command(papers: Path, out: Path, decisions: Path | None) -> None:
    r"""Resolve the names of PAPERS alone: JSON Lines of id, title, year, categories and authors.

    The file may be compressed (.gz, .zst); - is standard input. Writes paper, position (from 0) and author, one row per
    printed name, in the order of the papers. Rows with one author are one person.

    \b
    kg authors resolve papers.jsonl -o clusters.tsv
    kg authors resolve papers.jsonl.gz -o - --decisions decisions/
    """
    if out.is_dir():
        raise UsageError(f"{out} is a folder; name the file to write, such as {out / 'clusters.tsv'}")
    with progress() as show:
        show("reading papers")
        rows = read_bare_papers(papers)
        show("resolving authors")
        resolution = run(rows, AuthorSettings(), read_author_decisions(decisions))
        text = "".join(cluster_lines(rows, clusters_of(resolution)))
    for report in resolution.reports:
        write_stderr(
            f"{report.level}: {report.file}{f':{report.line}' if report.line else ''}: {describe_report(report)}"
        )
    if str(out) == "-":
        click.echo(text, nl=False)
        return
    with replacing(out) as file:
        file.write(text.encode())
    write_stderr(
        f"{out}: {count_noun(len(resolution.authorships), 'name')}, {count_noun(len(resolution.authors), 'author')}"
    )
