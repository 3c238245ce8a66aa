"""Check the constraints with SPARQL queries over an Oxigraph store."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.assets import path


def constraint_queries() -> dict[str, str]:
    """Return the text of each constraint query by its name; its first line is a comment that states the constraint."""
    folder = path("ontology/shapes/constraints")
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.rq"))}


def query_violations(store: ox.Store) -> Iterator[tuple[str, str, str]]:
    """Yield node, constraint and message of every violation in the union of the store's graphs."""
    for name, query in constraint_queries().items():
        answer = store.query(query, use_default_graph_as_union=True)
        if not isinstance(answer, ox.QuerySolutions):
            raise TypeError(f"the constraint {name} is not a SELECT query")
        for row in answer:
            node, message = row["node"], row["message"]
            yield _shown(node), name, message.value if isinstance(message, ox.Literal) else ""


def _shown(term: object) -> str:
    # labels of blank nodes differ from load to load, but the same input must give the same answer
    return term.value if isinstance(term, ox.NamedNode) else "[]"
