"""Compare the program with version 0.1.0 and with a plain script: `make bench`.

Prints a table: figure, version 0.1.0, now, at least, aim. Both versions are measured in turn in the same run, by the
same interpreter, so their ratio is what counts; figures are medians. CPU is user and system time of all processes that
a command starts. Memory is the sum of their proportional set sizes, sampled (`processes`). Other work on the machine
disturbs wall time most; the load at the start is printed.

    python benchmarks/run.py                   every part but those of eight times the papers
    python benchmarks/run.py light whole       these parts
    python benchmarks/run.py drawn             pages in a browser, beside other libraries
    python benchmarks/run.py kills damage      200 kills at random moments, 200 damaged files: half an hour each
    python benchmarks/run.py cluster           a build on Sail and, where there is Java, on Apache Spark

It needs git, for version 0.1.0, and the real digests beside the checkout; `drawn` needs Chromium, and npm for the other
libraries, which it leaves out without. `KG_SHARED` names another place of the digests, `KG_BENCH_ROUNDS` the rounds
(default 3), `KG_BENCH_TMP` a folder with some GB for graphs (eightfold: 20 GB).
"""

import os
import platform
import sys
import tarfile
import tempfile
from pathlib import Path

from bench import Bench
from beside_plain import plain
from cluster import cluster
from damage import damage
from eightfold import eightfold, eightfold_renewed
from kills import kills
from light import light, opening
from measure import ROOT, row
from pages import drawn
from pieces import layouts, pieces, queries, snapshot
from stability import stability
from updates import grown, updates
from whole import whole

SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))

PARTS = {
    part.__name__: part
    for part in (
        light,
        opening,
        stability,
        snapshot,
        pieces,
        whole,
        layouts,
        queries,
        drawn,
        plain,
        eightfold,
        eightfold_renewed,
        updates,
        grown,
        kills,
        damage,
        cluster,
    )
}
LONG = ("eightfold", "eightfold_renewed", "updates", "grown", "kills", "damage", "cluster")
"""Parts that run only when they are named."""


def main() -> None:
    asked = sys.argv[1:] or [name for name in PARTS if name not in LONG]
    if unknown := [name for name in asked if name not in PARTS]:
        sys.exit(f"not a part: {', '.join(unknown)}; parts are {', '.join(PARTS)}")
    if not (SHARED / "digests").is_dir():
        sys.exit(f"no digests at {SHARED}: set KG_SHARED to the folder that holds them")
    with tempfile.TemporaryDirectory(dir=os.environ.get("KG_BENCH_TMP")) as folder:
        work = Path(folder)
        archive = work / "archive"
        archive.mkdir()
        with tarfile.open(SHARED / "digests" / "2025-09_2025-12.tar.xz") as packed:
            packed.extractall(archive, filter="data")
        seed = min((SHARED / "digests" / "seeds").glob("*.txt"))
        rounds = int(os.environ.get("KG_BENCH_ROUNDS", "3"))
        bench = Bench(SHARED / "digests" / "2026-01", archive, seed, work, rounds)
        print(f"{rounds} rounds, medians; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start,", end=" ")
        print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}\n", flush=True)
        row("figure", "now", "at least", "aim", before="0.1.0")
        print("|---|---|---|---|---|", flush=True)
        for name in asked:
            PARTS[name](bench)


if __name__ == "__main__":
    main()
