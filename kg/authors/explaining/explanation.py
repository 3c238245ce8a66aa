"""Records of an explanation why names are one person; `explain` fills them."""

from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from kg.authors.blocks.evidence import confidence
from kg.model import Authorship, Evidence, EvidenceKind


class DecidingReason(StrEnum):
    """Why two authorships were merged or left apart.

    As the kind of an `Evidence`, it is the reason why they must not be merged.
    """

    EVIDENCE = "evidence"
    """Everything was weighed, and reached the threshold or did not."""

    CORE = EvidenceKind.CORE.value
    """Authorships of a frequent name are first joined by co-authors whose names hardly anybody else has."""

    DECISION = EvidenceKind.DECISION.value
    """A decision of a person."""

    GROUP = "group"
    """Teams and other groups are identified by the letters of their names alone."""

    REPEATED = "repeated"
    """One paper prints the same string several times, and nothing distinguishes them."""

    SAME_ORCID = EvidenceKind.SAME_ORCID.value
    """Both have the same ORCID iD, and their names may be one person's."""

    DIFFERENT_ORCIDS = EvidenceKind.DIFFERENT_ORCIDS.value
    """They have two ORCID iDs."""

    SAME_PAPER = EvidenceKind.SAME_PAPER.value
    """One paper prints both, under two strings."""

    CONFLICT = EvidenceKind.CONFLICT.value
    """The given names contradict each other."""

    UNRELATED = EvidenceKind.UNRELATED.value
    """The names are not forms of one name."""

    NOT_COMPARED = EvidenceKind.NOT_COMPARED.value
    """The names may be one, but share no blocking key."""


@dataclass(frozen=True, slots=True)
class Side:
    """Authorships treated as one person, the earliest first, each with the author it is assigned to."""

    mentions: tuple[Authorship, ...]

    @property
    def author(self) -> str:
        """The author that these authorships are assigned to."""
        return self.mentions[0].author

    @property
    def papers(self) -> tuple[str, ...]:
        """Their papers, the earliest first."""
        return tuple(dict.fromkeys(mention.paper for mention in self.mentions))

    @property
    def names(self) -> tuple[tuple[str, int], ...]:
        """The names printed and how often, the most frequent first."""
        counts = Counter(mention.printed for mention in self.mentions)
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0])))

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {
            "author": self.author,
            "names": dict(self.names),
            "authorships": [mention.id for mention in self.mentions],
        }


@dataclass(frozen=True, slots=True)
class Weighing:
    """Two sides and the evidence that they are one person; ``bits`` is its sum.

    ``forbidden`` has reasons why they cannot be one whatever the sum is, each with a kind from `DecidingReason`.
    If ``evidence`` is empty, the names cannot be one person's.
    """

    one: Side
    other: Side
    bits: float
    evidence: tuple[Evidence, ...]
    forbidden: tuple[Evidence, ...] = ()

    @property
    def confidence(self) -> float:
        """The probability that the two are one person, from 0 to 1."""
        return 0.0 if self.forbidden or not self.evidence else round(confidence(self.bits), 3)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {
            "bits": self.bits,
            "confidence": self.confidence,
            "evidence": [asdict(evidence) for evidence in self.evidence],
            "forbidden": [asdict(evidence) for evidence in self.forbidden],
            "one": self.one.as_dict(),
            "other": self.other.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Core:
    """Authorships merged without weighing, and the ``reasons``: rare co-authors, or a decision."""

    side: Side
    because: DecidingReason
    reasons: tuple[Evidence, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        reasons = [asdict(evidence) for evidence in self.reasons]
        return {"because": self.because.value, "reasons": reasons, "side": self.side.as_dict()}


@dataclass(frozen=True, slots=True)
class PairExplanation:
    """The explanation why two authorships are one person, or are not.

    ``weighing`` is the step that merged them or, if they are apart, the comparison of the two people that they belong
    to; None if nothing was weighed. ``alone`` weighs the two authorships by themselves. ``reasons`` explains a decision
    that was not made by weighing. ``threshold`` is in bits.
    """

    a: Authorship
    b: Authorship
    because: DecidingReason
    threshold: float
    alone: Weighing
    weighing: Weighing | None = None
    reasons: tuple[Evidence, ...] = ()

    @property
    def same(self) -> bool:
        """Return True if both are assigned to one author."""
        return self.a.author == self.b.author

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {
            "same": self.same,
            "because": self.because.value,
            "threshold": self.threshold,
            "a": asdict(self.a),
            "b": asdict(self.b),
            "reasons": [asdict(evidence) for evidence in self.reasons],
            "weighing": self.weighing and self.weighing.as_dict(),
            "alone": self.alone.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class AuthorExplanation:
    """The steps that assembled a person, and who else may be the same.

    ``cores`` needed no weighing; ``joins`` are the steps that followed, the weakest first. ``doubts`` are others who
    were left apart and may be this person, the most likely first; ``stopped`` are those whom only a cannot-link keeps
    apart. In ``doubts`` and ``stopped``, this person is the side ``one``.
    """

    person: Side
    threshold: float
    cores: tuple[Core, ...] = ()
    joins: tuple[Weighing, ...] = ()
    doubts: tuple[Weighing, ...] = ()
    stopped: tuple[Weighing, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        parts = ("cores", "joins", "doubts", "stopped")
        return {
            "person": self.person.as_dict(),
            "threshold": self.threshold,
            **{name: [part.as_dict() for part in getattr(self, name)] for name in parts},
        }
