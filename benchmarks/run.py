"""Measure the program beside a plain script that does the same work the obvious way: `make bench`.

Needs the real digests beside the checkout (`KG_SHARED` names another place). Prints a table: ratios of medians within
this run first. `python benchmarks/run.py core everything …` runs only some of the parts.
"""

import json
import os
import sys
import tarfile
import tempfile
from pathlib import Path

from measure import ROOT, middle, python, row, timed

ROUNDS = int(os.environ.get("KG_BENCH_ROUNDS", "3"))
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))


def core(data: dict[str, Path], work: Path) -> None:
    """In turn: ours, the plain script to N-Triples, ours … ; then once to Turtle, which may have to be stopped."""
    for name, folder in data.items():
        ours, plain = [], []
        for _ in range(ROUNDS):
            ours.append(python("benchmarks/ours.py", str(folder), str(work / f"core-{name}")))
            plain.append(python("benchmarks/plain.py", str(folder), str(work / f"plain-{name}.nt")))
        turtle = python("benchmarks/plain.py", str(folder), str(work / f"plain-{name}.ttl"), limit=PLAIN_LIMIT)
        a = middle([r.wall for r in ours])
        told = [json.loads(runs[0].out) for runs in (ours, plain)]
        triples = f"{told[0]['triples']:,} and {told[1]['triples']:,} triples"
        bound = "more than " if turtle.stopped else ""
        row(
            f"{name}: files to tables and Turtle (core), no concepts, against the plain script",
            f"{bound}{turtle.wall / a:.0f} × ({a:.1f} s against {bound}{turtle.wall:.0f} s; {triples})",
            "15 ×",
            "40 ×",
        )
        b = middle([r.wall for r in plain])
        row(
            f"{name}: the same, the plain script writing N-Triples",
            f"{b / a:.1f} × ({a:.1f} s against {b:.1f} s)",
            "",
            "",
        )
        PLAIN[name] = (turtle.wall, b, bound)


PLAIN: dict[str, tuple[float, float, str]] = {}
PLAIN_LIMIT = float(os.environ.get("KG_BENCH_LIMIT", "600"))
"""Seconds after which the plain script's Turtle is stopped, and the ratio is a lower bound."""


def everything(data: dict[str, Path], work: Path) -> None:
    for name, folder in data.items():
        graph = work / f"{name}.kg"
        builds = [python("-m", "kg", "build", str(folder), "-o", str(graph)) for _ in range(ROUNDS)]
        exports = [python("-m", "kg", "export", str(graph), str(work / f"{name}.ttl")) for _ in range(ROUNDS)]
        a = middle([r.wall for r in builds]) + middle([r.wall for r in exports])
        ratio = ""
        if name in PLAIN:
            turtle, triples, bound = PLAIN[name]
            ratio = f"{bound}{turtle / a:.1f} ×, to N-Triples {triples / a:.1f} × "
        row(f"{name}: everything (concepts, store, index, positions, Turtle)", f"{ratio}({a:.1f} s)", "3 ×", "8 ×")
        peak = max(r.peak_mb for r in builds) / 1000
        row(f"{name}: peak memory of the build", f"{peak:.2f} GB", "1.0 GB", "0.6 GB")


def opening(data: dict[str, Path], work: Path) -> None:
    for seed in sorted((SHARED / "digests" / "seeds").glob("*.txt")):
        seconds = []
        for turn in range(5):
            cache = work / f"cache-{seed.stem}-{turn}"
            seconds.append(python("-m", "kg", "open", str(seed), "--print", env={"XDG_CACHE_HOME": str(cache)}).wall)
        row(f"seed {seed.name[:3]}: kg open from nothing to the page", f"{middle(seconds):.1f} s", "10 s", "3 s")


