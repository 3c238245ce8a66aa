"""``kg export``."""

from pathlib import Path

import click

from kg.cli.common import AS_JSON, GRAPH, write_json, write_stderr
from kg.graph import load
from kg.rdf import GRAPHS
from kg.text.readable import count_noun
from kg.views import VIEWS


@click.command("export")
@GRAPH
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--profile",
    type=click.Choice(["core", "full"]),
    help="RDF: core (nodes and flat edges, default) or full (also authorships, claims, sections, evidence).",
)
@click.option(
    "--with-text", is_flag=True, help="RDF and tables: with abstracts and summaries, whose rights are their authors'."
)
@click.option("--graph", "part", type=click.Choice(list(GRAPHS)), help="RDF: only this named graph.")
@click.option("--view", type=click.Choice(VIEWS), help="Networks: the view (default coauthors).")
@click.option("--top", type=click.IntRange(min=1), help="Networks: maximum number of nodes (default all).")
@click.option("--base", help="RDF and networks: base IRI of people, and of concepts that no vocabulary has.")
@click.option("--no-positions", is_flag=True, help="Networks: without a layout.")
@AS_JSON
def export_command(
    graph: Path,
    out: Path,
    profile: str | None,
    with_text: bool,
    part: str | None,
    view: str | None,
    top: int | None,
    base: str | None,
    no_positions: bool,
    as_json: bool,
) -> None:
    r"""Write a graph to OUT, in the format of its suffix.

    \b
    RDF       .ttl .nt .nq .trig .jsonld .rdf
    networks  .graphml .gexf .json (node-link) .cyjs (Cytoscape)
    tables    a folder name ending in .csv or .parquet
    A file of RDF or a network may be compressed: graph.ttl.gz, coauthors.gexf.zst

    \b
    kg export arxiv.kg graph.ttl
    kg export arxiv.kg coauthors.gexf --view coauthors
    """
    asked = {"profile": profile, "graph": part, "view": view, "top": top, "base": base}
    options = {name: value for name, value in asked.items() if value is not None}
    options |= {"with_text": True} if with_text else {}
    options |= {"positions": False} if no_positions else {}
    written = load(graph).export(out, **options)
    if as_json:
        write_json({"path": str(out), "size": written.size, "unit": written.unit})
        return
    write_stderr(f"{out}: {count_noun(written.size, written.unit)}")
