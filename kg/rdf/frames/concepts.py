"""Make frames of concepts, their schemes and claims: one row per node, sorted.

Values stay ids and plain columns here; `kg.rdf.terms` writes them as terms. A list is null instead of empty.
"""

import polars as pl

from kg.rdf.frames.columns import (
    activity_path,
    add_quotes,
    concept_value,
    list_or_null,
    lists_or_null,
    nonempty,
    paper_segment,
    repeat_suffix,
    section_path,
)
from kg.tables import Tables


def concept_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per concept."""
    frame = tables["concepts"].sort("concept")
    labels, wider = _labels(frame), wider_rows(frame)
    frame = frame.drop("labels", "broader")
    for part in (labels, wider):
        frame = frame.join(part, on="concept", how="left", maintain_order="left")
    return (
        frame.select(
            "label", "preferred", "labels", "paper_count", "summary_paper_count", "broader", "topics",
            first_seen=nonempty("first_seen"),
            last_seen=nonempty("last_seen"),
            concept=concept_value(tables["concepts"], "concept"),
            type=pl.when(pl.col("type") != "").then(pl.concat_str([pl.lit("kg:"), pl.col("type").str.to_titlecase()])),
            scheme=pl.lit("concepts"),
            definitions=list_or_null(pl.col("definitions")),
            matches=list_or_null(pl.col("matches")),
            schemes=list_or_null(pl.col("schemes").list.eval(pl.element().struct.field("iri"))),
        )
    )  # fmt: skip


def concept_scheme_rows(tables: Tables) -> pl.DataFrame:
    """Return one row for the scheme of all concepts; its top concepts are those without a wider one."""
    concepts = tables["concepts"]
    top = concepts.filter(pl.col("broader").list.len() == 0).sort("concept").select(concept_value(concepts, "concept"))
    return pl.DataFrame(
        {
            "scheme": ["concepts"],
            "label": ["Concepts of this graph"],
            "top_concepts": [top.to_series().to_list() or None],
        },
        schema_overrides={"top_concepts": pl.List(pl.String)},
    )


def vocabulary_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per vocabulary that has concepts of the graph."""
    schemes = tables["concepts"].select("schemes").explode("schemes").drop_nulls().unnest("schemes")
    return (
        schemes.group_by("iri")
        .agg(pl.col("title").max(), pl.col("license").max())
        .sort("iri")
        .select(
            scheme="iri",
            label=pl.when(pl.col("title") == "").then("iri").otherwise("title"),
            license=nonempty("license"),
        )
    )


def wider_rows(concepts: pl.DataFrame) -> pl.DataFrame:
    """Return one row per concept with wider ones: ``broader`` kinds of the same type, and ``topics`` of another type.

    A data set is not a kind of the task that it tests: only concepts of one type are in ``skos:broader``.
    """
    types = concepts.select(wider="concept", wider_type="type")
    pairs = (
        concepts.select("concept", "type", wider="broader")
        .explode("wider")
        .drop_nulls("wider")
        .unique()
        .join(types, on="wider", how="left")
        .sort("concept", "wider")
        .with_columns(kind=pl.col("type") == pl.col("wider_type"), path=concept_value(concepts, "wider"))
    )
    lists = pairs.group_by("concept", maintain_order=True).agg(
        broader=pl.col("path").filter(pl.col("kind")),
        topics=pl.col("path").filter(~pl.col("kind").fill_null(value=False)),
    )
    return lists_or_null(lists)


def _labels(concepts: pl.DataFrame) -> pl.DataFrame:
    """Return the preferred label of each language (outside English, the first one) and the other labels."""
    english = concepts.select("concept", text="label", language=pl.lit("en"), preferred=True)
    others = (
        concepts.select("concept", "labels")
        .explode("labels")
        .drop_nulls("labels")
        .unnest("labels")
        .join(english, on=["concept", "text", "language"], how="anti", maintain_order="left")
        .unique(["concept", "text", "language"], keep="first", maintain_order=True)
        .with_columns(
            preferred=pl.struct("concept", "language").is_first_distinct()
            & ~pl.col("language").str.contains("^(?:en.*)?$")
        )
    )
    label = pl.struct("text", "language")
    return (
        pl.concat([english, others])
        .sort("concept", "language", "text")
        .group_by("concept", maintain_order=True)
        .agg(preferred=label.filter(pl.col("preferred")), labels=label.filter(~pl.col("preferred")))
        .with_columns(labels=list_or_null(pl.col("labels")))
    )


def claim_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per claim; several of one section with the same relation are numbered from the second on."""
    names = tables["concepts"].select(concept=concept_value(tables["concepts"], "concept"), name="label")
    word = pl.coalesce("name", pl.col("concept").str.strip_prefix("concept/"))
    return (
        quoted_claim_rows(tables)
        .join(names, on="concept", how="left", maintain_order="left")
        .with_columns(label=pl.concat_str([pl.col("relation").str.strip_prefix("kg:"), pl.lit(" "), word]))
    )


def quoted_claim_rows(tables: Tables) -> pl.DataFrame:
    """Return the rows of `claim_rows` without their labels."""
    return add_quotes(unlabeled_claim_rows(tables), tables)


def unlabeled_claim_rows(tables: Tables) -> pl.DataFrame:
    """Return the rows of `claim_rows` without labels and quotes."""
    key = ["paper", "concept", "relation", "section"]
    return (
        tables["claims"]
        .sort(*key, "start", "end", "rule")
        .with_columns(suffix=repeat_suffix(key))
        .select(
            "paper", "confidence", "start", "end", "generated",
            claim=pl.concat_str(
                [pl.lit("claim/"), paper_segment("paper"), pl.lit("/"), "concept", pl.lit("/"), "relation", pl.lit("/"),
                 "section", "suffix"]
            ),
            relation=pl.concat_str([pl.lit("kg:"), "relation"]),
            concept=concept_value(tables["concepts"], "concept"),
            section=section_path("section"),
            activity=activity_path("rule"),
            graph=pl.when("generated").then(pl.lit("summaries")).otherwise(pl.lit("inferred")),
        )
    )  # fmt: skip
