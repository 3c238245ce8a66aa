"""Names of a graph for resolving user input: from the search index, or from the tables if there is none."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kg.search.forms import Form

if TYPE_CHECKING:
    from kg.tables import Tables


class Bearer(NamedTuple):
    """A node that has a name; ``name`` is the one that matched, as printed."""

    entry: int
    id: str
    label: str
    name: str


class NameSource(Protocol):
    """A source of the nodes of one kind by name or id."""

    def bearers(self, kind: str, form: Form, keys: Sequence[str]) -> list[Bearer]:
        """Return the nodes with a name whose key, in ``form`` or a lower form, is one of ``keys``; sorted by id."""

    def label(self, kind: str, id_: str) -> str | None:
        """Return the label of the node with an id, None if there is none."""

    def concept_iri(self, concept: str) -> str:
        """Return the IRI that a vocabulary gives a concept, "" if none does."""

    def concept_with(self, iri: str) -> str | None:
        """Return the concept to which a vocabulary gives an IRI, None if there is none."""

    def folded(self, kind: str) -> Mapping[str, str]:
        """Return all names of a kind by their folded form."""


@dataclass(frozen=True, slots=True)
class Names:
    """The location of the names of a graph.

    ``tables`` returns the tables, which are read only for data that the index does not contain: other identifiers
    of papers, and authorships.
    """

    tables: "Callable[[], Tables]"
    index: Path | None = None

    @contextmanager
    def open(self) -> Iterator[NameSource]:
        """Yield the index if it is readable and of this version, else the tables."""
        if self.index is not None and self.index.is_file():
            # with a damaged index, names come from the tables
            with closing(sqlite3.connect(f"{self.index.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
                if has_forms(db):
                    yield IndexNames(db)
                    return
        from kg.search.table_names import table_names  # noqa: PLC0415 - not needed with an index

        yield table_names(self.tables())


def names_of_tables(tables: "Tables") -> Names:
    """Return the names of tables, from their index if they have one."""
    return Names(lambda: tables, tables.index)


def has_forms(db: sqlite3.Connection) -> bool:
    """Return whether an index is readable and contains the forms of names; those of earlier versions lack them."""
    try:
        db.execute("SELECT form FROM names LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        return False
    return True


class IndexNames:
    """The names in an open search index."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def bearers(self, kind: str, form: Form, keys: Sequence[str]) -> list[Bearer]:
        """Return the nodes with a name whose key, in ``form`` or a lower form, is one of ``keys``; sorted by id."""
        places = ", ".join("?" * len(keys))
        rows = self._db.execute(
            "SELECT DISTINCT entry, id, label, name FROM names JOIN entries USING (entry) "  # noqa: S608 - question marks
            f"WHERE folded IN ({places}) AND form <= ? AND kind = ? ORDER BY id, name",
            (*keys, int(form), kind),
        )
        return [Bearer(*row) for row in rows]

    def label(self, kind: str, id_: str) -> str | None:
        """Return the label of the node with an id, None if there is none."""
        row = self._db.execute(
            "SELECT label FROM entries WHERE entry BETWEEN ? AND ? AND id = ?", (*self._range(kind), id_)
        ).fetchone()
        return None if row is None else str(row[0])

    def concept_iri(self, concept: str) -> str:
        """Return the IRI that a vocabulary gives a concept, "" if none does."""
        row = self._db.execute("SELECT iri FROM concept_iris WHERE concept = ?", (concept,)).fetchone()
        return "" if row is None else str(row[0])

    def concept_with(self, iri: str) -> str | None:
        """Return the concept to which a vocabulary gives an IRI, None if there is none."""
        row = self._db.execute("SELECT concept FROM concept_iris WHERE iri = ?", (iri,)).fetchone()
        return None if row is None else str(row[0])

    def folded(self, kind: str) -> Mapping[str, str]:
        """Return all names of a kind by their folded form."""
        rows = self._db.execute(
            "SELECT folded, MIN(name) FROM names WHERE form = 0 AND entry BETWEEN ? AND ? GROUP BY folded",
            self._range(kind),
        )
        return dict(rows)

    def _range(self, kind: str) -> tuple[int, int]:
        first, last = self._db.execute("SELECT first, last FROM kinds WHERE kind = ?", (kind,)).fetchone() or (1, 0)
        return first, last
