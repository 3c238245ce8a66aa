"""Compare the program with a plain script that does the same work in the obvious way (`plain`)."""

import json
import os

from bench import Bench
from measure import middle, python, row

PLAIN_SECONDS = float(os.environ.get("KG_BENCH_LIMIT", "600"))
"""Seconds after which the plain script's Turtle is stopped, and the ratio is a lower bound."""


def plain(bench: Bench) -> None:
    """Alternate our runs with the plain script's to N-Triples; then run the latter once to Turtle, with a limit."""
    for name, folder in bench.corpora.items():
        ours, triples = [], []
        for _ in range(bench.rounds):
            ours.append(python("benchmarks/ours.py", str(folder), str(bench.work / f"core-{name}")))
            triples.append(python("benchmarks/plain.py", str(folder), str(bench.work / "plain.nt")))
        turtle = python("benchmarks/plain.py", str(folder), str(bench.work / "plain.ttl"), limit=PLAIN_SECONDS)
        bound = "more than " if turtle.stopped else ""
        a, b = (middle([run.wall for run in runs]) for runs in (ours, triples))
        counts = [json.loads(runs[0].out)["triples"] for runs in (ours, triples)]
        row(
            f"{name}: files to tables and Turtle (core), no concepts, against the plain script",
            f"{bound}{turtle.wall / a:.0f} × ({a:.1f} s against {bound}{turtle.wall:.0f} s;"
            f" {counts[0]:,} and {counts[1]:,} triples)",
            "15 ×",
            "40 ×",
        )
        row(f"{name}: the same, the plain script writing N-Triples", f"{b / a:.1f} × ({a:.1f} s against {b:.1f} s)")
        everything = []
        for _ in range(bench.rounds):
            graph, build = bench.build(bench.programs[1], folder)
            export = bench.programs[1].kg("export", str(graph), str(bench.work / "graph.ttl"))
            everything.append(build.wall + export.wall)
        c = middle(everything)
        row(
            f"{name}: everything (concepts, store, index, positions, Turtle)",
            f"{bound}{turtle.wall / c:.1f} ×, to N-Triples {b / c:.1f} × ({c:.1f} s)",
            "3 ×",
            "8 ×",
        )
