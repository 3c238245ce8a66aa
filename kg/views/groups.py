"""Choose the category that colors a person: the category of most of their papers; long author lists weigh less."""

import polars as pl


def author_categories(signed: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """Return the category of each author, ``author, group``, from rows ``paper, author``.

    A paper of n authors adds 1/n to its primary category, so that one paper with 161 authors does not outweigh a
    person's own work. Among equal categories, the one with the most papers in the view is used, then the first by code.
    ``papers`` are rows of table ``papers``; people whose papers have no category have the group ``""``.
    """
    counts = papers.group_by(group="primary_category").agg(common=pl.len())
    known = papers.select("paper", "author_count", group="primary_category")
    return (
        signed.join(known, on="paper")
        .with_columns(share=1.0 / pl.col("author_count").clip(1))
        .group_by("author", "group")
        .agg(pl.col("share").sum().round(6))
        .join(counts, on="group")
        .with_columns(named=pl.col("group") != "")
        .sort("author", "named", "share", "common", "group", descending=[False, True, True, True, False])
        .unique("author", keep="first", maintain_order=True)
        .select("author", "group")
    )
