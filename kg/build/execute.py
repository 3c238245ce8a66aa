"""Execute a plan: all stages in order, with a runner and a cache."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import polars as pl

from kg.build.cache import Caches
from kg.build.partition import collect_partitions, divide_frames, keep_units
from kg.build.request import BuildRequest
from kg.build.runners import Runner
from kg.build.stage import PortableWork, Stage, StageKind
from kg.build.values import unit_keys
from kg.schema import FRAMES, FrameName, Frames

Keep = Callable[[FrameName, pl.DataFrame], None]


@dataclass(frozen=True, slots=True)
class StageReport:
    """Work of one stage: units, units known from an earlier build, rows written, and seconds."""

    stage: Stage
    units: int
    known: int
    rows: int
    wall: float
    cpu: float


class SchemaError(RuntimeError):
    """A stage wrote a frame that differs from `kg.schema`: a fault of the program."""


def execute(
    plan: Sequence[Stage],
    request: BuildRequest,
    given: Frames,
    runner: Runner,
    *,
    caches: Caches,
    keep: Keep,
    progress: Callable[[str], None] = lambda _stage: None,
) -> list[StageReport]:
    """Execute the stages of a plan in their order.

    ``given`` are the frames that no stage writes. Results of map stages are looked up in ``caches.earlier`` and written
    to ``caches.new``. ``keep`` is called with every frame as it is written; a frame is released after
    the last stage that reads it.
    """
    frames: dict[FrameName, pl.DataFrame] = dict(given)
    last = {name: number for number, stage in enumerate(plan) for name in (*stage.reads, *stage.shared)}
    reports = []
    for number, stage in enumerate(plan):
        progress(stage.name)
        wall, cpu = time.perf_counter(), time.process_time()
        read = {name: frames[name] for name in (*stage.reads, *stage.shared)}
        taken = tuple(attrgetter(path)(request) for path in stage.takes)
        if stage.kind is StageKind.MAP:
            written, units, known, elsewhere = _map(stage, taken, read, runner, caches)
        else:
            written, units, known, elsewhere = dict(stage.function(read, *taken)), 0, 0, 0.0
        _check(stage, written)
        for name in stage.writes:
            keep(name, written[name])
            if name in last:
                frames[name] = written[name]
        for name in [name for name in frames if last.get(name, -1) <= number]:
            del frames[name]
        reports.append(
            StageReport(
                stage,
                units,
                known,
                sum(written[name].height for name in stage.writes),
                time.perf_counter() - wall,
                time.process_time() - cpu + elsewhere,
            )
        )
    return reports


def _map(
    stage: Stage, taken: tuple[Any, ...], read: Frames, runner: Runner, caches: Caches
) -> tuple[dict[FrameName, pl.DataFrame], int, int, float]:
    shared = {name: read[name] for name in stage.shared}
    units = read[stage.reads[0]][stage.unit].unique()
    cached = stage.cached and caches.used
    keys = unit_keys(stage, taken, shared, read) if cached else pl.DataFrame({stage.unit: units})
    known = caches.earlier.find(stage, keys, shared, read)
    rest = read
    if known:
        found = pl.concat([part.units for part in known])
        rest = keep_units(stage, read, units.filter(~units.is_in(found.implode())))
    done = list(runner.map(PortableWork(stage.name, stage.function, taken, shared), divide_frames(stage, rest)))
    fresh = collect_partitions(stage, [one.frames for one in done])
    caches.new.write(stage, keys, shared, known, fresh)
    written = collect_partitions(stage, [*(part.frames for part in known), fresh]) if known else fresh
    return written, units.len(), sum(part.units.len() for part in known), sum(one.cpu for one in done)


def _check(stage: Stage, written: Frames) -> None:
    for name in stage.writes:
        if name not in written:
            raise SchemaError(f"the stage '{stage.name}' wrote no frame '{name}'")
        if written[name].schema != FRAMES[name]:
            raise SchemaError(
                f"the stage '{stage.name}' wrote the frame '{name}' with {written[name].schema}, not {FRAMES[name]}"
            )
