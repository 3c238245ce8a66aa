"""Apply ``split`` decisions: a printed name of several people becomes as many authorships of its paper."""

from pathlib import Path

import polars as pl

from kg.authors.decisions.decisions import AUTHORS_FILE, AuthorDecision, AuthorDecisions
from kg.authors.spelling.person_name import name_key
from kg.frames.reports import report_frame
from kg.ids import segment
from kg.report_codes import Report, ReportCode
from kg.schema import Frames
from kg.sets.decision_verbs import DecisionVerb


def divide_names(frames: Frames, decisions: AuthorDecisions) -> dict[str, pl.DataFrame]:
    """Split every printed name that a ``split`` line is about.

    Reads ``printed_authors``; writes ``divided_authors``, sorted by paper and position, and ``division_reports``. Names
    are compared as everywhere in a decisions file (`name_key`). A line about one paper takes precedence over a line
    about all. Affiliations and other details of a divided name are dropped, since it is unknown whose they are. A line
    that matches nothing is reported.
    """
    authors = frames["printed_authors"].sort("paper", "position")
    lines = tuple(decisions.of(DecisionVerb.SPLIT))
    if not lines:
        return {"divided_authors": authors, "division_reports": report_frame(())}
    everywhere = {name_key(line.references[0].name): line for line in lines if line.references[0].name}
    on_paper = {
        (line.references[0].authorship.partition("/")[0], name_key(line.references[0].printed)): line
        for line in lines
        if line.references[0].authorship
    }
    used: set[AuthorDecision] = set()
    names: list[list[str]] = []
    for paper, printed in authors.select("paper", "printed").iter_rows():
        key = name_key(printed)
        line = on_paper.get((segment(paper), key)) or everywhere.get(key)
        names.append([printed] if line is None else list(line.names))
        if line is not None:
            used.add(line)
    divided = _divided(authors, names) if used else authors
    file = Path(decisions.path).name or AUTHORS_FILE
    reports = (Report(ReportCode.ABSENT_SPLIT_NAME, file, line.line) for line in lines if line not in used)
    return {"divided_authors": divided, "division_reports": report_frame(reports)}


def _divided(authors: pl.DataFrame, names: list[list[str]]) -> pl.DataFrame:
    several = pl.col("several")

    def unless_divided(column: str, dtype: pl.DataType) -> pl.Expr:
        empty = pl.lit([] if isinstance(dtype, pl.List) else "" if dtype == pl.String else False, dtype=dtype)
        return pl.when(several).then(empty).otherwise(pl.col(column)).alias(column)

    facts = [unless_divided(name, dtype) for name, dtype in list(authors.schema.items())[3:]]
    return (
        authors.with_columns(printed=pl.Series(names, dtype=pl.List(pl.String)))
        .with_columns(several=pl.col("printed").list.len() > 1)
        .explode("printed")
        .with_columns(*facts, position=pl.int_range(pl.len(), dtype=pl.Int32).over("paper"))
        .select(authors.columns)
    )
