"""Define the pipeline: every stage of a build, in order, with the frames it reads and writes.

Work on texts and names needs one paper or one block of names at a time, so it is done in map stages, which runners
divide among processes. Global stages handle small frames. `kg.schema` describes each frame, docs/architecture.md shows
the plan.
"""

from typing import Final

from kg.authors.stages import decide_blocks, divide_names, form_blocks, gather_people, read_names, weigh_terms
from kg.build import steps
from kg.build.outputs import make_outputs
from kg.build.stage import Stage, StageKind
from kg.concepts.stages import (
    affected_papers,
    count_terms,
    found_concepts,
    judge_relations,
    learn_concepts,
    match_concepts,
    rank_terms,
    tag_texts,
)
from kg.ingest.stages.papers import merge_papers
from kg.ingest.stages.reading import read_files
from kg.loading import write_store
from kg.tables import stages

_MB: Final = 2**20

READING_STAGES: Final = (
    Stage(
        "read files", StageKind.MAP, read_files,
        ("files",), ("rows", "read_files", "reading_reports"),
        unit="file", takes=("settings.ingest",), cost="size", grain=4 * _MB,
        not_in_key=("path", "size", "given", "content"), cached=True, quotes_names=True,
    ),
    Stage(
        "link rows", StageKind.GLOBAL, steps.link_input_rows,
        ("rows", "read_files", "input_reports", "reading_reports"),
        ("linked_rows", "digests", "sources", "link_reports"),
        takes=("inputs", "strict"),
    ),
    Stage(
        "make papers", StageKind.MAP, merge_papers,
        ("linked_rows",),
        ("records", "printed_authors", "texts", "categories", "printed_appearances", "links", "merge_reports"),
        unit="paper", takes=("settings.ingest",), grain=2000, cached=True, quotes_names=True,
    ),
)  # fmt: skip

CONCEPT_STAGES: Final = (
    Stage(
        "open vocabulary", StageKind.GLOBAL, steps.open_vocabulary,
        (), ("curated_concepts", "curated_labels"),
        takes=("vocabulary",),
    ),
    Stage(
        "tag texts", StageKind.MAP, tag_texts,
        ("texts",),
        ("cleaned_texts", "text_hits", "text_acronyms", "used_terms", "used_acronyms", "term_candidates",
         "paired_texts", "bracketed_names"),
        unit="paper", shared=("curated_concepts", "curated_labels"), takes=("settings.concepts",),
        grain=400, cached=True,
    ),
    Stage(
        "count terms", StageKind.REDUCE, count_terms,
        ("records", "used_terms", "used_acronyms"),
        ("term_counts", "term_types", "term_labels", "term_acronyms"),
    ),
    Stage(
        "learn concepts", StageKind.GLOBAL, learn_concepts,
        ("curated_concepts", "curated_labels", "term_counts", "term_types", "term_labels", "term_acronyms",
         "paired_texts", "bracketed_names"),
        ("known_concepts", "known_labels", "refused_terms", "concept_reports"),
        takes=("settings.concepts", "concept_decisions"),
    ),
    Stage(
        "match concepts", StageKind.MAP, match_concepts,
        ("texts", "cleaned_texts", "text_hits", "text_acronyms", "term_candidates"),
        ("concept_mentions", "term_concepts"),
        unit="paper", shared=("curated_labels", "known_concepts", "known_labels"), takes=("settings.concepts",),
        grain=1000, cached=True, affected=affected_papers,
    ),
    Stage(
        "judge relations", StageKind.MAP, judge_relations,
        ("texts", "cleaned_texts", "text_hits", "concept_mentions"), ("claims", "found_evaluations"),
        unit="paper", takes=("settings.concepts",), grain=500, cached=True,
    ),
    Stage(
        "rank terms", StageKind.GLOBAL, rank_terms,
        ("records", "term_candidates", "term_concepts", "term_counts", "refused_terms", "claims"), ("terms",),
        takes=("settings.concepts",),
    ),
    Stage(
        "find concepts", StageKind.GLOBAL, found_concepts,
        ("known_concepts", "claims"), ("found_concepts",),
    ),
)  # fmt: skip

