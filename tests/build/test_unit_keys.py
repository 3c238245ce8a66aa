"""Keys of units: everything that they depend on; an equal key reuses the result of an earlier build."""

from dataclasses import replace

import polars as pl
import pytest
from toy_stages import measure

from kg.build.stage import Stage, StageKind
from kg.build.values import unit_keys

STAGE = Stage(
    "measure", StageKind.MAP, measure, reads=("texts",), writes=("citations",), unit="paper", shared=("links",)
)
TEXTS = pl.DataFrame({"paper": ["a", "b", "a"], "text": ["one", "two", "three"]})
LINKS = pl.DataFrame({"url": ["x"]})


def keys(
    texts: pl.DataFrame = TEXTS, links: pl.DataFrame = LINKS, stage: Stage = STAGE, taken: tuple[int, ...] = (1,)
) -> dict[str, tuple[int, int]]:
    rows = unit_keys(stage, taken, {"links": links}, {"texts": texts}).iter_rows()
    return {unit: (one, other) for unit, one, other in rows}


def test_the_same_rows_have_the_same_key_whatever_other_units_there_are() -> None:
    assert keys() == keys()
    assert keys(TEXTS.filter(pl.col("paper") == "a"))["a"] == keys()["a"]
    assert keys(TEXTS.gather([1, 0, 2])) == keys(), "units may come in another order"


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(TEXTS.gather([2, 1, 0]), id="its rows in another order"),
        pytest.param(TEXTS.gather([0, 1]), id="one row less"),
        pytest.param(TEXTS.gather([0, 1, 2, 2]), id="one row twice"),
        pytest.param(TEXTS.with_columns(pl.col("text").replace("three", "four")), id="another text"),
    ],
)
def test_other_rows_have_another_key_and_leave_that_of_other_units(texts: pl.DataFrame) -> None:
    now, before = keys(texts), keys()
    assert now["a"][0] != before["a"][0]
    assert now["a"][1] != before["a"][1]
    assert now["b"] == before["b"]


def test_what_all_units_share_is_part_of_every_key() -> None:
    for other in (
        keys(links=LINKS.with_columns(url=pl.lit("y"))),
        keys(stage=replace(STAGE, version=2)),
        keys(stage=replace(STAGE, name="count")),
        keys(taken=(2,)),
    ):
        assert not set(other.items()) & set(keys().items())
