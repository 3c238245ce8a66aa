"""The functions of the plan: what rooms offer, as stages call it.

A global step gets the frames that its stage reads and the request. A factory of a map stage gets a section of the
settings and the shared frames.
"""

from collections.abc import Callable
from functools import wraps

import polars as pl

from kg.authors import stages as authors
from kg.build.request import Request
from kg.build.stage import Work
from kg.concepts import stages as concepts
from kg.errors import NothingRead
from kg.frames.reports import reports_of
from kg.ingest.stages.linking import link_rows
from kg.ingest.stages.reports import refuse_rejects
from kg.model import Level
from kg.schema import SCHEMAS, Frames
from kg.settings import GraphSettings
from kg.tables import stages

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


# -- concepts --------------------------------------------------------------------------------------------------------


def open_vocabulary(_frames: Frames, request: Request) -> Frames:
    """Open the curated vocabulary: the shipped one, or the one that was asked for."""
    return concepts.curated_vocabulary(request.vocabulary)


def count_terms(frames: Frames, _request: Request) -> Frames:
    """Count the papers that use each term."""
    return concepts.count_terms(frames)


def learn_concepts(frames: Frames, request: Request) -> Frames:
    """Learn concepts from the terms of all papers, under the decisions of a person."""
    return concepts.learn_concepts(frames, request.settings.concepts, request.concept_decisions)


def rank_terms(frames: Frames, request: Request) -> Frames:
    """Rank the salient terms of each paper."""
    return concepts.rank_terms(frames, request.settings.concepts)


def found_concepts(frames: Frames, _request: Request) -> Frames:
    """Keep the concepts that occur, and the wider ones above them."""
    return concepts.found_concepts(frames)


# -- authors ---------------------------------------------------------------------------------------------------------


def divide_names(frames: Frames, request: Request) -> Frames:
    """Apply ``split`` decisions to printed names."""
    return authors.divide_names(frames, request.author_decisions)


def weigh_terms(frames: Frames, request: Request) -> Frames:
    """Weigh the terms and categories of papers as evidence on names."""
    return authors.weigh_terms(frames, request.settings.authors)


def form_blocks(frames: Frames, request: Request) -> Frames:
    """Form blocks of names, each with everything that its decision depends on."""
    return authors.form_blocks(frames, request.settings.authors, request.author_decisions)


def gather_people(frames: Frames, request: Request) -> Frames:
    """Assign every authorship to an author."""
    return authors.gather_people(frames, request.settings.authors, request.author_decisions)


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


def global_step(stage: Callable[[Frames, GraphSettings], Frames]) -> Callable[[Frames, Request], Frames]:
    """Return a stage function of `kg.tables.stages` as a step of the plan."""

    @wraps(stage)
    def step(frames: Frames, request: Request) -> Frames:
        return stage(frames, request.settings.graph)

    return step


def nothing(_frames: Frames, _request: Request) -> Frames:
    """Write no frame."""
    return {}
