"""What a build is asked for: everything but the digests that its result depends on."""

from dataclasses import dataclass, field
from datetime import date

from kg.authors import AuthorDecisions
from kg.concepts import ConceptDecisions, Vocabulary
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Request:
    """Settings, decisions and vocabulary of one build.

    ``day`` is the day of digests whose names give none, ``form`` the name of the format of all files where it is not to
    be recognized; ``strict`` makes the first reject an error. ``vocabulary`` is the shipped one where it is None.
    """

    settings: Settings = field(default_factory=Settings)
    author_decisions: AuthorDecisions = field(default_factory=AuthorDecisions)
    concept_decisions: ConceptDecisions = field(default_factory=ConceptDecisions)
    vocabulary: Vocabulary | None = None
    day: date | None = None
    form: str | None = None
    strict: bool = False
