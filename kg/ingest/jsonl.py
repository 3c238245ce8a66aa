"""Read digests in JSON: one row a line, an array, or a single object.

Dialects: raw rows ``{id, categories, abs, authors, title, comment, summary}``; enhanced rows add ``AI`` with
``tldr`` (``task`` until April 2025), ``motivation``, ``method``, ``result``, ``conclusion``; ``code_url``,
``code_stars`` and ``code_last_update`` may stand beside it. ``authors`` and ``categories`` are lists or strings.
"""

import io
import json
from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from kg.ids import parse_arxiv_id
from kg.ingest.categories import first_arxiv
from kg.ingest.content import Stream, numbered_lines
from kg.ingest.row import Form, Row
from kg.ingest.summaries import Failures
from kg.ingest.text import one_line
from kg.model import Level, Report
from kg.settings import IngestSettings


class _Summary(msgspec.Struct, gc=False):
    """The summariser's part of an enhanced row."""

    tldr: str | None = None
    task: str | None = None
    motivation: str | None = None
    method: str | None = None
    result: str | None = None
    conclusion: str | None = None


class Printed(msgspec.Struct, gc=False):
    """A row as it stands in the file; keys that no reader needs are passed over unparsed."""

    id: str | None = None
    abs: str | None = None
    title: str | None = None
    authors: list[str] | str | None = None
    categories: list[str] | str | None = None
    comment: str | None = None
    summary: str | None = None
    ai: _Summary | None = msgspec.field(name="AI", default=None)
    code_url: str | None = None
    code_stars: int | None = None
    code_last_update: str | None = None


class _Refused(ValueError):
    """Why a row cannot be read."""


_ROW = msgspec.json.Decoder(Printed)
_ELEMENTS = msgspec.json.Decoder(list[msgspec.Raw])
_NOTHING = _Summary()


def read_json_lines(stream: Stream, name: str, settings: IngestSettings) -> Iterator[Row | Report]:
    """Yield a row, or a reject with its reason, for each line that is not blank."""
    failures = Failures()
    for number, line in numbered_lines(stream, settings.longest_row):
        if line is None:
            yield _reject(name, number, f"the line is longer than {settings.longest_row:,} bytes")
        elif not line.isspace():
            yield _read_row(line, number, name, failures, settings)
    yield from failures.reports(name)


def read_json_document(stream: Stream, name: str, settings: IngestSettings) -> Iterator[Row | Report]:
    """Yield a row, or a reject with its reason, for each element of an array, or for the one object there is."""
    data = stream.read(settings.largest_document + 1)
    if len(data) > settings.largest_document:
        yield _reject(
            name, 1, f"a JSON array of more than {settings.largest_document:,} bytes; write JSON Lines instead"
        )
        return
    try:
        elements = _ELEMENTS.decode(data) if data.lstrip().startswith(b"[") else [msgspec.Raw(data)]
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        if b'\n{"' in data:  # rows by line after all, the first of them damaged
            yield from read_json_lines(io.BytesIO(data), name, settings)
        else:
            yield _reject(name, 1, f"no valid JSON: {error}")
        return
    failures = Failures()
    line, position = 1, 0
    for element in elements:
        text = bytes(element)
        start = data.index(text, position)
        line += data.count(b"\n", position, start)
        position = start
        yield _read_row(text, line, name, failures, settings)
        position += len(text)
        line += text.count(b"\n")
    yield from failures.reports(name)


def _reject(name: str, line: int, reason: str) -> Report:
    return Report(Level.REJECT, name, line, reason)


def _read_row(data: bytes, line: int, name: str, failures: Failures, settings: IngestSettings) -> Row | Report:
    try:
        try:
            printed = _ROW.decode(data)
        except msgspec.ValidationError:
            printed = _coerced(msgspec.json.decode(data))
        except msgspec.DecodeError:
            if b"NaN" not in data:
                raise
            printed = _coerced(json.loads(data))  # data frames write missing values so
        return _row(printed, line, failures, settings)
    except UnicodeDecodeError as error:
        return _reject(name, line, f"not UTF-8: {error.reason} at byte {error.start}")
    except RecursionError:
        return _reject(name, line, "nested too deeply")
    except _Refused as error:
        return _reject(name, line, str(error))
    except ValueError as error:
        return _reject(name, line, f"no valid JSON: {error}")


def _row(printed: Printed, line: int, failures: Failures, settings: IngestSettings) -> Row:
    address = printed.id or printed.abs or ""
    arxiv = parse_arxiv_id(address)
    if arxiv is None:
        raise _Refused(f"{address[:60]!r} is no arXiv id" if address else "no arXiv id")
    title = one_line(printed.title or "")
    if not title:
        raise _Refused("no title")
    authors = printed.authors or ""
    if not isinstance(authors, str):
        authors = ",".join(authors)
    if authors.count(",") >= settings.most_authors:
        raise _Refused(f"more than {settings.most_authors:,} authors")
    classes = printed.categories or ()
    categories = (classes,) if isinstance(classes, str) else tuple(classes)
    primary = first_arxiv(categories)
    version = arxiv.version
    if printed.abs and not printed.abs.endswith(arxiv.id):
        beside = parse_arxiv_id(printed.abs)
        version = max(version or 0, beside.version or 0) or None if beside and beside.id == arxiv.id else version
    ai = printed.ai or _NOTHING
    code_url = (printed.code_url or "").strip()
    stars, updated = printed.code_stars, _day(printed.code_last_update)
    return Row(
        line,
        arxiv.id,
        version,
        arxiv.month,
        Form.RAW if printed.ai is None else Form.ENHANCED,
        primary,
        title,
        authors.strip(),
        primary,
        categories,
        (printed.comment or "").strip(),
        failures.drop(ai.tldr or ai.task, line),
        failures.drop(ai.motivation, line),
        failures.drop(ai.method, line),
        failures.drop(ai.result, line),
        failures.drop(ai.conclusion, line),
        (printed.summary or "").strip(),
        code_url,
        (code_url, stars) if code_url and stars is not None and stars >= 0 else None,
        (code_url, updated) if code_url and updated else None,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _coerced(value: object) -> Printed:
    """Take what is usable from a row whose fields are not all of the usual types."""
    if not isinstance(value, dict):
        raise _Refused(f"a JSON {_KINDS.get(type(value), 'value')} where an object is expected")
    stars = value.get("code_stars")
    ai = value.get("AI")
    return Printed(
        id=_text(value, "id"),
        abs=_text(value, "abs"),
        title=_text(value, "title"),
        authors=_texts(value, "authors"),
        categories=_texts(value, "categories"),
        comment=_text(value, "comment"),
        summary=_text(value, "summary"),
        ai=_Summary(*(_text(ai, key) for key in _Summary.__struct_fields__)) if isinstance(ai, dict) else None,
        code_url=_text(value, "code_url"),
        code_stars=int(stars) if isinstance(stars, int | float) and 0 <= stars < 2**53 else None,
        code_last_update=_text(value, "code_last_update"),
    )


_KINDS = {list: "array", str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def _text(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    return value if isinstance(value, str) else None


def _texts(row: Mapping[str, object], key: str) -> list[str] | str | None:
    """Return the strings of a list; of the objects in it their ``name``."""
    value = row.get(key)
    if isinstance(value, list):
        items = [item.get("name") if isinstance(item, dict) else item for item in value]
        return [item for item in items if isinstance(item, str)]
    return value if isinstance(value, str) else None
