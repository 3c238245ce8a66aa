"""Measure the cost per paper at eight times the papers of four months; `grow` makes these papers."""

from bench import Bench, remove
from grow import grow
from measure import row

TIMES = 8


def eightfold(bench: Bench) -> None:
    """Measure with names as frequent as in four months."""
    compare(bench, "dealt")


def eightfold_renewed(bench: Bench) -> None:
    """Measure with additional new names, as in a longer series of digests."""
    compare(bench, "renewed")


def compare(bench: Bench, people: str) -> None:
    """Build both sizes once: CPU per paper, and sampled memory of the same runs."""
    _, new = bench.programs
    runs = []
    for times in (1, TIMES):
        source = bench.work / f"{people}-{times}"
        grow(bench.archive, source, times, people)
        graph, run = bench.build(new, source, watch=True, limit=4 * 3600.0)
        runs.append(run)
        remove(graph)
        remove(source)
    one, eight = runs
    row(
        f"{TIMES} × four months, names {people}: CPU per paper against 1 ×",
        f"{eight.cpu / one.cpu / TIMES:.2f} × ({eight.cpu:.0f} s and {one.cpu:.0f} s)",
        "1.15 ×",
        "1.05 ×",
    )
    memory = f"{eight.peak_mb / 1000:.1f} GB ({one.peak_mb / 1000:.2f} GB at 1 ×)"
    row("… peak memory, sum over processes", memory, "5 GB", "3 GB")
    row("… wall", f"{eight.wall:.0f} s ({one.wall:.0f} s)")
