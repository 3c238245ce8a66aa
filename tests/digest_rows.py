"""JSON rows of digests, and a helper that reads one of them."""

import json
from collections.abc import Callable

from kg.ingest.dialects.json.digest import JSONL_DIALECT
from kg.ingest.row import Row
from kg.report_codes import Level, Report
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
ROW = {
    "id": "2601.20001",
    "categories": ["cs.CV", "cs.LG"],
    "pdf": "https://arxiv.org/pdf/2601.20001",
    "abs": "https://arxiv.org/abs/2601.20001",
    "authors": ["Mara Linde", "Teo Okafor"],
    "title": "Charting Tidal Pools",
    "comment": "8 pages",
    "summary": "We chart tidal pools.",
}
OTHER = {"id": "2601.20001", "title": "T", "authors": ["Mara Linde"], "abstract": "We chart."}


def one(read: Read, value: object) -> Row:
    """Read one valid object."""
    (row,), reports = read(JSONL_DIALECT, json.dumps(value).encode())
    assert reports == []
    return row


def noted(read: Read, value: object) -> tuple[Row, list[str]]:
    (row,), reports = read(JSONL_DIALECT, json.dumps(value).encode())
    assert all(report.level is Level.WARNING for report in reports)
    return row, [describe_report(report) for report in reports]
