"""Measure the cost of each predicate in the store of a graph: statements and bytes on disk per paper.

    python benchmarks/store_size.py arxiv.kg [--profile store|full] [--texts] [--least 1.5]

A predicate's bytes are what the store shrinks by when it is loaded without it (all orders, and strings that nothing
else uses). One load per predicate with at least ``--least`` statements per paper, so take a graph of some hundred
papers: below a million statements Oxigraph writes one sorted run, as for larger graphs per million.
"""

import argparse
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.folder import open_folder
from kg.rdf.lines import count_statements, statements
from kg.rdf.mapping import select_mappings
from kg.rdf.terms import Syntax
from kg.tables import Tables


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--profile", choices=("full", "store"), default="store")
    parser.add_argument("--texts", action="store_true", help="with abstracts and summaries")
    parser.add_argument(
        "--least", type=float, default=1.5, help="statements per paper from which a predicate is measured"
    )
    asked = parser.parse_args()
    folder, manifest = open_folder(asked.graph)
    tables = Tables(folder=folder.tables)
    papers = tables["papers"].height
    syntax = Syntax(manifest.base, turtle=False)
    texts: dict[tuple[str, str], bytes] = {}
    counts: dict[tuple[str, str], int] = {}
    for kind in select_mappings(asked.profile, with_text=asked.texts):
        frame = kind.rows(tables)
        for prop in kind.properties:
            if count := count_statements(frame, prop):
                lines = statements(frame, replace(kind, properties=(prop,)), syntax, quads=False)
                key = kind.name, prop.predicate
                texts[key] = texts.get(key, b"") + "".join(f"{line}\n" for line in lines).encode()
                counts[key] = counts.get(key, 0) + count
    whole, total = size(texts.values()), sum(counts.values())
    print(f"{papers} papers, {total / papers:.1f} statements and {whole / papers / 1000:.2f} kB per paper")
    print(f"{'node kind':13} {'predicate':22} {'per paper':>9} {'kB':>7} {'bytes each':>10}")
    for key, count in sorted(counts.items(), key=lambda item: -item[1]):
        if count < asked.least * papers:
            continue
        saved = whole - size(text for other, text in texts.items() if other != key)
        print(f"{key[0]:13} {key[1]:22} {count / papers:9.1f} {saved / papers / 1000:7.3f} {saved / count:10.1f}")


def size(texts) -> int:
    """Return the bytes of a store of these statements."""
    folder = Path(tempfile.mkdtemp())
    try:
        store = ox.Store(str(folder / "store"))
        store.bulk_load(b"".join(texts), format=ox.RdfFormat.N_TRIPLES)
        store.flush()
        del store
        return sum(file.stat().st_size for file in (folder / "store").glob("*.sst"))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