def names(data: dict[str, Path], work: Path) -> None:
    for name, folder in data.items():
        told = [json.loads(python("benchmarks/names.py", str(folder)).out) for _ in range(ROUNDS)]
        seconds, again = middle([t["seconds"] for t in told]), middle([t["again"] for t in told])
        row(
            f"{name}: names resolved, CPU of one core",
            f"{told[0]['authorships'] / seconds:,.0f} authorships/s ({told[0]['authorships']:,} in {seconds:.1f} s; "
            f"again with the blocks kept {again:.1f} s, {told[0]['decided_again']} decided)",
            "8,000",
            "25,000",
        )
        peak, before = (max(t[key] for t in told) / 1000 for key in ("peak_mb", "peak_before_mb"))
        row(f"{name}: peak memory of reading and resolving", f"{peak:.2f} GB ({before:.2f} before)", "1.0 GB", "0.5 GB")


def subjects(data: dict[str, Path], work: Path) -> None:
    for name, folder in data.items():
        told = [json.loads(python("benchmarks/concepts.py", str(folder)).out) for _ in range(ROUNDS)]
        seconds = middle([t["seconds"] for t in told])
        row(
            f"{name}: concepts, relations, results, terms and Chinese names, CPU of one core",
            f"{told[0]['papers'] / seconds:,.0f} papers/s ({told[0]['papers']:,} in {seconds:.1f} s; "
            f"{told[0]['concepts']:,} concepts, {told[0]['claims']:,} claims)",
            "200",
            "600",
        )
        peak, before = (max(t[key] for t in told) / 1000 for key in ("peak_mb", "peak_before_mb"))
        row(f"{name}: peak memory of reading and finding concepts", f"{peak:.2f} GB ({before:.2f} before)", "", "")


def reading(data: dict[str, Path], work: Path) -> None:
    import msgspec

    from kg import ingest, rdf
    from kg.ids import DEFAULT_BASE
    from kg.ingest.dialects.json.digest import Printed
    from kg.pipeline import read_tables

    markdown = sorted(data["month"].glob("*.md"))
    lines = sorted(data["archive"].glob("*.jsonl"))
    size = sum(p.stat().st_size for p in markdown) / 1e6
    row("Markdown to papers", f"{size / timed(lambda: ingest.read(markdown)):.0f} MB/s", "20", "60")
    size = sum(p.stat().st_size for p in lines) / 1e6
    row("JSON Lines to papers", f"{size / timed(lambda: ingest.read(lines)):.0f} MB/s", "", "")
    raw = [p.read_bytes() for p in lines]
    decoder = msgspec.json.Decoder(Printed)
    row("JSON Lines decoded", f"{size / timed(lambda: [decoder.decode_lines(r) for r in raw]):.0f} MB/s", "300", "600")
    made, _ = read_tables([data["archive"]], with_concepts=False)

    def write() -> None:
        with Path(os.devnull).open("wb") as out:
            rdf.turtle(made, out, base=DEFAULT_BASE)

    with Path(os.devnull).open("wb") as out:
        triples = rdf.turtle(made, out, base=DEFAULT_BASE)
    row("Turtle (core)", f"{triples / timed(write) / 1e6:.2f} M triples/s", "0.8", "1.5")


def snapshot(data: dict[str, Path], work: Path) -> None:
    """Rows of arXiv's metadata snapshot, made up, at two sizes: the memory must not grow with the file."""
    for size in ("50", "200"):
        told = [json.loads(python("benchmarks/snapshot.py", size).out) for _ in range(ROUNDS if size == "50" else 1)]
        row(
            f"arXiv snapshot to rows, {size} MB, CPU of one core",
            f"{middle([t['mb_per_s'] for t in told]):.0f} MB/s ({told[0]['rows']:,} rows; peak"
            f" {told[0]['peak_mb']:.0f} MB, {told[0]['grown_mb']:.0f} of them while reading)",
            "15",
            "60",
        )


