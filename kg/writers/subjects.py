"""Iterate over subjects with their triples, for syntaxes that are written node by node."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryFile
from typing import cast

import pyoxigraph as ox

from kg.tables import Tables
from kg.writers.request import ExportRequest
from kg.writers.statements import write_ntriples

_Object = ox.NamedNode | ox.Literal
Statement = tuple[str, _Object]


@contextmanager
def subjects(tables: Tables, request: ExportRequest) -> Iterator[tuple[int, Iterator[tuple[str, list[Statement]]]]]:
    """Yield the number of triples, and each subject's IRI with its predicates' IRIs and objects.

    They pass through a temporary file as N-Triples, so that memory does not grow with the graph.
    """
    with TemporaryFile() as spool:
        count = write_ntriples(tables, spool, request)
        spool.seek(0)
        yield count, _grouped(ox.parse(spool, format=ox.RdfFormat.N_TRIPLES))


def _grouped(triples: Iterable[ox.Quad]) -> Iterator[tuple[str, list[Statement]]]:
    # our graphs have neither blank nodes nor triple terms
    rows = ((cast("ox.NamedNode", t.subject).value, t.predicate.value, cast("_Object", t.object)) for t in triples)
    for subject, group in groupby(rows, key=itemgetter(0)):
        yield subject, [(predicate, value) for _, predicate, value in group]
