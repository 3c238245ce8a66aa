"""Cards have exactly the keys that ``docs/json.md`` lists, so programs can rely on them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.graph import Graph
from kg.graph.cards import card_of
from kg.model import EvidenceKind, Relation
from kg.search import Match, MatchedBy
from kg.wording.evidence import describe_reason

Listed = dict[str, dict[str, frozenset[str]]]

UNSEEN = {
    "paper": {
        "withdrawn", "authors_truncated", "concept_pairs_omitted", "published", "journal", "identifiers", "results",
        "cites", "cited_count", "cited_by", "citing_count", "proposes",
    },
    "author": {"orcid"},
    "concept": {"results", "result_count"},
    "category": set(),
}  # fmt: skip
"""Facts that no node of the example graph has."""


@pytest.fixture(scope="module")
def listed(root: Path) -> Listed:
    """Return the facts that the page documents, with the keys of their items, by kind."""
    found: Listed = {}
    kind = ""
    for line in (root / "docs" / "json.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line.removeprefix("## ")
        elif line.startswith("| `"):
            facts, items = (re.findall(r"`(\w+)`", cell) for cell in line.strip("|").split("|"))
            found.setdefault(kind, {}).update(dict.fromkeys(facts, frozenset(items)))
    return found


def _seen(graph: Graph) -> Iterator[tuple[str, str, object]]:
    columns = {"paper": "papers", "author": "authors", "concept": "concepts"}
    nodes = [(kind, id_) for kind, table in columns.items() for id_ in graph.tables[table][kind]]  # type: ignore[index]
    codes = graph.tables["categories"].select("scheme", "code").unique()
    nodes += [("category", f"{scheme}/{code}") for scheme, code in codes.iter_rows()]
    for kind, id_ in nodes:
        card = card_of(graph.tables, Match(kind, id_, "", MatchedBy.ID), graph.base)
        for fact, value in card.facts.items():
            yield kind, fact, value


def test_cards_have_the_keys_that_the_page_lists(example: Path, listed: Listed) -> None:
    facts: dict[str, set[str]] = {kind: set() for kind in UNSEEN}
    reasons = []
    for kind, fact, value in _seen(kg.load(example)):
        facts[kind].add(fact)
        assert fact in listed[kind], (kind, fact)
        for item in value if isinstance(value, list) else ():
            assert frozenset(item if isinstance(item, dict) else ()) == listed[kind][fact], (kind, fact)
            reasons += item.get("because", []) if isinstance(item, dict) else []
    assert {kind: listed[kind].keys() - seen for kind, seen in facts.items()} == UNSEEN
    assert reasons
    for reason in reasons:
        assert reason.keys() == {"kind", "values", "bits", "more"}
        assert describe_reason(reason)


def test_the_page_lists_every_relation(listed: Listed) -> None:
    assert {relation.value for relation in Relation} <= listed["paper"].keys()


def test_every_kind_of_evidence_has_words() -> None:
    values = dict.fromkeys(EvidenceKind, ("a", "b")) | {EvidenceKind.NAME: ("same name", "0", "2601.00001")}
    said = [describe_reason({"kind": kind, "values": values[kind], "more": 2}) for kind in EvidenceKind]
    assert "same name on 2601.00001; hardly anybody shares it" in said
    assert "a, b and 2 more" in said
    assert all(said)
