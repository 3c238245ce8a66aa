"""Define the record that every dialect yields: one paper as one file printed it, nothing resolved yet."""

from datetime import date
from enum import IntEnum

import msgspec

from kg.model import Identifier
from kg.names.printed import NO_AUTHORS, AuthorList


class RowForm(IntEnum):
    """The kind of row that a value came from. Among rows of one day, the highest form has precedence for each field."""

    LIST = 0
    """One line of a table or list: often shortened."""
    MARKDOWN = 1
    """An entry of a Markdown digest, or a Markdown file per paper."""
    BIBLIOGRAPHY = 2
    """An entry that a reference manager wrote."""
    RAW = 3
    """A digest row in JSON."""
    ENHANCED = 4
    """A digest row in JSON with a machine summary."""
    REGISTRY = 5
    """A record of arXiv itself or of another registry."""


class Row(msgspec.Struct, frozen=True, gc=False):
    """One paper as one file printed it. Fields that the row does not have are empty.

    ``id`` is the key of the row's main identifier (`kg.model.Identifier.key`): the arXiv id without version where the
    row gives one. ``identifiers`` are the others, in any order. ``month`` is ``"2026-01"`` or empty. ``section`` is the
    category the paper is listed under. ``categories`` are strings as printed. ``references`` are keys of cited papers.
    A msgspec struct, not a dataclass, because one is made for every row of every file.
    """

    line: int
    id: str
    version: int | None
    month: str
    form: RowForm
    section: str
    title: str
    authors: AuthorList = NO_AUTHORS
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
    journal: str = ""
    published: date | None = None
    withdrawn: bool = False
    identifiers: tuple[Identifier, ...] = ()
    references: tuple[str, ...] = ()


class TableOfContents(msgspec.Struct, frozen=True):
    """The number of entries that a Markdown digest announces, by section, in printed order."""

    totals: dict[str, int]
