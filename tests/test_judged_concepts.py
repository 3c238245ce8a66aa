"""Concepts judged by readers are stored as ids, offsets and verdicts, without text of the papers."""

import csv
from pathlib import Path

import pytest

from kg.evaluate.scores import wilson

VERDICTS = {"right", "wrong", "unclear"}
KEPT = {
    "claims": ("verdict", 300, 0.85),
    "proposes": ("verdict", 45, 0.75),
    "datasets": ("verdict", 200, 0.85),
    "nodes": ("real", 200, 0.90),
    "chinese": ("verdict", 150, 0.92),
    "repositories": ("verdict", 150, 0.98),
}


def rows(root: Path, kind: str) -> list[dict[str, str]]:
    with (root / "tests" / "data" / f"concept_{kind}.tsv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter="\t"))


@pytest.mark.parametrize("kind", KEPT)
def test_every_row_has_a_verdict_and_the_shares_are_what_is_told(root: Path, kind: str) -> None:
    column, least, bar = KEPT[kind]
    judged = rows(root, kind)
    assert len(judged) >= least
    assert {row[column] for row in judged} <= VERDICTS
    drawn = [row[column] for row in judged if row.get("drawn", "at random") == "at random"]
    right, n = drawn.count("right"), drawn.count("right") + drawn.count("wrong")
    assert right / n >= bar, wilson(right, n)


def test_types_of_nodes_were_judged_where_the_node_is_real(root: Path) -> None:
    judged = [row["type_right"] for row in rows(root, "nodes") if row["real"] == "right"]
    assert judged.count("right") / (judged.count("right") + judged.count("wrong")) >= 0.90


def test_annotation_holds_ids_and_offsets_only(root: Path) -> None:
    with (root / "tests" / "data" / "concept_marks.tsv").open(encoding="utf-8", newline="") as source:
        marks = list(csv.DictReader(source, delimiter="\t"))
    assert len({mark["paper"] for mark in marks}) > 600
    assert {mark["section"] for mark in marks} == {"title", "abstract"}
    assert {mark["relation"] for mark in marks} == set("puaerc-")
    assert all(0 <= int(mark["start"]) < int(mark["end"]) for mark in marks)
