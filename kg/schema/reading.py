"""Frames between the stages of reading, and those that reading hands on.

Columns called ``paper`` are keys as in the tables. Categories, appearances, links, digests and sources have the schema
of the tables of these names from here on.
"""

from typing import Final

import polars as pl

from kg.schema.columns import STRINGS, schema

READING_FRAMES: Final[dict[str, pl.Schema]] = {
    # one row per paper with the newest value of each field; identifiers are keys, the paper's own first; references are
    # keys of papers that it cites; month is "" where it is unknown; truncated: the author list names only some authors
    "records": schema(
        {
            "paper": pl.String, "identifiers": STRINGS, "version": pl.Int32, "title": pl.String, "month": pl.String,
            "published": pl.Date, "journal": pl.String, "primary_category": pl.String, "comment": pl.String,
            "truncated": pl.Boolean, "withdrawn": pl.Boolean, "references": STRINGS,
        }
    ),
    # one row per printed name, at a position (from 0) of a paper: the name in its own script, ORCID iDs, keys of other
    # registries ("openalex:A5012345678"), affiliations; organization: the input says that it is not a person
    "printed_authors": schema(
        {
            "paper": pl.String, "position": pl.Int32, "printed": pl.String, "native": pl.String, "orcids": STRINGS,
            "accounts": STRINGS, "affiliations": STRINGS, "organization": pl.Boolean,
        }
    ),
    # one row per text of a paper, the title (kind "title", language "") first, then its sections in reading order
    "texts": schema({"paper": pl.String, "kind": pl.String, "language": pl.String, "text": pl.String}),
}  # fmt: skip
