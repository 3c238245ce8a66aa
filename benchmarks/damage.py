"""Damage files of a graph and judge the results of commands on it: `make bench BENCH=damage`.

Each time one bit of one file is flipped, the file is cut, or a block of it becomes zeros; then commands run in fresh
processes. Each must give the answer that it gives on the intact graph, or end with an error in words. Every kind of
file is met about equally often. In a third of the cases the time of modification is put back, as when a disk fails:
then `kg check --files` must notice; what the other commands make of it is counted apart.

`KG_BENCH_DAMAGES` is the number of damages (default 200), `KG_BENCH_SEED` another choice.
"""

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from bench import Bench, remove
from kills import DIGESTS, QUESTION, state
from measure import ROOT, row
from processes import adopt_orphans, reap_orphans

from kg.errors import KGError

UNCOMPARED = ("verified.json", ".lock", ".readers", "store/LOG", "store/LOCK", "store/IDENTITY")
"""Files that do not affect any answer: they have no checksums."""
SECONDS = 120.0
"""Time after which a command is stopped and counted as hanging."""
MEMORY_FACTOR, MEMORY_MB = 2, 200
"""Limit for runaway memory: this many times the memory of the command on the intact graph, and so many MB more."""
COMMANDS_PER_DAMAGE = 2
BLOCK = 512
PROGRESS = 20


@dataclass(frozen=True)
class Ended:
    """Result of a command: its exit code, its output, its largest memory in MB."""

    status: int
    out: str
    err: str
    peak_mb: float
    stopped: bool = False


@dataclass(frozen=True)
class Command:
    """A command, and the source of the digest of its result."""

    name: str
    arguments: Callable[[Path, Path], Sequence[str]]
    result: Callable[[Path, Path, Ended], str]


def damage(bench: Bench) -> None:
    """Damage the graph of some examples, and print the verdicts."""
    count, seed = int(os.environ.get("KG_BENCH_DAMAGES", "200")), int(os.environ.get("KG_BENCH_SEED", "1"))
    adopt_orphans()
    whole, work = bench.work / "whole.kg", bench.work / "damaged"
    remove(whole)
    inputs = [str(ROOT / "examples" / "digests" / name) for name in DIGESTS]
    Trial(whole, work, inputs).kg("build", *inputs, "-o", str(whole))
    tallies = {False: Counter(), True: Counter()}
    trial = Trial(whole, work, inputs)
    noticed = Counter()
    chance = random.Random(seed)
    files = kinds_of_files(whole)
    for number in range(count):
        kind = sorted(files)[number % len(files)]
        place, hidden = chance.choice(files[kind]), chance.random() < 1 / 3
        what = trial.damage(place, chance, hidden=hidden)
        verdicts = trial.try_commands(chance, what)
        tallies[hidden].update(verdicts)
        if (number + 1) % PROGRESS == 0:
            print(f"    {number + 1} of {count}: {tallies}", file=sys.stderr, flush=True)
        if hidden and not place.as_posix().endswith(UNCOMPARED):
            noticed[trial.notices(what)] += 1
    for hidden, tally in tallies.items():
        counts = ", ".join(f"{verdict} {tally[verdict]}" for verdict in VERDICTS)
        bad = sum(tally[verdict] for verdict in VERDICTS[2:])
        named = "commands on damaged files, time of modification put back" if hidden else "commands on damaged files"
        row(f"{named} ({counts})", f"{bad} of {tally.total()} bad", "0", "0")
    row("damage with its time put back that kg check --files notices", f"{noticed[True]} of {noticed.total()}", "all")


VERDICTS = ("right", "clear error", "wrong", "traceback", "runaway memory", "no end")


