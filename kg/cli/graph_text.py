"""Describe a graph in a few lines: its contents, problems of the input, commands to try."""

from shlex import quote

from kg.graph import Graph
from kg.text.readable import count_noun


def describe_graph(graph: Graph) -> str:
    """Return the lines that ``kg build`` and ``kg info`` show."""
    info = graph.info()
    counts = info["counts"]
    months = " to ".join(dict.fromkeys(info["months"]))
    groups = f" ({count_noun(info['groups'], 'group')})" if info["groups"] else ""
    held = [
        [f"{count_noun(counts['papers'], 'paper')} of {months}", count_noun(counts["digests"], "digest"),
         count_noun(len(info["sources"]), "file")],
        [count_noun(counts["authors"], "author") + groups, count_noun(counts["coauthorships"], "co-authorship"),
         count_noun(info["possibly_same"], "pair") + " possibly the same"],
        [count_noun(counts[kind], kind[:-1]) for kind in ("concepts", "claims", "links")],
    ]  # fmt: skip
    lines = [f"{graph.path}", *(f"  {', '.join(line)}" for line in held)]
    if info["rejects"] or info["warnings"]:
        lines.append(
            f"  {count_noun(info['rejects'], 'row')} rejected, {count_noun(info['warnings'], 'warning')}"
            f" (kg info {quote(str(graph.path))} --rejects)"
        )
    return "\n".join([*lines, "", "Try", *(f"  {line}" for line in _next(graph))])


def _next(graph: Graph) -> list[str]:
    """Return commands that have results for this graph.

    Names come from digests, so they are quoted for the shell.
    """
    name = quote(str(graph.path))
    lines = [
        f"kg view {name} -o overview.html",
        *[f"kg view {name} {view} -o {view}.html" for view in _views(graph)],
        f"kg report {name} -o report.html",
    ]
    summary = graph.manifest.summary
    if summary.example_author:
        lines.append(f"kg ask {name} coauthors person={quote(summary.example_author)}")
    if summary.example_concept:
        lines.append(f"kg show {name} {quote(summary.example_concept)}")
    return [*lines, f"kg export {name} graph.ttl"]


def _views(graph: Graph) -> list[str]:
    """Return the view that is suggested besides the overview: co-authors, else concepts, if the graph has any."""
    counts = graph.manifest.counts
    return [view for view, count in (("coauthors", "coauthorships"), ("concepts", "concepts")) if counts[count]][:1]
