"""Programs that guess the types of columns read exported tables right, and a validator accepts their description."""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import polars as pl
import pytest

from kg import writers
from kg.settings import Settings
from kg.tables import SCHEMAS, Tables

BASE = "https://example.org/graph/"
SETTINGS = Settings().with_base(BASE)
PAPERS = {"2601.00001": "2601.00010", "2601.00002": "2601.00100", "2601.00003": "2601.00003"}
KEYS = {"related": ["a", "b"], "citations": ["paper", "cited"], "categories": ["paper"], "claims": ["paper"]}


@pytest.fixture(scope="module")
def numeric(hostile: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of papers whose ids all look like numbers, some of them with zeros at the end."""

    def renamed(frame: pl.DataFrame) -> pl.DataFrame:
        keys = [name for name in ("paper", "cited") if name in frame.columns]
        for name in keys:
            frame = frame.filter(pl.col(name).is_in(list(PAPERS))).with_columns(pl.col(name).replace(PAPERS))
        if frame.schema == SCHEMAS["papers"]:
            frame = frame.with_columns(identifiers=pl.concat_list("paper"))
        return frame

    frames = {name: renamed(hostile[name]) for name in SCHEMAS}
    pair = pl.DataFrame([("2601.00003", "2601.00010", 0.5, 1, [])], schema=SCHEMAS["related"], orient="row")
    folder = tmp_path_factory.mktemp("numeric")
    return writers.write(Tables(frames | {"related": pair}), folder / "t.csv", settings=SETTINGS).path


def test_pandas_reads_ids_that_look_like_numbers_as_text(numeric: Path) -> None:
    papers = pd.read_csv(numeric / "papers.csv")
    assert sorted(papers["paper"]) == ["arXiv:2601.00003", "arXiv:2601.00010", "arXiv:2601.00100"]
    assert sorted(papers["paper"].str.removeprefix("arXiv:")) == sorted(PAPERS.values())
    assert [json.loads(cell)[0] for cell in papers["identifiers"]] == list(papers["paper"])
    for table, columns in KEYS.items():
        frame = pd.read_csv(numeric / f"{table}.csv")
        assert len(frame)
        for column in columns:
            assert set(frame[column]) <= set(papers["paper"]), (table, column)
    assert pd.to_datetime(papers["first_seen"]).dt.year.tolist() == [2026] * len(papers)
    assert papers["author_count"].dtype == int
    assert papers["withdrawn"].dtype == bool


def test_duckdb_reads_ids_that_look_like_numbers_as_text(numeric: Path) -> None:
    with duckdb.connect() as database:
        papers = database.read_csv(str(numeric / "papers.csv"))
        types = dict(zip(papers.columns, map(str, papers.types), strict=True))
        assert (types["paper"], types["author_count"], types["first_seen"]) == ("VARCHAR", "BIGINT", "DATE")
        for table, columns in KEYS.items():
            for column in columns:
                keyed = database.read_csv(str(numeric / f"{table}.csv")).project(f"{column} AS paper")
                assert len(keyed) == len(keyed.join(papers, "paper")) > 0, (table, column)


@pytest.mark.parametrize("name", ["tables.csv", "tables.parquet"])
def test_a_validator_accepts_the_description(exported: Callable[..., Path], name: str) -> None:
    descriptor = json.loads((exported(name, with_text=True) / "datapackage.json").read_bytes())
    assert not list(frictionless.Package.metadata_validate(descriptor))


def test_a_validator_accepts_every_row(exported: Callable[..., Path]) -> None:
    report = frictionless.validate(exported("tables.csv", with_text=True) / "datapackage.json")
    assert report.valid, report.flatten(["name", "rowNumber", "message"])[:3]
    assert report.stats["tasks"] == len(SCHEMAS)


def test_a_validator_finds_an_id_without_a_row(hostile: Tables, tmp_path: Path) -> None:
    frames = {name: hostile[name] for name in SCHEMAS}
    frames["related"] = pl.DataFrame([("1", "2", 0.5, 1, [])], schema=SCHEMAS["related"], orient="row")
    folder = writers.write(Tables(frames), tmp_path / "t.csv", settings=SETTINGS).path
    report = frictionless.validate(folder / "datapackage.json")
    assert [task.name for task in report.tasks if not task.valid] == ["related"]


def test_months_are_described_as_months_and_days_as_dates(exported: Callable[..., Path]) -> None:
    package = json.loads((exported("tables.csv") / "datapackage.json").read_bytes())
    types = {(r["name"], f["name"]): f["type"] for r in package["resources"] for f in r["schema"]["fields"]}
    assert types["papers", "month"] == types["authors", "first_seen"] == types["concepts", "last_seen"] == "yearmonth"
    assert types["papers", "first_seen"] == types["digests", "date"] == "date"
