"""Describe in words what a build changed in a graph."""

from kg.graph import Graph
from kg.text.readable import count_noun


def describe_changes(graph: Graph) -> str:
    """Return a line on new, changed and removed files, and a line on corpus statistics if they were counted again."""
    changes = graph.changes
    if changes is None:
        return "a new graph"
    if not graph.work:
        return "nothing new: the graph already has these files"
    files = [
        f"{count_noun(number, 'file')} {what}"
        for number, what in ((changes.new, "added"), (changes.changed, "replaced"), (changes.gone, "gone"))
        if number
    ]
    lines = [
        ", ".join(files) or "the same files, read with other options, settings or decisions, or by another version"
    ]
    if changes.reference_papers:
        lines.append(
            f"the weights of words and names are counted on {changes.reference_papers:,} papers from now on (a "
            f"power of two); updating what depends on them took {changes.step_cpu:.1f} s of CPU"
        )
    return "\n".join(lines)
