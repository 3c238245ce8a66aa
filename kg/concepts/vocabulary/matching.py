"""Find every label and cue of a text, whole words only, in one pass of an automaton per script.

Latin labels are searched in a folded copy of the text (see `fold_latin`) with a space on either side of every
pattern. Word boundaries then need no extra check, and a Chinese character is a boundary: "用BERT模型" has " bert ".
Chinese labels may be anywhere in the lower-cased text. Patterns may overlap: matches whose capitals differ are removed
first, so that they do not hide others; then, from left to right, the longest match is kept.

The automaton is Aho and Corasick's, https://doi.org/10.1145/360825.360855, from the Rust crate behind
ahocorasick_rs.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from ahocorasick_rs import AhoCorasick, Implementation

from kg.concepts.text.cues import CUES, Cue
from kg.concepts.text.lexical import cjk_span, fold_latin, has_cjk, latin_words, lower_case, printed_forms
from kg.concepts.vocabulary.vocabulary import Label, Vocabulary

_PADDING = "  "
_CAPITAL_WORD = re.compile(r"[A-Z]\w*|\w+[A-Z]")
_OTHER_NAME = re.compile(r"[A-Z]\w*[A-Za-z](?![a-z]*ing\b|[a-z]*ed\b)")
_NAME_BEFORE = re.compile(r"(?:^|[^\w-])[A-Z]\w*$")
_REACH = 24
_COMPARING = frozenset("更最较")
_SYMBOLS = frozenset("+#*@")
_TYING = frozenset("-+")


TextRange = tuple[int, int]
"""Start and end of something in a text."""


class ConceptMention(NamedTuple):
    """``text[start:end]`` names a concept. It has several ids if concepts share the label; the paper then decides."""

    start: int
    end: int
    concepts: tuple[str, ...]


class CueAt(NamedTuple):
    """``text[start:end]`` is a cue."""

    start: int
    end: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class _Form:
    """A surface form of a label.

    ``exact`` are words that must occur unchanged, by position; ``capital`` requires a capital at the start;
    ``literal`` is a text to compare as a whole because folding loses part of it.
    """

    label: Label
    exact: tuple[tuple[int, str], ...] = ()
    capital: bool = False
    literal: str = ""

    def admits(self, printed: str) -> bool:
        """Return whether this label may have this surface form."""
        if self.literal:
            return lower_case(printed) == lower_case(self.literal) and self._case_fits(printed)
        return self._case_fits(printed)

    def _case_fits(self, printed: str) -> bool:
        if self.capital and not printed[:1].isupper():
            return False
        if not self.exact:
            return True
        found = latin_words(printed)
        return all(position < len(found) and found[position] == word for position, word in self.exact)


class _Named(dict[str, tuple[str, ...]]):
    """The concepts that a printed text names, computed when it is first looked up.

    They depend on its characters alone, and the same few thousand recur. A text that names nothing is not cached, since
    the number of such texts is unlimited.
    """

    def __init__(self, admitting: Callable[[str], Sequence[Label]]) -> None:
        super().__init__()
        self._admitting = admitting

    def __missing__(self, text: str) -> tuple[str, ...]:
        concepts = _concepts_of(self._admitting(text))
        if concepts:
            self[text] = concepts
        return concepts


class VocabularyIndex:
    """The labels of a vocabulary by their surface forms.

    ``forms`` are the folded forms of Latin labels, ``chinese`` the lower-cased texts of labels with Chinese
    characters; the spelling that a text must have for a label is computed when a form first occurs.
    """

    def __init__(self, labels: Iterable[Label], *, initials_are_style: bool = False) -> None:
        self._initials_are_style = initials_are_style
        self.forms: dict[str, list[tuple[str, Label]]] = {}
        self.chinese: dict[str, list[Label]] = {}
        for label in labels:
            if has_cjk(label.text):
                self.chinese.setdefault(lower_case(label.text), []).append(label)
                continue
            for text in printed_forms(label.text):
                folded = fold_latin(text)
                known = self.forms.get(folded)
                if known is not None:
                    known.append((text, label))
                elif not folded.isspace():
                    self.forms[folded] = [(text, label)]
        self._read: dict[str, tuple[_Form, ...]] = {}
        self._named = _Named(lambda text: self.admitting(text, _key(text)))

    @property
    def lookup(self) -> Callable[[str], tuple[str, ...]]:
        """Return the function that looks up the concepts with exactly this text among their surface forms."""
        return self._named.__getitem__

    def admitting(self, text: str, key: str) -> Sequence[Label]:
        """Return the labels with this surface form; ``key`` is the text folded, or lower-cased if it is Chinese."""
        found = self.forms.get(key)
        if found is None:
            return self.chinese.get(key, ())
        forms = self._read.get(key)
        if forms is None:
            forms = self._read[key] = tuple(
                _form(printed, label, initials_are_style=self._initials_are_style) for printed, label in found
            )
        return [form.label for form in forms if form.admits(text)]


@lru_cache(maxsize=2)
def vocabulary_index(labels: tuple[Label, ...], *, initials_are_style: bool) -> VocabularyIndex:
    """Return the index of these labels; several stages of one process share it."""
    return VocabularyIndex(labels, initials_are_style=initials_are_style)


class ChangedIndex:
    """A vocabulary that differs from another by some labels: a `VocabularyIndex` without a rebuild."""

    def __init__(self, before: VocabularyIndex, removed: Collection[Label], added: VocabularyIndex) -> None:
        self._before, self._removed, self._added = before, frozenset(removed), added
        self._named = _Named(self._admitting)

    @property
    def lookup(self) -> Callable[[str], tuple[str, ...]]:
        """Return the function that looks up the concepts with exactly this text among their surface forms."""
        return self._named.__getitem__

    def _admitting(self, text: str) -> Sequence[Label]:
        key = _key(text)
        labels = self._before.admitting(text, key)
        if labels and self._removed:
            labels = [label for label in labels if label not in self._removed]
        added = self._added.admitting(text, key)
        return [*labels, *added] if added else labels


class Index(Protocol):
    """Looks up the concepts that a printed text names."""

    @property
    def lookup(self) -> Callable[[str], tuple[str, ...]]:
        """Return the function that looks up the concepts with exactly this text among their surface forms.

        It is called for each hit, so it is ``dict.__getitem__``, which runs no Python code for a cached text.
        """


class Automaton:
    """Finds possible labels and cues in a text. Reuse an instance: it is expensive to make."""

    def __init__(self, index: VocabularyIndex, *, with_cues: bool = True) -> None:
        cues = CUES.items() if with_cues else ()
        latin = [(fold_latin(text), cue) for cue, texts in cues for text in texts if not has_cjk(text)]
        chinese = [(text, cue) for cue, texts in cues for text in texts if has_cjk(text)]
        self._latin_cues = [cue for _, cue in latin]
        self._chinese_cues = [cue for _, cue in chinese]
        self._latin = _automaton([f" {text} " for text in (*(t for t, _ in latin), *index.forms)])
        self._cjk = _automaton([*(t for t, _ in chinese), *index.chinese])
        # A label of both scripts ("Transformer架构") may begin or end this far outside the Chinese.
        self._reach = max(map(len, index.chinese), default=0)

    def find(self, text: str) -> tuple[list[TextRange], list[CueAt]]:
        """Return possible labels and cues, each in order of start, longer ones first."""
        hits, cues = self._find_latin(text)
        first, last = cjk_span(text)
        if last:
            more_hits, more_cues = self._find_chinese(text, max(0, first - self._reach), last + self._reach)
            hits += more_hits
            cues = sorted(cues + more_cues)
        hits.sort(key=_longer_first)
        return hits, cues

    def _find_latin(self, text: str) -> tuple[list[TextRange], list[CueAt]]:
        if self._latin is None:
            return [], []
        found = self._latin.find_matches_as_indexes(f" {fold_latin(text)}{_PADDING}", overlapping=True)
        cues, count = self._latin_cues, len(self._latin_cues)
        # One space of padding before the text and one inside each end of the pattern: start stays, end loses two.
        return (
            [(start, end - 2) for pattern, start, end in found if pattern >= count],
            [CueAt(start, end - 2, cues[pattern]) for pattern, start, end in found if pattern < count],
        )

    def _find_chinese(self, text: str, first: int, last: int) -> tuple[list[TextRange], list[CueAt]]:
        if self._cjk is None:
            return [], []
        hits: list[TextRange] = []
        cues: list[CueAt] = []
        count = len(self._chinese_cues)
        for pattern, at, to in self._cjk.find_matches_as_indexes(lower_case(text[first:last]), overlapping=True):
            start, end = first + at, first + to
            if pattern < count:
                cues.append(CueAt(start, end, self._chinese_cues[pattern]))
            elif _is_separate(text, start, end):
                hits.append((start, end))
        return hits, cues


class Matcher:
    """The automaton and the index of one vocabulary. Reuse an instance: it is expensive to make."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.index = VocabularyIndex(vocabulary.labels, initials_are_style=vocabulary.initials_are_style)
        self.automaton = Automaton(self.index)

    def lookup(self, text: str) -> tuple[str, ...]:
        """Return the concepts with exactly this text among their surface forms."""
        return self.index.lookup(text)

    def find(self, text: str) -> tuple[list[ConceptMention], list[CueAt]]:
        """Return the mentions and the cues of a text, each in order of start; mentions do not overlap."""
        hits, cues = self.automaton.find(text)
        return keep_longest(text, filter_hits(text, hits, self.index), self.index), cues


