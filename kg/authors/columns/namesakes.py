"""Estimate how many people share each name, for all names of a corpus at once (single names: `kg.authors.rarity`)."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from kg.authors.columns.parts import NAME, expand_units, read_name
from kg.authors.rarity import REFERENCE_PEOPLE, NameCounts, PartCounts, PartNameCount
from kg.authors.spelling.parts import part_counts
from kg.frames.reference import steady, steady_column
from kg.settings.sections.authors import RaritySettings

_PART: Final = ("way", "letters")
_INITIAL: Final = pl.col("letters").str.slice(0, 1)


@dataclass(frozen=True, slots=True)
class PartTables:
    """Counts of the parts of distinct names, rounded: columns ``way``, ``letters`` and ``count``.

    In ``names``, ``letters`` is empty and ``count`` is the number of names per convention; ``total`` is their sum.
    """

    total: float
    names: pl.DataFrame
    surnames: pl.DataFrame
    given: pl.DataFrame
    initials: pl.DataFrame

    def counts(self, settings: RaritySettings) -> NameCounts:
        """Return these counts in the form that estimates for single names use."""
        tables = (self.names, self.surnames, self.given, self.initials)
        return NameCounts((), settings, parts=PartCounts(self.total, *(_counted(table) for table in tables)))


def _counted(table: pl.DataFrame) -> tuple[PartNameCount, ...]:
    return tuple(PartNameCount(*row) for row in table.select(*_PART, "count").iter_rows())


def count_parts(names: pl.DataFrame) -> PartTables:
    """Count the parts of names (frame ``name_parts``) and add the counts of the built-in table."""
    table = pl.DataFrame(part_counts(), schema=("kind", "way", "letters", "count"), orient="row").cast(
        {"count": pl.Int64}
    )
    named = names.filter(pl.col("given").list.len() > 0)
    first = pl.col("given").list.first()
    full = named.filter(~first.str.ends_with(" ")).select("way", letters=first.str.extract("^([^ ]*)"))
    spelt = pl.concat([table.filter(pl.col("kind") == "given").select(*_PART, "count"), _ones(full)])
    written = pl.concat(
        [table.filter(pl.col("kind") == "name").select(*_PART, "count"), _ones(named.select("way", letters=pl.lit("")))]
    )
    surnames = pl.concat(
        [
            table.filter(pl.col("kind") == "surname").select(*_PART, "count"),
            _ones(named.select("way", letters="surname")),
        ]
    )
    exact = _summed(written.with_columns(letters=pl.lit("")))
    return PartTables(
        steady(float(exact["count"].sum())) or 1.0,
        _rounded(exact),
        _rounded(_summed(surnames)),
        _rounded(_summed(spelt)),
        _rounded(_summed(spelt.with_columns(letters=_INITIAL))),
    )


def _ones(parts: pl.DataFrame) -> pl.DataFrame:
    return parts.with_columns(count=pl.lit(1, pl.Int64))


def _summed(parts: pl.DataFrame) -> pl.DataFrame:
    return parts.group_by(_PART).agg(pl.col("count").sum())


def _rounded(parts: pl.DataFrame) -> pl.DataFrame:
    return parts.with_columns(steady_column(pl.col("count").cast(pl.Float64))).sort(_PART)


def count_namesakes(names: pl.DataFrame, tables: PartTables, settings: RaritySettings) -> pl.Series:
    """Return `NameCounts.namesakes` for each row of ``names`` (frame ``name_parts``)."""
    names = names.select("way", *NAME).with_row_index("name")
    people = (
        expand_units(names, "name", "way")
        .pipe(_shares, tables, settings)
        .with_columns(
            share=pl.when(pl.col("place") == 0)
            .then("share")
            .otherwise(pl.min_horizontal(1.0, pl.max_horizontal(settings.min_middle_share, "share")))
        )
    )
    surnames = names.select("way", letters="surname").join(tables.surnames, on=_PART, how="left", maintain_order="left")
    # divide in NumPy: Polars multiplies by the reciprocal of a scalar, which rounds differently
    found = (surnames["count"].fill_null(0.0) + settings.unseen_names).to_numpy() / tables.total
    # multiply in a fixed order, since the product of floats depends on it
    for unit in people.partition_by("place", maintain_order=True):
        found[unit["name"].to_numpy()] *= unit["share"].to_numpy()
    bits = np.array([math.log2(share) for share in (REFERENCE_PEOPLE * found).tolist()], dtype=np.float64)
    single = names.filter(pl.col("given").list.len() == 0)
    if single.height:
        counts = tables.counts(settings)
        for name, *row in single.select("name", *NAME).iter_rows():
            bits[name] = counts.namesakes(read_name(*row))
    return pl.Series("namesakes", bits)


def _shares(units: pl.DataFrame, tables: PartTables, settings: RaritySettings) -> pl.DataFrame:
    """Add to each unit of a given name its ``share``: the fraction of names of its convention that contain it."""
    all_names = tables.names.select("way", names="count")
    known = tables.given.rename({"count": "spelt"})
    initials = tables.initials.rename({"count": "begun", "letters": "initial"})
    joined = pl.when(pl.col("letters").str.len_chars() > 1).then(settings.second_initial_share).otherwise(1.0)
    total = pl.col("names").fill_null(1.0)
    return (
        units.with_columns(initial=_INITIAL)
        .join(all_names, on="way", how="left", maintain_order="left")
        .join(known, on=_PART, how="left", maintain_order="left")
        .join(initials, on=("way", "initial"), how="left", maintain_order="left")
        .with_columns(
            share=pl.when("is_initial")
            .then((pl.col("begun").fill_null(0.0) + 1) / total * joined)
            .otherwise((pl.col("spelt").fill_null(0.0) + settings.unseen_names) / total)
        )
    )
