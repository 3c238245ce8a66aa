"""``kg diff``."""

from pathlib import Path

import click

from kg.cli.common import AS_JSON, write_json, write_stderr, write_stdout
from kg.graph import load
from kg.graph.commands import graph_argument
from kg.render.files import write_whole as put_file
from kg.report.forms.plain import report_text
from kg.report.reports import check_suffix, render_report, report_difference
from kg.report.what_changed import difference_values


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="FILE.html, .md or .txt.")
@click.option("--all", "everything", is_flag=True, help="List everything instead of the first few of each section.")
@click.option("--exit-code", "by_status", is_flag=True, help="Exit with code 1 if the graphs differ.")
@AS_JSON
def diff_command(old: Path, new: Path, out: Path | None, everything: bool, by_status: bool, as_json: bool) -> int:
    r"""Report what differs between the graphs OLD and NEW.

    Lists papers, people, co-authorships, concepts and claims that were added, removed or changed, and people who were
    merged or split, judging by the papers that both graphs have.

    The exit code is 0 whether or not they differ, since a graph that grows daily differs each day. With --exit-code it
    is 1 if they differ, as with `diff`.

    \b
    kg diff yesterday.kg today.kg
    kg diff yesterday.kg today.kg -o changes.html
    kg diff before.kg after.kg --exit-code --json
    """
    if out is not None:
        check_suffix(out)
    before, after = load(old), load(new)
    found = after.diff(before)
    if as_json:
        write_json(difference_values(found))
    if out is not None or not as_json:
        document = report_difference(
            before.tables,
            after.tables,
            (before.settings, after.settings),
            found=found,
            graphs=(graph_argument(old.name), graph_argument(new.name)),
            everything=everything,
        )
        if out is None:
            write_stdout(report_text(document))
        else:
            put_file(out, render_report(document, out).encode())
            write_stderr(f"{out}: {document.title}")
    return 1 if by_status and not found.is_empty else 0
