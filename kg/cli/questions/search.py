"""``kg search``."""

from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.common import AS_JSON, GRAPH, write_json, write_stderr, write_stdout
from kg.graph import load


@click.command("search")
@GRAPH
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, help="Only paper, author, concept or category; may be repeated.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@click.option("--no-withdrawn", is_flag=True, help="Leave out papers that were withdrawn.")
@AS_JSON
def search_command(
    graph: Path, text: tuple[str, ...], kinds: tuple[str, ...], limit: int, no_withdrawn: bool, as_json: bool
) -> int:
    r"""Find papers, people, concepts and categories by words, in English or Chinese.

    \b
    kg search arxiv.kg gaussian splatting
    kg search arxiv.kg 强化学习 --kind concept
    """
    hits = load(graph).search(" ".join(text), kinds=kinds or None, limit=limit, withdrawn=not no_withdrawn)
    if as_json:
        write_json([asdict(hit) for hit in hits])
        return 0 if hits else 1
    for hit in hits:
        write_stdout(f"{hit.kind:8}  {hit.id}  {hit.label}" + (f"\n          {hit.snippet}" if hit.snippet else ""))
    if not hits:
        write_stderr(f"0 rows: nothing found for: {' '.join(text)}")
    return 0 if hits else 1
