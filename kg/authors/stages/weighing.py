"""Choose the terms of papers and weigh them.

The terms are title words, which are short and specific, concepts, which unite different wordings, and the rarest words
of an abstract, since two abstracts of one field share dozens of the others by chance. The weight of a term or category
is its inverse document frequency (Spärck Jones 1972): log2 of the number of papers over the number of papers that have
it. It is counted on the reference papers (`kg.frames.reference`), so a new paper changes hardly any weight.
"""

import math
from typing import Final

import polars as pl

from kg.authors.terms import CONCEPT_TERM_PREFIX
from kg.frames.reference import reference_count, reference_counts, reference_papers, steady
from kg.schema import FRAMES, Frames
from kg.settings import AuthorSettings
from kg.settings.sections.authors import TermSettings

_TERM: Final = "term"
_CATEGORY: Final = "category"


def weigh_terms(frames: Frames, settings: AuthorSettings) -> dict[str, pl.DataFrame]:
    """Choose the terms of each paper and weigh them.

    Reads ``records``, ``paper_words``, ``categories`` and ``claims``; writes ``term_weights`` and ``paper_terms``.
    """
    records = frames["records"].select("paper", "month", "primary_category").sort("paper")
    reference = reference_papers(records)
    papers = records.select("paper", reference=pl.col("paper").is_in(reference.implode()))
    listed = frames["paper_words"].join(papers, on="paper", maintain_order="left")
    titles, abstracts = (
        listed.filter(pl.col(kind) != "").select("paper", "reference", word=pl.col(kind).str.split(" ")).explode("word")
        for kind in ("title", "abstract")
    )
    counts = _counts(abstracts, "word")
    rest = abstracts.join(titles.select("paper", "word"), on=["paper", "word"], how="anti")
    size = reference.len()
    used = _rarest(rest, _rare(counts, size, settings.terms), settings.terms)
    # for the weights, the rarest words of reference papers are chosen by counts of reference papers only
    counted = _rarest(
        rest.filter("reference"),
        _rare(counts.with_columns(papers="reference"), size, settings.terms),
        settings.terms,
    )
    concepts = (
        frames["claims"]
        .select("paper", word=pl.lit(CONCEPT_TERM_PREFIX) + pl.col("concept"))
        .unique()
        .join(papers, on="paper", maintain_order="left")
    )
    columns = ("paper", "word", "reference")
    terms = pl.concat([frame.select(columns) for frame in (titles, concepts, used)])
    in_reference = pl.concat([frame.select(columns) for frame in (titles, concepts, counted)]).filter("reference")
    weighed = _weighed(
        terms.group_by("word").agg(papers=pl.len()).join(
            in_reference.group_by("word").agg(reference=pl.len()), on="word", how="left"
        ).with_columns(pl.col("reference").fill_null(0)),
        size,
    )  # fmt: skip
    classes = _classes(records, frames["categories"]).join(papers, on="paper")
    table = pl.concat(
        [
            _weighed(_counts(classes, "word"), size).select(pl.lit(_CATEGORY).alias("kind"), "word", "bits"),
            weighed.select(pl.lit(_TERM).alias("kind"), "word", "bits"),
        ]
    ).rename({"word": "item"}).sort("kind", "item")  # fmt: skip
    lengths = _lengths(titles, concepts, used, counted, weighed)
    places = table.with_row_index("place")
    chosen = (
        papers.select("paper")
        .join(_places(terms, places, _TERM).rename({"place": "terms"}), on="paper", how="left")
        .join(_places(classes, places, _CATEGORY).rename({"place": "categories"}), on="paper", how="left")
        .join(lengths, on="paper", how="left")
        .with_columns(
            pl.col("terms").fill_null([]), pl.col("categories").fill_null([]), pl.col("length").fill_null(0.0)
        )
        .sort("paper")
    )
    return {
        "term_weights": table.cast(FRAMES["term_weights"]),
        "paper_terms": chosen.cast(FRAMES["paper_terms"]),
    }


def _counts(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return the number of papers, and of reference papers, that have each value of a column."""
    return frame.group_by(column).agg(papers=pl.len(), reference=pl.col("reference").sum())


def _rare(counts: pl.DataFrame, size: int, settings: TermSettings) -> pl.DataFrame:
    """Return the words of abstracts that are compared, with their ``rank``, the rarest first."""
    most = max(settings.min_papers, size * settings.max_share)
    return (
        counts.with_columns(known=reference_counts("reference", "papers"))
        .filter(pl.col("papers") >= settings.min_papers, pl.col("known") <= most)
        .sort("known", "word")
        .with_row_index("rank")
        .select("word", "rank")
    )


def _rarest(words: pl.DataFrame, ranks: pl.DataFrame, settings: TermSettings) -> pl.DataFrame:
    """Return the rarest words of each paper."""
    ranked = words.join(ranks, on="word").select("paper", "rank", "reference")
    return (
        ranked.group_by("paper")
        .agg(pl.col("rank").sort().head(settings.abstract_words), pl.col("reference").first())
        .explode("rank")
        .join(ranks, on="rank")
    )


def _weighed(counts: pl.DataFrame, size: int) -> pl.DataFrame:
    """Return each word with its bits, rounded."""
    pairs = counts.select("reference", "papers").unique()
    bits = [steady(math.log2(size / reference_count(*pair))) for pair in pairs.iter_rows()]
    return counts.join(
        pairs.with_columns(bits=pl.Series(bits, dtype=pl.Float64)), on=["reference", "papers"], how="left"
    )


def _lengths(
    titles: pl.DataFrame, concepts: pl.DataFrame, used: pl.DataFrame, counted: pl.DataFrame, weighed: pl.DataFrame
) -> pl.DataFrame:
    """Return the Euclidean length of the bits of each paper's terms, rounded.

    Every word of an abstract adds the mean square of all such words, so that a rarer word in its place does not change
    the length, and with it the weight of the other terms.
    """
    bits = weighed.select("word", "bits")
    squares = counted.join(bits, on="word").select((pl.col("bits") ** 2).mean()).item() or 0.0
    chosen = pl.concat(
        [
            *(frame.join(bits, on="word").select("paper", square=pl.col("bits") ** 2) for frame in (titles, concepts)),
            used.select("paper", square=pl.lit(steady(squares))),
        ]
    )
    # the sum of floats depends on their order
    sums = chosen.sort("paper", "square").group_by("paper", maintain_order=True).agg(pl.col("square").sum())
    lengths = [steady(math.sqrt(square)) for square in sums["square"]]
    return sums.select("paper", length=pl.Series(lengths, dtype=pl.Float64))


def _places(terms: pl.DataFrame, table: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return the places of each paper's terms in the table of weights, sorted."""
    places = table.filter(pl.col("kind") == kind).select("place", word="item")
    return terms.join(places, on="word").group_by("paper").agg(pl.col("place").sort())


def _classes(records: pl.DataFrame, categories: pl.DataFrame) -> pl.DataFrame:
    """Return the distinct category codes of each paper, or its primary category if it has none."""
    listed = categories.select("paper", word="code").unique()
    primary = records.filter(pl.col("primary_category") != "").select("paper", word="primary_category")
    return pl.concat([listed, primary.join(listed, on="paper", how="anti")])
