"""One paper's claims: its texts searched, its acronyms resolved, each mention judged by where it stands."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg import ids
from kg.concepts.acronyms import align, base_form, bracketed, canonical, find_definitions
from kg.concepts.head_nouns import is_term, type_of
from kg.concepts.lexical import fold, has_cjk, stems
from kg.concepts.matching import Matcher, Mention
from kg.concepts.relations import Judge
from kg.concepts.vocabulary import Vocabulary
from kg.model import Claim, Paper, Relation, SectionKind
from kg.settings import ConceptSettings

# Between sections: no label, cue or definition reaches over it.
_GAP = "\n\n\n"


class Named(NamedTuple):
    """A concept named by ``text[start:end]``; ``source`` is ``vocabulary`` or ``acronym``, the head of its rule."""

    start: int
    end: int
    concept: str
    source: str


class Meaning(NamedTuple):
    """What a paper says a short form means: ``label`` is the printed long form, empty for a Chinese one.

    ``concept`` is empty where the long form is no concept; the short form then means nothing in this paper.
    """

    concept: str
    label: str


class Texts:
    """A paper's title and sections joined, so that all are searched at once, and the way back to each."""

    def __init__(self, paper: Paper) -> None:
        texts = [paper.title, *(section.text for section in paper.sections)]
        self.joined = _GAP.join(texts)
        self.places: list[tuple[SectionKind, int]] = []
        offset = 0
        for kind, text in zip((SectionKind.TITLE, *(s.kind for s in paper.sections)), texts, strict=True):
            self.places.append((kind, offset))
            offset += len(text) + len(_GAP)

    def spread(self, mentions: Iterable[Named]) -> Iterator[tuple[SectionKind, int, Named]]:
        """Yield mentions, which come in order of start, with their section and where it begins."""
        index, last = 0, len(self.places) - 1
        for mention in mentions:
            while index < last and self.places[index + 1][1] <= mention.start:
                index += 1
            yield (*self.places[index], mention)


class Reader:
    """Reads papers with one vocabulary. What it says of a paper depends on that paper alone."""

    def __init__(self, vocabulary: Vocabulary, settings: ConceptSettings) -> None:
        self._matcher = Matcher(vocabulary)
        self._settings = settings
        self._types = {concept.id: concept.type for concept in vocabulary.concepts}
        self._latin_labels: dict[str, list[str]] = {}
        for label in vocabulary.labels:
            if not has_cjk(label.text):
                self._latin_labels.setdefault(label.concept, []).append(label.text)

    def read(self, paper: Paper) -> tuple[list[Claim], dict[str, tuple[str, str]]]:
        """Return the paper's claims, and its own terms: acronym -> (concept id, printed long form).

        Claims on own terms are among the claims; whether they count is decided over all papers.
        """
        texts = Texts(paper)
        mentions, cues = self._matcher.find(texts.joined)
        meanings = self._meanings(texts.joined, mentions)
        judge = Judge(texts.joined, cues, self._settings)
        claims: dict[tuple[str, Relation, SectionKind], Claim] = {}
        for kind, offset, named in texts.spread(self._resolve(texts.joined, mentions, meanings)):
            type_ = self._types.get(named.concept)
            if type_ is None:
                type_ = type_of(named.concept)
            relation, confidence, reason = judge.judge(kind, type_, named.start, named.end)
            key = (named.concept, relation, kind)
            if key not in claims:
                claims[key] = Claim(
                    paper=paper.id,
                    concept=named.concept,
                    relation=relation,
                    section=kind,
                    start=named.start - offset,
                    end=named.end - offset,
                    confidence=confidence,
                    rule=f"{named.source}/{reason}",
                )
        own = {s: (m.concept, m.label) for s, m in meanings.items() if m.concept and m.concept not in self._types}
        return list(claims.values()), own

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
            elif is_term(label):
                meanings[definition.short] = Meaning(ids.slug(label), label)
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
        """Find what the paper defined: each short form, and each long form that the vocabulary lacks."""
        folded = f" {fold(text)}  "
        for short, meaning in sorted(meanings.items()):
            if not meaning.concept:
                continue
            for start, end in _occurrences(folded, short):
                if base_form(text[start:end]) == short:
                    yield Named(start, end, meaning.concept, "acronym")
            if meaning.concept not in self._types:
                for start, end in _occurrences(folded, meaning.label):
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
