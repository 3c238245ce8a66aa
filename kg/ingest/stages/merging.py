"""Merge the rows of papers: for each field of a paper the newest non-empty value is kept.

Rows are ordered by precedence: newer day, higher form, later file name, later line. A shortened author list never
replaces a complete one.
"""

from typing import Final

import polars as pl

from kg.ingest.stages.rows import TEXTS
from kg.model import IdentifierScheme

_SCHEMES: Final = [
    scheme.value
    for scheme in (
        IdentifierScheme.ARXIV,
        IdentifierScheme.DOI,
        IdentifierScheme.OPENALEX,
        IdentifierScheme.SEMANTIC_SCHOLAR,
    )
]
"""Registries of papers, the one first that a paper's key is taken from (`kg.identifiers.main_first`)."""
_DAY_FORM_FILE_LINE: Final = ("day", "form", "file", "line")


def sort_by_precedence(rows: pl.DataFrame) -> pl.DataFrame:
    """Sort rows by paper, and within a paper by decreasing precedence.

    Rows of equal precedence keep the order of the file, those under the paper's own id first.
    """
    return rows.with_columns(other=pl.col("id") != pl.col("paper")).sort(
        "paper",
        *_DAY_FORM_FILE_LINE,
        "other",
        "id",
        "entry",
        descending=[False, *(True for _ in _DAY_FORM_FILE_LINE), False, False, False],
        nulls_last=True,
    )


def merge_fields(ordered: pl.DataFrame) -> pl.DataFrame:
    """Return one row per paper with the value of every field, as printed, from rows ordered by precedence.

    ``authors_file`` and ``authors_line`` are where the authors are printed, and so for the categories. ``stars`` and
    ``updated`` are those of the address in ``code_url``. ``details`` are those of the authors' own list, and
    ``detailed_lists`` all lists that say more than names. ``titles`` counts the titles that are printed.
    """
    numbered = ordered.with_row_index("row")
    row = pl.col("row")
    some_authors = pl.col("authors").list.len() > 0
    values = numbered.group_by("paper", maintain_order=True).agg(
        *(pl.col(name).replace("", None).drop_nulls().first().fill_null("") for name in TEXTS),
        pl.col("published").drop_nulls().first(),
        pl.col("version").max(),
        pl.col("withdrawn").any(),
        detailed_lists=pl.col("details").drop_nulls(),
        titles=pl.col("title").n_unique(),
        authors_row=pl.coalesce(
            row.filter(some_authors & ~pl.col("truncated")).first(), row.filter(some_authors).first()
        ),
        categories_row=row.filter(pl.col("categories").list.len() > 0).first(),
        stars_row=row.filter(pl.col("code_stars").is_not_null()).first(),
        updated_row=row.filter(pl.col("code_updated").is_not_null()).first(),
    )
    return (
        values.with_columns(
            *_from_row(numbered, values["authors_row"], "authors", "truncated", "fused", "details"),
            *_from_row(numbered, values["categories_row"], "categories"),
            _of_address(numbered, values, "stars", "code_stars"),
            _of_address(numbered, values, "updated", "code_updated"),
        )
        .with_columns(
            pl.col("authors", "fused", "categories").fill_null([]), pl.col("truncated").fill_null(value=False)
        )
        .join(_months(ordered), on="paper", how="left", maintain_order="left")
        .with_columns(pl.col("month").fill_null(""))
    )


def _from_row(rows: pl.DataFrame, number: pl.Series, *names: str) -> list[pl.Series]:
    """Return the values of some columns in the rows with these numbers, and the file and line of the rows."""
    places = [rows[place].gather(number).alias(f"{names[0]}_{place}") for place in ("file", "line")]
    return [*(rows[name].gather(number) for name in names), *places]


def _of_address(rows: pl.DataFrame, values: pl.DataFrame, name: str, printed: str) -> pl.Series:
    """Return the preferred row's facts about its address, null if the paper has another address."""
    number = values[f"{name}_row"]
    same = rows["code_url"].gather(number) == values["code_url"]
    return pl.select(pl.when(same).then(rows[printed].gather(number))).to_series().alias(name)


def _months(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the month of each paper that has one: the last that is given with its id, else with its other ids."""
    return (
        rows.filter(pl.col("month") != "")
        .group_by("paper", "id", "other")
        .agg(pl.col("month").max())
        .sort("paper", "other", "id")
        .group_by("paper", maintain_order=True)
        .agg(pl.col("month").first())
    )


def merge_appearances(ordered: pl.DataFrame) -> pl.DataFrame:
    """Return one row per appearance with its smallest rank, and title and authors as printed in the best row."""
    some_authors = pl.col("authors").list.len() > 0
    authors = pl.col("authors")
    return (
        ordered.group_by("paper", "digest", "section")
        .agg(
            pl.col("rank").min(),
            pl.col("title").first(),
            printed=pl.coalesce(
                authors.filter(some_authors & ~pl.col("truncated")).first(), authors.filter(some_authors).first()
            ),
        )
        .sort("paper", "digest", "section")
    )


def merge_identifiers(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the keys of each paper's identifiers, the one that its own key comes from first."""
    key = pl.col("identifiers")
    scheme = (
        pl.when(key.str.contains(":", literal=True)).then(key.str.extract("^([^:]*):")).otherwise(pl.lit(_SCHEMES[0]))
    )
    rank = scheme.replace_strict(_SCHEMES, range(len(_SCHEMES)), return_dtype=pl.Int8)
    return (
        pl.concat(
            [
                rows.select("paper", "identifiers").explode("identifiers").drop_nulls(),
                rows.select("paper", identifiers=pl.col("paper")),
            ]
        )
        .unique()
        .sort("paper", rank, "identifiers")
        .group_by("paper", maintain_order=True)
        .agg("identifiers")
    )


def merge_references(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the keys of the papers that each paper cites, for papers that cite any."""
    return (
        rows.select("paper", "references")
        .explode("references")
        .drop_nulls()
        .group_by("paper")
        .agg(pl.col("references").unique().sort())
    )


def titles_of(rows: pl.DataFrame, papers: pl.Series) -> pl.DataFrame:
    """Return the titles that rows of these papers print, each where it was first printed, by file and line."""
    return (
        rows.filter(pl.col("paper").is_in(papers.implode()) & (pl.col("title") != ""))
        .select("paper", "title", "file", "line")
        .sort("paper", "title", "file", "line")
        .unique(["paper", "title"], keep="first", maintain_order=True)
    )
