"""Write the search index and lay out the prepared views, one unit per output."""

from pathlib import Path
from typing import Final

import polars as pl

from kg import layout, search, views
from kg.arrangement import arrange
from kg.build.stage import Work
from kg.classification import known_classes
from kg.schema import FRAMES, Frames
from kg.settings import Settings
from kg.tables import Tables

WORDS: Final = "words"
"""The search index among the outputs; the others are views."""

PREPARED: Final = ("overview", "coauthors")
"""Views whose positions are kept with the graph: those that are opened first."""

SEARCH_FILE: Final = "search.sqlite"
TABLES_FOLDER: Final = "tables"


def outputs(generation: Path, papers: int, earlier_layout: Path | None) -> pl.DataFrame:
    """Return the frame ``outputs``: everything that is made from the tables of a generation but the store."""
    earlier = str(earlier_layout) if earlier_layout else ""
    rows = [(output, str(generation), earlier, papers) for output in (WORDS, *PREPARED)]
    return pl.DataFrame(rows, schema=FRAMES["outputs"], orient="row")


def make_outputs(settings: Settings, shared: Frames) -> Work:
    """Return the work that writes the search index, or lays out a view and returns its ``positions``."""
    del shared

    def work(part: Frames) -> Frames:
        made = [FRAMES["positions"].to_frame()]
        for output, folder, earlier, _ in part["outputs"].iter_rows():
            if output == WORDS:
                index_words(Path(folder) / TABLES_FOLDER, Path(folder) / SEARCH_FILE)
            else:
                rows = lay_out(output, Path(folder) / TABLES_FOLDER, Path(earlier) if earlier else None, settings)
                made.append(rows.rename({"view": "output"}))
        return {"positions": pl.concat(made)}

    return work


def index_words(tables: Path, target: Path) -> None:
    """Make the search index of the tables in a folder."""
    labels = {key: entry.label for key, entry in known_classes().items()}
    search.build(Tables(folder=tables), target, category_labels=labels)


def lay_out(view: str, tables: Path, earlier: Path | None, settings: Settings) -> pl.DataFrame:
    """Return the positions of a view of the tables in a folder, from those in the file ``earlier`` if it is given."""
    network = views.project(Tables(folder=tables), view, settings=settings)
    known = layout.read_positions(earlier, view) if earlier else None
    placed = arrange(network, previous=known, settings=settings.layout)
    return layout.layout_rows(view, network.nodes["id"].to_list(), placed)
