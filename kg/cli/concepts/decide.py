"""``kg concepts decide``."""

from pathlib import Path
from shlex import quote

import click

from kg.cli.common import COMMENT, DECISIONS, UNDO, write_stderr, write_stdout
from kg.concepts import load_vocabulary
from kg.concepts.decisions.decide import append_concept_decision, make_concept_decision, remove_concept_decision
from kg.concepts.decisions.decisions import CONCEPT_VERBS, CONCEPTS_FILE, ConceptReference, parse_concept_reference
from kg.concepts.decisions.ties import ConceptLookup
from kg.concepts.text.lexical import has_cjk
from kg.errors import UnknownName, UsageError
from kg.graph import Graph, load
from kg.sets.decision_verbs import DecisionVerb
from kg.tables.records import read_vocabulary
from kg.text.readable import count_noun


@click.command("decide")
@click.argument("verb", type=click.Choice([verb.value for verb in CONCEPT_VERBS]), metavar="VERB")
@click.argument("what", nargs=-1, required=True, metavar="WHAT…")
@DECISIONS
@click.option("--graph", "path", type=click.Path(path_type=Path), help="Graph in which to look up concepts.")
@COMMENT
@UNDO
def concepts_decide_command(
    verb: str, what: tuple[str, ...], decisions: Path, path: Path | None, comment: str, undo: bool
) -> None:
    r"""Merge, remove, type or label concepts in a text file that every rebuild applies.

    VERB is same (two concepts, the first gives the name), not (a label that is not a concept), type (a concept and
    task, method, model, dataset, metric, field, software or untyped) or label (a concept and its new label; append @zh
    for Chinese). Give a concept by any of its labels or by its id. With --graph, unknown labels are refused, except by
    type, which makes them concepts. Without --graph, lines are checked against the shipped vocabulary, so pass it if
    you build with another vocabulary.

    \b
    kg concepts decide same "GPT-4 Omni" "GPT-4o" --decisions decisions/
    kg concepts decide not "garment" --decisions decisions/ --graph arxiv.kg --comment "says nothing"
    kg concepts decide type "GSM8K" dataset --decisions decisions/
    kg concepts decide label "large language model" "大模型@zh" --decisions decisions/ --graph arxiv.kg
    kg concepts decide not "garment" --decisions decisions/ --undo
    """
    concepts, text = list(what), ""
    if verb in (DecisionVerb.TYPE, DecisionVerb.LABEL) and (len(concepts) > 1 or not undo):
        if len(concepts) < 2:  # noqa: PLR2004 - a concept, and a type or label
            example = '"GSM8K" dataset' if verb == DecisionVerb.TYPE else '"large language model" "LLM"'
            raise UsageError(f"give a concept and its {verb}: {verb} {example}")
        text = concepts.pop()
    graph = load(path) if path else None
    meant = (
        [_meant(graph, verb, one, undo=undo) for one in concepts]
        if graph
        else [*map(parse_concept_reference, concepts)]
    )
    if undo:
        removed = remove_concept_decision(decisions, verb, meant, text)
        if removed is None:
            raise UsageError(f"{decisions / CONCEPTS_FILE} has no such line: {verb} {' '.join(what)}")
        write_stdout(f"{removed.path}:{removed.line}: taken out: {removed.text}")
    else:
        vocabulary = read_vocabulary(graph.tables) if graph else load_vocabulary()
        written = append_concept_decision(
            decisions, make_concept_decision(verb, meant, text), comment=comment, vocabulary=vocabulary
        )
        write_stdout(f"{written.path}:{written.line}: {'' if written.changed else 'already there: '}{written.text}")
        for warning in written.warnings if graph else ():
            write_stderr(f"warning: {warning}")
    place = quote(str(path)) if path else "GRAPH"
    write_stderr(f"Takes effect with: kg build INPUT… -o {place} --decisions {quote(str(decisions))}")


def _meant(graph: Graph, verb: str, text: str, *, undo: bool) -> ConceptReference:
    """Return a reference that a build understands; a Chinese label may be one that it only learns later."""
    meant = parse_concept_reference(text)
    try:
        concept = graph.subjects.find(text)
    except UnknownName as error:
        if undo:
            # an earlier decision may have removed the concept from the graph
            return meant
        if verb != DecisionVerb.TYPE:
            raise
        write_stderr(f"warning: {error} The line makes it one.")
        return meant
    held = graph.subjects.explain(concept)
    if not undo:
        write_stderr(f"{held.label}: {held.type or 'untyped'}, named by {count_noun(held.paper_count, 'paper')}")
    names = ConceptLookup(read_vocabulary(graph.tables))
    if meant.id or (names.find(meant) == (concept,) and not has_cjk(meant.label)):
        return meant
    return (
        ConceptReference(held.label)
        if names.find(ConceptReference(held.label)) == (concept,)
        else ConceptReference(id=concept)
    )
