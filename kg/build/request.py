"""Define the request for a build."""

from dataclasses import dataclass, field
from datetime import date

from kg.authors import AuthorDecisions
from kg.concepts import ConceptDecisions, Vocabulary
from kg.sets.decision_verbs import DecisionVerb
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """Inputs, settings, decisions and vocabulary of one build.

    ``inputs`` are files, folders and globs. ``day`` is the day of digests whose names have none. ``form`` is the name
    of the format of all files, None to recognize it. With ``strict``, the first reject is an error. If ``vocabulary``
    is None, the shipped one is used.
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
        """True if a person asked to be hidden."""
        return any(True for _ in self.author_decisions.of(DecisionVerb.HIDE))
