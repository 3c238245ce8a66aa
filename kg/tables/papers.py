"""Make the tables of papers from the digests."""

from typing import Final

import polars as pl

from kg.model import SectionKind
from kg.settings import GraphSettings
from kg.tables.derived.cooccurrences import lists_of_concepts
from kg.tables.order import order_table

_GENERATED: Final = [kind.value for kind in SectionKind if kind.generated]


def papers_table(
    records: pl.DataFrame,
    appearances: pl.DataFrame,
    digests: pl.DataFrame,
    assignments: pl.DataFrame,
    own: pl.DataFrame,
    *,
    settings: GraphSettings,
) -> pl.DataFrame:
    """Return table ``papers``.

    ``assignments`` has one row per authorship with its ``paper`` and ``author``, hidden ones included: a name that a
    paper prints several times is one author. ``own`` is what `kg.tables.derived.claims.own_words` returns.
    """
    seen = (
        appearances.join(digests.select("digest", "date"), on="digest", how="left")
        .group_by("paper")
        .agg(appearance_count=pl.len(), first_seen=pl.col("date").min(), last_seen=pl.col("date").max())
    )
    authors = assignments.group_by("paper").agg(author_count=pl.col("author").n_unique())
    lists = lists_of_concepts(own, settings.derived.max_concepts_for_pairs)
    own_key = pl.concat_list("paper")
    return order_table(
        "papers",
        records.join(seen, on="paper", how="left")
        .join(authors, on="paper", how="left")
        .with_columns(pl.col("appearance_count", "author_count").fill_null(0))
        .with_columns(
            identifiers=pl.when(pl.col("identifiers").list.len() > 0).then("identifiers").otherwise(own_key),
            authors_truncated="truncated",
            pairs_omitted=pl.col("author_count") > settings.max_authors_for_pairs,
            concept_pairs_omitted=pl.col("paper").is_in(lists.implode()),
        ),
    )


def sections_table(texts: pl.DataFrame) -> pl.DataFrame:
    """Return table ``sections``: the texts of papers without their titles."""
    kind = pl.col("kind")
    return order_table(
        "sections",
        texts.filter(kind != SectionKind.TITLE.value).with_columns(generated=kind.is_in(_GENERATED)),
    )


def citations_table(records: pl.DataFrame) -> pl.DataFrame:
    """Return table ``citations``, who cites whom among the papers; a reference may use any identifier of a paper."""
    keys = records.select("paper", key="identifiers").explode("key").drop_nulls()
    others = keys.join(records.select(key="paper"), on="key", how="anti").group_by("key").agg(pl.col("paper").min())
    # no two papers have the same key
    known = pl.concat([records.select("paper", key="paper"), others.select("paper", "key")])
    cited = (
        records.select("paper", key="references")
        .explode("key")
        .drop_nulls()
        .join(known.select("key", cited="paper"), on="key")
        .filter(pl.col("paper") != pl.col("cited"))
        .select("paper", "cited")
        .unique()
    )
    return order_table("citations", cited)
