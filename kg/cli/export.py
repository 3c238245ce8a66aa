"""``kg export``."""

from pathlib import Path

import click

from kg.cli.common import GRAPH, count, say
from kg.graph import load
from kg.rdf import GRAPHS


@click.command()
@GRAPH
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--profile",
    type=click.Choice(["core", "full"]),
    default="core",
    show_default=True,
    help="core: nodes and flat edges; full: with mentions, claims, sections, evidence.",
)
@click.option("--with-text", is_flag=True, help="With abstracts and summaries, whose rights are their authors'.")
@click.option("--graph", "part", type=click.Choice(list(GRAPHS)), help="Only the statements of one named graph.")
@click.option("--view", default="coauthors", show_default=True, help="The network in network formats.")
def export(graph: Path, out: Path, profile: str, with_text: bool, part: str | None, view: str) -> None:
    r"""Write a graph to OUT; its suffix tells the format.

    \b
    RDF       .ttl .nt .nq .trig .jsonld .rdf
    networks  .graphml .gexf .json (node-link) .cyjs (Cytoscape)
    tables    a folder name ending in .csv or .parquet

    \b
    kg export arxiv.kg graph.ttl
    kg export arxiv.kg coauthors.gexf --view coauthors
    """
    written = load(graph).export(out, profile=profile, with_text=with_text, graph=part, view=view)
    say(f"{out}: {count(written.size, written.unit)}")
