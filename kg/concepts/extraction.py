"""Extract concepts and claims from papers: run all stages of `kg.concepts.stages` in one process."""

from collections.abc import Iterable

import polars as pl

from kg.concepts import stages
from kg.concepts.decisions.decisions import ConceptDecisions
from kg.concepts.stages.frames import concepts_of
from kg.concepts.vocabulary.vocabulary import Vocabulary
from kg.frames.papers import paper_frames
from kg.frames.reports import reports_of
from kg.model import Claim, ConceptType, Evaluation, Extraction, Paper, Relation, SectionKind, Term
from kg.schema import Frames
from kg.settings import ConceptSettings


def extract(
    papers: Iterable[Paper],
    vocabulary: Vocabulary | None = None,
    settings: ConceptSettings | None = None,
    *,
    decisions: ConceptDecisions | None = None,
) -> Extraction:
    """Find the concepts of papers and the relations of each paper to them.

    ``vocabulary`` is the shipped one unless given. A claim's ``start`` and ``end`` are offsets into the text of its
    section (the title for `SectionKind.TITLE`), and the most certain mention represents all of one paper, concept,
    relation and section. The concepts are those with claims and, so that ``broader`` is complete, their broader
    concepts. ``decisions`` take precedence over vocabulary and corpus; Chinese names are learned after them, for
    concepts without one.
    """
    return _records(extract_frames(paper_frames(papers), vocabulary, settings, decisions))


def extract_frames(
    given: Frames,
    vocabulary: Vocabulary | None = None,
    settings: ConceptSettings | None = None,
    decisions: ConceptDecisions | None = None,
) -> dict[str, pl.DataFrame]:
    """Run all stages on the frames ``records`` (columns ``paper`` and ``month``) and ``texts``.

    Returns the frames claims, found_evaluations, found_concepts, terms and concept_reports.
    """
    settings, decisions = settings or ConceptSettings(), decisions or ConceptDecisions()
    frames = {**given, **stages.curated_vocabulary(vocabulary)}
    frames |= stages.tag_texts(settings, frames)(frames)
    frames |= stages.count_terms(frames)
    frames |= stages.learn_concepts(frames, settings, decisions)
    frames |= stages.match_concepts(settings, frames)(frames)
    frames |= stages.judge_relations(settings, frames)(frames)
    frames |= stages.rank_terms(frames, settings)
    frames |= stages.found_concepts(frames)
    return {
        name: frames[name] for name in ("claims", "found_evaluations", "found_concepts", "terms", "concept_reports")
    }


def _records(frames: Frames) -> Extraction:
    claims = frames["claims"].sort("paper", "concept", "relation", "section")
    evaluations = frames["found_evaluations"].sort("paper", "section", "start", "dataset", "metric")
    return Extraction(
        concepts_of(frames["found_concepts"]),
        tuple(
            Claim(paper, concept, Relation(relation), SectionKind(section), *rest)
            for paper, concept, relation, section, *rest in claims.drop("generated").iter_rows()
        ),
        tuple(
            Evaluation(paper, dataset, metric, value, unit, SectionKind(section), *rest)
            for paper, dataset, metric, value, unit, section, *rest in evaluations.drop("generated").iter_rows()
        ),
        tuple(
            Term(paper, rank, label, ConceptType(type_), concept, weight, SectionKind(section), start, end)
            for paper, rank, label, type_, concept, weight, section, start, end in frames["terms"].iter_rows()
        ),
        reports_of(frames["concept_reports"]),
    )
