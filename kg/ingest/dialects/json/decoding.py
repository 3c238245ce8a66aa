"""Decode the JSON text of one entry: into a struct of the usual shape, or into an object of any keys."""

import re
from typing import Final, TypeVar

import msgspec

from kg.ingest.dialects.dialect import EntryError
from kg.ingest.notes import Notes
from kg.report_codes import ReportCode

_OBJECT: Final = msgspec.json.Decoder(dict[str, object])
_PARTS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ANY: Final = msgspec.json.Decoder()
_NAN: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)|-?\b(?:NaN|Infinity)\b', re.DOTALL)
_KINDS: Final = {ord("["): "array", ord('"'): "string", ord("t"): "boolean", ord("f"): "boolean", ord("n"): "null"}

_T = TypeVar("_T")


def without_nan(data: bytes) -> bytes:
    """Return JSON text with the NaN and Infinity of data frames, which JSON does not have, as null."""
    return _NAN.sub(lambda match: match[0] if match[0].startswith(b'"') else b"null", data)


def has_nan(data: bytes) -> bool:
    """Return True if a text may contain NaN or Infinity."""
    return b"NaN" in data or b"Infinity" in data


def decode_struct(decoder: msgspec.json.Decoder[_T], data: bytes) -> _T | None:
    """Return an entry of usual shape, None for any other. Raises what msgspec raises for text that is not JSON."""
    try:
        return decoder.decode(data)
    except msgspec.ValidationError:
        return None
    except msgspec.DecodeError:
        if not has_nan(data):
            raise
    try:
        return decoder.decode(without_nan(data))
    except msgspec.ValidationError:
        return None


def load_object(data: bytes, notes: Notes, line: int) -> dict[str, object]:
    """Return the JSON object of one entry.

    A number that no type holds costs its key. Raises EntryError for another kind of value, and what msgspec raises for
    text that is not JSON.
    """
    try:
        try:
            return _OBJECT.decode(data)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            if not has_nan(data):
                raise
            data = without_nan(data)
            return _OBJECT.decode(data)
    except msgspec.ValidationError:
        first = data.lstrip()[:1]
        if first != b"{":
            _ANY.decode(data)  # text that is not JSON is reported as such
            raise EntryError(ReportCode.NOT_AN_OBJECT, _KINDS.get(ord(first), "number")) from None
    loaded: dict[str, object] = {}
    for key, part in _PARTS.decode(data).items():
        try:
            loaded[key] = _ANY.decode(part)
        except msgspec.ValidationError:
            sample = bytes(memoryview(part)[:80]).decode(errors="replace")
            notes.remark(ReportCode.NUMBER_TOO_LARGE, sample, line, key)
    return loaded
