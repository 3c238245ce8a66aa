"""Describe merges and splits of people."""

from collections.abc import Sequence
from typing import Final

from kg.report.document import Entry, Line, Span, join_lines, line
from kg.report.finding.regrouping import Change, Regrouping
from kg.report.names import SpanNames

REGROUPED: Final = line("People are compared by the names on papers that both graphs have.")


def regrouping_entry(one: Regrouping, old: SpanNames, new: SpanNames) -> Entry:
    """Return a merge or split of people in a line. Equal names are distinguished by the paper each is named after."""

    def people(ids: Sequence[str], names: SpanNames) -> Line:
        return join_lines(
            [line(names.person(id_, strong=True), Span(f" of {id_.partition('/')[2]}", muted=True)) for id_ in ids],
            ", ",
            " and ",
        )

    before, after = people(one.old, old), people(one.new, new)
    match one.change:
        case Change.MERGED:
            return Entry((*before, Span(" are now one person: "), *after))
        case Change.SPLIT:
            return Entry((*before, Span(f" is now {len(one.new)} people: "), *after))
        case Change.REGROUPED:
            return Entry((*before, Span(" are divided in another way: "), *after))
