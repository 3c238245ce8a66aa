"""Adapt functions of other packages to stages of the plan."""

from collections.abc import Sequence

import polars as pl

from kg.build.stage import Work
from kg.concepts import Vocabulary
from kg.concepts.stages import curated_vocabulary
from kg.errors import NothingRead
from kg.frames.reports import reports_of
from kg.ingest.stages.linking import link_rows
from kg.ingest.stages.reports import refuse_rejects
from kg.report_codes import Level
from kg.schema import SCHEMAS, Frames
from kg.settings import GraphSettings
from kg.tables import stages
from kg.wording.reports import describe_report


def link_input_rows(frames: Frames, inputs: Sequence[str], strict: bool) -> Frames:
    """Find the rows that are one paper. Raises NothingRead without rows and, with ``strict``, RejectedRow."""
    if strict:
        refuse_rejects(frames["reading_reports"])
    if frames["rows"].is_empty():
        raise _nothing_read(inputs, pl.concat([frames["input_reports"], frames["reading_reports"]]))
    return link_rows(frames["rows"], frames["read_files"])


def _nothing_read(inputs: Sequence[str], frame: pl.DataFrame) -> NothingRead:
    """Make the error for an input without papers, with the first reject as the reason."""
    reports = sorted(reports_of(frame), key=lambda report: report.level is not Level.REJECT)
    first = "".join(f": {describe_report(report)}" for report in reports[:1])
    others = f" (the first of {len(reports)} reports)" if len(reports) > 1 else ""
    return NothingRead(f"no paper in {', '.join(inputs)}{first}{others}", reports)


def open_vocabulary(_frames: Frames, vocabulary: Vocabulary | None) -> Frames:
    """Open the curated vocabulary: the shipped one, or the requested one."""
    return curated_vocabulary(vocabulary)


def prepare_sections(settings: GraphSettings, _shared: Frames) -> Work:
    """Return the work that makes ``sections``."""
    return lambda part: stages.make_sections(part, settings)


def prepare_topics(settings: GraphSettings, _shared: Frames) -> Work:
    """Return the work that makes ``topics`` and ``own_words``."""
    return lambda part: stages.make_topics(part, settings)


def prepare_evaluations(settings: GraphSettings, _shared: Frames) -> Work:
    """Return the work that makes ``evaluations``."""
    return lambda part: stages.make_evaluations(part, settings)


def join_reports(frames: Frames) -> Frames:
    """Combine the reports of all stages."""
    columns = SCHEMAS["reports"].names()
    return {"all_reports": pl.concat([frame.select(columns) for frame in frames.values()])}
