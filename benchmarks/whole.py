"""Compare the whole build of four months with version 0.1.0, and with the minimum cost of its inner loops."""

import json

from bench import Bench, disk_bytes
from measure import ROOT, Run, middle, row

FLOORS = {
    "decode": "decoding",
    "labels": "one Aho-Corasick pass",
    "tokens": "tokenizing",
    "tagging": "tagging",
    "load": "Oxigraph's bulk load",
    "dump": "its dump",
}


def whole(bench: Bench) -> None:
    """Time in alternating runs, memory in one more of each version, disk, floors."""
    old, new = bench.programs
    runs: list[list[Run]] = [[], []]
    for _ in range(bench.rounds):
        for program, of_program in zip((old, new), runs, strict=True):
            of_program.append(bench.build(program, bench.archive)[1])
    before, now = (middle([run.cpu for run in of_program]) for of_program in runs)
    row(
        "four months, everything, CPU",
        f"{now / before:.2f} × ({now:.0f} s)",
        "0.45 ×",
        "0.25 ×",
        before=f"{before:.0f} s",
    )
    was, is_ = (middle([run.wall / run.cpu for run in of_program]) for of_program in runs)
    row("… wall against its own CPU", f"{is_:.2f}", "0.62", "0.55", before=f"{was:.2f}")
    was, is_ = (middle([run.wall for run in of_program]) for of_program in runs)
    row("… wall", f"{is_:.0f} s", before=f"{was:.0f} s")
    peaks = [bench.build(program, bench.archive, watch=True)[1].peak_mb / 1000 for program in (old, new)]
    row("… peak memory, sum over processes", f"{peaks[1]:.2f} GB", "1.1 GB", "0.7 GB", before=f"{peaks[0]:.2f} GB")
    graphs = [bench.graph(program, bench.archive) for program in (old, new)]
    measured = json.loads(old.python(str(ROOT / "benchmarks" / "floors.py"), str(bench.archive), str(graphs[1])).out)
    sizes = [disk_bytes(graph) / measured["papers"] / 1000 for graph in graphs]
    row("graph on disk per paper", f"{sizes[1]:.0f} kB", "35 kB", "20 kB", before=f"{sizes[0]:.0f} kB")
    floor = sum(measured[key] for key in FLOORS)
    parts = ", ".join(f"{name} {measured[key]:.1f}" for key, name in FLOORS.items())
    row(
        "four months, CPU of the build against the sum of floors",
        f"{now / floor:.1f} × ({floor:.1f} s: {parts}; {measured['quads']:,} quads)",
        "3 ×",
        "2 ×",
        before=f"{before / floor:.1f} ×",
    )
