"""Compare updates with full builds: one more day, and four months grown day by day: `make bench BENCH="updates grown"`.

Every graph has its SPARQL store. A day is all files of its date. The last day of the four months adds no paper that
earlier days did not have, so an ordinary day is measured as well.
"""

import re
from collections import defaultdict
from pathlib import Path

from bench import Bench, remove
from kills import state
from measure import Run, middle, row

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ORDINARY = "2025-12-18"
"""A Thursday."""


def updates(bench: Bench) -> None:
    """Measure the last day, an ordinary one, and files that the graph already has, each against a full build."""
    days = _days(bench.archive)
    new = bench.programs[1]
    full = middle([_full(bench, days, sorted(days)).cpu for _ in range(bench.rounds)])
    row("four months, a full build with store, CPU", f"{full:.0f} s")
    for name, last, bars in (
        ("the last of the four months", max(days), ("10 %", "3 %")),
        (f"an ordinary day, {_ORDINARY}", _ORDINARY, ("", "")),
    ):
        earlier = [day for day in sorted(days) if day < last]
        runs = []
        for _ in range(bench.rounds):
            _full(bench, days, earlier)
            runs.append(new.kg("update", str(_graph(bench)), *map(str, days[last])))
        cpu, wall = (middle([getattr(run, what) for run in runs]) for what in ("cpu", "wall"))
        row(f"{name}, CPU against a full build", f"{100 * cpu / full:.1f} % ({cpu:.1f} s)", *bars)
        row("… wall", f"{wall:.1f} s", *(("15 s", "5 s") if bars[0] else ()))
    again = [new.kg("update", str(_graph(bench)), *map(str, days[_ORDINARY])) for _ in range(max(bench.rounds, 5))]
    row("an update that adds nothing new, wall", f"{middle([run.wall for run in again]):.2f} s", "1.5 s", "0.5 s")
    row("… CPU", f"{middle([run.cpu for run in again]):.2f} s")


def grown(bench: Bench) -> None:
    """Add day after day and compare the sum with one full build; the graphs must have the same tables and quads."""
    days = _days(bench.archive)
    new = bench.programs[1]
    full = _full(bench, days, sorted(days)).cpu
    graph = bench.work / "grown.kg"
    remove(graph)
    first, *others = sorted(days)
    runs = [new.kg("build", *map(str, days[first]), "-o", str(graph))]
    runs += [new.kg("update", str(graph), *map(str, days[day])) for day in others]
    total = sum(run.cpu for run in runs)
    row(
        f"four months in {len(others)} updates, total CPU against one full build",
        f"{total / full:.1f} × ({total:.0f} s, {full:.0f} s)",
        "4 ×",
        "2 ×",
    )
    row("… the longest update, wall", f"{max(run.wall for run in runs[1:]):.1f} s")
    same = state(graph) == state(_graph(bench))
    row("… tables, statements and answers against those of the full build", "equal" if same else "they differ", "equal")


def _days(archive: Path) -> dict[str, list[Path]]:
    """Return the files of each day."""
    days = defaultdict(list)
    for path in sorted(archive.rglob("*")):
        if path.is_file() and (day := _DAY.match(path.name)):
            days[day[0]].append(path)
    return dict(days)


def _graph(bench: Bench) -> Path:
    return bench.work / "updated.kg"


def _full(bench: Bench, days: dict[str, list[Path]], chosen: list[str]) -> Run:
    """Build a graph of some days from nothing."""
    remove(_graph(bench))
    files = [str(path) for day in chosen for path in days[day]]
    return bench.programs[1].kg("build", *files, "-o", str(_graph(bench)))
