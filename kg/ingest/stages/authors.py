"""Make the frame ``printed_authors``: the names of each paper in printed order, with details from all its rows."""

from collections.abc import Iterator, Sequence

import polars as pl

from kg.frames.columns import list_column, text_column
from kg.ids import fold
from kg.ingest.stages.rows import decode_details
from kg.model import IdentifierScheme
from kg.names.printed import PrintedAuthor
from kg.schema import FRAMES


def printed_authors(fields: pl.DataFrame) -> pl.DataFrame:
    """Return the printed names of all papers, with details from every row of a paper that lists the same people."""
    names = fields.select("paper", printed="authors").filter(pl.col("printed").list.len() > 0)
    names = names.with_columns(position=pl.int_ranges(pl.col("printed").list.len(), dtype=pl.Int32))
    joined = names.explode("printed", "position").join(
        _details(fields), on=["paper", "position"], how="left", maintain_order="left"
    )
    return joined.select(FRAMES["printed_authors"].names()).with_columns(
        pl.col("native").fill_null(""),
        pl.col("orcids", "accounts", "affiliations").fill_null([]),
        pl.col("organization").fill_null(value=False),
    )


def _details(fields: pl.DataFrame) -> pl.DataFrame:
    """Return the details of authors besides their names."""
    papers: list[str] = []
    found: list[tuple[int, PrintedAuthor]] = []
    detailed = fields.filter(pl.col("detailed_lists").list.len() > 0)
    for paper, names, own, others in detailed.select("paper", "authors", "details", "detailed_lists").iter_rows():
        lists = dict.fromkeys(filter(None, (own, *others)))
        for known in _known(names, [decode_details(one) for one in lists]):
            papers.append(paper)
            found.append(known)
    authors = [author for _, author in found]
    orcid = IdentifierScheme.ORCID
    return pl.DataFrame(
        [
            text_column("paper", papers),
            pl.Series("position", [position for position, _ in found], dtype=pl.Int32),
            text_column("native", [author.native for author in authors]),
            list_column("orcids", [[i.value for i in a.identifiers if i.scheme is orcid] for a in authors]),
            list_column("accounts", [[i.key for i in a.identifiers if i.scheme is not orcid] for a in authors]),
            list_column("affiliations", [author.affiliations for author in authors]),
            pl.Series("organization", [author.organization for author in authors], dtype=pl.Boolean),
        ]
    )


def _known(names: Sequence[str], lists: Sequence[tuple[PrintedAuthor, ...]]) -> Iterator[tuple[int, PrintedAuthor]]:
    """Yield each position at which a list has details, with the details of all lists combined.

    Only lists as long as ``names`` count, and only where they print the same name at the position. ``lists`` are in
    order of precedence.
    """
    fitting = [one for one in lists if len(one) == len(names)]
    for position, name in enumerate(names):
        same = [one[position] for one in fitting if _same_name(name, one[position].name)]
        known = PrintedAuthor(
            name,
            next((one.native for one in same if one.native), ""),
            tuple(dict.fromkeys(identifier for one in same for identifier in one.identifiers)),
            tuple(dict.fromkeys(place for one in same for place in one.affiliations)),
            any(one.organization for one in same),
        )
        if known.has_details:
            yield position, known


def _same_name(one: str, other: str) -> bool:
    """Return True if two printed forms at one position share their last word, or are the same words."""
    a, b = fold(one).split(), fold(other).split()
    return a[-1:] == b[-1:] or sorted(a) == sorted(b)
