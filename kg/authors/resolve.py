"""Decide which authorships are one author, over papers in memory: the stages of the build, one after the other.

Names are parsed (`names`), and names that may be one name form a block (`blocking`, `comparison`). Within each block,
authorships are clustered into people by the evidence of their papers (`blocks`), with the rarity of the name as the
prior (`rarity`). Decisions of people (`decisions`) take precedence. The result does not depend on the order of the
papers.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from kg.authors.decisions.decisions import AuthorDecisions
from kg.authors.stages.deciding import block_decider
from kg.authors.stages.dividing import divide_names
from kg.authors.stages.forming import form_blocks
from kg.authors.stages.gathering import gather_people
from kg.authors.stages.reading import read_names
from kg.authors.stages.weighing import weigh_terms
from kg.frames.papers import paper_frames
from kg.frames.reports import reports_of
from kg.model import Author, AuthorKind, Authorship, Decision, Evidence, Extraction, Paper, Resolution
from kg.schema import Frames
from kg.settings import AuthorSettings


def resolve(
    papers: Iterable[Paper],
    settings: AuthorSettings | None = None,
    decisions: AuthorDecisions | None = None,
    *,
    extraction: Extraction | None = None,
    weights: Mapping[str, float] | None = None,
) -> Resolution:
    """Assign every authorship to an author, with the notable merges and uncertain pairs.

    ``extraction`` adds concepts to the evidence; ``weights`` replace those that come with the program. A decision about
    an authorship that these papers do not contain is reported and waits; contradicting decisions raise DecisionsError.
    ``split`` lines are not applied (`kg.authors.stages.divide_names`).
    """
    settings, decisions = settings or AuthorSettings(), decisions or AuthorDecisions()
    frames = prepare(paper_frames(papers, extraction), settings)
    frames |= form_blocks(frames, settings, decisions)
    frames |= block_decider(settings, weights)(frames)
    return _resolution(gather_people(frames, settings, decisions))


def prepare(frames: Frames, settings: AuthorSettings) -> dict[str, pl.DataFrame]:
    """Return the frames of papers, and the frames that blocks are formed from.

    Reads ``records``, ``printed_authors``, ``texts``, ``categories`` and ``claims``.
    """
    read = {**frames, **divide_names(frames, AuthorDecisions())}
    read |= read_names(settings, {})(read)
    return read | weigh_terms(read, settings)


def _resolution(frames: Frames) -> Resolution:
    assigned = frames["assignments"].select("authorship", "paper", "position", "printed", "author")
    return Resolution(
        tuple(Authorship(*row) for row in assigned.iter_rows()),
        tuple(
            Author(id_, name, AuthorKind(kind), tuple(variants), hidden)
            for id_, name, kind, variants, hidden in frames["people"].iter_rows()
        ),
        tuple(
            Decision(
                a,
                b,
                verdict,
                source,
                confidence,
                tuple(map(_reason, evidence)),
            )
            for a, b, verdict, source, confidence, evidence in frames["verdicts"].iter_rows()
        ),
        reports_of(frames["author_reports"]),
        tuple(frames["hidden_names"]["key"]),
    )


def _reason(reason: dict[str, Any]) -> Evidence:
    return Evidence(reason["kind"], tuple(reason["values"]), reason["bits"], reason["more"])
