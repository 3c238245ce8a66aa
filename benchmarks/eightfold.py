"""The cost per paper at eight times the papers of four months; see `grow` for how they are made."""

from bench import Bench, remove
from grow import grow
from measure import row

TIMES = 8


def eightfold(bench: Bench) -> None:
    """Build both sizes once: CPU per paper, and memory, sampled in the same runs."""
    _, new = bench.programs
    runs = []
    for times in (1, TIMES):
        grow(bench.archive, bench.work / f"grown-{times}", times)
        graph, run = bench.build(new, bench.work / f"grown-{times}", watch=True, limit=4 * 3600.0)
        runs.append(run)
        remove(graph)
    one, eight = runs
    row(
        f"CPU per paper at {TIMES} × four months against 1 ×",
        f"{eight.cpu / one.cpu / TIMES:.2f} × ({eight.cpu:.0f} s and {one.cpu:.0f} s)",
        "1.15 ×",
        "1.05 ×",
    )
    row(
        f"peak memory at {TIMES} ×",
        f"{eight.peak_mb / 1000:.1f} GB ({one.peak_mb / 1000:.2f} GB at 1 ×)",
        "5 GB",
        "3 GB",
    )
    row(f"wall at {TIMES} ×", f"{eight.wall:.0f} s")
