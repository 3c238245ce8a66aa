"""Find which rows are about one paper: the stage ``link``, over the identifiers of all rows."""

import polars as pl

from kg.frames.reports import report_frame
from kg.ingest.stages.rows import identifier_of
from kg.ingest.stages.same_papers import Links, unite_papers
from kg.report_codes import Report, ReportCode
from kg.schema import FRAMES


def link_rows(rows: pl.DataFrame, read_files: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return the frames ``linked_rows``, ``digests``, ``sources`` and ``link_reports``.

    ``linked_rows`` has the rows of a paper next to each other, in the order of file names and of entries.
    """
    links = _links(rows)
    united = pl.DataFrame(
        [(other, main) for main, others in links.united.items() for other in others],
        schema={"id": pl.String, "paper": pl.String},
        orient="row",
    )
    linked = rows.join(united, on="id", how="left").with_columns(pl.col("paper").fill_null(pl.col("id")))
    linked = _with_cited_papers(linked, links)
    reports = (Report(ReportCode.AMBIGUOUS_IDENTIFIER, arguments=(key,)) for key in links.ambiguous)
    return {
        "linked_rows": linked.select(FRAMES["linked_rows"].names()).sort("paper", "file", "entry"),
        "digests": _digests(rows),
        "sources": read_files.rename({"file": "path"}).sort("path"),
        "link_reports": report_frame(reports),
    }


def _links(rows: pl.DataFrame) -> Links:
    """Link rows by the identifiers that they have besides their ids; most rows have none."""
    known = rows.select("id", key="identifiers").explode("key").drop_nulls()
    beside = known.filter(pl.col("id") != pl.col("key")).unique()
    if beside.is_empty():
        return Links()
    ids = rows["id"].unique()
    concerned = ids.filter(ids.is_in(pl.concat([beside["id"], beside["key"]]).unique().implode()))
    identifiers = {id_: {identifier_of(id_)} for id_ in concerned}
    for id_, key in beside.iter_rows():
        identifiers[id_].add(identifier_of(key))
    return unite_papers(identifiers, identifiers.keys())


def _with_cited_papers(rows: pl.DataFrame, links: Links) -> pl.DataFrame:
    """Replace references by the papers of the corpus that they identify, except the paper itself."""
    references = rows.select("paper", "file", "entry", key="references").explode("key").drop_nulls("key")
    if references.is_empty():
        return rows
    papers = {**{id_: id_ for id_ in rows["id"].unique()}, **links.paper_of}
    cited = (
        references.with_columns(cited=pl.col("key").replace_strict(papers, default=None, return_dtype=pl.String))
        .filter(pl.col("cited") != pl.col("paper"))
        .group_by("file", "entry")
        .agg(cited=pl.col("cited").unique().sort())
    )
    return rows.join(cited, on=["file", "entry"], how="left").with_columns(references=pl.col("cited").fill_null([]))


def _digests(rows: pl.DataFrame) -> pl.DataFrame:
    """Return every digest that holds a paper, by id."""
    return (
        rows.select("digest", "day", "file")
        .unique()
        .sort("digest", "file")
        .group_by("digest", maintain_order=True)
        .agg(date=pl.col("day").first(), files=pl.col("file"))
    )
