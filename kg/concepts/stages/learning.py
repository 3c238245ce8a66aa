"""Stages ``vocabulary`` and ``learn concepts``: the vocabulary for reading texts."""

from collections import Counter

import polars as pl

from kg.concepts.decisions.decisions import ConceptDecisions
from kg.concepts.decisions.settle import apply_concept_decisions
from kg.concepts.learning.chinese_names import learn_names, may_have_chinese, with_chinese
from kg.concepts.learning.learn import learn
from kg.concepts.learning.terms import TermCounts, term_key
from kg.concepts.stages.changes import LabelChanges
from kg.concepts.stages.frames import concepts_frame, labels_frame, vocabulary_of
from kg.concepts.vocabulary.matching import vocabulary_index
from kg.concepts.vocabulary.merging import merge_vocabularies
from kg.concepts.vocabulary.vocabulary import Vocabulary, load_vocabulary
from kg.frames.columns import frame
from kg.frames.reports import report_frame
from kg.schema import Frames
from kg.settings import ConceptSettings


def curated_vocabulary(vocabulary: Vocabulary | None = None) -> Frames:
    """Return the frames of a curated vocabulary, the shipped one by default."""
    vocabulary = load_vocabulary() if vocabulary is None else vocabulary
    return {
        "curated_concepts": concepts_frame("curated_concepts", vocabulary.concepts),
        "curated_labels": labels_frame("curated_labels", vocabulary),
    }


def learn_concepts(frames: Frames, settings: ConceptSettings, decisions: ConceptDecisions) -> Frames:
    """Return the whole vocabulary: curated, learned from counts of terms, corrected by decisions, named in Chinese."""
    curated = vocabulary_of(frames["curated_concepts"], frames["curated_labels"])
    index = vocabulary_index(curated.labels, initials_are_style=curated.initials_are_style)
    learned = learn(_terms(frames, settings), index, settings)
    whole, reports = apply_concept_decisions(merge_vocabularies(curated, learned), decisions)
    changed = LabelChanges.between(curated.labels, whole.labels).index(
        index, initials_are_style=whole.initials_are_style
    )
    nameless = {concept.id for concept in whole.concepts if may_have_chinese(concept)}
    names = learn_names(frames["paired_texts"], frames["bracketed_names"], changed, nameless, settings)
    whole = with_chinese(whole, names)
    refused = sorted({term_key(label) for label in whole.refused})
    return {
        "known_concepts": concepts_frame("known_concepts", whole.concepts),
        "known_labels": labels_frame("known_labels", whole),
        "refused_terms": frame("refused_terms", [(key,) for key in refused]),
        "concept_reports": report_frame(reports),
    }


def _terms(frames: Frames, settings: ConceptSettings) -> TermCounts:
    """Return the counts of all terms that may become concepts."""
    counts = frames["term_counts"].filter(pl.col("papers") >= settings.min_papers)
    acronyms = frames["term_acronyms"]
    # a short form is judged by all terms that it abbreviates
    shorts = acronyms.join(acronyms.join(counts, on="key", how="semi"), on="short", how="semi")
    keys = counts["key"].to_list()
    return TermCounts(
        papers=Counter(dict(zip(keys, counts["papers"].to_list(), strict=True))),
        own=Counter(dict(zip(keys, counts["own"].to_list(), strict=True))),
        votes=_pairs(frames["term_types"].join(counts, on="key", how="semi")),
        labels=_pairs(frames["term_labels"].join(counts, on="key", how="semi")),
        shorts=_pairs(shorts),
    )


def _pairs(counts: pl.DataFrame) -> Counter[tuple[str, str]]:
    return Counter({(key, what): papers for key, what, papers in counts.iter_rows()})
