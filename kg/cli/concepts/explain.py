"""``kg concepts explain``."""

from pathlib import Path
from shlex import quote

import click

from kg.cli.common import AS_JSON, GRAPH, write_json, write_stderr, write_stdout
from kg.cli.concepts.concept_text import describe_concept
from kg.graph import load


@click.command("explain")
@GRAPH
@click.argument("concept")
@click.option("--paper", help="List every claim of this paper (an arXiv id) on it.")
@AS_JSON
def concepts_explain_command(graph: Path, concept: str, paper: str | None, as_json: bool) -> None:
    r"""Explain what CONCEPT is and why: its labels, and the papers, rules and sections that name it.

    CONCEPT is a label in any language, singular or plural, an id or an IRI.

    \b
    kg concepts explain arxiv.kg "large language model"
    kg concepts explain arxiv.kg LLM --paper 2601.22020
    kg concepts explain arxiv.kg 大语言模型 --json
    """
    found = load(graph).subjects.explain(concept, paper=paper)
    if as_json:
        write_json(found.as_dict())
        return
    write_stdout(describe_concept(found))
    name, where = quote(found.label), f"--decisions decisions/ --graph {quote(str(graph))}"
    write_stderr(f"\nIf it is not a concept: kg concepts decide not {name} {where}")
    write_stderr(f"If its type is wrong: kg concepts decide type {name} TYPE {where}")