def filter_hits(text: str, hits: Iterable[TextRange], index: Index) -> list[TextRange]:
    """Return the hits that are surface forms of a label of the vocabulary, in their order."""
    lookup = index.lookup
    return [
        (start, end)
        for start, end in hits
        if lookup(text[start:end])
        # only hits next to such a sign need the closer check
        and not ((text[end : end + 1] in _TYING or text[start - 1 : start] == "-") and _inside_a_name(text, start, end))
    ]


def keep_longest(text: str, hits: Iterable[TextRange], index: Index) -> list[ConceptMention]:
    """Keep, from left to right, the longest admitted match at each position; longer hits come first."""
    mentions: list[ConceptMention] = []
    lookup, reached = index.lookup, 0
    for start, end in hits:
        if start >= reached and (concepts := lookup(text[start:end])):
            mentions.append(ConceptMention(start, end, concepts))
            reached = end
    return mentions


def merge_hits(one: Sequence[TextRange], other: Sequence[TextRange]) -> list[TextRange]:
    """Return the hits of two automata in one order."""
    return sorted((*one, *other), key=_longer_first) if other else list(one)


def _longer_first(place: TextRange) -> TextRange:
    return place[0], -place[1]


def _key(text: str) -> str:
    return lower_case(text) if has_cjk(text) else fold_latin(text)


