"""The record both readers hand on: one paper as one file printed it, nothing resolved yet."""

from datetime import date
from enum import IntEnum

import msgspec


class Form(IntEnum):
    """What kind of row gave a value. Of two rows of one day the higher form is believed, field by field."""

    MARKDOWN = 0
    RAW = 1
    ENHANCED = 2


class Row(msgspec.Struct, frozen=True, gc=False):
    """One paper as one file printed it. An empty field is one that the row does not carry.

    A msgspec struct, not a dataclass, because one is made for every row of every file. ``authors`` is the printed
    list joined by commas, which is how Markdown writes it: both forms are then taken apart by the same rule.
    """

    line: int
    id: str
    version: int | None
    month: str
    form: Form
    section: str
    title: str
    authors: str = ""
    primary_category: str = ""
    categories: tuple[str, ...] = ()
    comment: str = ""
    tldr: str = ""
    motivation: str = ""
    method: str = ""
    result: str = ""
    conclusion: str = ""
    abstract: str = ""
    code_url: str = ""
    code_stars: tuple[str, int] | None = None
    code_updated: tuple[str, date] | None = None


class TableOfContents(msgspec.Struct, frozen=True):
    """What a Markdown digest announces: entries by section, in printed order."""

    totals: dict[str, int]


MERGED = Row.__struct_fields__[Row.__struct_fields__.index("title") :]
"""The fields of which a paper keeps the newest value."""
