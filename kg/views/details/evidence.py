"""Cut the sentences that are the evidence of edges to concepts from the texts of papers."""

import re
from typing import Final

import polars as pl

from kg.model import Relation
from kg.sets.network_kinds import EdgeKind
from kg.tables import Tables
from kg.views.details.record import EVIDENCE_COLUMNS
from kg.views.network import Network

MAX_SENTENCE: Final = 300
"""Maximum number of characters of a quoted sentence; a longer one is cut around the concept."""

_RELATIONS: Final = tuple(relation.value for relation in Relation)
_TOGETHER: Final = EdgeKind.COOCCURS.value
_END: Final = re.compile(r"[.!?](?=\s+[^a-z\s])|[。！？]|\n\s*\n")  # texts of digests have hard line breaks
_SPACE: Final = re.compile(r"\s+")


def claims_behind(tables: Tables, network: Network) -> pl.DataFrame:
    """Return the claims behind edges; ``place`` is the rank among the claims of an edge, from 0 for the best.

    A paper's own words come before machine-written summaries, the relation that names the edge before others, and high
    confidence before low. For an edge between two concepts, claims of both ends alternate.
    """
    edges = network.edges.select("source", "target", "kind", paper="papers")
    to_concept = edges.filter(pl.col("kind").is_in(_RELATIONS)).select(
        "source",
        "target",
        "kind",
        paper=pl.col("source").str.strip_prefix("paper/"),
        concept=pl.col("target").str.strip_prefix("concept/"),
    )
    together = edges.filter(pl.col("kind") == _TOGETHER, pl.col("source").str.starts_with("concept/")).explode("paper")
    ends = [
        together.select("source", "target", "kind", "paper", concept=pl.col(end).str.strip_prefix("concept/"))
        for end in ("source", "target")
    ]
    return (
        tables["claims"]
        .join(pl.concat([to_concept, *ends]), on=["paper", "concept"])
        .with_columns(named=pl.col("relation") == pl.col("kind"))
        .sort(
            "source", "target", "generated", "named", "confidence", "paper", "section", "start", "relation",
            descending=[False, False, False, True, True, True, False, False, False],
        )
        .unique(["source", "target", "paper", "section", "start"], keep="first", maintain_order=True)
        .with_columns(turn=pl.int_range(pl.len()).over("source", "target", "concept"))
        .sort("source", "target", "turn", "concept")
        .with_columns(place=pl.int_range(pl.len()).over("source", "target"))
    )  # fmt: skip


def quote_claims(tables: Tables, claims: pl.DataFrame) -> pl.DataFrame:
    """Return claims with the sentence around each (`EVIDENCE_COLUMNS`), the span in UTF-16 units."""
    papers = claims.select("paper").unique()
    titles = (
        tables["papers"].join(papers, on="paper", how="semi").select("paper", section=pl.lit("title"), text="title")
    )
    texts = tables["sections"].join(papers, on="paper", how="semi").select("paper", section="kind", text="text")
    quoted = claims.join(pl.concat([titles, texts]), on=["paper", "section"], maintain_order="left")
    cut = [sentence(text, start, end) for text, start, end in quoted.select("text", "start", "end").iter_rows()]
    spans = pl.DataFrame(cut, schema={"sentence": pl.String, "start": pl.Int32, "end": pl.Int32}, orient="row")
    return quoted.drop("start", "end").hstack(spans).select(EVIDENCE_COLUMNS.names())


def sentence(text: str, start: int, end: int, longest: int = MAX_SENTENCE) -> tuple[str, int, int]:
    """Return the sentence around ``text[start:end]``, and the span of this text in it, in UTF-16 units.

    >>> sentence("We sort. Bees count the hive. They rest.", 24, 28)
    ('Bees count the hive.', 15, 19)
    """
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    first = max((match.end() for match in _END.finditer(text, 0, start)), default=0)
    closing = _END.search(text, end)
    last = closing.end() if closing else len(text)
    room = max(longest - (end - start), 0)
    before, after = start - first, last - end
    kept = min(before, max(room // 2, room - after))
    low, high = start - kept, min(last, end + room - kept)
    head = ("…" if low > first else "") + _SPACE.sub(" ", text[low:start]).lstrip()
    said = _SPACE.sub(" ", text[start:end])
    tail = _SPACE.sub(" ", text[end:high]).rstrip() + ("…" if high < last else "")
    return head + said + tail, _units(head), _units(head + said)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
