"""Make the tables of a graph in memory, without a graph folder."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from kg.build.cache import Caches
from kg.build.execute import execute
from kg.build.plan import TABLE_STAGES
from kg.build.request import BuildRequest
from kg.build.runners import Runner, Serial
from kg.build.runners.spark import reader_of
from kg.build.stage import Stage
from kg.ingest.stages.inputs import list_files
from kg.schema import SCHEMAS, FrameName
from kg.tables import Tables, order_table


def read_tables(
    inputs: Sequence[str | Path],
    request: BuildRequest | None = None,
    *,
    runner: Runner | None = None,
    plan: Sequence[Stage] = TABLE_STAGES,
) -> Tables:
    """Turn files into the tables of a graph.

    ``request`` has settings, decisions and vocabulary, ``plan`` the stages. Raises NothingRead, with all reports, if no
    paper could be read.
    """
    request = replace(request or BuildRequest(), inputs=tuple(map(str, inputs)))
    made: dict[FrameName, pl.DataFrame] = {}

    def keep(name: FrameName, frame: pl.DataFrame) -> None:
        if name in SCHEMAS:
            made[name] = order_table(name, frame)

    with runner or Serial() as running:
        given = list_files(
            request.inputs, request.settings.ingest, day=request.day, form=request.form, reader=reader_of(running)
        )
        execute(plan, request, given, running, caches=Caches(), keep=keep)
    return Tables(made)  # type: ignore[arg-type]  # names of SCHEMAS
