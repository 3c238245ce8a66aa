"""Decode the payload of an explorer page, as the page's script does."""

import base64
import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

SIZES = {"u8": 1, "u16": 2, "u32": 4}


@dataclass(frozen=True)
class Payload:
    """Header and columns; a column is a list of numbers or of texts."""

    header: dict[str, Any]
    columns: dict[str, list[Any]]

    def rows(self, name: str) -> list[list[Any]]:
        """Return the lists of a column pair such as ``nodePapersAt`` and ``nodePapers``."""
        at, values = self.columns[f"{name}At"], self.columns[name]
        return [values[at[row] : at[row + 1]] for row in range(len(at) - 1)]

    def node(self, label: str) -> int:
        """Return the row of the node with this label."""
        return self.columns["label"].index(label)

    @property
    def labels(self) -> list[str]:
        """Return the labels of nodes; the label of a paper is its title."""
        listed = self.columns["label"]
        titles = self.columns["paperTitle"]
        return [label or titles[self.rows("nodePapers")[row][0]] for row, label in enumerate(listed)]

    @property
    def ids(self) -> list[str]:
        """Return the full ids of nodes."""
        return [self._id(row) for row in range(len(self.columns["label"]))]

    @property
    def links(self) -> set[frozenset[str]]:
        """Return the edges as pairs of ids."""
        ids = self.ids
        ends = zip(self.columns["source"], self.columns["target"], strict=True)
        return {frozenset((ids[a], ids[b])) for a, b in ends}

    def papers(self, row: int) -> list[str]:
        """Return the keys of a node's papers."""
        return [self.columns["paperId"][paper] for paper in self.rows("nodePapers")[row]]

    def _id(self, row: int) -> str:
        value, label = self.columns["id"][row], self.columns["label"][row]
        kind = self.header["kinds"][self.columns["kind"][row]]["key"]
        if value.startswith("~"):
            rest = value[1:] or self.papers(row)[-1]
            return f"author/{label.lower().replace(' ', '-')}/{rest}"
        if value == "=":
            return f"category/arxiv/{label}" if kind == "category" else f"paper/{self.papers(row)[0]}"
        return str(value)


def read_page(html: str) -> Payload:
    """Return the payload of a page."""
    found = re.search(r'<script type="text/plain" id="payload">([^<]*)</script>', html)
    assert found is not None
    return read_payload(zlib.decompress(base64.b64decode(found[1].strip()), -zlib.MAX_WBITS))


def read_payload(data: bytes) -> Payload:
    """Decode the bytes that `kg.render.explorer.columns.pack_columns` returned; return header and columns."""
    size = int.from_bytes(data[:4], "little")
    header = json.loads(data[4 : 4 + size])
    body = data[4 + size :]
    assert (4 + size) % 8 == 0
    return Payload(header, {name: _column(entry, body) for name, entry in header["columns"].items()})


def _column(entry: dict[str, Any], body: bytes) -> list[Any]:
    length = entry["length"]
    if "value" in entry:
        values: Sequence[Any] = [entry["value"]] * length
        if entry["type"] == "text":
            return list(values)
    elif entry["type"] == "text":
        assert entry["at"] % 8 == 0
        text = body[entry["at"] : entry["at"] + entry["bytes"]].decode()
        lines = text.split("\n") if length else []
        assert len(lines) == length
        return lines
    else:
        size = SIZES[entry["type"]]
        assert entry["at"] % 8 == 0
        data = np.frombuffer(body, np.uint8, length * size, entry["at"])
        if entry.get("planes"):
            data = np.ascontiguousarray(data.reshape(size, length).T).ravel()
        stored = data.view(f"<u{size}").astype(np.int64)
        if entry.get("delta"):
            stored = np.cumsum((stored >> 1) ^ -(stored & 1))
        values = stored.tolist()
    if "scale" in entry:
        return [value * entry["scale"] + entry.get("add", 0) for value in values]
    return list(values)
