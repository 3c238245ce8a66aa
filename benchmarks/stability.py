"""Measure how much of a graph changes, and how much is computed again, when a few papers come in."""

import json
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from bench import Bench, remove
from grow import distinct_papers, rows
from measure import ROOT, row

TABLES = ("authorships", "terms", "interests", "cooccurrences", "related")
SMALL_CORPUS = 1640


@dataclass(frozen=True)
class Change:
    """Effect of the newest papers: share of rows by table, blocks decided again of all, CPU against a new build."""

    rows: dict[str, float]
    blocks: str
    cpu: float


def stability(bench: Bench) -> None:
    """The month with and without its 10 newest papers, and its 1,640 oldest papers with and without the newest 2."""
    ids = sorted(distinct_papers(line for path in sorted(bench.month.glob("*.jsonl")) for line in rows(path)))
    for added, corpus in ((10, ids), (2, ids[:SMALL_CORPUS])):
        first, second = bench.work / "first", bench.work / "second"
        choose(bench.month, first, corpus[:-added])
        choose(bench.month, second, corpus)
        title = f"{added} papers added to {len(corpus) - added:,}"
        earlier, now = by_earlier_version(bench, first, second), by_this_version(bench, first, second)
        for table in TABLES:
            row(f"{title}: rows of {table} that change", f"{now.rows[table]:.1%}", before=f"{earlier.rows[table]:.1%}")
        row(f"{title}: blocks of names decided again", now.blocks, before=earlier.blocks)
        row(f"{title}: CPU up to the tables against a new build", f"{now.cpu:.2f} ×", before=f"{earlier.cpu:.2f} ×")


def choose(folder: Path, out: Path, ids: Collection[str]) -> None:
    """Write the rows of some papers in the JSON Lines files of a folder."""
    remove(out)
    out.mkdir()
    chosen = set(ids)
    for path in folder.glob("*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (out / path.name).write_text("".join(line for line in lines if json.loads(line)["id"] in chosen), "utf-8")


def by_earlier_version(bench: Bench, first: Path, second: Path) -> Change:
    out = bench.work / "earlier"
    remove(out)
    script = str(ROOT / "benchmarks" / "earlier_tables.py")
    measured = json.loads(bench.programs[0].python(script, str(first), str(second), str(out)).out)
    blocks = f"{measured['decided']:,} of {measured['blocks']:,}"
    return Change(changed_rows(out / "first", out / "second"), blocks, measured["again"] / measured["whole"])


def by_this_version(bench: Bench, first: Path, second: Path) -> Change:
    graph, kept = bench.work / "graph", bench.work / "kept"
    remove(graph)
    remove(kept)
    new = stages(bench, second, graph)
    remove(graph)
    shutil.copytree(stages(bench, first, graph)["tables"], kept)
    again = stages(bench, second, graph)
    blocks = [stage for stage in again["stages"] if stage["unit"] == "block" and stage["cached"]]
    units, known = (sum(stage[key] for stage in blocks) for key in ("units", "known"))
    costs = [sum(stage["cpu"] for stage in of["stages"] if stage["unit"] != "output") for of in (again, new)]
    return Change(changed_rows(kept, Path(again["tables"])), f"{units - known:,} of {units:,}", costs[0] / costs[1])


def stages(bench: Bench, folder: Path, out: Path, workers: int = 1) -> dict:
    """Build with this version; return the folder of the tables and the report of each stage."""
    script = str(ROOT / "benchmarks" / "staged.py")
    return json.loads(bench.programs[1].python(script, str(folder), str(out), str(workers)).out)


def changed_rows(first: Path, second: Path) -> dict[str, float]:
    """Return for each table the share of the first graph's rows that the second does not have."""
    return {
        table: changed(*(rows_as_text(folder / f"{table}.parquet") for folder in (first, second))) for table in TABLES
    }


def rows_as_text(path: Path) -> pl.DataFrame:
    return pl.read_parquet(path).select(row=pl.struct(pl.all()).struct.json_encode())


def changed(before: pl.DataFrame, after: pl.DataFrame) -> float:
    return before.join(after, on="row", how="anti").height / max(before.height, 1)
