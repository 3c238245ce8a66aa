"""Measure the contents of a page file: bytes of its base, nodes, edges and titles, and the colors of its groups.

Columns of numbers and texts are compressed one by one, as raw deflate. What positions, draws, names and identifies a
node counts per node, and so for edges. Content counts by itself: lists of papers, other names, sentences, concepts.
"""

import base64
import json
import re
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

from measure import ROOT, row

sys.path.insert(0, str(ROOT / "tests"))
from color_difference import least_difference
from explorer_payload import read_page

MAX_LARGE = 8
"""Groups that must be distinguishable by color."""

LISTS = ("nodePaper", "edgePapers")
TITLES = ("paperTitle",)
CONTENT = ("aliases", "note")
EDGES = ("source", "target", "width", "weight", "generated")


@dataclass(frozen=True)
class PageBytes:
    """Bytes on disk, compressed bytes of the payload's columns per part, and numbers of rows."""

    disk: int
    payload: int
    columns: dict[str, int]
    rows: dict[str, int]

    def of(self, part: str) -> int:
        """Return the compressed bytes of the columns of one part: node, edge, title, lists, content or other."""
        return sum(size for name, size in self.columns.items() if part_of(name) == part)

    def per(self, part: str, rows: str) -> float:
        """Return the bytes of a part per row of nodes, edges or papers."""
        return self.of(part) / max(self.rows[rows], 1)


def part_of(column: str) -> str:
    """Return the part of the page to which a column belongs."""
    if column.startswith(LISTS):
        return "lists"
    if column in TITLES:
        return "title"
    if column in CONTENT:
        return "content"
    if column in EDGES or column.startswith("edge"):
        return "edge"
    if (
        column.startswith(("paper", "author", "concept", "evidence", "pairs", "shared")) and column != "papers"
    ):  # the last is of nodes
        return "other"
    return "node"


def page_bytes(html: str) -> PageBytes:
    """Measure a page."""
    found = re.search(r'<script type="text/plain" id="payload">([^<]*)</script>', html)
    assert found is not None
    payload = base64.b64decode(found[1])
    data = zlib.decompress(payload, -zlib.MAX_WBITS)
    size = int.from_bytes(data[:4], "little")
    entries, body = json.loads(data[4 : 4 + size])["columns"], data[4 + size :]
    starts = sorted({entry["at"] for entry in entries.values() if "at" in entry})
    columns = {}
    for name, entry in entries.items():
        if "at" in entry:
            end = next((start for start in starts if start > entry["at"]), len(body))
            columns[name] = deflated(body[entry["at"] : end])
    lengths = {"nodes": "x", "edges": "source", "papers": "paperId"}
    rows = {what: entries[name]["length"] if name in entries else 0 for what, name in lengths.items()}
    return PageBytes(len(html.encode()), len(payload), columns, rows)


def deflated(data: bytes) -> int:
    """Return the size as raw deflate."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return len(deflate.compress(data) + deflate.flush())


def byte_rows(views: dict[str, Path], base: Path, earlier: Path, earlier_base: Path) -> None:
    """Print the sizes of pages; ``base`` has no nodes, ``earlier`` are pages of 0.1.0, with 2,000 nodes and none."""
    was = earlier_base.stat().st_size
    row(
        "page without nodes, on disk",
        f"{base.stat().st_size / 1000:.0f} kB",
        "200 kB",
        "120 kB",
        before=f"{was / 1000:.0f} kB",
    )
    for view, path in views.items():
        of = page_bytes(path.read_text(encoding="utf-8"))
        nodes, edges, papers = of.rows["nodes"], of.rows["edges"], of.rows["papers"]
        name = f"{view} ({nodes:,} nodes, {edges:,} edges, {papers:,} papers)"
        lists, content = of.per("lists", "nodes"), of.per("content", "nodes")
        grown = (earlier.stat().st_size - was) / 2_000
        row(f"{name}: page on disk", f"{of.disk / 1000:,.0f} kB, of them content as base64 {of.payload / 750:,.0f} kB")
        row(
            "… compressed, per node (and lists of its papers; other names and notes)",
            f"{of.per('node', 'nodes'):.1f} B (and {lists:.1f} B; {content:.1f} B)",
            "25 B",
            "18 B",
            before=f"{grown:.0f} B with edges, on disk" if view == "coauthors" else "",
        )
        row("… per edge", f"{of.per('edge', 'edges'):.1f} B", "8 B", "6 B")
        row("… per title", f"{of.per('title', 'papers'):.1f} B", "45 B", "35 B")
        row("… authors and concepts of papers, sentences, identifiers, dates", f"{of.of('other') / 1000:,.0f} kB")


def color_rows(views: dict[str, Path]) -> None:
    """Print the smallest color difference of the largest groups of pictures, in both themes, under any color vision."""
    least = {}
    for view, path in views.items():
        header = read_page(path.read_text(encoding="utf-8")).header
        lines = [line for legend in header["legends"] for line in legend["groups"] if not line["every"]]
        lines.sort(key=lambda line: -line["size"])
        groups = [header["groups"][line["group"]] for line in lines]
        groups = [group for group in groups if group["key"] not in ("", "untyped")][:MAX_LARGE]
        regions = [one for one in header["communities"] if one["level"] == 0]
        regions = sorted(regions, key=lambda one: -one["size"])[:MAX_LARGE]
        for kind, found in ((f"{view}", groups), (f"{view} by community", regions)):
            if len(found) > 1:
                least[kind] = min(least_difference([one[theme] for one in found]) for theme in ("light", "dark"))
    words = ", ".join(f"{kind} {value:.1f}" for kind, value in least.items())
    row("least ΔE2000 of the 8 largest groups, three color vision deficiencies", words, "8", "12")
