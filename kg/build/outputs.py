"""Write the search index and lay out the prepared views, one unit per output."""

from pathlib import Path
from typing import Final

import polars as pl

from kg import layout, search, views
from kg.arrangement import arrange, arrangement_key
from kg.build.stage import Work
from kg.classification import class_labels
from kg.schema import FRAMES, Frames
from kg.settings import Settings
from kg.tables import Tables

SEARCH_INDEX: Final = "words"
"""The search index among the outputs; the others are views."""

PREPARED: Final = ("overview", "coauthors")
"""Views whose positions are stored with the graph: those that are opened first."""

SEARCH_FILE: Final = "search.sqlite"
LAYOUT_FILE: Final = "layout.parquet"
TABLES_FOLDER: Final = "tables"


def outputs(
    generation: Path,
    papers: int,
    *,
    earlier_layout: Path | None = None,
    replaced: Path | None = None,
    hides: bool = False,
) -> pl.DataFrame:
    """Return the frame ``outputs``: everything that is made from the tables of a generation except the store.

    ``replaced`` is the generation that is replaced, None if it is missing or damaged; ``hides`` is True if a person is
    hidden.
    """
    folders = [str(path) if path else "" for path in (generation, earlier_layout, replaced)]
    # updating the index takes less time than starting worker processes
    work = 0 if replaced else papers
    rows = [(output, *folders, work, hides) for output in (SEARCH_INDEX, *PREPARED)]
    return pl.DataFrame(rows, schema=FRAMES["outputs"], orient="row")


def make_outputs(settings: Settings, shared: Frames) -> Work:
    """Return the work that writes the search index, or lays out a view and returns its ``positions``."""
    del shared

    def work(part: Frames) -> Frames:
        made = [FRAMES["positions"].to_frame()]
        for output, folder, earlier, replaced, _, hides in part["outputs"].iter_rows():
            generation, before = Path(folder), Path(replaced) if replaced else None
            if output == SEARCH_INDEX:
                index_words(generation, replaced=before, hides=hides)
            else:
                known = Path(earlier) if earlier else None
                rows = lay_out(output, generation, settings, earlier=known, replaced=before)
                made.append(rows.rename({"view": "output"}))
        return {"positions": pl.concat(made)}

    return work


def index_words(
    generation: Path, *, target: Path | None = None, replaced: Path | None = None, hides: bool = False
) -> None:
    """Make the search index of a generation, at ``target`` if given, from the index of ``replaced`` if possible.

    If a person is hidden, the file contains no removed names.
    """
    made = Tables(folder=generation / TABLES_FOLDER)
    labels = class_labels()
    path = target or generation / SEARCH_FILE
    if replaced is None or not search.update_index(
        path,
        made,
        earlier=replaced / SEARCH_FILE,
        earlier_tables=Tables(folder=replaced / TABLES_FOLDER),
        category_labels=labels,
        without_trace=hides,
    ):
        search.build_index(made, path, category_labels=labels)


def lay_out(
    view: str, generation: Path, settings: Settings, *, earlier: Path | None = None, replaced: Path | None = None
) -> pl.DataFrame:
    """Return the positions of a view of a generation's tables, starting from those in the file ``earlier`` if given.

    If the generation ``replaced`` has a layout of the view that started from the same positions, it is returned.
    """
    network = views.project(Tables(folder=generation / TABLES_FOLDER), view, settings=settings)
    known = layout.read_positions(earlier, view) if earlier else None
    key = arrangement_key(network, settings=settings.layout, previous=known)
    kept = layout.read_layout_rows(replaced / LAYOUT_FILE, view, key) if replaced else None
    if kept is not None:
        return kept
    placed = arrange(network, previous=known, settings=settings.layout)
    return layout.layout_rows(view, network.nodes["id"].to_list(), placed, key=key)
