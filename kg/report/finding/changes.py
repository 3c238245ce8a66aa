"""Compare papers, concepts and claims of two graphs."""

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from kg.model import SectionKind
from kg.schema import SCHEMAS
from kg.tables import Tables
from kg.tables.keys import shown_title

_COMPARED: Final[Mapping[str, str]] = {
    "title": "title", "version": "version", "published": "day of publication", "journal": "journal",
    "primary_category": "primary category", "comment": "comment", "withdrawn": "withdrawal",
    "authors_truncated": "length of the list of authors", "authors": "authors", "categories": "categories",
    "abstract": "abstract",
}  # fmt: skip
"""Columns of papers that are compared, with their words."""

_CLAIM: Final = ("paper", "concept", "relation", "section", "start", "end", "rule")
"""Columns in which equal claims agree; their confidence may differ."""


def added_papers(old: Tables, new: Tables) -> pl.DataFrame:
    """Return ``paper, title`` of papers that only the new graph has, the newest first."""
    found = new["papers"].join(old["papers"].select("paper"), on="paper", how="anti")
    return found.select("paper", shown_title(), "month").sort("month", "paper", descending=True).drop("month")


def changed_papers(old: Tables, new: Tables) -> pl.DataFrame:
    """Return ``paper, what`` of papers that both graphs have: words for the differences."""
    before, after = _described(old), _described(new)
    both = before.join(after, on="paper", suffix="_new")
    differing = [
        pl.when(~pl.col(name).eq_missing(pl.col(f"{name}_new"))).then(pl.lit(words))
        for name, words in _COMPARED.items()
    ]
    return (
        both.select("paper", what=pl.concat_list(differing).list.drop_nulls())
        .filter(pl.col("what").list.len() > 0)
        .sort("paper")
    )


def _described(tables: Tables) -> pl.DataFrame:
    """Return `_COMPARED` of every paper; authors as they are printed."""
    listed = {
        "authors": ("authorships", "printed"),
        "categories": ("categories", "code"),
    }  # fmt: skip
    found = tables["papers"].select("paper", *(name for name in _COMPARED if name in SCHEMAS["papers"]))
    for name, (table, column) in listed.items():
        rows = tables[table].sort("paper", "position")  # type: ignore[index]
        lists = rows.group_by("paper", maintain_order=True).agg(pl.col(column).alias(name))
        found = found.join(lists.with_columns(pl.col(name).list.join("\n")), on="paper", how="left")
    texts = tables["sections"].filter(pl.col("kind") == SectionKind.ABSTRACT.value).sort("paper", "language")
    abstracts = texts.group_by("paper").agg(abstract=pl.col("text").str.join("\n"))
    return found.join(abstracts, on="paper", how="left")


def added_concepts(old: Tables, new: Tables) -> pl.DataFrame:
    """Return ``concept, label, type, papers`` of concepts that only the new graph has, by decreasing papers."""
    found = new["concepts"].join(old["concepts"].select("concept"), on="concept", how="anti")
    return found.sort("paper_count", "label", "concept", descending=[True, False, False]).select(
        "concept", "label", "type", papers="paper_count"
    )


def changed_concepts(old: Tables, new: Tables) -> pl.DataFrame:
    """Return ``concept, label, type, label_before, type_before`` of concepts with another label or type."""
    columns = ["concept", "label", "type"]
    both = new["concepts"].select(columns).join(old["concepts"].select(columns), on="concept", suffix="_before")
    other = (pl.col("label") != pl.col("label_before")) | (pl.col("type") != pl.col("type_before"))
    return both.filter(other).sort("label", "concept")


def added_claims(old: Tables, new: Tables) -> pl.DataFrame:
    """Return the claims that only the new graph has, with ``both``: whether both graphs have the paper."""
    found = new["claims"].join(old["claims"], on=_CLAIM, how="anti", nulls_equal=True)
    known = old["papers"].select("paper", both=pl.lit(value=True))
    return found.join(known, on="paper", how="left").with_columns(pl.col("both").fill_null(value=False))


def changed_claims(old: Tables, new: Tables) -> int:
    """Return the number of claims that both graphs have with another confidence."""
    both = old["claims"].join(new["claims"], on=_CLAIM, suffix="_new", nulls_equal=True)
    return both.filter(pl.col("confidence") != pl.col("confidence_new")).height


def differing_tables(old: Tables, new: Tables) -> pl.DataFrame:
    """Return ``table, added, removed`` of tables that are not equal: rows that only one graph has."""
    rows = [(name, *_rows(old[name], new[name])) for name in SCHEMAS if not old[name].equals(new[name])]
    return pl.DataFrame(rows, schema={"table": pl.String, "added": pl.Int64, "removed": pl.Int64}, orient="row")


def _rows(old: pl.DataFrame, new: pl.DataFrame) -> Sequence[int]:
    before = pl.DataFrame({"row": old.hash_rows()}).group_by("row").len()
    after = pl.DataFrame({"row": new.hash_rows()}).group_by("row").len()
    both = after.join(before, on="row", how="full", suffix="_before").select(pl.col("len", "len_before").fill_null(0))
    more = both["len"].cast(pl.Int64) - both["len_before"].cast(pl.Int64)
    return int(more.clip(lower_bound=0).sum()), int((-more).clip(lower_bound=0).sum())
