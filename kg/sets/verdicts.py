"""Verdicts on pairs of authors, and who gives them."""

from enum import StrEnum


class Verdict(StrEnum):
    """The verdict of a decision on two authors, or two authorships."""

    SAME = "same"
    DIFFERENT = "different"
    POSSIBLY_SAME = "possiblySame"


class DecidedBy(StrEnum):
    """The decider: this program, or a person in a decisions file."""

    PROGRAM = "program"
    PERSON = "person"

    @property
    def rdf_class(self) -> str:
        """The class of the agent in RDF."""
        return "prov:SoftwareAgent" if self is DecidedBy.PROGRAM else "prov:Person"

    @property
    def label(self) -> str:
        """The label of the agent in RDF."""
        return "arxiv-kg" if self is DecidedBy.PROGRAM else "a person, in a decisions file"