def scale(data: dict[str, Path], work: Path) -> None:
    """Files to tables and Turtle, and the whole build, at 1 × and 8 × the archive."""
    from grow import grow

    asked = {
        "tables and Turtle": lambda name: ["benchmarks/ours.py", str(work / name), str(work / f"{name}-out")],
        "the whole build": lambda name: ["-m", "kg", "build", str(work / name), "-o", str(work / f"{name}.kg")],
    }
    if SCALE_CORE_ONLY:
        del asked["the whole build"]
    for times in (1, 8):
        grow(data["archive"], work / f"grown-{times}", times)
    for what, command in asked.items():
        one, eight = (python(*command(f"grown-{times}")) for times in (1, 8))
        row(
            f"cost per paper at 8 × the archive against 1 ×, {what}",
            f"{eight.wall / one.wall / 8:.2f} × ({one.wall:.0f} s and {eight.wall:.0f} s;"
            f" CPU {eight.cpu / one.cpu / 8:.2f} ×; peak {one.peak_mb / 1000:.2f} and {eight.peak_mb / 1000:.2f} GB)",
            "1.3 ×",
            "1.1 ×",
        )


SCALE_CORE_ONLY = os.environ.get("KG_BENCH_SCALE") == "core"
"""The whole build of 113,000 papers takes some ten minutes and 16 GB of disk."""


def layouts(data: dict[str, Path], work: Path) -> None:
    graph = _graph(data, work, "archive")
    from kg.arrangement import arrange

    for top, least, aim in ((2_000, "1 s", "0.5 s"), (20_000, "15 s", "8 s")):
        network = graph.views.project("coauthors", top=top)
        seconds = timed(lambda network=network: arrange(network), 3)
        row(f"laying out {network.nodes.height:,} authors", f"{seconds:.2f} s", least, aim)


def queries(data: dict[str, Path], work: Path) -> None:
    graph = _graph(data, work, "archive")
    person = graph.authors.filter(graph.authors["paper_count"] == 8).sort("author")["name"][0]
    graph.query("ASK { ?s ?p ?o }")
    asked = {
        "show of a person": lambda: graph.show(person),
        "co-authors with counts": lambda: list(graph.ask("coauthors", person=person).result),
        "papers of a concept since a month": lambda: list(
            graph.ask("papers", concept="knowledge graph", since="2025-12").result
        ),
    }
    for name, ask in asked.items():
        ask()
        row(f"{name}, archive, store open", f"{timed(ask, 20) * 1000:.0f} ms", "50 ms", "10 ms")


def drawn(data: dict[str, Path], work: Path) -> None:
    from pages import pages

    pages(_graph(data, work, "month"), work)


def _graph(data: dict[str, Path], work: Path, name: str) -> "object":
    import kg

    path = work / f"{name}.kg"
    return kg.load(path) if path.exists() else kg.build(data[name], path)


PARTS = {
    "core": core,
    "everything": everything,
    "opening": opening,
    "names": names,
    "concepts": subjects,
    "reading": reading,
    "snapshot": snapshot,
    "layouts": layouts,
    "queries": queries,
    "drawn": drawn,
    "scale": scale,
}


def main() -> None:
    asked = sys.argv[1:] or list(PARTS)
    if not (SHARED / "digests").is_dir():
        sys.exit(f"no digests at {SHARED}: set KG_SHARED to the folder that holds them")
    with tempfile.TemporaryDirectory(dir=os.environ.get("KG_BENCH_TMP")) as folder:
        work = Path(folder)
        (work / "archive").mkdir()
        with tarfile.open(SHARED / "digests" / "2025-09_2025-12.tar.xz") as packed:
            packed.extractall(work / "archive", filter="data")
        data = {"month": SHARED / "digests" / "2026-01", "archive": work / "archive"}
        print(f"{ROUNDS} rounds, medians\n\n| figure | measured | at least | aim |\n|---|---|---|---|", flush=True)
        for name in asked:
            PARTS[name](data, work)


if __name__ == "__main__":
    main()
