"""Make tables of records for tests: records become the frames of the stages, and these become tables."""

from collections.abc import Mapping
from dataclasses import asdict

import polars as pl

from kg.concepts.stages.frames import concepts_frame
from kg.frames.columns import frame
from kg.frames.papers import paper_frames
from kg.frames.reports import report_frame
from kg.model import Corpus, Extraction, Resolution
from kg.schema import FRAMES, SCHEMAS
from kg.settings import GraphSettings
from kg.tables import stages
from kg.tables.files import Tables
from kg.tables.order import order_table

STAGES = (
    stages.make_sections, stages.make_topics, stages.make_evaluations, stages.make_papers, stages.make_people,
    stages.make_coauthorships, stages.make_authors, stages.make_concepts, stages.make_cooccurrences,
    stages.make_interests, stages.make_related,
)  # fmt: skip


def assemble(corpus: Corpus, resolution: Resolution, extraction: Extraction, settings: GraphSettings) -> Tables:
    """Make every table of a graph."""
    return frames_to_tables(records_to_frames(corpus, resolution, extraction), settings)


def frames_to_tables(frames: Mapping[str, pl.DataFrame], settings: GraphSettings) -> Tables:
    """Make every table of a graph from the frames of the reading, concept and author stages."""
    made = dict(frames)
    for stage in STAGES:
        made |= stage(made, settings)
    return Tables({name: order_table(name, made[name]) for name in SCHEMAS})


def records_to_frames(corpus: Corpus, resolution: Resolution, extraction: Extraction) -> dict[str, pl.DataFrame]:
    """Return the frames that the stages of `kg.tables.stages` read."""
    papers = corpus.papers
    frames = paper_frames(papers, extraction)
    reports = (*corpus.reports, *resolution.reports, *extraction.reports)
    return {
        **frames,
        "divided_authors": frames["printed_authors"],
        "digests": frame("digests", [(d.id, d.date, d.files) for d in corpus.digests]),
        "printed_appearances": frame(
            "printed_appearances",
            [(p.id, a.digest, a.section, a.rank, a.title, a.authors) for p in papers for a in p.appearances],
        ),
        "links": frame(
            "links",
            [
                (p.id, k.url, k.kind.value, k.section.value if k.section else "", k.stars, k.updated)
                for p in papers
                for k in p.links
            ],
        ),
        "sources": frame(
            "sources",
            [(s.path, s.sha256, s.format, s.rows, s.accepted, s.rejected, s.announced) for s in corpus.sources],
        ),
        "all_reports": report_frame(reports),
        "assignments": frame(
            "assignments", [(m.id, m.paper, m.position, m.printed, m.author) for m in resolution.authorships]
        ),
        "people": frame("people", [(a.id, a.name, a.kind.value, a.variants, a.hidden) for a in resolution.authors]),
        "hidden_names": frame("hidden_names", [(key,) for key in resolution.hidden_names]),
        "verdicts": pl.DataFrame(
            [(d.a, d.b, d.verdict, d.source, d.confidence, [*map(asdict, d.evidence)]) for d in resolution.decisions],
            schema=FRAMES["verdicts"],
            orient="row",
        ),
        "found_concepts": concepts_frame("found_concepts", extraction.concepts),
        "found_evaluations": frame(
            "found_evaluations",
            [
                (e.paper, e.dataset, e.metric, e.value, e.unit, e.section.value, e.start, e.end, e.confidence, e.rule,
                 e.section.generated)
                for e in extraction.evaluations
            ],
        ),
        "terms": frame(
            "terms",
            [
                (t.paper, t.rank, t.label, t.type.value, t.concept, t.weight, t.section.value, t.start, t.end)
                for t in extraction.terms
            ],
        ),
    }  # fmt: skip
