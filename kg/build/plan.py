"""The pipeline on one screen: every stage of a build, in order, with what it reads and writes.

Work on texts and names needs one paper or one block of names at a time, so it is done in map stages, which runners
divide over processes. Global stages handle small frames. `kg.schema` says what each frame
holds, docs/architecture.md draws the plan.
"""

from typing import Final

from kg.authors.stages import decide_blocks, read_names
from kg.build import steps
from kg.build.outputs import make_outputs
from kg.build.stage import WHOLE, Kind, Stage
from kg.concepts.stages import judge_relations, match_concepts, tag_texts
from kg.ingest.stages.papers import merge_papers
from kg.ingest.stages.reading import read_files
from kg.tables import stages

_MB: Final = 2**20

READING: Final = (
    Stage(
        "read files", Kind.MAP, read_files,
        ("files",), ("rows", "read_files", "reading_reports"),
        unit="file", settings="ingest", cost="size", grain=4 * _MB, not_in_key=("path", "size"),
        cached=True, quotes_names=True,
    ),
    Stage(
        "link rows", Kind.GLOBAL, steps.link,
        ("rows", "read_files", "input_reports", "reading_reports"),
        ("linked_rows", "digests", "sources", "link_reports"),
    ),
    Stage(
        "make papers", Kind.MAP, merge_papers,
        ("linked_rows",),
        ("records", "printed_authors", "texts", "categories", "printed_appearances", "links", "merge_reports"),
        unit="paper", settings="ingest", grain=2000,
    ),
)  # fmt: skip

CONCEPTS: Final = (
    Stage(
        "open vocabulary", Kind.GLOBAL, steps.open_vocabulary,
        (), ("curated_concepts", "curated_labels"),
    ),
    Stage(
        "tag texts", Kind.MAP, tag_texts,
        ("texts",),
        ("cleaned_texts", "text_hits", "text_acronyms", "used_terms", "used_acronyms", "term_candidates",
         "paired_texts", "bracketed_names"),
        unit="paper", shared=("curated_concepts", "curated_labels"), settings="concepts", grain=400, cached=True,
    ),
    Stage(
        "count terms", Kind.REDUCE, steps.count_terms,
        ("records", "used_terms", "used_acronyms"),
        ("term_counts", "term_types", "term_labels", "term_acronyms"),
    ),
    Stage(
        "learn concepts", Kind.GLOBAL, steps.learn_concepts,
        ("curated_concepts", "curated_labels", "term_counts", "term_types", "term_labels", "term_acronyms",
         "paired_texts", "bracketed_names"),
        ("known_concepts", "known_labels", "refused_terms", "concept_reports"),
    ),
    Stage(
        "match concepts", Kind.MAP, match_concepts,
        ("texts", "cleaned_texts", "text_hits", "text_acronyms", "term_candidates"),
        ("concept_mentions", "term_concepts"),
        unit="paper", shared=("curated_labels", "known_concepts", "known_labels"), settings="concepts", grain=1000,
    ),
    Stage(
        "judge relations", Kind.MAP, judge_relations,
        ("texts", "cleaned_texts", "text_hits", "concept_mentions"), ("claims", "found_evaluations"),
        unit="paper", settings="concepts", grain=500, cached=True,
    ),
    Stage(
        "rank terms", Kind.GLOBAL, steps.rank_terms,
        ("records", "term_candidates", "term_concepts", "term_counts", "refused_terms"), ("terms",),
    ),
    Stage(
        "find concepts", Kind.GLOBAL, steps.found_concepts,
        ("known_concepts", "claims"), ("found_concepts",),
    ),
)  # fmt: skip

