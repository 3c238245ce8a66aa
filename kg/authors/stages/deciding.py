"""Decide blocks one by one, from their values alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from kg.authors.blocks import BlockInput, BlockResult, decide_block, decode_block
from kg.authors.blocks.deciding import WeighedPair
from kg.model import Evidence
from kg.schema import FRAMES, Frames
from kg.sets.verdicts import Verdict
from kg.settings import AuthorSettings


def decide_blocks(settings: AuthorSettings, shared: Frames) -> Callable[[Frames], dict[str, pl.DataFrame]]:
    """Return the function that decides some blocks.

    It reads ``blocks`` and writes ``block_people`` and ``block_pairs``.
    """
    del shared
    return block_decider(settings)


def block_decider(
    settings: AuthorSettings, weights: Mapping[str, float] | None = None
) -> Callable[[Frames], dict[str, pl.DataFrame]]:
    """Return the function that decides blocks with some weights, by default those of the program."""

    def work(part: Frames) -> dict[str, pl.DataFrame]:
        people: list[Sequence[Any]] = []
        pairs: list[Sequence[Any]] = []
        for name, value in part["blocks"].select("block", "value").iter_rows():
            block = decode_block(value)
            result = decide_block(block, settings, weights)
            people += _people(name, block, result)
            pairs += _pairs(name, block, result)
        return {
            "block_people": pl.DataFrame(people, schema=FRAMES["block_people"], orient="row"),
            "block_pairs": pl.DataFrame(pairs, schema=FRAMES["block_pairs"], orient="row"),
        }

    return work


def _people(name: str, block: BlockInput, result: BlockResult) -> Iterator[Sequence[Any]]:
    for person in result.people:
        first = block.mentions[person[0]].authorship
        for mention in person:
            yield name, block.mentions[mention].authorship, first


def _pairs(name: str, block: BlockInput, result: BlockResult) -> Iterator[Sequence[Any]]:
    for kind, found in (
        (Verdict.SAME.value, result.merges),
        (Verdict.POSSIBLY_SAME.value, result.doubts),
        (Verdict.DIFFERENT.value, result.stopped),
    ):
        for weighed in found:
            yield (
                name,
                kind,
                *_sides(block, weighed),
                weighed.bits,
                [_reason(evidence) for evidence in weighed.evidence],
            )


def _reason(evidence: Evidence) -> dict[str, Any]:
    return {"kind": evidence.kind, "values": evidence.values, "bits": evidence.bits, "more": evidence.more}


def _sides(block: BlockInput, weighed: WeighedPair) -> tuple[str, str]:
    return block.mentions[weighed.one].authorship, block.mentions[weighed.other].authorship
