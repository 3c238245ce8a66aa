"""Find the nodes of a store whose statements differ from before, to update the store by the difference.

A node kind has one row per node, and in this kind only this row contributes statements about the node
(`kg.rdf.mapping`). So a hash of every row that is loaded is stored, and an update considers the nodes whose row is
new, changed or gone. Node kinds have nodes of their own, except those whose subjects are IRIs of any form: an address
that a paper links may be that of another paper.
"""

import hashlib
from typing import Final, NamedTuple

import polars as pl

from kg.fingerprint import program_fingerprint
from kg.rdf.lines import statements
from kg.rdf.mapping import NodeMapping, select_mappings
from kg.rdf.terms import Syntax, ValueKind, term
from kg.rdf.void import Prepared
from kg.rdf.write import prepare_rows
from kg.tables import Tables

_HASHES: Final = {"kind": pl.String(), "subject": pl.String(), "hash": pl.UInt64()}


class RowHashes:
    """The hashes of the rows that a store is loaded from: ``kind, subject, hash``, one row per node and kind.

    Polars computes them, and another version of it may compute others. So may another program version from the same
    rows. Both are part of the seed: if one differs, all rows differ, and all nodes are considered.
    """

    def __init__(self) -> None:
        self._parts = [pl.DataFrame(schema=_HASHES)]
        version = f"{program_fingerprint()} {pl.__version__}".encode()
        self._seed = int.from_bytes(hashlib.blake2b(version, digest_size=8).digest(), "little")

    def add(self, kind: NodeMapping, frame: pl.DataFrame) -> pl.DataFrame:
        """Hash the rows of a node kind, without columns that are not stated, and return the hashes."""
        stated = {prop.value for prop in kind.properties if isinstance(prop.value, str)}
        graphs = {"graph"} if any(prop.graph is None for prop in kind.properties) else set[str]()
        hashes = frame.select(sorted({kind.subject} | stated | graphs)).hash_rows(self._seed)
        part = frame.select(pl.lit(kind.name).alias("kind"), pl.col(kind.subject).alias("subject"), hash=hashes)
        self._parts.append(part)
        return part

    def frame(self) -> pl.DataFrame:
        """Return the hashes of all rows that were added, sorted by kind."""
        empty, *parts = self._parts
        return pl.concat([empty, *sorted(parts, key=lambda part: part["kind"].first() or "")])


class StatementChanges(NamedTuple):
    """IRIs of nodes with a changed or removed row, and all present statements about these and new nodes.

    ``lines`` are N-Triples or N-Quads; ``hashes`` are those of all rows, for the next update.
    """

    subjects: list[str]
    lines: list[str]
    hashes: pl.DataFrame


def changes(
    before: pl.DataFrame, now: Tables, *, base: str, with_text: bool, quads: bool, most: int
) -> StatementChanges | None:
    """Compare the rows that a store was loaded from with those of new tables.

    ``before`` are the hashes of the former (`RowHashes`). Returns None if more than ``most`` nodes and statements would
    have to be considered.
    """
    syntax = Syntax(base, turtle=False)
    earlier = before.partition_by("kind", as_dict=True)
    hashes = RowHashes()
    subjects, stated, lines = set[str](), set[str](), set[str]()
    of_any_form: list[Prepared] = []
    shared = set[str]()
    kinds = sorted(
        select_mappings("store", with_text=with_text), key=lambda kind: kind.subject_kind is not ValueKind.IRI
    )
    for kind, frame in prepare_rows(now, kinds, base, "store", with_text=with_text):
        gone, new = _changed(earlier.pop((kind.name,), before.clear()), hashes.add(kind, frame))
        gone_iris, new_iris = (_iris(kind, changed, syntax) for changed in (gone, new))
        if kind.subject_kind is ValueKind.IRI:
            of_any_form.append((kind, frame))
            shared.update(gone_iris, new_iris)
        else:
            # a subject that is only gone has no row here
            rows = frame.filter(pl.col(kind.subject).is_in(new.implode()) | _is_among(kind, shared, syntax))
            lines.update(_lines(rows, kind, syntax, quads=quads))
        subjects.update(gone_iris, new_iris)
        stated.update(gone_iris)
        if len(subjects) + len(lines) > most:
            return None
    for kind, frame in of_any_form:
        rows = frame.filter(_is_among(kind, subjects, syntax))
        lines.update(_lines(rows, kind, syntax, quads=quads))
    return None if earlier else StatementChanges(sorted(stated), sorted(lines), hashes.frame())


def _changed(before: pl.DataFrame, now: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Return the subjects of rows that are only in the first frame, and of those only in the second.

    Hashes include the subject, so only they are compared: 64 bits, for a few thousand changed rows of a million.
    """
    gone = before.filter(~pl.col("hash").is_in(now["hash"].implode()))
    new = now.filter(~pl.col("hash").is_in(before["hash"].implode()))
    return gone["subject"], new["subject"]


def _is_among(kind: NodeMapping, iris: set[str], syntax: Syntax) -> pl.Expr:
    """Return whether the subject of a row is one of some IRIs."""
    if kind.subject_kind is not ValueKind.NODE:
        return term(kind.subject_kind, pl.col(kind.subject), syntax).is_in([f"<{iri}>" for iri in iris])
    # a term for each of hundreds of thousands of nodes would cost more than everything else
    paths = [iri.removeprefix(syntax.base) for iri in iris if iri.startswith(syntax.base)]
    return pl.col(kind.subject).is_in(paths)


def _iris(kind: NodeMapping, subjects: pl.Series, syntax: Syntax) -> list[str]:
    terms = subjects.to_frame("subject").select(term(kind.subject_kind, pl.col("subject"), syntax))
    return terms.to_series().str.strip_chars("<>").to_list()


def _lines(frame: pl.DataFrame, kind: NodeMapping, syntax: Syntax, *, quads: bool) -> list[str]:
    if frame.is_empty():
        return []
    return [line for lines in statements(frame, kind, syntax, quads=quads) for line in lines.split("\n")]
