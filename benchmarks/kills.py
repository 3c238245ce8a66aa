"""Kill builds at random moments and check the graphs that remain: `make bench BENCH=kills`.

After each kill the graph must have the old contents or the new ones, with all files intact, a right answer to a query,
no lock held and no process left; and the next run must complete with the contents of a build that was never disturbed.

Half of the moments are spread evenly over the duration of a run, the others over its last steps: from the moment that
the store is complete, or that the list of files is written, to the end. The main process alone is killed, or all
processes at once. `KG_BENCH_KILLS` is the number of kills (default 200), `KG_BENCH_SEED` another choice of moments,
`KG_BENCH_KINDS` the kinds of runs, such as "update,build over a graph" (default all).
"""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import asdict, dataclass, field
from io import StringIO
from pathlib import Path

from bench import Bench, remove
from measure import ROOT, row
from processes import adopt_orphans, reap_orphans

import kg
from kg.build.repair import find_damaged_files
from kg.cli.app import app
from kg.errors import NotAGraph
from kg.folder import is_graph, lock_graph
from kg.schema import SCHEMAS
from kg.store import OxigraphStore
from kg.system.locks import is_held

QUESTION = (
    "SELECT ?name (COUNT(?p) AS ?n) { ?p kg:hasAuthorship/kg:assignedTo/foaf:name ?name } GROUP BY ?name ORDER BY ?name"
)
DIGESTS = ("2025-12-30.md", "2026-01-02.jsonl", "2026-01-05.md")
LAST_STEPS = ("building/store", "building/files.json")
"""Files of a graph folder that appear shortly before a run ends."""
POLL_SECONDS = 0.0005
PROGRESS = 20


@dataclass(frozen=True)
class Kind:
    """A command to kill: its arguments, its initial graph, its input."""

    name: str
    arguments: Callable[[Path], Sequence[str]]
    base: Path | None


@dataclass
class Tally:
    """Results of the kills of one kind."""

    left: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """The number of kills."""
        return self.left.total()


def kills(bench: Bench) -> None:
    """Kill builds of some examples into new and existing graphs, and updates."""
    count, seed = int(os.environ.get("KG_BENCH_KILLS", "200")), int(os.environ.get("KG_BENCH_SEED", "1"))
    total, faults = 0, 0
    for name, tally in survive([ROOT / "examples" / "digests" / name for name in DIGESTS], bench.work, count, seed):
        left = ", ".join(f"{state} {number}" for state, number in sorted(tally.left.items()))
        survived = tally.kills - len(tally.faults)
        row(f"kills survived, nothing lost: {name} (left: {left})", f"{survived} of {tally.kills}")
        total, faults = total + tally.kills, faults + len(tally.faults)
    row("random kills survived, nothing lost", f"{total - faults} of {total}", "100 of 100", "200 of 200")


def survive(files: Sequence[Path], work: Path, count: int, seed: int) -> Iterator[tuple[str, Tally]]:
    """Kill ``count`` runs over some files, the same number of each kind; yield each kind with its results."""
    adopt_orphans()
    every = list(map(str, files))
    base, clean = work / "base.kg", work / "clean.kg"
    for path, chosen in ((base, every[:-1]), (clean, every)):
        remove(path)
        run(["build", *chosen, "-o", str(path)])
    states = {"old": state(base), "new": state(clean)}
    kinds = [
        Kind("build, new graph", lambda graph: ["build", *every, "-o", str(graph)], None),
        Kind("build over a graph", lambda graph: ["build", *every, "-o", str(graph)], base),
        Kind("update", lambda graph: ["update", str(graph), every[-1]], base),
    ]
    if chosen := os.environ.get("KG_BENCH_KINDS"):
        kinds = [kind for kind in kinds if kind.name in chosen.split(",")]
    for number, kind in enumerate(kinds):
        several = count // len(kinds) + (number < count % len(kinds))
        yield kind.name, _kill_one_kind(kind, work / "a.kg", states, several, random.Random(seed + number))


