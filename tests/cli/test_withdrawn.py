"""Withdrawn papers are marked, and can be left out."""

import json
from pathlib import Path

import command
from explorer_payload import read_page

ROWS = (
    {"id": "2601.00001", "title": "Tidal maps", "authors": ["Nora Quill", "Sam Brandt"], "categories": ["cs.CL"],
     "comment": "This paper has been withdrawn by the authors", "summary": "We map tides."},
    {"id": "2601.00002", "title": "Tidal charts", "authors": ["Ida Moor", "Uwe Lind"], "categories": ["cs.CL"],
     "summary": "We chart tides."},
)  # fmt: skip


def test_withdrawn_papers_are_marked_and_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "2026-01-05.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert command.call("build", "2026-01-05.jsonl", "-o", "a.kg", cwd=tmp_path).status == 0
    assert "withdrawn" in command.call("show", "a.kg", "2601.00001", cwd=tmp_path).out
    assert "withdrawn" not in command.call("show", "a.kg", "2601.00002", cwd=tmp_path).out
    found = command.call("search", "a.kg", "tidal", cwd=tmp_path).out
    assert "2601.00001" in found
    kept = command.call("search", "a.kg", "tidal", "--no-withdrawn", cwd=tmp_path).out
    assert "2601.00002" in kept
    assert "2601.00001" not in kept
    drawn = command.call("view", "a.kg", "coauthors", "-o", "a.html", "--no-withdrawn", cwd=tmp_path)
    assert drawn.status == 0, drawn.err
    names = read_page((tmp_path / "a.html").read_text(encoding="utf-8")).labels
    assert "Ida Moor" in names
    assert "Nora Quill" not in names
