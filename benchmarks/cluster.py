"""Compare a build on engines with two local worker processes: CPU, wall time, memory, equality of tables."""

import shutil
import sys
from pathlib import Path

from bench import Bench, remove
from measure import ROOT, Run, middle, python, row, run

ENGINES = {
    "sail": ("Sail", "2.5 ×", "1.3 ×"),
    "local": ("Spark local[2]", "4 ×", "2 ×"),
    "standalone": ("Spark standalone, two workers", "", ""),
}


def cluster(bench: Bench) -> None:
    """Build a month and the seed digests by each of them in turn; measure memory in another run."""
    engines = [name for name in ENGINES if name == "sail" or shutil.which("java")]
    runs: dict[str, list[Run]] = {name: [] for name in ("processes", *engines)}
    for _ in range(bench.rounds):
        for name, of_engine in runs.items():
            of_engine.append(build(bench, name, bench.month))
    base = {key: middle([getattr(run, key) for run in runs["processes"]]) for key in ("cpu", "wall")}
    peak = build(bench, "processes", bench.month, watch=True).peak_mb
    row("a month, two worker processes", f"{base['cpu']:.0f} s CPU, {base['wall']:.0f} s wall, {peak / 1000:.2f} GB")
    for name in engines:
        label, least, aim = ENGINES[name]
        cpu, wall = (middle([getattr(run, key) for run in runs[name]]) for key in ("cpu", "wall"))
        row(f"{label}, a month, CPU", f"{cpu / base['cpu']:.2f} × ({cpu:.0f} s)", least, aim)
        row("… wall", f"{wall / base['wall']:.2f} × ({wall:.0f} s)")
        row("… memory of the driver", f"{driver(runs[name][0])} GB")
        peak = build(bench, name, bench.month, watch=True).peak_mb
        row("… peak memory, sum over processes", f"{peak / 1000:.2f} GB")
        row("… tables and positions equal to the local build", equality(bench, name, bench.month))
        build(bench, "processes", bench.seed.parent)
        build(bench, name, bench.seed.parent)
        row("… the same of the seeds", equality(bench, name, bench.seed.parent))
    row("Sail, four months, memory of the driver", f"{driver(build(bench, 'sail', bench.archive))} GB")


def driver(measured: Run) -> str:
    """Return the memory of the driver in GB, as `on_engine` prints it."""
    return f"{float(measured.out.split()[-1]) / 1000:.2f}"


def build(bench: Bench, name: str, source: Path, *, watch: bool = False) -> Run:
    """Build a graph from nothing, and measure all processes."""
    out = folder(bench, name, source)
    remove(out)
    if name == "processes":
        return python("-m", "kg", "build", str(source), "-o", str(out), "--workers", "2", watch=watch)
    return run(sys.executable, str(ROOT / "benchmarks" / "on_engine.py"), name, str(source), str(out), watch=watch)


def folder(bench: Bench, name: str, source: Path) -> Path:
    return bench.work / f"{name}-{source.name}.kg"


def equality(bench: Bench, name: str, source: Path) -> str:
    """Print how many files of tables and positions have the same bytes as those of the local build."""
    files = [contents(folder(bench, one, source)) for one in ("processes", name)]
    same = sum(files[0][file] == files[1].get(file) for file in files[0])
    return f"{same} of {len(files[0])} files, byte for byte"


def contents(graph: Path) -> dict[str, bytes]:
    generation = graph / "generation-0001"
    return {
        path.name: path.read_bytes() for path in (*generation.glob("tables/*.parquet"), generation / "layout.parquet")
    }
