"""``kg authors audit``."""

from itertools import groupby
from pathlib import Path
from shlex import quote
from typing import Any, Final

import click

from kg.cli.common import AS_JSON, GRAPH, write_json, write_stderr, write_stdout
from kg.graph import load
from kg.listings.audit import Rule
from kg.text.readable import count_noun

_WHY: Final = {
    Rule.GIVEN_NAMES: "a person has one given name; only a decision can have merged these",
    Rule.UNRELATED_NAMES: "only a third form links these forms of the name; they may be different people",
    Rule.MANY_FORMS: "each form resembles the next, but the first and the last may be different people",
    Rule.DISJOINT_GROUPS: "a common name on papers with hardly any common co-author: probably several people",
    Rule.BUSY_MONTH: "more papers in a month than people with rare names write, each of whom is one person",
    Rule.SPLIT_RARE_NAME: "the name is so rare that both may be one person",
    Rule.SHARED_NAME: "the name alone identifies nobody; only the papers show who is meant",
}


@click.command("audit")
@GRAPH
@click.option(
    "-n", "number", type=click.IntRange(min=1), default=10, show_default=True, help="Maximum number listed per kind."
)
@click.option("--strict", is_flag=True, help="Exit with 1 if anything but names of many people is found.")
@AS_JSON
def authors_audit_command(graph: Path, number: int, strict: bool, as_json: bool) -> int:
    r"""List people who may be several, and people who may be one.

    None of these is known to be wrong: kg authors explain shows the evidence, kg authors decide records a decision.

    \b
    kg authors audit arxiv.kg
    kg authors audit arxiv.kg --json
    kg authors audit arxiv.kg --strict && echo clean
    """
    findings = load(graph).people.audit().to_dicts()
    if as_json:
        write_json([finding | {"why": _WHY[Rule(finding["rule"])]} for finding in findings])
    else:
        kinds = [(Rule(rule), list(found)) for rule, found in groupby(findings, key=lambda finding: finding["rule"])]
        if kinds:
            write_stdout("\n\n".join(_text(rule, found, number, graph) for rule, found in kinds))
        write_stderr(", ".join(f"{rule}: {len(found):,}" for rule, found in kinds) or "nothing suspicious")
    suspicious = any(finding["rule"] != Rule.SHARED_NAME for finding in findings)
    return 1 if strict and suspicious else 0


def _text(rule: Rule, findings: list[dict[str, Any]], number: int, graph: Path) -> str:
    shown = findings[:number]
    more = f", {number} shown" if len(findings) > number else ""
    lines = [f"{rule} ({count_noun(len(findings), 'case')}{more})", f"  {_WHY[rule]}"]
    for finding in shown:
        look = " ".join(finding["compare"])
        lines += [f"  {finding['name']}  {finding['reason']}", f"      kg authors explain {quote(str(graph))} {look}"]
    return "\n".join(lines)
