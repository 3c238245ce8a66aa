"""What may be decided about two authors, and by whom."""

from enum import StrEnum


class Verdict(StrEnum):
    """What was decided about two sides, of one decision."""

    SAME = "same"
    DIFFERENT = "different"
    POSSIBLY_SAME = "possiblySame"


class DecidedBy(StrEnum):
    """Who decided: this program, or a person in a decisions file."""

    PROGRAM = "program"
    PERSON = "person"

    @property
    def rdf_class(self) -> str:
        """The class of the agent in RDF."""
        return "prov:SoftwareAgent" if self is DecidedBy.PROGRAM else "prov:Person"

    @property
    def label(self) -> str:
        """What the agent is called in RDF."""
        return "arxiv-kg" if self is DecidedBy.PROGRAM else "a person, in a decisions file"
