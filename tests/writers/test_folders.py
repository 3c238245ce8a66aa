"""Tables as CSV and Parquet folders, read by independent programs."""

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import writers
from kg.errors import UsageError
from kg.settings import Settings
from kg.tables import SCHEMAS, TableName, Tables
from kg.wording.reports import report_message
from kg.writers.datapackage import MEANINGS

BASE = "https://example.org/graph/"
SETTINGS = Settings().with_base(BASE)
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
NEGATIVE = re.compile(r"-\d+\.\d+")
Export = Callable[..., Path]


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return rows of a CSV table, parsed only by the rules in its datapackage.json."""
    package = json.loads((folder / "datapackage.json").read_bytes())
    [resource] = [r for r in package["resources"] if r["name"] == name]
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    convert: dict[str, Callable[[str], Any]] = {
        "string": lambda cell: cell.removeprefix("'"),
        "integer": int,
        "number": float,
        "boolean": lambda cell: {"true": True, "false": False}[cell],
        "date": date.fromisoformat,
        "array": json.loads,
        "yearmonth": str,
    }
    keys = {"paper", *(f["fields"][0] for f in resource["schema"].get("foreignKeys", []) if is_paper(f))}
    with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = {"string", "yearmonth"}

    def value(column: str, cell: str) -> Any:
        if not cell and types[column] not in texts:
            return None
        found = convert[types[column]](cell)
        if column in keys:
            return found.removeprefix("arXiv:")
        if (name, column) == ("papers", "identifiers"):
            return [key.removeprefix("arXiv:") for key in found]
        return found

    return [{column: value(column, cell) for column, cell in row.items()} for row in rows]


def is_paper(reference: dict[str, Any]) -> bool:
    return bool(reference["reference"]["resource"] == "papers")


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_csv_gives_back_every_value(exported: Export, hostile: Tables, name: TableName) -> None:
    folder = exported("tables.csv", with_text=True)
    wanted = hostile[name].to_dicts()
    if name == "reports":
        wanted = [{**row, "message": report_message(row["code"], row["arguments"])} for row in wanted]
    assert wanted, "the table must have rows for this to say something"
    # Python's csv module does not distinguish an empty cell from an empty string
    assert [
        {k: "" if v is None and SCHEMAS[name].get(k) == pl.String else v for k, v in row.items()} for row in wanted
    ] == [
        {k: json.loads(json.dumps(v)) if isinstance(v, list) else v for k, v in row.items()}
        for row in read(folder, name)
    ]


def test_csv_tells_no_value_from_an_empty_string(tmp_path: Path, hostile: Tables) -> None:
    frames = {name: hostile[name] for name in SCHEMAS}
    labels = frames["concepts"].head(2).with_columns(first_seen=pl.Series([None, ""], dtype=pl.String))
    folder = writers.write(Tables(frames | {"concepts": labels}), tmp_path / "t.csv", settings=SETTINGS).path
    back = pl.read_csv(folder / "concepts.csv", infer_schema=False)
    assert back["first_seen"].to_list() == [None, ""]


def test_no_cell_is_a_formula_to_a_spreadsheet(exported: Export) -> None:
    folder = exported("tables.csv", with_text=True)
    guarded = 0
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                # negative numbers start with a sign too, and are numbers
                assert not [cell for cell in row if cell.startswith(FORMULA) and not NEGATIVE.fullmatch(cell)]
                guarded += sum(cell.startswith("'") for cell in row)
    assert guarded > 5


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=12), lead=st.sampled_from(["", *FORMULA, "'"]))
def test_any_title_comes_back_from_csv(hostile: Tables, tmp_path: Path, text: str, lead: str) -> None:
    frames = {name: hostile[name] for name in SCHEMAS}
    papers = frames["papers"].with_columns(title=pl.lit(lead + text))
    folder = writers.write(Tables(frames | {"papers": papers}), tmp_path / "t.csv", settings=SETTINGS).path
    rows = read(folder, "papers")
    assert [row["title"] for row in rows] == [lead + text] * papers.height
    assert [row["paper"] for row in rows] == papers["paper"].to_list()


def test_parquet_holds_the_tables_themselves(exported: Export, hostile: Tables) -> None:
    folder = exported("tables.parquet", with_text=True)
    again = Tables(folder=folder)
    for name in SCHEMAS:
        assert again[name].equals(hostile[name]), name


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_abstracts_and_summaries_stay_at_home_unless_asked_for(exported: Export, suffix: str) -> None:
    without, with_text = exported(f"tables{suffix}"), exported(f"tables{suffix}", with_text=True)
    reads = pl.read_csv if suffix == ".csv" else pl.read_parquet
    assert "text" not in reads(without / f"sections{suffix}").columns
    assert "text" in reads(with_text / f"sections{suffix}").columns
    if suffix == ".csv":
        assert not [path for path in without.iterdir() if b"We propose a model" in path.read_bytes()]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_the_description_says_what_is_there(exported: Export, suffix: str) -> None:
    folder = exported(f"tables{suffix}")
    package = json.loads((folder / "datapackage.json").read_bytes())
    assert {r["path"] for r in package["resources"]} == {p.name for p in folder.iterdir()} - {"datapackage.json"}
    for resource in package["resources"]:
        path = folder / resource["path"]
        columns = pl.read_csv(path, infer_schema=False).columns if suffix == ".csv" else pl.read_parquet(path).columns
        assert [field["name"] for field in resource["schema"]["fields"]] == columns
        assert set(resource["schema"].get("primaryKey", [])) <= set(columns)
        for reference in resource["schema"].get("foreignKeys", []):
            assert reference["reference"]["resource"] in MEANINGS
    assert MEANINGS.keys() == SCHEMAS.keys()


def test_an_export_replaces_an_older_one_and_nothing_else(hostile: Tables, tmp_path: Path) -> None:
    target = tmp_path / "t.csv"
    assert writers.write(hostile, target, settings=SETTINGS, with_text=True).size == len(SCHEMAS)
    writers.write(hostile, target, settings=SETTINGS)
    assert "text" not in pl.read_csv(target / "sections.csv").columns
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]

    (target / "mine.txt").write_text("kept")
    with pytest.raises(UsageError, match=r"mine\.txt"):
        writers.write(hostile, target, settings=SETTINGS)
    assert (target / "mine.txt").read_text() == "kept"
    (tmp_path / "file.csv").write_text("kept")
    with pytest.raises(UsageError, match="is a file"):
        writers.write(hostile, tmp_path / "file.csv", settings=SETTINGS)
    assert (tmp_path / "file.csv").read_text() == "kept"
