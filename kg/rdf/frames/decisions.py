"""Make frames of decisions about authors, their deciders and their evidence, in the form of `kg.rdf.frames`."""

import polars as pl

from kg.rdf.frames.columns import node_path
from kg.sets.verdicts import DecidedBy, Verdict
from kg.tables import Tables
from kg.version import __version__
from kg.wording.evidence import describe_reason


def possibly_same_rows(tables: Tables) -> pl.DataFrame:
    """Return pairs ``a``, ``b`` of authors in the graph that may be one person."""
    pairs = tables["decisions"].filter(pl.col("verdict") == Verdict.POSSIBLY_SAME.value).select("a", "b").unique()
    present = tables["authors"].select("author")
    return pairs.join(present, left_on="a", right_on="author", how="semi").join(
        present, left_on="b", right_on="author", how="semi"
    )


def decision_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per pair and decider; if one has decided twice, both verdicts are written for `kg check` to find.

    "same" is about two authorships of one author; the other verdicts are about two authors.
    """
    key = ["a", "b", "source"]
    reasons = _numbered(tables).group_by(key).agg(evidence=pl.col("path").sort_by("number"))
    decided = (
        tables["decisions"]
        .group_by(key)
        .agg(
            pl.col("verdict").unique().sort(),
            pl.col("confidence").max(),
            mentions=(pl.col("verdict") == Verdict.SAME.value).any(),
        )
    )
    sides = {
        side: pl.when("mentions").then(node_path("authorship", side)).otherwise(node_path("author", side))
        for side in "ab"
    }
    names = pl.concat(
        [
            tables["authors"].select("name", node=node_path("author", "author")),
            tables["authorships"].select(name="printed", node=node_path("authorship", "authorship")),
        ]
    )
    return (
        decided.with_columns(subject_a=sides["a"], subject_b=sides["b"])
        .join(names.rename({"node": "subject_a", "name": "name_a"}), on="subject_a", how="left")
        .join(names.rename({"node": "subject_b", "name": "name_b"}), on="subject_b", how="left")
        .join(reasons, on=key, how="left")
        .sort(key)
        .select(
            "verdict", "source", "confidence", "evidence",
            authors=pl.when(~pl.col("mentions")).then(pl.concat_list("subject_a", "subject_b")),
            authorships=pl.when("mentions").then(pl.concat_list("subject_a", "subject_b")),
            decision=pl.concat_str([pl.lit("decision/"), "a", pl.lit("/"), "b", pl.lit("/"), "source"]),
            label=pl.concat_str([pl.coalesce("name_a", "a"), pl.lit(" – "), pl.coalesce("name_b", "b")]),
            agent=node_path("agent", "source"),
        )
    )  # fmt: skip


def agent_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per kind of decider: this program, whatever its version, and people, who stay unnamed."""
    known = pl.DataFrame(
        [(agent.value, agent.rdf_class, agent.label) for agent in DecidedBy],
        schema=["source", "type", "label"],
        orient="row",
    )
    deciders = pl.concat([tables["decisions"].select("source"), pl.DataFrame({"source": [DecidedBy.PROGRAM.value]})])
    return known.join(deciders, on="source", how="semi").sort("source").select(
        "type", "label", agent=node_path("agent", "source"),
        version=pl.when(pl.col("source") == DecidedBy.PROGRAM.value).then(pl.lit(__version__)),
    )  # fmt: skip


def evidence_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per reason of a decision."""
    return (
        _numbered(tables)
        .sort("a", "b", "source", "number")
        .select("value", "bits", rule="kind", evidence="path", label=pl.concat_str(["kind", pl.lit(": "), "value"]))
    )


def _numbered(tables: Tables) -> pl.DataFrame:
    key = ["a", "b", "source"]
    return (
        tables["decisions"]
        .select(*key, "evidence")
        .explode("evidence")
        .drop_nulls("evidence")
        .unnest("evidence")
        .with_columns(value=pl.struct("kind", "values", "more").map_batches(_in_words, return_dtype=pl.String))
        .drop("values", "more")
        .unique(maintain_order=True)
        .with_columns(number=pl.int_range(1, pl.len() + 1).over(key))
        .with_columns(
            path=pl.concat_str(
                [pl.lit("evidence/"), "a", pl.lit("/"), "b", pl.lit("/"), "source", pl.lit("/"), "number"]
            )
        )
    )


def _in_words(reasons: pl.Series) -> pl.Series:
    return pl.Series(reasons.name, [describe_reason(reason) for reason in reasons.to_list()], dtype=pl.String)
