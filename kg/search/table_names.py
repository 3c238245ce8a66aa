"""The names of tables without a search index, as the index would contain them."""

from collections.abc import Mapping, Sequence
from weakref import WeakKeyDictionary

import polars as pl

from kg.classification import class_labels
from kg.search.contents import concept_iris_of, named_entries, names_of
from kg.search.forms import Form
from kg.search.names import Bearer
from kg.tables import Tables


class TableNames:
    """The names of tables."""

    def __init__(self, tables: Tables) -> None:
        labels = tables["papers"].select("paper", "title")
        self._labels = {"paper": dict(labels.rows())}
        self._names: dict[str, pl.DataFrame] = {}
        self._iris: dict[str, str] = dict(concept_iris_of(tables).rows())
        self._concepts = {iri: concept for concept, iri in self._iris.items()}
        for kind, entries in named_entries(tables, class_labels()).items():
            self._labels[kind] = dict(entries.select("id", "label").rows())
            numbered = entries.with_row_index("entry")
            self._names[kind] = names_of(kind, numbered).join(numbered.select("entry", "id", "label"), on="entry")

    def bearers(self, kind: str, form: Form, keys: Sequence[str]) -> list[Bearer]:
        """Return the nodes with a name whose key, in ``form`` or a lower form, is one of ``keys``; sorted by id."""
        found = self._names[kind].filter(pl.col("folded").is_in(list(keys)), pl.col("form") <= int(form))
        return [
            Bearer(*row) for row in found.select("entry", "id", "label", "name").unique().sort("id", "name").iter_rows()
        ]

    def label(self, kind: str, id_: str) -> str | None:
        """Return the label of the node with an id, None if there is none."""
        return self._labels[kind].get(id_)

    def concept_iri(self, concept: str) -> str:
        """Return the IRI that a vocabulary gives a concept, "" if none does."""
        return self._iris.get(concept, "")

    def concept_with(self, iri: str) -> str | None:
        """Return the concept to which a vocabulary gives an IRI, None if there is none."""
        return self._concepts.get(iri)

    def folded(self, kind: str) -> Mapping[str, str]:
        """Return all names of a kind by their folded form."""
        if kind not in self._names:
            return {}
        names = self._names[kind].filter(pl.col("form") == Form.FOLDED.value)
        return dict(names.group_by("folded").agg(pl.col("name").min()).sort("folded").rows())


_KEPT: WeakKeyDictionary[Tables, TableNames] = WeakKeyDictionary()


def table_names(tables: Tables) -> TableNames:
    """Return the names of tables; they are computed once per tables object."""
    if tables not in _KEPT:
        _KEPT[tables] = TableNames(tables)
    return _KEPT[tables]
