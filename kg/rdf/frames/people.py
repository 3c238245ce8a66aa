"""Make frames of people, authorships and co-authorships: one row per node, sorted.

Values stay ids and plain columns here; `kg.rdf.terms` writes them as terms. A list is null instead of empty.
"""

import polars as pl

from kg.model import AuthorKind
from kg.rdf.frames.columns import both_ways, list_or_null, node_path, nonempty
from kg.rdf.frames.decisions import possibly_same_rows
from kg.rdf.frames.derived import interest_rows, repeated_interest_rows, works_on_rows
from kg.tables import Tables

_ORCID = "https://orcid.org/"


def author_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per person or group, with co-authors and possible duplicates."""
    return _authors(tables, None)


def full_author_rows(tables: Tables) -> pl.DataFrame:
    """Return the rows of `author_rows` with the interests of each person."""
    return _authors(tables, interest_rows(tables))


def stored_author_rows(tables: Tables) -> pl.DataFrame:
    """Return the rows of `author_rows` without interests of one paper, which the store omits."""
    return _authors(tables, repeated_interest_rows(tables))


def _authors(tables: Tables, interests: pl.DataFrame | None) -> pl.DataFrame:
    doubles = both_ways(possibly_same_rows(tables)).group_by("a").agg(possibly_same=node_path("author", "b").sort())
    of_person = pl.DataFrame(schema={"author": pl.String, "interests": pl.List(pl.String)})
    if interests is not None:
        of_person = interests.group_by("author", maintain_order=True).agg(interests=pl.col("interest"))
    group = pl.col("kind") == AuthorKind.GROUP.value
    return (
        tables["authors"]
        .join(_coauthors(tables), on="author", how="left")
        .join(doubles, left_on="author", right_on="a", how="left")
        .join(works_on_rows(tables), on="author", how="left")
        .join(of_person, on="author", how="left")
        .sort("author")
        .select(
            "name", "paper_count", "coauthors", "possibly_same", "works_on", "interests",
            author=node_path("author", "author"),
            first_seen=nonempty("first_seen"),
            last_seen=nonempty("last_seen"),
            orcid=list_or_null(pl.col("orcid").list.eval(pl.concat_str([pl.lit(_ORCID), pl.element()]))),
            type=pl.when(group).then(pl.lit("kg:Group")).otherwise(pl.lit("kg:Author")),
            foaf_type=pl.when(group).then(pl.lit("foaf:Group")).otherwise(pl.lit("foaf:Person")),
            variants=list_or_null(pl.col("variants").list.unique().list.sort()),
        )
    )  # fmt: skip


def _coauthors(tables: Tables) -> pl.DataFrame:
    # the first of a pair is the smaller id, so partners from the second column follow those from the first
    pairs = tables["coauthorships"].sort("a", "b")
    rows = pl.concat([pairs.select(author="b", other="a"), pairs.select(author="a", other="b")])
    return (
        rows.with_columns(other=node_path("author", "other"))
        .group_by("author", maintain_order=True)
        .agg(coauthors="other")
    )


def repeated_coauthorship_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per pair with two or more papers; the statements about other pairs follow from their one paper."""
    repeated = tables["coauthorships"].filter(pl.col("paper_count") > 1)
    return _coauthorships(repeated, tables)


def coauthorship_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per pair."""
    return _coauthorships(tables["coauthorships"], tables)


def _coauthorships(pairs: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    return (
        _named_pairs(pairs, tables)
        .sort("a", "b")
        .select(
            "paper_count", "weight",
            first_seen=nonempty("first_seen"),
            last_seen=nonempty("last_seen"),
            coauthorship=pl.concat_str([pl.lit("coauthorship/"), "a", pl.lit("/"), "b"]),
            label=pl.concat_str(["name_a", pl.lit(" – "), "name_b"]),
            author_a=node_path("author", "a"),
            author_b=node_path("author", "b"),
        )
    )  # fmt: skip


def authorship_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per authorship."""
    doubles = both_ways(possibly_same_rows(tables)).group_by("a").agg(possible_authors=node_path("author", "b").sort())
    return (
        tables["authorships"]
        .join(doubles, left_on="author", right_on="a", how="left")
        .sort("paper", "position")
        .select(
            "printed", "possible_authors",
            native=nonempty("native"),
            orcid=pl.when(pl.col("orcid") != "").then(pl.concat_str([pl.lit(_ORCID), "orcid"])),
            identifiers=list_or_null(pl.col("identifiers").list.unique().list.sort()),
            affiliations=list_or_null(pl.col("affiliations").list.unique().list.sort()),
            authorship=node_path("authorship", "authorship"),
            position=pl.col("position") + 1,
            author=node_path("author", "author"),
        )
    )  # fmt: skip


def _named_pairs(pairs: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    names = tables["authors"].select("author", "name")
    return pairs.join(names.rename({"author": "a", "name": "name_a"}), on="a", how="left").join(
        names.rename({"author": "b", "name": "name_b"}), on="b", how="left"
    )
