"""Measure the minimum cost of a build: the CPU seconds of its inner loops alone, run once by the libraries it uses.

    python benchmarks/floors.py FOLDER GRAPH

Prints JSON. Run with the package of version 0.1.0 on the path, whose vocabulary, tagger and weights are used, so that
the floors stay the same while the program changes. Only load and dump depend on the graph: they are of its own store.
"""

import json
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox
from ahocorasick_rs import AhoCorasick, Implementation

from kg.concepts.tagging import tagger as tagging
from kg.concepts.tagging.tokens import tokenize
from kg.concepts.vocabulary.vocabulary import load_vocabulary
from kg.concepts.weights import shipped_weights

TOKEN = re.compile(r"[^\W_]+(?:\.\d+)*|[^\w\s]|_")
BATCH = 2048


class Row(msgspec.Struct):
    """The fields of a digest row that a graph is made of."""

    id: str
    title: str
    authors: list[str]
    categories: list[str]
    summary: str
    comment: str | None = None
    AI: dict[str, Any] | None = None


def seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def read(folder: Path) -> list[Row]:
    """Decode JSON Lines; the few Markdown files repeat their papers, and are only read."""
    decoder = msgspec.json.Decoder(Row)
    for path in sorted(folder.glob("*.md")):
        path.read_text(encoding="utf-8")
    return [row for path in sorted(folder.glob("*.jsonl")) for row in decoder.decode_lines(path.read_bytes())]


def find_labels(labels: list[str], texts: list[str]) -> None:
    """Find the labels of the curated vocabulary in one pass; building the automaton is part of it."""
    automaton = AhoCorasick(labels, implementation=Implementation.ContiguousNFA)
    for text in texts:
        automaton.find_matches_as_indexes(text.lower())


def tag(texts: list[str]) -> float:
    """Return the seconds of summing scores and of Viterbi, without tokenization and lookup of words."""
    tagger = tagging.Tagger(shipped_weights("tagger"), "digest")
    total = 0.0
    for low in range(0, len(texts), BATCH):
        tokens = tokenize(texts[low : low + BATCH], tagger._lexicon)  # noqa: SLF001 - the inner loop alone
        tagger._scores(tokens)  # noqa: SLF001 - fills the tables of words
        total += seconds(
            lambda tokens=tokens: tagging._decode(  # noqa: SLF001
                tagger._scores(tokens),  # noqa: SLF001
                tokens.first,
                tagger._transitions,  # noqa: SLF001
            )
        )
    return total


def load_and_dump(graph: Path, work: Path) -> dict[str, float]:
    """Load the quads of a graph's store into a new one, from a file and at once, and write them to a file again."""
    (current,) = graph.glob("generation-*/store/CURRENT")
    quads = work / "store.nq"
    with quads.open("wb") as file:
        ox.Store.read_only(str(current.parent)).dump(file, ox.RdfFormat.N_QUADS)
    store = ox.Store(str(work / "store"))
    load = seconds(lambda: store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS))
    dump = seconds(lambda: store.dump(str(work / "again.nq"), ox.RdfFormat.N_QUADS))
    return {"load": load, "dump": dump, "quads": len(store)}


def main() -> None:
    folder, graph = map(Path, sys.argv[1:])
    rows: list[Row] = []
    measured = {"decode": seconds(lambda: rows.extend(read(folder)))}
    papers: dict[str, Row] = {}
    for row in rows:
        if row.id not in papers or row.AI:
            papers[row.id] = row
    own = [text for row in papers.values() for text in (row.title, row.summary)]
    texts = [*own, *(text for row in papers.values() for text in (row.AI or {}).values() if isinstance(text, str))]
    labels = sorted({label.text.lower() for label in load_vocabulary().labels})
    measured["labels"] = seconds(lambda: find_labels(labels, texts))
    measured["tokens"] = seconds(lambda: [TOKEN.findall(text) for text in own])
    measured["tagging"] = tag(own)
    with tempfile.TemporaryDirectory(dir=graph.parent) as work:
        measured |= load_and_dump(graph, Path(work))
    print(json.dumps({"papers": len(papers), **measured}))


if __name__ == "__main__":
    main()
