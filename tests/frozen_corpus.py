"""The small corpus in `data/corpus`, the program's current results for it, and the expected results.

`data/corpus/expected` has one file per kind of result: `people.tsv` (authorships), `decisions.tsv` (merges and doubts
with their confidence), `claims.tsv`, `evaluations.tsv` and `related.tsv`. Each line has been read and judged by a
person: ``right`` or ``wrong``. ``make expected`` writes the files again after an intended change; it keeps the
judgments of unchanged lines and marks the others ``unread``. Read these, and replace the mark by your judgment.
"""

import csv
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from kg.build.build import build_folder
from kg.folder import open_folder
from kg.tables import Tables

CORPUS: Final = Path(__file__).resolve().parent / "data" / "corpus"
EXPECTED: Final = CORPUS / "expected"
JUDGED: Final = "judged"
UNREAD: Final = "unread"
COLUMNS: Final[Mapping[str, Sequence[str]]] = {
    "people": ("name", "kind", "signed"),
    "decisions": ("a", "b", "verdict", "confidence", "rules"),
    "claims": ("paper", "section", "start", "words", "relation", "concept", "type", "confidence", "rule"),
    "evaluations": ("paper", "metric", "dataset", "value", "unit", "section"),
    "related": ("a", "b", "weight", "concepts"),
}
"""Columns of each file, except the judgments."""

Line = tuple[str, ...]


def found(folder: Path) -> dict[str, list[Line]]:
    """Build a graph of the corpus below ``folder`` and return its lines by file, in the order of the tables."""
    build_folder([CORPUS], folder / "corpus.kg", store=False)
    tables = Tables(folder=open_folder(folder / "corpus.kg")[0].tables)
    makers = (_people, _decisions, _claims, _evaluations, _related)
    return {name: list(make(tables)) for name, make in zip(COLUMNS, makers, strict=True)}


def expected(name: str) -> dict[Line, str]:
    """Return the lines of a file with their judgments."""
    path = EXPECTED / f"{name}.tsv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as source:
        rows = csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {tuple(row[column] for column in COLUMNS[name]): row[JUDGED] for row in rows}


def write_expected() -> int:
    """Write the files again and return the number of lines that nobody has judged."""
    unread = 0
    with tempfile.TemporaryDirectory() as folder:
        made = found(Path(folder))
    EXPECTED.mkdir(exist_ok=True)
    for name, lines in made.items():
        known = expected(name)
        rows = [(known.get(line, UNREAD), *line) for line in lines]
        unread += sum(row[0] == UNREAD for row in rows)
        text = "".join("\t".join(row) + "\n" for row in ((JUDGED, *COLUMNS[name]), *rows))
        (EXPECTED / f"{name}.tsv").write_text(text, encoding="utf-8")
    return unread


def _people(tables: Tables) -> Iterator[Line]:
    signed: dict[str, list[str]] = {}
    for row in tables["authorships"].sort("paper", "position").iter_rows(named=True):
        signed.setdefault(row["author"], []).append(f"{row['printed']} on {row['paper']}")
    for row in tables["authors"].iter_rows(named=True):
        yield row["name"], row["kind"], "; ".join(signed[row["author"]])


def _decisions(tables: Tables) -> Iterator[Line]:
    for row in tables["decisions"].iter_rows(named=True):
        rules = ", ".join(f"{one['kind']} {one['bits']:+.1f}" for one in row["evidence"])
        yield row["a"], row["b"], row["verdict"], f"{row['confidence']:.2f}", rules


def _claims(tables: Tables) -> Iterator[Line]:
    texts = {
        (row["paper"], row["kind"], row["language"]): row["text"] for row in tables["sections"].iter_rows(named=True)
    }
    texts |= {(paper, "title", ""): title for paper, title in tables["papers"].select("paper", "title").iter_rows()}
    concepts = {row["concept"]: row for row in tables["concepts"].iter_rows(named=True)}
    for row in tables["claims"].sort("paper", "section", "start", "concept", "relation").iter_rows(named=True):
        concept = concepts[row["concept"]]
        kind, _, language = row["section"].partition("@")
        text = texts.get((row["paper"], kind, language)) or next(
            text for (paper, section, _), text in texts.items() if (paper, section) == (row["paper"], kind)
        )
        yield (
            row["paper"], row["section"], str(row["start"]), text[row["start"] : row["end"]], row["relation"],
            concept["label"], concept["type"], f"{row['confidence']:.2f}", row["rule"],
        )  # fmt: skip


def _evaluations(tables: Tables) -> Iterator[Line]:
    labels = dict(tables["concepts"].select("concept", "label").iter_rows())
    for row in tables["evaluations"].iter_rows(named=True):
        yield (row["paper"], labels[row["metric"]], labels[row["dataset"]], f"{row['value']:g}", row["unit"],
               row["section"])  # fmt: skip


def _related(tables: Tables) -> Iterator[Line]:
    labels = dict(tables["concepts"].select("concept", "label").iter_rows())
    for row in tables["related"].iter_rows(named=True):
        yield row["a"], row["b"], f"{row['weight']:.2f}", "; ".join(labels[one] for one in row["concepts"])


if __name__ == "__main__":
    left = write_expected()
    sys.stdout.write(f"{EXPECTED} is written; {left} lines are to be judged\n")
