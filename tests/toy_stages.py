"""Toy stages over texts, in a module that a worker process can import."""

import os
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from kg.build.stage import Stage, StageKind, Work
from kg.errors import InputError, UnknownName
from kg.schema import Frames
from kg.settings import GraphSettings

MADE = "toy work was made"


def measure(settings: GraphSettings, shared: Frames) -> Work:
    """Return the length of each text, and the number of links of all papers together."""
    del settings
    links = shared["links"].height
    print(MADE)  # noqa: T201 - what a library prints must not disturb the answers

    def work(part: Frames) -> Frames:
        texts = part["texts"]
        for text in texts["text"]:
            if text == "unreadable":
                raise InputError("a text that nobody may read", "toy.md", 3)
            if text == "unknown":
                raise UnknownName("paper", "2601.00001", ["2601.00002"])
            if text == "fault":
                raise ValueError("something unforeseen")
            if text == "death":
                os.kill(os.getpid(), signal.SIGKILL)
            if text.startswith("endless "):  # followed by the name of a file, to which the process id is written
                with Path(text.partition(" ")[2]).open("a") as begun:
                    begun.write(f"{os.getpid()}\n")
                time.sleep(600)
        cited = pl.concat_str([pl.col("text").str.len_chars().cast(pl.String), pl.lit(f"/{links}")])
        return {"citations": texts.select("paper", cited=cited)}

    return work


def tally(frames: Frames) -> Mapping[str, pl.DataFrame]:
    """Count the papers with each length."""
    counts = frames["citations"].group_by("cited").len().sort("cited")
    return {"citations": counts.select(paper=pl.col("len").cast(pl.String), cited="cited")}


MEASURE = Stage(
    "measure texts", StageKind.MAP, measure, ("texts",), ("citations",),
    unit="paper", shared=("links",), takes=("settings.graph",), grain=3, cached=True,
)  # fmt: skip
TALLY = Stage("tally lengths", StageKind.REDUCE, tally, ("citations",), ("citations",))


def finely(plan: Sequence[Stage], grain: int) -> list[Stage]:
    """Return a plan whose map stages are divided into many partitions."""
    return [replace(stage, grain=grain) if stage.kind is StageKind.MAP else stage for stage in plan]
