"""Write a slice of one node kind as a column of Turtle blocks, or of N-Triples or N-Quads lines."""

from collections.abc import Sequence
from itertools import groupby

import polars as pl

from kg.rdf.graphs import NamedGraph
from kg.rdf.mapping import NodeMapping, Predicate
from kg.rdf.terms import Syntax, ValueKind, name, node_opening, term

_SUBJECT = "_subject"


def count_statements(frame: pl.DataFrame, prop: Predicate, graph: NamedGraph | None = None) -> int:
    """Return the number of statements that a property makes of a frame, in one named graph or in all."""
    if not _written(prop, graph):
        return 0
    counts = statements_per_row(frame, prop)
    if prop.graph is None and graph is not None:
        counts = counts.filter(frame["graph"] == graph)
    return int(counts.sum() or 0)


def counts_by_graph(frame: pl.DataFrame, properties: Sequence[Predicate]) -> dict[str, int]:
    """Return the number of statements that properties make in each named graph that the rows of a frame name."""
    total = sum((statements_per_row(frame, prop) for prop in properties), pl.zeros(frame.height, pl.UInt32, eager=True))
    rows = pl.DataFrame({"graph": frame["graph"], "count": total}).group_by("graph").sum().sort("graph").rows()
    return {graph: count for graph, count in rows if count}


def statements_per_row(frame: pl.DataFrame, prop: Predicate) -> pl.Series:
    """Return the number of statements that a property makes of each row."""
    if isinstance(prop.value, tuple):
        return pl.repeat(len(prop.value), frame.height, dtype=pl.UInt32, eager=True)
    column = frame[prop.value]
    if isinstance(column.dtype, pl.List):
        return column.list.len().fill_null(0)
    return column.is_not_null().cast(pl.UInt32)


def blocks(frame: pl.DataFrame, kind: NodeMapping, syntax: Syntax, graph: NamedGraph | None = None) -> pl.Series:
    """Return a Turtle block per subject; a row without a statement in ``graph`` makes none."""
    parts = []
    for predicate, properties in groupby(_of(kind, graph), key=lambda p: p.predicate):
        stated = [p for p in properties if isinstance(p.value, tuple) or frame[p.value].null_count() < frame.height]
        objects = [_objects(frame, p, syntax, graph, pl.lit(", ")) for p in stated]
        if not objects:
            continue
        several = objects[0] if len(objects) == 1 else _joined(objects, ", ")
        parts.append(pl.concat_str([pl.lit("a " if predicate == "rdf:type" else f"{predicate} "), several]))
    body = _joined(parts, " ;\n    ")
    subject = term(kind.subject_kind, pl.col(kind.subject), syntax)
    return frame.select(pl.concat_str([subject, pl.lit(" "), body, pl.lit(" .")])).to_series().drop_nulls()


def statements(
    frame: pl.DataFrame, kind: NodeMapping, syntax: Syntax, graph: NamedGraph | None = None, *, quads: bool
) -> pl.Series:
    """Return one value per subject: all its lines, joined; with ``quads``, lines name their graph."""
    frame = frame.with_columns(term(kind.subject_kind, pl.col(kind.subject), syntax).alias(_SUBJECT))
    parts = []
    for prop in _of(kind, graph):
        start = pl.concat_str([pl.col(_SUBJECT), pl.lit(f" {name(prop.predicate, syntax)} ")])
        end = _end(prop, syntax) if quads else pl.lit(" .")
        between = pl.concat_str([end, pl.lit("\n"), start])
        parts.append(pl.concat_str([start, _objects(frame, prop, syntax, graph, between), end]))
    return frame.select(_joined(parts, "\n")).to_series().drop_nulls()


def _of(kind: NodeMapping, graph: NamedGraph | None) -> list[Predicate]:
    return [p for p in kind.properties if _written(p, graph)]


def _written(prop: Predicate, graph: NamedGraph | None) -> bool:
    return graph is None or prop.graph is None or prop.graph == graph


def _end(prop: Predicate, syntax: Syntax) -> pl.Expr:
    graph = pl.col("graph") if prop.graph is None else pl.lit(prop.graph)
    return pl.concat_str([pl.lit(f" <{syntax.base}graph/"), graph, pl.lit("> .")])


def _objects(
    frame: pl.DataFrame, prop: Predicate, syntax: Syntax, graph: NamedGraph | None, between: pl.Expr
) -> pl.Expr:
    """Return the objects of a property as one string per row, null if there are none."""
    if isinstance(prop.value, tuple):
        pieces: list[pl.Expr] = []
        for curie in prop.value:
            pieces += [between, pl.lit(name(curie, syntax))] if pieces else [pl.lit(name(curie, syntax))]
        text = pl.concat_str(pieces)
    elif isinstance(frame.schema[prop.value], pl.List) and prop.kind is ValueKind.NODE:
        # paths joined at once: writing each term of 114,000 co-authors by itself takes twice as long
        opening = pl.lit(node_opening(syntax))
        joined = pl.col(prop.value).list.join(pl.concat_str([pl.lit(">"), between, opening]))
        text = pl.concat_str([opening, joined, pl.lit(">")])
    elif isinstance(frame.schema[prop.value], pl.List):
        text = _term_lists(frame, prop, prop.value, syntax).list.join(between)
    else:
        text = term(prop.kind, pl.col(prop.value), syntax, prop.names)
    return text if prop.graph is not None or graph is None else pl.when(pl.col("graph") == graph).then(text)


def _term_lists(frame: pl.DataFrame, prop: Predicate, column: str, syntax: Syntax) -> pl.Expr:
    """Return the terms of a column of lists, as written."""
    if prop.kind is not ValueKind.PAPER:
        return pl.col(column).list.eval(term(prop.kind, pl.element(), syntax, prop.names))
    # IRIs of papers need Python for unusual keys, which Polars would call once per list: 5 s for 86,000 values
    flat = frame.select(pl.int_range(pl.len()).alias("row"), pl.col(column)).explode(column).drop_nulls(column)
    written = flat.select("row", term(prop.kind, pl.col(column), syntax).alias(column))
    lists = written.group_by("row", maintain_order=True).agg(column)
    rows = pl.DataFrame({"row": range(frame.height)}, schema={"row": lists.schema["row"]})
    return pl.lit(rows.join(lists, on="row", how="left", maintain_order="left")[column])


def _joined(parts: Sequence[pl.Expr], separator: str) -> pl.Expr:
    """Join the values that are not null; null if all are."""
    if not parts:
        return pl.lit(None, pl.String)
    text = pl.concat_str(parts, separator=separator, ignore_nulls=True)
    return pl.when(text != "").then(text)