AUTHORS: Final = (
    Stage(
        "divide names", Kind.GLOBAL, steps.divide_names,
        ("printed_authors",), ("divided_authors", "division_reports"),
    ),
    Stage(
        "read names", Kind.MAP, read_names,
        ("records", "divided_authors", "texts"), ("mentions", "paper_words"),
        unit="paper", settings="authors", grain=4000,
    ),
    Stage(
        "weigh terms", Kind.GLOBAL, steps.weigh_terms,
        ("records", "paper_words", "categories", "claims"), ("paper_terms", "term_weights"),
    ),
    Stage(
        "form blocks", Kind.GLOBAL, steps.form_blocks,
        ("records", "divided_authors", "mentions", "paper_terms", "term_weights"),
        ("blocks", "orcid_ties", "orcid_reports"),
    ),
    Stage(
        "decide blocks", Kind.MAP, decide_blocks,
        ("blocks",), ("block_people", "block_pairs"),
        unit="block", settings="authors", cost="cost", grain=20_000, not_in_key=("cost", "mentions"), cached=True,
        quotes_names=True,
    ),
    Stage(
        "gather people", Kind.GLOBAL, steps.gather_people,
        ("records", "divided_authors", "mentions", "block_people", "block_pairs", "orcid_ties", "orcid_reports"),
        ("assignments", "people", "hidden_names", "verdicts", "author_reports"),
    ),
)  # fmt: skip

DERIVING: Final = (
    Stage(
        "join reports", Kind.GLOBAL, steps.join_reports,
        ("input_reports", "reading_reports", "link_reports", "merge_reports", "concept_reports", "division_reports",
         "author_reports"),
        ("all_reports",),
    ),
    Stage(
        "make sections", Kind.MAP, steps.make_sections,
        ("texts",), ("sections",),
        unit="paper", settings="graph", grain=200_000,
    ),
    Stage(
        "make topics", Kind.MAP, steps.make_topics,
        ("claims",), ("topics", "own_words"),
        unit="paper", settings="graph", grain=200_000,
    ),
    Stage(
        "make evaluations", Kind.MAP, steps.make_evaluations,
        ("found_evaluations",), ("evaluations",),
        unit="paper", settings="graph", grain=200_000,
    ),
    Stage(
        "make papers table", Kind.GLOBAL, steps.global_step(stages.make_papers),
        ("records", "printed_appearances", "digests", "assignments", "own_words"), ("papers", "citations"),
    ),
    Stage(
        "make people", Kind.GLOBAL, steps.global_step(stages.make_people),
        ("people", "assignments", "hidden_names", "divided_authors", "printed_appearances", "verdicts", "all_reports"),
        ("authorships", "appearances", "decisions", "reports"),
    ),
    Stage(
        "pair co-authors", Kind.GLOBAL, steps.global_step(stages.make_coauthorships),
        ("authorships", "papers"), ("coauthorships",),
    ),
    Stage(
        "make authors", Kind.GLOBAL, steps.global_step(stages.make_authors),
        ("people", "authorships", "papers", "coauthorships"), ("authors",),
    ),
    Stage(
        "count concepts", Kind.GLOBAL, steps.global_step(stages.make_concepts),
        ("found_concepts", "topics", "papers"), ("concepts",),
    ),
    Stage(
        "pair concepts", Kind.GLOBAL, steps.global_step(stages.make_cooccurrences),
        ("own_words", "papers"), ("cooccurrences",),
    ),
    Stage(
        "find interests", Kind.GLOBAL, steps.global_step(stages.make_interests),
        ("own_words", "authorships", "found_concepts", "papers"), ("interests",),
    ),
    Stage(
        "relate papers", Kind.GLOBAL, steps.global_step(stages.make_related),
        ("own_words", "terms", "papers"), ("related",),
    ),
)  # fmt: skip

TABLES: Final = (*READING, *CONCEPTS, *AUTHORS, *DERIVING)
"""From files to the tables of a graph."""

OUTPUTS: Final = (
    Stage(
        "index and lay out", Kind.MAP, make_outputs,
        ("outputs",), ("positions",),
        unit="output", settings=WHOLE, cost="papers", grain=1000,
    ),
)  # fmt: skip
"""From tables to the search index and the positions of views."""

LOAD_STORE: Final = Stage("load store", Kind.GLOBAL, steps.nothing, (), ())
"""The last stage reads the tables from disk and uses all cores by itself."""

PLAN: Final = (*TABLES, *OUTPUTS, LOAD_STORE)
"""Every stage."""