class Trial:
    """A graph that is repeatedly damaged and restored, and the commands that run on it."""

    def __init__(self, whole: Path, work: Path, inputs: Sequence[str]) -> None:
        self.whole, self.graph, self.out = whole, work / "a.kg", work / "out"
        self.inputs = inputs
        self.commands = (
            Command("info", lambda graph, _out: ["info", str(graph)], printed),
            Command("query", lambda graph, _out: ["query", str(graph), QUESTION, "--format", "csv"], printed),
            Command("show", lambda graph, _out: ["show", str(graph), "cs.CL"], printed),
            Command("search", lambda graph, _out: ["search", str(graph), "language learning"], printed),
            Command("view", lambda graph, out: ["view", str(graph), "coauthors", "-o", str(out / "a.html")], written),
            Command("export", lambda graph, out: ["export", str(graph), str(out / "a.ttl")], written),
            Command("check --files", lambda graph, _out: ["check", str(graph), "--files"], printed),
            Command("build", lambda graph, _out: ["build", *inputs, "-o", str(graph)], contents),
        )
        self.right: dict[str, tuple[str, float]] = {}

    def damage(self, place: Path, chance: random.Random, *, hidden: bool) -> str:
        """Damage a file of a fresh copy; return a description of the damage."""
        self.renew()
        if not self.right:
            self.learn()
        path = self.graph / place
        before, data = path.stat(), bytearray(path.read_bytes())
        how = chance.choice(["flipped", "cut", "zeros"])
        if not data:
            how, data = "filled", bytearray(b"\x00garbage")
        elif how == "flipped":
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        elif how == "cut":
            data = data[: chance.randrange(len(data))]
        else:
            start = chance.randrange(len(data))
            data[start : start + BLOCK] = bytes(len(data[start : start + BLOCK]))
        path.write_bytes(data)
        if hidden:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.kept = self.graph.with_name("kept.kg")
        remove(self.kept)
        shutil.copytree(self.graph, self.kept)
        return f"{place} {how}{', time put back' if hidden else ''}"

    def renew(self, source: Path | None = None) -> None:
        """Restore the graph from ``source``, with its modification times."""
        remove(self.graph)
        shutil.copytree(source or self.whole, self.graph)
        remove(self.out)
        self.out.mkdir(parents=True)

    def learn(self) -> None:
        """Run every command on the intact graph."""
        for command in self.commands:
            self.renew()
            ended = self.kg(*command.arguments(self.graph, self.out))
            self.right[command.name] = command.result(self.graph, self.out, ended), ended.peak_mb
        self.renew()

    def try_commands(self, chance: random.Random, what: str) -> list[str]:
        """Run some commands, each on a new copy of the damaged graph, and judge them; print bad ones."""
        verdicts = []
        for command in chance.sample(self.commands, COMMANDS_PER_DAMAGE):
            self.renew(self.kept)
            ended = self.kg(*command.arguments(self.graph, self.out))
            verdict = self.judge(command, ended, intact=same(self.kept, self.whole))
            verdicts.append(verdict)
            if verdict not in VERDICTS[:2]:
                print(f"    {verdict}: kg {command.name}: {what}: {ended.err[-300:]}", file=sys.stderr, flush=True)
        return verdicts

    def judge(self, command: Command, ended: Ended, *, intact: bool) -> str:
        """Return one of VERDICTS."""
        right, peak_mb = self.right[command.name]
        if ended.stopped:
            return "no end"
        if ended.peak_mb > MEMORY_FACTOR * peak_mb + MEMORY_MB:
            return "runaway memory"
        if "Traceback" in ended.err or ended.status not in (0, 1, 2, 3):
            return "traceback"
        if command.name == "check --files":
            if ended.status == 0:
                return "right" if intact else "wrong"
            return "clear error"
        if ended.status != 0:
            return "clear error" if ended.err.startswith("kg: ") else "wrong"
        return "right" if command.result(self.graph, self.out, ended) == right else "wrong"

    def notices(self, what: str) -> bool:
        """Return whether ``kg check --files`` detects the damage."""
        self.renew(self.kept)
        ended = self.kg("check", str(self.graph), "--files")
        if not (noticed := ended.status in (1, 3) and "Traceback" not in ended.err):
            print(f"    not noticed: {what}", file=sys.stderr, flush=True)
        return noticed

    def kg(self, *arguments: str) -> Ended:
        """Run a command in a new process group."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(
                [sys.executable, "-m", "kg", *arguments],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env={**os.environ, "NO_COLOR": "1"},
                start_new_session=True,
            )
            begin = time.monotonic()
            timer = Timer(SECONDS, _kill, (process.pid,))
            timer.start()
            _, status, usage = os.wait4(process.pid, 0)
            timer.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
            reap_orphans()
            texts = [(file.seek(0), file.read().decode(errors="replace"))[1] for file in (out, err)]
        return Ended(process.returncode, *texts, usage.ru_maxrss / 1024, time.monotonic() - begin > SECONDS)


def printed(_graph: Path, _out: Path, ended: Ended) -> str:
    """Return what the command printed."""
    return ended.out


def written(_graph: Path, out: Path, _ended: Ended) -> str:
    """Return the checksums of the files that the command wrote."""
    return " ".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir()))


def contents(graph: Path, _out: Path, _ended: Ended) -> str:
    """Return a digest of the contents of the graph, or why they cannot be read."""
    try:
        return state(graph)
    except KGError as error:
        return str(error)


def kinds_of_files(graph: Path) -> dict[str, list[Path]]:
    """Return the files of a graph by their kind, as paths below it; each table is a kind."""
    found: dict[str, list[Path]] = {}
    for path in sorted(path for path in graph.rglob("*") if path.is_file()):
        place = path.relative_to(graph)
        below = place.parts[1:] if place.parts[0].startswith("generation-") else place.parts
        name = below[0] if below[0] == "cache" else re.sub(r"-?\d+", "", "/".join(below))
        found.setdefault(name, []).append(place)
    return found


def same(graph: Path, other: Path) -> bool:
    """Return whether the relevant files of two graphs have the same bytes."""
    places = [path.relative_to(other) for path in other.rglob("*") if path.is_file()]
    compared = [place for place in places if not place.as_posix().endswith(UNCOMPARED)]
    return all((graph / place).read_bytes() == (other / place).read_bytes() for place in compared)


def _kill(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
