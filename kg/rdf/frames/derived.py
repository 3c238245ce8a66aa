"""Make frames of stated results and of statements derived from concepts, in the form of `kg.rdf.frames`."""

import polars as pl

from kg.rdf.frames.columns import (
    activity_path,
    add_quotes,
    both_ways,
    concept_value,
    nonempty,
    paper_segment,
    repeat_suffix,
    section_path,
)
from kg.sets.verdicts import DecidedBy
from kg.tables import Tables

_DASH = " – "


def works_on_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per author who works on a concept: ``author, works_on``."""
    rows = (
        tables["interests"]
        .sort("author", "concept")
        .select("author", works_on=concept_value(tables["concepts"], "concept"))
    )
    return rows.group_by("author", maintain_order=True).agg("works_on")


def related_paper_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per paper with related papers: ``paper, related``."""
    return both_ways(tables["related"]).group_by(paper="a").agg(related=pl.col("b").sort())


def evaluation_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per stated result; several of one section, data set and metric are numbered from the second on."""
    key = ["paper", "dataset", "metric", "section"]
    stated = tables["evaluations"].sort(*key, "start", "end", "rule", "value").with_columns(suffix=repeat_suffix(key))
    for column in ("dataset", "metric"):
        stated = _with_labels(stated, tables, column)
    return stated.select(
        "paper", "value", "confidence", "start", "end", "generated",
        evaluation=pl.concat_str(
            [pl.lit("evaluation/"), paper_segment("paper"), pl.lit("/"), "dataset", pl.lit("/"), "metric", pl.lit("/"),
             "section", "suffix"]
        ),
        label=pl.concat_str(["metric_label", pl.lit(" on "), "dataset_label"]),
        dataset=concept_value(tables["concepts"], "dataset"),
        metric=concept_value(tables["concepts"], "metric"),
        unit=nonempty("unit"),
        section=section_path("section"),
        activity=activity_path("rule"),
        graph=pl.when("generated").then(pl.lit("summaries")).otherwise(pl.lit("inferred")),
    )  # fmt: skip


def quoted_evaluation_rows(tables: Tables) -> pl.DataFrame:
    """Return the rows of `evaluation_rows` with the characters that state each value."""
    return add_quotes(evaluation_rows(tables), tables)


def activity_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per rule that found a claim or an evaluation, as an activity of the program."""
    rules = pl.concat([tables["claims"].select("rule"), tables["evaluations"].select("rule")]).unique().sort("rule")
    return rules.select(
        "rule",
        activity=activity_path("rule"),
        label=pl.concat_str([pl.lit("rule "), "rule"]),
        agent=pl.lit(f"agent/{DecidedBy.PROGRAM.value}"),
        used=pl.when(pl.col("rule").str.starts_with("vocabulary/")).then(pl.lit("concepts")),
    )


def interest_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per author and concept that the author works on."""
    return _interests(tables["interests"], tables)


def repeated_interest_rows(tables: Tables) -> pl.DataFrame:
    """Return the rows of `interest_rows` with two or more papers; ``kg:worksOn`` connects the others."""
    return _interests(tables["interests"].filter(pl.col("paper_count") > 1), tables)


def _interests(interests: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    names = tables["authors"].select("author", "name")
    found = interests.sort("author", "concept").join(names, on="author", how="left", maintain_order="left")
    return _with_labels(found, tables, "concept").select(
        "author", "paper_count", "weight",
        interest=pl.concat_str([pl.lit("interest/"), "author", pl.lit("/"), "concept"]),
        label=pl.concat_str([pl.coalesce("name", "author"), pl.lit(_DASH), "concept_label"]),
        concept=concept_value(tables["concepts"], "concept"),
    )  # fmt: skip


def cooccurrence_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per pair of concepts."""
    pairs = tables["cooccurrences"].sort("a", "b")
    for end in ("a", "b"):
        pairs = _with_labels(pairs, tables, end)
    return pairs.select(
        "paper_count", "lift",
        weight="npmi",
        cooccurrence=pl.concat_str([pl.lit("cooccurrence/"), "a", pl.lit("/"), "b"]),
        label=pl.concat_str(["a_label", pl.lit(_DASH), "b_label"]),
        concept_a=concept_value(tables["concepts"], "a"),
        concept_b=concept_value(tables["concepts"], "b"),
    )  # fmt: skip


def _with_labels(frame: pl.DataFrame, tables: Tables, column: str) -> pl.DataFrame:
    """Add the label of the concept in a column, or its id if the graph does not have it."""
    label = f"{column}_label"
    labels = tables["concepts"].select("concept", pl.col("label").alias(label))
    return frame.join(labels, left_on=column, right_on="concept", how="left", maintain_order="left").with_columns(
        pl.coalesce(label, column).alias(label)
    )
