"""The pipeline on one screen: every stage of a build, in order, with what it reads and writes.

Papers are independent of each other, sums commute, and blocks of names are independent: so all work on texts and names
is in map stages, which runners divide over processes. What joins the papers is small. `kg.schema` says what each frame
holds, docs/architecture.md draws the plan.
"""

from typing import Final

from kg.build import steps
from kg.build.outputs import make_outputs
from kg.build.stage import WHOLE, Kind, Stage
from kg.ingest.stages.papers import merge_papers
from kg.ingest.stages.reading import read_files
from kg.tables import stages

_MB: Final = 2**20

READING: Final = (
    Stage(
        "read files", Kind.MAP, read_files,
        ("files",), ("rows", "read_files", "reading_reports"),
        unit="file", settings="ingest", cost="size", grain=4 * _MB, where=("path", "size"), cached=True, names=True,
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

OLD: Final = (
    Stage(
        "old", Kind.GLOBAL, steps.old,
        ("records", "printed_authors", "texts", "categories", "printed_appearances", "links", "digests"),
        ("divided_authors", "assignments", "people", "hidden_names", "verdicts", "found_concepts", "claims",
         "found_evaluations", "terms", "author_reports"),
    ),
)  # fmt: skip

DERIVING: Final = (
    Stage(
        "join reports", Kind.GLOBAL, steps.join_reports,
        ("input_reports", "reading_reports", "link_reports", "merge_reports", "author_reports"), ("all_reports",),
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
        "make papers table", Kind.GLOBAL, steps.whole(stages.make_papers),
        ("records", "printed_appearances", "digests", "assignments", "own_words"), ("papers", "citations"),
    ),
    Stage(
        "make people", Kind.GLOBAL, steps.whole(stages.make_people),
        ("people", "assignments", "hidden_names", "divided_authors", "printed_appearances", "verdicts", "all_reports"),
        ("authorships", "appearances", "decisions", "reports"),
    ),
    Stage(
        "pair co-authors", Kind.GLOBAL, steps.whole(stages.make_coauthorships),
        ("authorships", "papers"), ("coauthorships",),
    ),
    Stage(
        "make authors", Kind.GLOBAL, steps.whole(stages.make_authors),
        ("people", "authorships", "papers", "coauthorships"), ("authors",),
    ),
    Stage(
        "count concepts", Kind.GLOBAL, steps.whole(stages.make_concepts),
        ("found_concepts", "topics", "papers"), ("concepts",),
    ),
    Stage(
        "pair concepts", Kind.GLOBAL, steps.whole(stages.make_cooccurrences),
        ("own_words", "papers"), ("cooccurrences",),
    ),
    Stage(
        "find interests", Kind.GLOBAL, steps.whole(stages.make_interests),
        ("own_words", "authorships", "found_concepts", "papers"), ("interests",),
    ),
    Stage(
        "relate papers", Kind.GLOBAL, steps.whole(stages.make_related),
        ("own_words", "terms", "papers"), ("related",),
    ),
)  # fmt: skip

TABLES: Final = (*READING, *OLD, *DERIVING)
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
