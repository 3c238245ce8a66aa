"""Identify the paper that an entry of a file is about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.identifiers import doi, main_first
from kg.ids import find_arxiv_ids, parse_arxiv_id
from kg.ingest.dialects.dialect import EntryError
from kg.ingest.notes import shorten_sample
from kg.model import Identifier, IdentifierScheme
from kg.report_codes import ReportCode

_BETWEEN_DOIS: Final = re.compile(r"[\s,;]+(?=(?:https?://(?:dx\.)?doi\.org/|doi:)?\s*10\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """The identifiers of one paper as the fields of `kg.ingest.row.Row`."""

    id: str
    version: int | None
    month: str
    identifiers: tuple[Identifier, ...]


def identify(
    arxiv: Iterable[str] = (),
    *,
    printed: Iterable[str] = (),
    dois: Iterable[str] = (),
    others: Iterable[Identifier | None] = (),
    published: date | None = None,
    month: str = "",
) -> Identity:
    """Return the identity of a paper from the texts that may name it.

    ``arxiv`` are fields that hold an arXiv id or address, the best first. ``printed`` are texts that may mention one.
    ``dois`` are fields with one or more DOIs. ``month`` and ``published`` date a paper whose id does not. A paper has
    one arXiv id: the first found. Raises EntryError if no identifier is found.
    """
    arxiv, dois = tuple(arxiv), tuple(dois)
    named = next((one for text in arxiv if text and (one := parse_arxiv_id(text))), None)
    registered = [*(doi(part) for text in dois for part in _BETWEEN_DOIS.split(text) if part), *others]
    if named is None:
        named = next((parse_arxiv_id(one.value) for one in registered if one and _is_arxiv(one)), None)
    if named is None:
        named = next((one for text in printed if text for one in find_arxiv_ids(text)), None)
    if named:
        registered = [one for one in registered if one and not _is_arxiv(one)]
        registered.append(Identifier(IdentifierScheme.ARXIV, named.id))
    identifiers = main_first(registered)
    if not identifiers:
        wrong = next(filter(None, (*arxiv, *dois)), "")
        if wrong:
            raise EntryError(ReportCode.NOT_AN_IDENTIFIER, shorten_sample(wrong))
        raise EntryError(ReportCode.NO_IDENTIFIER)
    dated = f"{published.year:04d}-{published.month:02d}" if published else ""
    return Identity(
        identifiers[0].key,
        named.version if named else None,
        named.month if named else month or dated,
        identifiers,
    )


def _is_arxiv(identifier: Identifier) -> bool:
    return identifier.scheme is IdentifierScheme.ARXIV
