"""Write ``datapackage.json``, which describes the exported tables and columns for people and programs.

It is a Data Package (https://datapackage.org/), which Frictionless and others read.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from kg.tables import SCHEMAS, TableName

DESCRIPTOR_NAME: Final = "datapackage.json"

MEANINGS: Final[dict[TableName, str]] = {
    "digests": "A day's digest; date is empty if no file has it.",
    "papers": "A paper. identifiers are its keys in registries, its own first; first_seen and last_seen are days of "
    "digests; author_count counts distinct authors; authors_truncated: only some of the authors are known; "
    "pairs_omitted: too many authors for co-author pairs; concept_pairs_omitted: too many concepts for pairs of them.",
    "appearances": "A paper as the rank-th entry under a category of a digest; title and authors as printed that day "
    "where they differ from the present ones.",
    "sections": "A text of a paper; generated: a summarizer wrote it.",
    "categories": "A class of a paper, in listed order from 0; scheme is arxiv, msc or acm.",
    "authorships": "The surface form of a name at a position of a paper (from 0), what the author list adds to it, and "
    "the author it is assigned to.",
    "authors": "A resolved person or group: months of the first and last paper, the category most of the papers have.",
    "decisions": "What was decided and why, by program or person: same of two authorships, different or possiblySame "
    "of two authors; confidence is the probability that they are one person.",
    "concepts": "A concept that papers name; paper_count counts papers whose own words name it, summary_paper_count "
    "those where only a summary does.",
    "claims": "The reason why a paper is linked to a concept: characters start to end of a section, found by a rule.",
    "evaluations": "A result stated in a text: the value, in unit, of a metric on a data set, both of which are "
    "concepts; characters start to end of the section are the number.",
    "terms": "A salient term of a paper, rank 1 the most salient; concept is empty if no claim of the paper has it.",
    "topics": "An edge from a paper to a concept, the union of its claims; generated: all claims are from summaries.",
    "cooccurrences": "Two concepts that papers name together in their own words more often than by chance: lift times "
    "as often among the reference papers; npmi is their normalized pointwise mutual information, with small counts "
    "discounted.",
    "interests": "A concept that an author works on; weight sums its rarity in bits over the author's papers, titles "
    "and proposals count double.",
    "related": "Two papers near in subject; shared counts the rare concepts and terms of both, concepts lists the "
    "weightiest.",
    "citations": "A paper of the graph that another one of the graph cites.",
    "links": "An address that a paper gives; section is empty if the address was a field of a row.",
    "coauthorships": "Two people with papers together; a paper of n authors adds 1/(n-1) to the weight.",
    "sources": "A file that was read; announced: the total of its table of contents.",
    "reports": "What was wrong with the input; line counts from 1, 0 is the whole file; arguments are a JSON object "
    "with the keys of the code; message is the same in words.",
}
"""Descriptions of the rows of each table."""

_KEYS: Final[dict[TableName, list[str]]] = {
    "digests": ["digest"], "papers": ["paper"], "authorships": ["authorship"], "authors": ["author"],
    "concepts": ["concept"], "terms": ["paper", "rank"], "cooccurrences": ["a", "b"],
    "interests": ["author", "concept"], "related": ["a", "b"], "coauthorships": ["a", "b"],
}  # fmt: skip
_REFERENCES: Final[dict[str, TableName]] = {
    "paper": "papers", "digest": "digests", "author": "authors", "concept": "concepts",
}  # fmt: skip
_MORE_REFERENCES: Final[dict[TableName, dict[str, TableName]]] = {
    "citations": {"cited": "papers"},
    "related": {"a": "papers", "b": "papers"},
    "coauthorships": {"a": "authors", "b": "authors"},
    "cooccurrences": {"a": "concepts", "b": "concepts"},
    "evaluations": {"dataset": "concepts", "metric": "concepts"},
}
_MONTHS: Final = frozenset({"month", "first_seen", "last_seen"})
"""Columns of text that are months; in papers the latter two are days, of type date."""
_CSV_RULES: Final = (
    "An arXiv id follows arXiv:, so that no program reads it as a number; remove this prefix to join with bare ids. "
    "A list or record is JSON in its cell. An empty cell is no value; a pair of double quotes is the empty string. "
    "Text that begins with = + - @ (also full-width), a tab, a line end or an apostrophe has one apostrophe put before "
    "it, so that no spreadsheet runs it as a formula; remove one leading apostrophe to get the text."
)


def paper_columns(table: TableName) -> list[str]:
    """Return the columns of a table that hold keys of papers, or lists of them."""
    columns = [column for column, other in _references(table).items() if other == "papers"]
    return ["paper", "identifiers"] if table == "papers" else columns


def _references(table: TableName) -> dict[str, TableName]:
    """Return the columns of a table that hold ids of another table."""
    named = {column: other for column, other in _REFERENCES.items() if column in SCHEMAS[table] and other != table}
    return named | _MORE_REFERENCES.get(table, {})


def datapackage(frames: Mapping[TableName, pl.DataFrame], form: str) -> bytes:
    """Describe tables in files named after them; ``form`` is ``csv`` or ``parquet``."""
    described: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "arxiv-kg",
        "title": "arXiv knowledge graph, as tables",
        "description": "Papers, people and concepts from digests of arXiv. Columns called paper, author, concept and "
        "digest contain ids; months are written 2026-01." + (f" {_CSV_RULES}" if form == "csv" else ""),
        "resources": [_resource(name, frame, form) for name, frame in frames.items()],
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(name: TableName, frame: pl.DataFrame, form: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": column, **_type(column, dtype)} for column, dtype in frame.schema.items()],
        "missingValues": [""],
    }
    if name in _KEYS:
        schema["primaryKey"] = _KEYS[name]
    references = [
        {"fields": [column], "reference": {"resource": table, "fields": [table.removesuffix("s")]}}
        for column, table in _references(name).items()
    ]
    if references:
        schema["foreignKeys"] = references
    media = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
    return {
        "name": name,
        "path": f"{name}.{form}",
        "type": "table",
        "format": form,
        "mediatype": media[form],
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "description": MEANINGS[name],
        "schema": schema,
    }


def _type(column: str, dtype: pl.DataType) -> dict[str, str]:
    if dtype == pl.String and column in _MONTHS:
        return {"type": "yearmonth"}
    if isinstance(dtype, pl.List):
        return {"type": "array"}
    if dtype.is_integer():
        return {"type": "integer"}
    if dtype.is_float():
        return {"type": "number"}
    return {"type": {pl.Boolean: "boolean", pl.Date: "date"}.get(type(dtype), "string")}
