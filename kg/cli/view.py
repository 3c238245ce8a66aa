"""``kg view``."""

from pathlib import Path
from typing import Any

import click

from kg.cli.common import AS_JSON, GRAPH, write_json, write_stderr
from kg.graph import load
from kg.graph.commands import ALL
from kg.render.write import RENDERERS
from kg.views import DEFAULT_TOP, MAX_PAPERS_OF_LINES, VIEWS


class _Top(click.IntRange):
    """A number of nodes, or ``all``."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number, or ``all`` unchanged."""
        return value if value == ALL else super().convert(value, param, ctx)


@click.command(
    "view",
    epilog=f"authors-papers and papers-concepts need --author, --category, --concept, --since or --until above"
    f" {MAX_PAPERS_OF_LINES} papers.",
)
@GRAPH
@click.argument("view", type=click.Choice(VIEWS), default="overview")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="FILE.html, .svg, .png or .pdf.")
@click.option(
    "--top",
    type=_Top(min=1),
    metavar="NUMBER|all",
    show_default="2000; papers: 20000",
    help="Maximum number of nodes.",
)
@click.option("--author", help="Only this person and the neighborhood.")
@click.option(
    "--hops", type=click.IntRange(0, 6), default=1, show_default=True, help="Radius of the neighborhood, in steps."
)
@click.option("--category", help="Only papers of this category.")
@click.option("--concept", help="Only papers about this concept.")
@click.option("--since", help="Only papers from this month on, as 2026-01.")
@click.option("--until", help="Only papers up to this month.")
@click.option(
    "--new-since",
    metavar="DATE",
    help="Highlight papers since DATE on the map of papers (default: the newest day).",
)
@click.option("--min-weight", type=float, help="Minimum weight of an edge.")
@click.option("--no-withdrawn", is_flag=True, help="Leave out papers that were withdrawn.")
@click.option("--theme", type=click.Choice(["auto", "light", "dark"]), default="auto", show_default=True)
@click.option(
    "--renderer",
    type=click.Choice(RENDERERS),
    default="explorer",
    show_default=True,
    help="Page renderer; pyvis for users of its pages.",
)
@AS_JSON
def view_command(
    graph: Path,
    view: str,
    out: Path | None,
    top: int | str | None,
    author: str | None,
    hops: int,
    category: str | None,
    concept: str | None,
    since: str | None,
    until: str | None,
    new_since: str | None,
    min_weight: float | None,
    no_withdrawn: bool,
    theme: str,
    renderer: str,
    as_json: bool,
) -> None:
    r"""Draw a network of the graph as one offline page, or as a figure (extra: figures).

    \b
    kg view arxiv.kg overview -o overview.html
    kg view arxiv.kg coauthors --author "Bo Han" --hops 2 -o han.html
    kg view arxiv.kg coauthors --category cs.RO -o robotics.svg
    kg view arxiv.kg papers --new-since 2025-12-20
    kg view arxiv.kg papers-concepts --concept "reinforcement learning"
    """
    picture = load(graph).view(
        view,
        top=None if top == ALL else top or DEFAULT_TOP[view],
        author=author,
        hops=hops,
        category=category,
        concept=concept,
        since=since,
        until=until,
        min_weight=min_weight,
        withdrawn=not no_withdrawn,
        new_since=new_since,
    )
    path = picture.write(out or Path(f"{view}.html"), theme=theme, renderer=renderer)
    if as_json:
        network = picture.network
        write_json(
            {
                "path": str(path),
                "view": view,
                "node_count": network.nodes.height,
                "edge_count": network.edges.height,
                "node_total": network.node_total,
                "edge_total": network.edge_total,
                "sparql": network.sparql,
            }
        )
        return
    write_stderr(f"{path}: {picture.shown}")
    if new_since:
        write_stderr(picture.new)
    if picture.network.sparql_note:
        write_stderr(f"the page's SPARQL finds what the view had {picture.network.sparql_note}")
    if picture.network.nodes.is_empty():
        write_stderr(
            "the picture is empty: nothing passes these filters; ask for more hops or months, or for another view"
        )