def _kill_one_kind(kind: Kind, graph: Path, states: dict[str, str], count: int, chance: random.Random) -> Tally:
    tally = Tally()
    durations = _durations(kind, graph)
    while tally.kills < count:
        after = chance.choice(["", "", *LAST_STEPS])
        seconds = chance.uniform(0, durations[after])
        everything = chance.random() < 0.5
        _start_from(kind, graph)
        process = start(kind.arguments(graph))
        wait(process, graph / after if after else None)
        time.sleep(seconds)
        if process.poll() is not None:
            continue  # it was done before; another moment
        os.killpg(process.pid, signal.SIGKILL) if everything else process.kill()
        process.wait()
        moment = (
            f"{kind.name}, {seconds:.3f} s after {after or 'the start'}, {'all processes' if everything else 'main'}"
        )
        try:
            reap_orphans()
            found = left_behind(graph, states)
            run_here(kind.arguments(graph))
            check_complete(graph, states["new"])
        except Exception as error:  # noqa: BLE001 - every error is what is looked for
            found = "lost"
            tally.faults.append(f"{moment}: {type(error).__name__}: {error}")
            print(f"    {tally.faults[-1]}", file=sys.stderr, flush=True)
        tally.left[found] += 1
        if tally.kills % PROGRESS == 0:
            print(f"    {kind.name}: {tally.kills} of {count}, {len(tally.faults)} lost", file=sys.stderr, flush=True)
    remove(graph)
    return tally


def _durations(kind: Kind, graph: Path) -> dict[str, float]:
    """Return the seconds of a whole run, and those from each of the last steps to its end."""
    _start_from(kind, graph)
    begins = {"": time.perf_counter()}
    process = start(kind.arguments(graph))
    for step in LAST_STEPS:
        wait(process, graph / step)
        begins[step] = time.perf_counter()
    if process.wait():
        raise RuntimeError(f"{kind.name} ended with {process.returncode}")
    end = time.perf_counter()
    return {step: end - begin for step, begin in begins.items()}


def _start_from(kind: Kind, graph: Path) -> None:
    remove(graph)
    if kind.base is not None:
        shutil.copytree(kind.base, graph)  # with the times of modification


def left_behind(graph: Path, states: dict[str, str]) -> str:
    """Return whether the ``old`` graph, the ``new`` graph or ``none`` exists; raise for anything else."""
    if not is_graph(graph):
        with suppress(NotAGraph):
            kg.load(graph)
            raise AssertionError("a graph without a manifest was opened")
        return "none"
    if damage := find_damaged_files(graph):
        raise AssertionError(f"damaged: {damage[0]}")
    found = state(graph)
    with lock_graph(graph):
        held = [path.name for path in graph.glob("generation-*") if is_held(path)]
    if held:
        raise AssertionError(f"held: {held}")
    for name, expected in states.items():
        if found == expected:
            return name
    raise AssertionError("the graph has neither the old nor the new contents")


def check_complete(graph: Path, expected: str) -> None:
    """Raise AssertionError if a graph has other contents than ``expected``, or remains of a killed run."""
    if state(graph) != expected:
        raise AssertionError("the next run left other contents than a build that was never disturbed")
    names = {path.name for path in graph.iterdir()}
    if len(names) != 3 or not {".lock", "manifest.json"} < names:
        raise AssertionError(f"the next run left remains: {sorted(names)}")


def state(path: Path) -> str:
    """Return a digest of all tables, all statements, the answer to a query and the hits of a search."""
    digest = hashlib.sha256()
    with kg.load(path) as graph:
        for name in SCHEMAS:
            digest.update(graph.tables[name].rechunk().write_ipc(None).getvalue())
        digest.update(graph.query(QUESTION).payload)
        with OxigraphStore.open(graph.folder.store) as store:
            digest.update("\n".join(sorted(map(str, store.quads()))).encode())
        hits = [asdict(hit) for hit in graph.search("learning graph", limit=50)]
        digest.update(json.dumps(hits, default=str).encode())
    return digest.hexdigest()


def start(arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Start ``kg`` in a new process group."""
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def run(arguments: Sequence[str]) -> None:
    """Run ``kg`` to its end. Raises RuntimeError if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"kg {arguments[0]} ended with {done.returncode}: {done.stderr[-500:]}")


def run_here(arguments: Sequence[str]) -> None:
    """Run ``kg`` in this process, which takes half the time, and pass its exceptions on."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        app([*arguments, *(["--workers", "1"] if arguments[0] == "build" else [])], standalone_mode=False)


def wait(process: "subprocess.Popen[bytes]", path: Path | None) -> None:
    """Wait until ``path`` exists, or the process has ended."""
    while path is not None and not path.exists() and process.poll() is None:
        time.sleep(POLL_SECONDS)
