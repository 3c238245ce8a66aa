"""Make the tables of people, without the hidden ones: authorships, authors and decisions."""

from typing import Any, Final

import polars as pl

from kg.model import EvidenceKind, IdentifierScheme
from kg.tables.derived.counts import author_counts
from kg.tables.hidden import HiddenPeople
from kg.tables.order import order_table

_NONE: Final = pl.lit([], dtype=pl.List(pl.String))
_ORCID: Final = pl.lit(f"{IdentifierScheme.ORCID.value}:")


def authorships_table(assignments: pl.DataFrame, printed_authors: pl.DataFrame, hidden: HiddenPeople) -> pl.DataFrame:
    """Return table ``authorships``, with the details that a paper states of each author.

    If one name has several ORCID iDs, the first is its ``orcid``; the others are among its ``identifiers``.
    """
    stated = printed_authors.select("paper", "position", "native", "orcids", "accounts", "affiliations")
    keys = pl.concat_list("accounts", pl.col("orcids").list.eval(_ORCID + pl.element())).list.unique()
    own = pl.concat_list(_ORCID + pl.col("orcid"))
    return order_table(
        "authorships",
        assignments.filter(~pl.col("author").is_in(hidden.authors.implode()))
        .join(stated, on=["paper", "position"], how="left")
        .with_columns(
            pl.col("native").fill_null(""),
            pl.col("orcids", "accounts", "affiliations").fill_null(_NONE),
        )
        .with_columns(orcid=pl.col("orcids").list.min().fill_null(""))
        .with_columns(identifiers=keys.list.set_difference(own).list.sort()),
    )


def appearances_table(appearances: pl.DataFrame, hidden: HiddenPeople) -> pl.DataFrame:
    """Return table ``appearances``."""
    return order_table("appearances", appearances.with_columns(hidden.remove_from_lists("authors")))


def decisions_table(decisions: pl.DataFrame, hidden: HiddenPeople) -> pl.DataFrame:
    """Return table ``decisions``, without hidden people, also among the co-authors in evidence."""
    ids = hidden.ids.implode()
    low, high = pl.min_horizontal("a", "b"), pl.max_horizontal("a", "b")
    shown = decisions.filter(~pl.col("a").is_in(ids), ~pl.col("b").is_in(ids)).with_columns(a=low, b=high)
    if not hidden.names.is_empty():
        shown = shown.with_columns(_without_names(shown["evidence"], hidden))
    return order_table("decisions", shown)


def _without_names(evidence: pl.Series, hidden: HiddenPeople) -> pl.Series:
    named = [[_without(reason, hidden) for reason in reasons] for reasons in evidence]
    return pl.Series(evidence.name, named, dtype=evidence.dtype)


def _without(reason: dict[str, Any], hidden: HiddenPeople) -> dict[str, Any]:
    if reason["kind"] != EvidenceKind.COAUTHORS:
        return reason
    return {**reason, "values": [name for name in reason["values"] if not hidden.has_name(name)]}


def reports_table(reports: pl.DataFrame, hidden: HiddenPeople) -> pl.DataFrame:
    """Return table ``reports``, without hidden people among the arguments."""
    return order_table("reports", reports.with_columns(hidden.remove_from_arguments(reports["arguments"])))


def authors_table(
    people: pl.DataFrame, authorships: pl.DataFrame, papers: pl.DataFrame, coauthorships: pl.DataFrame
) -> pl.DataFrame:
    """Return table ``authors``: the ``people`` with an authorship, which excludes hidden ones."""
    return order_table(
        "authors",
        people.join(author_counts(authorships, papers, coauthorships), on="author")
        .join(_orcids(authorships), on="author", how="left")
        .with_columns(pl.col("orcid").fill_null(_NONE)),
    )


def _orcids(authorships: pl.DataFrame) -> pl.DataFrame:
    """Return the ORCID iDs of authors; an iD of several authors belongs to the one with the most papers, if untied."""
    counted = authorships.filter(pl.col("orcid") != "").group_by("orcid", "author").len()
    most = pl.col("len") == pl.col("len").max().over("orcid")
    return counted.filter(most).filter(pl.len().over("orcid") == 1).group_by("author").agg(pl.col("orcid").sort())
