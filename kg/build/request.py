"""The request for a build."""

from dataclasses import dataclass, field
from datetime import date

from kg.authors import AuthorDecisions
from kg.concepts import ConceptDecisions, Vocabulary
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """Inputs, settings, decisions and vocabulary of one build.

    ``inputs`` are files, folders and globs. ``day`` is the day of digests whose names give none, ``form`` the name of
    the format of all files where it is not to be recognized; ``strict`` makes the first reject an error.
    ``vocabulary`` is the shipped one where it is None.
    """

    inputs: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    author_decisions: AuthorDecisions = field(default_factory=AuthorDecisions)
    concept_decisions: ConceptDecisions = field(default_factory=ConceptDecisions)
    vocabulary: Vocabulary | None = None
    day: date | None = None
    form: str | None = None
    strict: bool = False

    @property
    def hides(self) -> bool:
        """Whether a person asked to be left out."""
        return any(True for _ in self.author_decisions.of("hide"))
