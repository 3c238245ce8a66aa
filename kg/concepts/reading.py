"""One paper's claims: its texts searched, its acronyms resolved, each mention judged by where it stands."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from kg.concepts.acronyms import align, base_form, bracketed, canonical, find_definitions
from kg.concepts.lexical import fold, has_cjk, stems
from kg.concepts.matching import CueAt, Matcher, Mention
from kg.concepts.own_words import OwnWords
from kg.concepts.relations import Judge, Rules
from kg.concepts.terms import term_key
from kg.concepts.text import clean
from kg.concepts.vocabulary import Vocabulary
from kg.model import Claim, Paper, Relation, SectionKind
from kg.settings import ConceptSettings

# Between sections: no label, cue or definition reaches over it.
_GAP = "\n\n\n"
_OWN = (SectionKind.TITLE, SectionKind.ABSTRACT)


class Named(NamedTuple):
    """A concept named by ``text[start:end]``; ``source`` is ``vocabulary`` or ``acronym``, the head of its rule."""

    start: int
    end: int
    concept: str
    source: str


class Meaning(NamedTuple):
    """What a paper says a short form means; ``concept`` is empty where the long form is none that is known.

    The short form then means nothing in this paper, whatever it means elsewhere.
    """

    concept: str
    label: str


class Texts:
    """A paper's title and sections cleaned and joined, so that all are searched at once, and the way back to each.

    ``foreign`` are the sections in another language than English.
    """

    def __init__(self, paper: Paper) -> None:
        self.foreign = frozenset(section.kind for section in paper.sections if section.language != "en")
        self._parts = [
            (SectionKind.TITLE, clean(paper.title)),
            *((section.kind, clean(section.text)) for section in paper.sections),
        ]
        self.joined = _GAP.join(part.text for _, part in self._parts)
        self._offsets: list[int] = []
        offset = 0
        for _, part in self._parts:
            self._offsets.append(offset)
            offset += len(part.text) + len(_GAP)

    def sections(self) -> Iterator[tuple[SectionKind, int, int]]:
        """Yield each section with where it begins and ends in the joined text."""
        for (kind, part), offset in zip(self._parts, self._offsets, strict=True):
            yield kind, offset, offset + len(part.text)

    def section_at(self, place: int) -> SectionKind:
        """Return the section that a character of the joined text stands in."""
        return self._parts[bisect_right(self._offsets, place) - 1][0]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters of its section's own text that a span of the joined text was made from."""
        part = bisect_right(self._offsets, start) - 1
        offset = self._offsets[part]
        return self._parts[part][1].original(start - offset, end - offset)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paper says: its claims, every mention in order of start, and the texts that mentions are places in."""

    claims: tuple[Claim, ...]
    mentions: tuple[Named, ...]
    texts: Texts


class Reader:
    """Reads papers with one vocabulary. What it says of a paper depends on that paper alone."""

    def __init__(self, vocabulary: Vocabulary, settings: ConceptSettings) -> None:
        self._matcher = Matcher(vocabulary)
        self.settings = settings
        self.types = {concept.id: concept.type for concept in vocabulary.concepts}
        self.refused = {term_key(label) for label in vocabulary.refused}
        self._latin_labels: dict[str, list[str]] = {}
        for label in vocabulary.labels:
            if not has_cjk(label.text):
                self._latin_labels.setdefault(label.concept, []).append(label.text)

    def concept(self, label: str) -> str:
        """Return the one concept that a label names; empty where it names none, or several."""
        known = self._matcher.lookup(label)
        return known[0] if len(known) == 1 else ""

    def read(self, paper: Paper) -> Reading:
        """Return what the paper says of the concepts of the vocabulary."""
        texts = Texts(paper)
        mentions, cues = self._matcher.find(texts.joined)
        named = self._resolve(texts.joined, mentions, self._meanings(texts.joined, mentions))
        judges = self._judges(texts, cues)
        in_title = {mention.concept for mention in named if texts.section_at(mention.start) is SectionKind.TITLE}
        told: dict[str, set[Relation]] = {}
        claims: dict[tuple[str, Relation, SectionKind], Claim] = {}
        placed = [(texts.section_at(mention.start), mention) for mention in named]
        for kind, mention in sorted(placed, key=lambda one: one[0].generated):
            relation, confidence, reason = judges[kind](
                mention.start, mention.end, self.types[mention.concept], in_title=mention.concept in in_title
            )
            if not kind.generated:
                if relation is not Relation.ABOUT:
                    told.setdefault(mention.concept, set()).add(relation)
            elif relation not in told.get(mention.concept, {relation}):
                # what people say of their own work counts for more than what a summary makes of it
                relation, confidence, reason = Relation.ABOUT, self.settings.mention_confidence, "mention"
            key = (mention.concept, relation, kind)
            if key not in claims or claims[key].confidence < confidence:
                start, end = texts.original(mention.start, mention.end)
                rule = f"{mention.source}/{reason}"
                claims[key] = Claim(paper.id, mention.concept, relation, kind, start, end, confidence, rule)
        return Reading(tuple(claims.values()), tuple(named), texts)

    def _judges(self, texts: Texts, cues: Sequence[CueAt]) -> dict[SectionKind, Judge]:
        """Return who tells relations in each section: the model in people's English, the rules elsewhere."""
        rules = Rules(texts.joined, cues, self.settings)
        judges: dict[SectionKind, Judge] = {}
        for kind, start, end in texts.sections():
            own = kind in _OWN and kind not in texts.foreign and not has_cjk(texts.joined[start:end])
            judges[kind] = OwnWords(rules, kind, start, end).judge if own else partial(rules.judge, kind)
        return judges

    def _meanings(self, text: str, mentions: Sequence[Mention]) -> dict[str, Meaning]:
        """Read the paper's own definitions; a Chinese one only where a known label ends at the bracket."""
        if "(" not in text and "（" not in text:
            return {}
        meanings: dict[str, Meaning] = {}
        for definition in find_definitions(text):
            label = canonical(text[definition.start : definition.end])
            known = self._matcher.lookup(text[definition.start : definition.end])
            if len(known) == 1:
                meanings[definition.short] = Meaning(known[0], label)
            elif concept := self._same_acronym(definition.short, label):
                meanings[definition.short] = Meaning(concept, label)
            else:
                meanings[definition.short] = Meaning("", label)
        by_end = {mention.end: mention for mention in mentions}
        for short, end in bracketed(text) if has_cjk(text) else ():
            mention = by_end.get(end)
            if mention is None or short in meanings or len(mention.concepts) != 1:
                continue
            if self._abbreviates(short, mention.concepts[0]):
                meanings[short] = Meaning(mention.concepts[0], "")
        return meanings

    def _same_acronym(self, short: str, label: str) -> str | None:
        """Find the concept with this acronym and, but for small words and endings, this very long form."""
        known = self._matcher.lookup(short)
        if len(known) != 1:
            return None
        sought = stems(label)
        return known[0] if any(stems(other) == sought for other in self._latin_labels.get(known[0], ())) else None

    def _abbreviates(self, short: str, concept: str) -> bool:
        """Tell whether the short form can stand for the concept, going by its Latin labels."""
        labels = self._latin_labels.get(concept, ())
        return short in labels or any(align(short, label, whole=True) for label in labels)

    def _resolve(self, text: str, mentions: Sequence[Mention], meanings: dict[str, Meaning]) -> list[Named]:
        """Let the paper's definitions win over the vocabulary, and shared labels mean what else the paper names."""
        single = {mention.concepts[0] for mention in mentions if len(mention.concepts) == 1}
        named: list[Named] = []
        for mention in mentions:
            if meanings:
                printed = text[mention.start : mention.end]
                if printed in meanings or base_form(printed) in meanings:
                    continue
            chosen = mention.concepts if len(mention.concepts) == 1 else single.intersection(mention.concepts)
            if len(chosen) == 1:
                named.append(Named(mention.start, mention.end, min(chosen), "vocabulary"))
        if meanings:
            named += self._own_mentions(text, meanings)
            named.sort(key=lambda n: (n.start, n.end, n.concept))
        return named

    def _own_mentions(self, text: str, meanings: dict[str, Meaning]) -> Iterator[Named]:
        """Find the short forms that the paper defined, where their long forms are known."""
        folded = f" {fold(text)}  "
        for short, meaning in sorted(meanings.items()):
            if not meaning.concept:
                continue
            for start, end in _occurrences(folded, short):
                if base_form(text[start:end]) == short:
                    yield Named(start, end, meaning.concept, "acronym")


def _occurrences(folded: str, label: str) -> Iterator[tuple[int, int]]:
    """Yield where a label stands as whole words, or its plural in "s", in a folded text padded by a space."""
    sought = f" {fold(label)}"
    at = folded.find(sought)
    while at >= 0:
        end = at + len(sought)
        if folded.startswith("s ", end):
            end += 1
        if folded.startswith(" ", end):
            yield at, end - 1
        at = folded.find(sought, at + 1)
