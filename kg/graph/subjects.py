"""Which concept a person means who asks for one: an id, an IRI, or a label as a decisions file takes it."""

from kg.concepts.decisions import parse_meant
from kg.concepts.ties import Names
from kg.errors import UsageError
from kg.tables import Tables
from kg.tables.records import read_vocabulary
from kg.views.names import concepts_called


def concept_meant(tables: Tables, text: str, base: str) -> str:
    """Return the id of the concept that an id, an IRI or a label means.

    A label may differ in plural and hyphens, and in capitals where these say nothing. Raises UnknownName, with what is
    near, where that is none, and UsageError, with their ids, where it is several.
    """
    found = Names(read_vocabulary(tables)).find(parse_meant(text.removeprefix(base))) if text.strip() else ()
    # capitals and accents aside, or as nothing at all, which is told with what is near
    found = found or tuple(concepts_called(tables, text, base))
    if len(found) > 1:
        raise UsageError(f'{len(found)} concepts are called "{text}"; give one of {", ".join(found)}')
    return found[0]
