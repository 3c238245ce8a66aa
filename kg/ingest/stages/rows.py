"""Turn rows into columns: one row of the frame ``rows`` per printed entry, in the order of the file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import msgspec
import polars as pl

from kg.frames.columns import list_column, number_column, text_column
from kg.ingest.row import Row
from kg.model import Identifier, IdentifierScheme
from kg.names.printed import AuthorList, PrintedAuthor
from kg.schema import FRAMES

TEXTS: Final = (
    "title", "primary_category", "comment", "tldr", "motivation", "method", "result", "conclusion", "abstract",
    "code_url", "journal",
)  # fmt: skip
"""Columns of printed text, empty if a row does not have it."""

_CHUNK: Final = 8192
"""Rows that are held as Python values before they become columns."""
_ENCODER: Final = msgspec.msgpack.Encoder()
_DETAILS: Final = msgspec.msgpack.Decoder(tuple[PrintedAuthor, ...])


class RowCollector:
    """Collector of the rows of files, which makes one frame of them."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._places: list[tuple[str, str, date | None, int, int]] = []
        self._frames: list[pl.DataFrame] = []

    def add(self, rows: Iterable[Row], file: str, digest: str, day: date | None) -> None:
        """Add the rows of a file. Ranks count within a section, in the file's order."""
        ranks: Counter[str] = Counter()
        for entry, row in enumerate(rows):
            ranks[row.section] += 1
            self._rows.append(row)
            self._places.append((file, digest, day, entry, ranks[row.section]))
            if len(self._rows) == _CHUNK:
                self._flush()

    def frame(self) -> pl.DataFrame:
        """Return the frame ``rows``."""
        self._flush()
        return pl.concat(self._frames) if self._frames else FRAMES["rows"].to_frame()

    def _flush(self) -> None:
        if self._rows:
            self._frames.append(_frame(self._rows, self._places))
        self._rows, self._places = [], []


def _frame(rows: Sequence[Row], places: Sequence[tuple[str, str, date | None, int, int]]) -> pl.DataFrame:
    files, digests, days, entries, ranks = zip(*places, strict=True)
    values: dict[str, Sequence[Any]] = dict(
        zip(Row.__struct_fields__, zip(*map(msgspec.structs.astuple, rows), strict=True), strict=True)
    )
    authors: Sequence[AuthorList] = values["authors"]
    columns = [
        text_column("file", files),
        number_column("entry", entries, pl.Int32),
        text_column("digest", digests),
        pl.Series("day", days, dtype=pl.Date),
        number_column("line", values["line"]),
        text_column("id", values["id"]),
        list_column("identifiers", [[one.key for one in known] for known in values["identifiers"]]),
        list_column("references", values["references"]),
        number_column("version", values["version"], pl.Int32),
        text_column("month", values["month"]),
        pl.Series("form", values["form"], dtype=pl.Int8),
        text_column("section", values["section"]),
        number_column("rank", ranks),
        *(text_column(name, values[name]) for name in TEXTS),
        list_column("authors", [[author.name for author in known.authors] for known in authors]),
        pl.Series("truncated", [known.truncated for known in authors], dtype=pl.Boolean),
        list_column("fused", [known.fused for known in authors]),
        pl.Series("details", list(map(_encoded_details, authors)), dtype=pl.Binary),
        list_column("categories", values["categories"]),
        number_column("code_stars", [known and known[1] for known in values["code_stars"]]),
        pl.Series("code_updated", [known and known[1] for known in values["code_updated"]], dtype=pl.Date),
        pl.Series("published", values["published"], dtype=pl.Date),
        pl.Series("withdrawn", values["withdrawn"], dtype=pl.Boolean),
    ]
    return pl.DataFrame(columns).select(FRAMES["rows"].names())


def _encoded_details(authors: AuthorList) -> bytes | None:
    """Return the entries of an author list if it says more than names."""
    for one in authors.authors:
        if one.native or one.identifiers or one.affiliations or one.organization:
            return _ENCODER.encode(authors.authors)
    return None


def decode_details(data: bytes) -> tuple[PrintedAuthor, ...]:
    """Return the entries of an author list from the column ``details``."""
    return _DETAILS.decode(data)


def identifier_of(key: str) -> Identifier:
    """Return the identifier that a key denotes.

    >>> identifier_of("doi:10.1000/182").value, identifier_of("2601.00001").scheme.value
    ('10.1000/182', 'arxiv')
    """
    scheme, colon, value = key.partition(":")
    return Identifier(IdentifierScheme(scheme), value) if colon else Identifier(IdentifierScheme.ARXIV, key)
