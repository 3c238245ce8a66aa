"""Find the papers in a JSON value: a list, an object around a list, an object with a paper per key.

Nothing is guessed: if two lists could contain the papers, the value is rejected, and the reason names both.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import msgspec

from kg.identifiers import doi
from kg.ids import parse_arxiv_id
from kg.ingest.cleaning.categories import first_arxiv
from kg.ingest.dialects.dialect import EntryError
from kg.ingest.dialects.fields.values import plain_key
from kg.ingest.notes import shorten_sample
from kg.report_codes import ReportCode

_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])
_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_MIN_COLUMNS: Final = 2
_MAX_LEVELS: Final = 6
_MAX_SHOWN: Final = 3  # keys that a report names
"""Lists and objects around a paper; {"data": {"cs.CL": [[…]]}} has four."""
_LIST_NAMES: Final = frozenset(
    "papers paperlist data results items entries entry articles works records record documents docs publications"
    " preprints hits list rows recommendedpapers".split()
)
_PART_NAMES: Final = frozenset(
    "author authors authorships authorsparsed authorlist creators creator contributors editor editors references"
    " reference citations referencedworks relatedworks versions categories tags topics concepts keywords links"
    " affiliations institutions locations figures tables sections embeddings relevance meta".split()
)
"""Keys under which lists of objects are parts of one paper."""
_TITLES: Final = frozenset({"title", "papertitle", "displayname"})
_ID_NAMES: Final = frozenset({"id", "arxivid", "entryid", "paperid", "url", "doi", "arxiv", "link", "abs"})
_DATE: Final = re.compile(r"\d{4}[-/.]?\d{2}(?:[-/.]?\d{2})?(?:[T ].*)?")
_TITLE: Final = re.compile(rb'(?:\[\s*)?"')
_OBJECT_START, _LIST_START = b"{", b"["


class PaperText(NamedTuple):
    """The text of one paper, and the keys of the objects around it, which may be an id or a category."""

    data: bytes
    keys: tuple[str, ...] = ()


class UnclearContainer(NamedTuple):
    """A container whose papers cannot be located: its text, and the reason."""

    data: bytes
    error: EntryError


def find_papers(data: bytes) -> Iterator[PaperText | UnclearContainer]:
    """Yield the text of each paper in a JSON value, in order; a value without papers is yielded itself.

    Raises what msgspec raises for text that is not JSON.
    """
    return _unfold(data, (), 0)


def is_container(data: bytes) -> bool:
    """Return True for an object around papers, False for a paper or anything else."""
    if not data.lstrip().startswith(_OBJECT_START):
        return False
    try:
        fields = _OBJECT.decode(data)
        return bool(_columns(fields)) or _contents(fields, 0) is not None
    except EntryError:
        return True
    except (ValueError, RecursionError):
        return False


def is_list_name(key: str) -> bool:
    """Return True for a key under which a list of papers is expected."""
    return plain_key(key) in _LIST_NAMES


def _unfold(data: bytes, keys: tuple[str, ...], level: int) -> Iterator[PaperText | UnclearContainer]:
    start = data.lstrip()[:1] if level < _MAX_LEVELS else b""
    if start == _LIST_START:
        yield from _unfold_list(data, keys, level)
    elif start == _OBJECT_START:
        try:
            fields = _OBJECT.decode(data)
            columns = _columns(fields)
            contents = [] if columns else _contents(fields, level)
        except EntryError as error:
            yield UnclearContainer(data, error)
            return
        except (ValueError, RecursionError):  # keys that are not UTF-8, or too many levels: the dialect reports it
            yield PaperText(data, keys)
            return
        if columns:
            yield from (PaperText(row, keys) for row in _transposed(columns))
            return
        if contents is None:
            yield PaperText(data, keys)
            return
        for key, part in contents:
            yield from _unfold(bytes(part), (*keys, key) if key else keys, level + 1)
    else:
        yield PaperText(data, keys)


def _unfold_list(data: bytes, keys: tuple[str, ...], level: int) -> Iterator[PaperText | UnclearContainer]:
    """Yield the papers of a list. The first object decides whether its objects are papers or pages of papers."""
    are_pages: bool | None = None
    for raw in _LIST.decode(data):
        part = bytes(raw)
        if part.startswith(_OBJECT_START):
            if are_pages is None:
                are_pages = is_container(part)
            if not are_pages:
                yield PaperText(part, keys)
                continue
        yield from _unfold(part, keys, level + 1)


def _contents(fields: Mapping[str, msgspec.Raw], level: int) -> list[tuple[str, msgspec.Raw]] | None:
    """Return the parts of an object that contain papers, with keys that describe them; None if the object is a paper.

    Raises EntryError if it is unclear which part does.
    """
    lists = [key for key, part in fields.items() if plain_key(key) not in _PART_NAMES and _is_list_of_objects(part)]
    named = [key for key in lists if plain_key(key) in _LIST_NAMES]
    if _has_title(fields):
        named = [key for key in named if _begins_with_paper(fields[key])]
        return _only(named, fields) if named else None
    if fields and all(map(_is_heading, fields)):
        return [(key, part) for key, part in fields.items() if not _is_blank(part)]
    if named or lists:
        return _only(named or lists, fields)
    if any(plain_key(key) in _LIST_NAMES and _is_blank(part) for key, part in fields.items()):
        return []
    if level >= _MAX_LEVELS:
        return None
    objects = {
        key: _OBJECT.decode(part)
        for key, part in fields.items()
        if plain_key(key) not in _PART_NAMES and _first_byte(part) == _OBJECT_START
    }
    papers = [key for key, inner in objects.items() if _has_title(inner)]
    if papers and len(objects) == len(fields):
        return list(fields.items())
    if len(papers) == 1:  # next to an id, it is a part of the paper
        return None if _ID_NAMES & set(map(plain_key, fields)) else [("", fields[papers[0]])]
    outer = [key for key, inner in objects.items() if _contents(inner, level + 1) is not None]
    return _only(outer, fields) if outer else None


def _columns(fields: Mapping[str, msgspec.Raw]) -> dict[str, dict[str, msgspec.Raw]]:
    """Return the columns of a table that a data frame wrote column by column; nothing for any other object."""
    titles = next((part for key, part in fields.items() if plain_key(key) in _TITLES), None)
    if titles is None or _first_byte(titles) not in {_OBJECT_START, _LIST_START}:
        return {}
    columns = {key: _cells(part) for key, part in fields.items()}
    numbers = {len(cells) for cells in columns.values()}
    cells = next(iter(columns.values()))
    if len(fields) < _MIN_COLUMNS or len(numbers) != 1 or not all(map(str.isdigit, cells)):
        return {}
    return columns


def _cells(part: msgspec.Raw) -> dict[str, msgspec.Raw]:
    kind = _first_byte(part)
    if kind == _OBJECT_START:
        return _OBJECT.decode(part)
    return {str(number): cell for number, cell in enumerate(_LIST.decode(part))} if kind == _LIST_START else {}


def _transposed(columns: Mapping[str, Mapping[str, msgspec.Raw]]) -> Iterator[bytes]:
    """Yield the rows of a table as JSON objects."""
    for number in next(iter(columns.values())):
        yield msgspec.json.encode({key: cells[number] for key, cells in columns.items() if number in cells})


def _only(keys: list[str], fields: Mapping[str, msgspec.Raw]) -> list[tuple[str, msgspec.Raw]]:
    if len(keys) > 1:
        shown = keys[:_MAX_SHOWN]
        raise EntryError(
            ReportCode.SEVERAL_LISTS,
            len(keys),
            tuple(map(shorten_sample, shown)),
            tuple(_size(fields[key]) for key in shown),
        )
    return [("", fields[keys[0]])]


def _size(part: msgspec.Raw) -> int:
    """Return the number of elements of a list, 0 for an object."""
    return len(_LIST.decode(part)) if _first_byte(part) == _LIST_START else 0


def _first_byte(part: msgspec.Raw) -> bytes:
    return bytes(memoryview(part)[:1])


def _is_list_of_objects(part: msgspec.Raw) -> bool:
    head = bytes(memoryview(part)[:64])
    return head.startswith(_LIST_START) and head[1:].lstrip().startswith(_OBJECT_START)


def _is_blank(part: msgspec.Raw) -> bool:
    """Return True for null and for a list or object without anything in it."""
    head = bytes(memoryview(part)[:64])
    return head == b"null" or not head.strip(b"[]{} \t\r\n")


def _begins_with_paper(part: msgspec.Raw) -> bool:
    return _has_title(_OBJECT.decode(_LIST.decode(part)[0]))


def _has_title(fields: Mapping[str, msgspec.Raw]) -> bool:
    """Return True if a title is a text, or a list of texts as at Crossref."""
    return any(plain_key(key) in _TITLES and _TITLE.match(bytes(memoryview(part)[:64])) for key, part in fields.items())


def _is_heading(key: str) -> bool:
    """Return True for a key that names a paper, a day or a category."""
    return bool(key.isdigit() or _DATE.fullmatch(key) or parse_arxiv_id(key) or first_arxiv((key,)) or doi(key))
