"""Small made-up digests for tests of reports, and their tables."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import toy

from kg.build.in_memory import read_tables
from kg.build.request import BuildRequest
from kg.tables import Tables

Row = dict[str, Any]


def row(number: int, *authors: str, title: str = "", abstract: str = "We chart tidal pools.", **fields: Any) -> Row:
    """Return a row of a digest; its month is taken from the id."""
    return {
        "id": f"2512.{number:05}",
        "title": title or f"Tidal chart number {number}",
        "authors": list(authors),
        "categories": ["cs.CV"],
        "abstract": abstract,
    } | fields


def write(folder: Path, days: Mapping[str, Sequence[Row]]) -> Path:
    """Write one digest per day into a folder (created if missing), and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for day, rows in days.items():
        (folder / f"{day}.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return folder


def tables_of(folder: Path, days: Mapping[str, Sequence[Row]], *, decisions: Sequence[str] = ()) -> Tables:
    """Return the tables of a graph of digests, optionally with lines of a decisions file of authors."""
    return read_tables([write(folder / "digests", days)], BuildRequest(author_decisions=toy.decisions(*decisions)))


@cache
def usual() -> Mapping[str, Sequence[Row]]:
    """Return three days; on the last one, two people with earlier papers sign their first paper together."""
    return {
        "2025-12-01": [
            row(1, "Thaddea Wrangelund", "Ottfried Tremblett"),
            row(2, "Wunibald Pfortzing", "Ludmille Brixenmoor"),
            row(3, "Ysolde Dollfusz", "Thaddea Wrangelund"),
        ],
        "2025-12-02": [row(4, "Wunibald Pfortzing", "Ludmille Brixenmoor"), row(5, "Quirine Oakhanger")],
        "2025-12-05": [
            row(6, "Thaddea Wrangelund", "Wunibald Pfortzing", "Zoltana Vandersloot"),
            row(7, "Ysolde Dollfusz", "Thaddea Wrangelund"),
            row(8, "Evander Zobelitz", "Hedwig Kvistgaard"),
        ],
    }
