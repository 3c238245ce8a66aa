"""Frames between the stages of reading, and its results.

Columns named ``paper`` are keys as in the tables. The frames of categories, links, digests and sources are the tables
of these names.
"""

from collections.abc import Mapping
from typing import Final

import polars as pl

from kg.schema.columns import STRINGS, schema
from kg.schema.tables import SCHEMAS

Columns = Mapping[str, pl.DataType | type[pl.DataType]]

_REPORT: Final[Columns] = SCHEMAS["reports"]

_ROW: Final[Columns] = {
    "file": pl.String, "entry": pl.Int32, "digest": pl.String, "day": pl.Date, "line": pl.Int64, "id": pl.String,
    "identifiers": STRINGS, "references": STRINGS, "version": pl.Int32, "month": pl.String, "form": pl.Int8,
    "section": pl.String, "rank": pl.Int64, "title": pl.String, "primary_category": pl.String, "comment": pl.String,
    "tldr": pl.String, "motivation": pl.String, "method": pl.String, "result": pl.String, "conclusion": pl.String,
    "abstract": pl.String, "code_url": pl.String, "journal": pl.String, "authors": STRINGS, "truncated": pl.Boolean,
    "fused": STRINGS, "details": pl.Binary, "categories": STRINGS, "code_stars": pl.Int64, "code_updated": pl.Date,
    "published": pl.Date, "withdrawn": pl.Boolean,
}  # fmt: skip

READING_FRAMES: Final[dict[str, pl.Schema]] = {
    # a file to read, in name order: the digest it belongs to and its day; form: the requested format, else ""; error:
    # why the system cannot open it; undated: code of the report that it has no day, or ""; ambiguous_day: text that may
    # be two days; sha256 of its bytes; content: the bytes of input that can be read only once (standard input, a pipe);
    # given: named by the user; path and size (in bytes) describe where the bytes are, not their content
    "files": schema(
        {
            "file": pl.String, "digest": pl.String, "day": pl.Date, "form": pl.String, "error": pl.String,
            "undated": pl.String, "ambiguous_day": pl.String, "sha256": pl.String, "content": pl.Binary,
            "given": pl.Boolean, "path": pl.Binary, "size": pl.Int64,
        }
    ),
    "input_reports": schema(_REPORT),
    # a paper as one file printed it, the entry-th (from 0) of the file and the rank-th (from 1) of its section; id and
    # identifiers are keys; references are keys of papers that it cites; form: which of two rows of one day has
    # precedence; an empty value is one that the row does not have; details: the author list as MessagePack, if it has
    # more than names
    "rows": schema(_ROW),
    # a file that was read, as in the table sources
    "read_files": schema(
        {
            "file": pl.String, "sha256": pl.String, "format": pl.String, "rows": pl.Int64, "accepted": pl.Int64,
            "rejected": pl.Int64, "announced": pl.Int64,
        }
    ),
    "reading_reports": schema(_REPORT),
    # rows with the paper that each one is about; references are papers of the corpus
    "linked_rows": schema({"paper": pl.String, **_ROW}),
    "link_reports": schema(_REPORT),
    # reports about a paper
    "merge_reports": schema({"paper": pl.String, **_REPORT}),
    # one row per paper with the newest value of each field; identifiers are keys, the paper's own first; references are
    # keys of papers that it cites; month is "" where it is unknown; truncated: the author list names only some authors
    "records": schema(
        {
            "paper": pl.String, "identifiers": STRINGS, "version": pl.Int32, "title": pl.String, "month": pl.String,
            "published": pl.Date, "journal": pl.String, "primary_category": pl.String, "comment": pl.String,
            "truncated": pl.Boolean, "withdrawn": pl.Boolean, "references": STRINGS,
        }
    ),
    # one row per authorship, at a position (from 0) of a paper: the name in its own script, ORCID iDs, keys of other
    # registries ("openalex:A5012345678"), affiliations; organization: the input marks it as not a person
    "printed_authors": schema(
        {
            "paper": pl.String, "position": pl.Int32, "printed": pl.String, "native": pl.String, "orcids": STRINGS,
            "accounts": STRINGS, "affiliations": STRINGS, "organization": pl.Boolean,
        }
    ),
    # as the table appearances, including names that a person asked to hide
    "printed_appearances": SCHEMAS["appearances"],
    # one row per text of a paper, the title (kind "title", language "") first, then its sections in reading order
    "texts": schema({"paper": pl.String, "kind": pl.String, "language": pl.String, "text": pl.String}),
}  # fmt: skip
