"""Encode columns of numbers and texts as bytes that compress well and that a page decodes in a few lines.

A column is written in the smallest type that fits its values. Three encodings make it smaller: differences to the
previous value (zigzag-coded), whole steps of a fixed size instead of floating-point numbers, and bytes by plane (all
low bytes, then all high bytes, which are mostly zero). The column's entry in the header lists the encodings, so that
the decoder in ``viz/explorer/src`` does not need the meaning of a column.
"""

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]

ALIGNMENT: Final = 8
"""Alignment in bytes: every column begins at a multiple of it."""

_TYPES: Final = ((1, "u8", "<u1"), (2, "u16", "<u2"), (4, "u32", "<u4"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its entry in the header without the offset, and its bytes (empty for a constant column)."""

    entry: dict[str, Any]
    data: bytes = b""


def integers(values: npt.ArrayLike, *, delta: bool = False) -> Column:
    """Return whole numbers from 0 to 2³²-1 as a column; with ``delta`` as differences to the previous value."""
    numbers = np.asarray(values, dtype=np.int64)
    if len(numbers) and (numbers == numbers[0]).all():
        return Column({"type": "u32", "length": len(numbers), "value": int(numbers[0])})
    stored = _zigzag(numbers) if delta else numbers
    size, name, dtype = next(t for t in _TYPES if int(stored.max(initial=0)) < 256 ** t[0])
    data = stored.astype(dtype).tobytes()
    entry: dict[str, Any] = {"type": name, "length": len(numbers)}
    if size > 1:
        entry["planes"] = size
        data = np.frombuffer(data, dtype=np.uint8).reshape(-1, size).T.tobytes()
    return Column(entry | ({"delta": True} if delta else {}), data)


def steps(values: npt.ArrayLike, step: float, *, delta: bool = False) -> Column:
    """Return numbers as a column of whole steps above the smallest of them."""
    numbers = np.asarray(values, dtype=np.float64)
    low = float(np.floor(numbers.min(initial=0.0) / step)) * step if len(numbers) else 0.0
    column = integers(np.round((numbers - low) / step).astype(np.int64), delta=delta)
    entry = dict(column.entry) | {"scale": step}
    return Column(entry | ({"add": round(low, 6)} if low else {}), column.data)


def texts(values: Iterable[str]) -> Column:
    """Return texts as a column of UTF-8; line breaks within a text become spaces."""
    lines = [" ".join(value.splitlines()) if _breaks(value) else value for value in values]
    if lines and all(line == lines[0] for line in lines):
        return Column({"type": "text", "length": len(lines), "value": lines[0]})
    data = "\n".join(lines).encode("utf-8", "replace")
    return Column({"type": "text", "length": len(lines), "bytes": len(data)}, data)


def offsets(lengths: npt.ArrayLike) -> Column:
    """Return the offsets of lists of these lengths in the column that contains them all, and its end."""
    return integers(np.concatenate([[0], np.cumsum(np.asarray(lengths, dtype=np.int64))]), delta=True)


def pack_columns(header: Mapping[str, Any], columns: Mapping[str, Column]) -> bytes:
    """Return the length of the header, the header in JSON, and the columns as one byte string."""
    at, entries, parts = 0, {}, []
    for name, column in columns.items():
        entries[name] = column.entry if "value" in column.entry else {**column.entry, "at": at}
        padded = column.data + b"\0" * (-len(column.data) % ALIGNMENT)
        parts.append(padded)
        at += len(padded)
    text = json.dumps({**header, "columns": entries}, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    encoded = text.encode("utf-8", "replace")
    encoded += b" " * (-(4 + len(encoded)) % ALIGNMENT)  # columns begin after the four bytes of the length
    return len(encoded).to_bytes(4, "little") + encoded + b"".join(parts)


def compress(data: bytes) -> str:
    """Return bytes as raw deflate in base64, as text that may appear in HTML."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return base64.b64encode(deflate.compress(data) + deflate.flush()).decode("ascii")


def _zigzag(numbers: Integers) -> Integers:
    """Return differences to the previous number, so encoded that small positive and negative ones are small numbers."""
    apart = np.diff(numbers, prepend=0)
    return np.asarray(np.where(apart < 0, -2 * apart - 1, 2 * apart))


def _breaks(value: str) -> bool:
    return "\n" in value or "\r" in value or len(value.splitlines()) > 1