AUTHOR_STAGES: Final = (
    Stage(
        "divide names", StageKind.GLOBAL, divide_names,
        ("printed_authors",), ("divided_authors", "division_reports"),
        takes=("author_decisions",),
    ),
    Stage(
        "read names", StageKind.MAP, read_names,
        ("records", "divided_authors", "texts"), ("mentions", "name_parts", "paper_words"),
        unit="paper", takes=("settings.authors",), grain=4000, cached=True, quotes_names=True,
    ),
    Stage(
        "weigh terms", StageKind.GLOBAL, weigh_terms,
        ("records", "paper_words", "categories", "claims"), ("paper_terms", "term_weights"),
        takes=("settings.authors",),
    ),
    Stage(
        "form blocks", StageKind.GLOBAL, form_blocks,
        ("records", "divided_authors", "mentions", "name_parts", "paper_terms", "term_weights"),
        ("blocks", "orcid_ties", "orcid_reports"),
        takes=("settings.authors", "author_decisions"),
    ),
    Stage(
        "decide blocks", StageKind.MAP, decide_blocks,
        ("blocks",), ("block_people", "block_pairs"), version=2,
        unit="block", takes=("settings.authors",), cost="cost", grain=100_000, not_in_key=("cost", "mentions"),
        cached=True, quotes_names=True,
    ),
    Stage(
        "gather people", StageKind.GLOBAL, gather_people,
        ("records", "divided_authors", "mentions", "block_people", "block_pairs", "orcid_ties", "orcid_reports"),
        ("assignments", "people", "hidden_names", "verdicts", "author_reports"),
        takes=("settings.authors", "author_decisions"),
    ),
)  # fmt: skip

DERIVING_STAGES: Final = (
    Stage(
        "join reports", StageKind.GLOBAL, steps.join_reports,
        ("input_reports", "reading_reports", "link_reports", "merge_reports", "concept_reports", "division_reports",
         "author_reports"),
        ("all_reports",),
    ),
    Stage(
        "make sections", StageKind.MAP, steps.prepare_sections,
        ("texts",), ("sections",),
        unit="paper", takes=("settings.graph",), grain=200_000,
    ),
    Stage(
        "make topics", StageKind.MAP, steps.prepare_topics,
        ("claims",), ("topics", "own_words"),
        unit="paper", takes=("settings.graph",), grain=200_000,
    ),
    Stage(
        "make evaluations", StageKind.MAP, steps.prepare_evaluations,
        ("found_evaluations",), ("evaluations",),
        unit="paper", takes=("settings.graph",), grain=200_000,
    ),
    Stage(
        "make papers table", StageKind.GLOBAL, stages.make_papers,
        ("records", "printed_appearances", "digests", "assignments", "own_words"), ("papers", "citations"),
        takes=("settings.graph",),
    ),
    Stage(
        "make people", StageKind.GLOBAL, stages.make_people,
        ("people", "assignments", "hidden_names", "divided_authors", "printed_appearances", "verdicts", "all_reports"),
        ("authorships", "appearances", "decisions", "reports"),
        takes=("settings.graph",),
    ),
    Stage(
        "pair co-authors", StageKind.GLOBAL, stages.make_coauthorships,
        ("authorships", "papers"), ("coauthorships",),
        takes=("settings.graph",),
    ),
    Stage(
        "make authors", StageKind.GLOBAL, stages.make_authors,
        ("people", "authorships", "papers", "coauthorships"), ("authors",),
        takes=("settings.graph",),
    ),
    Stage(
        "count concepts", StageKind.GLOBAL, stages.make_concepts,
        ("found_concepts", "topics", "papers"), ("concepts",),
        takes=("settings.graph",),
    ),
    Stage(
        "pair concepts", StageKind.GLOBAL, stages.make_cooccurrences,
        ("own_words", "papers"), ("cooccurrences",),
        takes=("settings.graph",),
    ),
    Stage(
        "find interests", StageKind.GLOBAL, stages.make_interests,
        ("own_words", "authorships", "found_concepts", "papers"), ("interests",),
        takes=("settings.graph",),
    ),
    Stage(
        "relate papers", StageKind.GLOBAL, stages.make_related,
        ("own_words", "terms", "papers"), ("related",),
        takes=("settings.graph",),
    ),
)  # fmt: skip

TABLE_STAGES: Final = (*READING_STAGES, *CONCEPT_STAGES, *AUTHOR_STAGES, *DERIVING_STAGES)
"""Stages from files to the tables of a graph."""

OUTPUT_STAGES: Final = (
    Stage(
        "index and lay out", StageKind.MAP, make_outputs,
        ("outputs",), ("positions",),
        unit="output", takes=("settings",), cost="papers", grain=1000,
    ),
)  # fmt: skip
"""Stage from tables to the search index and the positions of views."""

LOAD_STORE: Final = Stage("load store", StageKind.GLOBAL, write_store, (), ())
"""The last stage, which runs alone: it reads the tables from disk and uses all cores."""

PLAN: Final = (*TABLE_STAGES, *OUTPUT_STAGES, LOAD_STORE)
"""Every stage."""
