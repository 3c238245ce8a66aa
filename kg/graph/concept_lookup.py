"""Resolve a user-supplied concept reference: an id, an IRI, or a label as in a decisions file."""

from kg.concepts.decisions.decisions import parse_meant
from kg.concepts.decisions.ties import Names
from kg.errors import UsageError
from kg.tables import Tables
from kg.tables.records import read_vocabulary
from kg.views.names import concepts_called


def find_concept(tables: Tables, text: str, base: str) -> str:
    """Resolve an id, an IRI or a label to the id of one concept.

    A label may differ in plural and hyphens, and in capitals where these do not distinguish. Raises UnknownName, with
    near labels, where there is none, and UsageError, with their ids, where there are several.
    """
    found = Names(read_vocabulary(tables)).find(parse_meant(text.removeprefix(base))) if text.strip() else ()
    # ignoring capitals and accents; raises UnknownName where nothing matches
    found = found or tuple(concepts_called(tables, text, base))
    if len(found) > 1:
        raise UsageError(f'{len(found)} concepts are called "{text}"; give one of {", ".join(found)}')
    return found[0]