def _concepts_of(labels: Sequence[Label]) -> tuple[str, ...]:
    """Return the concepts of these labels: those with a shown label, else those with a hidden one."""
    if not labels:
        return ()
    if len(labels) == 1:
        return (labels[0].concept,)
    shown = {label.concept for label in labels if not label.hidden}
    return tuple(sorted(shown or {label.concept for label in labels}))


def _inside_a_name(text: str, start: int, end: int) -> bool:
    """Return whether the sign of `_TYING` next to a name ties it to another one.

    "SWE-bench" is tied in "SWE-bench-Pro", "KG" in "KG-DG".
    Only names with capitals on both sides of the hyphen are tied: "CNN-based" still names CNNs. A number after a name
    is a size or version, which does not change the family; two plus signs make another name.
    """
    if not _CAPITAL_WORD.match(text, start):
        return False
    if text.startswith("++", end):
        return True
    behind = text[end : end + 1] == "-" and _OTHER_NAME.match(text, end + 1) is not None
    before = start > 1 and text[start - 1] == "-" and _NAME_BEFORE.search(text, max(0, start - _REACH), start - 1)
    return behind or bool(before)


def _automaton(patterns: Sequence[str]) -> AhoCorasick | None:
    return AhoCorasick(patterns, implementation=Implementation.ContiguousNFA) if patterns else None


def _is_separate(text: str, start: int, end: int) -> bool:
    """Return False for a hit that begins or ends inside a Latin word, or splits "更大" (larger) from what follows."""
    if text[start] == "大" and text[start - 1 : start] in _COMPARING:
        return False
    before, first, last, after = text[start - 1 : start], text[start], text[end - 1], text[end : end + 1]
    inside_before = first.isascii() and before.isascii() and before.isalnum()
    inside_after = last.isascii() and after.isascii() and after.isalnum()
    return not (inside_before or inside_after)


def _form(text: str, label: Label, *, initials_are_style: bool) -> _Form:
    """Return the spelling that a text must have for the label.

    A word with a capital after its first letter, or a digit, must occur unchanged; so must the initial of a name of
    one word. The capitals of other words ("Monte Carlo tree search") may be missing.
    """
    found = latin_words(text)
    exact = [(i, word) for i, word in enumerate(found) if any(c.isupper() or c.isdigit() for c in word[1:])]
    single = len(found) == 1
    literal = text if not text.isascii() or not _SYMBOLS.isdisjoint(text) else ""
    if single and len(found[0]) == 1:
        exact = [(0, found[0])]
    capital = single and found[0][0].isupper() and not initials_are_style
    return _Form(label, tuple(exact), capital, literal)
