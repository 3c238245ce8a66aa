"""The functions of the plan: what rooms offer, as stages call it.

A global step gets the frames that its stage reads and the request. A factory of a map stage gets a section of the
settings and the shared frames.
"""

from collections.abc import Callable

import polars as pl

from kg import authors, concepts
from kg.build.request import Request
from kg.build.stage import Frames, Work
from kg.errors import NothingRead
from kg.ingest.stages.linking import link_rows
from kg.ingest.stages.records import papers_of
from kg.ingest.stages.reports import refuse_rejects, reports_of
from kg.model import Corpus, Level
from kg.schema import SCHEMAS
from kg.settings import GraphSettings
from kg.tables import stages
from kg.tables.assemble import records_to_frames

# -- reading ---------------------------------------------------------------------------------------------------------


def link(frames: Frames, request: Request) -> Frames:
    """Find which rows are one paper. Raises RejectedRow under ``strict``, NothingRead where there is no row."""
    if request.strict:
        refuse_rejects(frames["reading_reports"])
    if frames["rows"].is_empty():
        raise _nothing_read(request, pl.concat([frames["input_reports"], frames["reading_reports"]]))
    return link_rows(frames["rows"], frames["read_files"])


def _nothing_read(request: Request, frame: pl.DataFrame) -> NothingRead:
    """Make the error that says why no paper was read, by the first reject."""
    reports = sorted(reports_of(frame), key=lambda report: report.level is not Level.REJECT)
    first = "".join(f": {report.reason}" for report in reports[:1])
    others = f" (the first of {len(reports)} reports)" if len(reports) > 1 else ""
    return NothingRead(f"no paper in {', '.join(request.inputs)}{first}{others}", reports)


# -- transitional ----------------------------------------------------------------------------------------------------


def old(frames: Frames, request: Request) -> Frames:
    """Find concepts and resolve authors over records."""
    papers = papers_of(frames)
    papers, waiting = authors.split_names(papers, request.author_decisions)
    extraction = concepts.extract(
        papers, request.vocabulary, request.settings.concepts, decisions=request.concept_decisions
    )
    resolution = authors.resolve(papers, request.settings.authors, request.author_decisions, extraction=extraction)
    made = records_to_frames(Corpus(papers, (), (), waiting), resolution, extraction)
    return made | {"author_reports": made["all_reports"]}


# -- tables ----------------------------------------------------------------------------------------------------------


def make_sections(settings: GraphSettings, _shared: Frames) -> Work:
    """Return the work that makes ``sections``."""
    return lambda part: stages.make_sections(part, settings)


def make_topics(settings: GraphSettings, _shared: Frames) -> Work:
    """Return the work that makes ``topics`` and ``own_words``."""
    return lambda part: stages.make_topics(part, settings)


def make_evaluations(settings: GraphSettings, _shared: Frames) -> Work:
    """Return the work that makes ``evaluations``."""
    return lambda part: stages.make_evaluations(part, settings)


def join_reports(frames: Frames, _request: Request) -> Frames:
    """Put the reports of all stages together."""
    columns = SCHEMAS["reports"].names()
    return {"all_reports": pl.concat([frame.select(columns) for frame in frames.values()])}


def whole(stage: Callable[[Frames, GraphSettings], Frames]) -> Callable[[Frames, Request], Frames]:
    """Return a stage of `kg.tables.stages` as a global step."""

    def step(frames: Frames, request: Request) -> Frames:
        return stage(frames, request.settings.graph)

    return step


def nothing(_frames: Frames, _request: Request) -> Frames:
    """Write no frame."""
    return {}
