"""Count the terms of a corpus over its papers: their surface forms, types, abbreviations and introductions.

Everything here is a count of papers, so papers may be added in any order, or in parts that are merged afterwards.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple, Self

from kg.concepts.tagging.tagger import TaggedSpan
from kg.concepts.text.acronyms import Definition, base_form, find_definitions
from kg.concepts.text.lexical import latin_words, lower_case, occurrences, singular, small_key
from kg.settings.sections.concepts import AcronymSettings

_NAMED: Final = re.compile(r"\s*([^\s:：]{2,30})\s*[:：]\s")
_INTRODUCED: Final = re.compile(
    r"\b(?:propose|proposes|present|presents|introduce|introduces|named|called|dubbed|termed|develop|release)\s+"
    r"(?:(?:a|an|the|our|novel|new)\s+)*",
    re.IGNORECASE,
)
_INTRODUCING: Final = ("propose", "present", "introduce", "named", "called", "dubbed", "termed", "develop", "release")
"""Beginnings of the words that `_INTRODUCED` matches."""
_GENERIC: Final = frozenset(
    "benchmark corpora corpus database dataset framework method model problem suite task toolkit".split()
)
_VERSION: Final = re.compile(r"\b[A-Z]\w+[ -]\d")
_NAMED_SO: Final = re.compile(
    r"(?<![A-Za-z0-9])(?![0-9]+[A-Z](?![A-Za-z0-9]))(?:[A-Za-z0-9]+[A-Z]|[A-Z][A-Za-z0-9]*[0-9])"
)
"""A word with a capital past its first letter, or an initial capital and a digit; not a size such as "3D"."""


def term_key(label: str) -> str:
    """Return the common key of a term's surface forms, ignoring case, hyphens, plural and British spelling.

    The capitals of a one-word name are part of its key ("CLIP" is not "clip").

    >>> term_key("Pre-trained models"), term_key("colour quantisation"), term_key("LLMs"), term_key("LoRA")
    ('pretrainedmodel', 'colorquantization', 'LLM', 'LoRA')
    """
    return _key(singular(label))


def _key(one: str) -> str:
    if is_name(one) and len(latin_words(one)) == 1:
        return one
    return small_key(one.lower())


def is_name(label: str) -> bool:
    """Return whether a label is written as a name: a capital after the first letter, or letters next to digits.

    >>> [is_name(s) for s in ("GSM8K", "ImageNet", "Llama 3", "Graph network", "3D reconstruction")]
    [True, True, True, False, False]
    """
    return not label.islower() and (_VERSION.search(label) is not None or _NAMED_SO.search(label) is not None)


def without_generic(label: str) -> str:
    """Drop the noun after a name that only gives its type ("GSM8K benchmark" -> "GSM8K").

    >>> without_generic("GSM8K benchmarks"), without_generic("diffusion model")
    ('GSM8K', 'diffusion model')
    """
    name, _, last = label.rpartition(" ")
    return name if name and _is_generic(last) and is_name(name) else label


@lru_cache(maxsize=1 << 14)
def _is_generic(word: str) -> bool:
    return singular(word.lower()) in _GENERIC


@dataclass(slots=True)
class PaperTerms:
    """The terms of one paper: their types and surface forms here, its acronyms, and its own terms."""

    types: dict[str, dict[str, int]] = field(default_factory=dict)
    labels: dict[str, dict[str, int]] = field(default_factory=dict)
    shorts: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)


class PrintedTerm(NamedTuple):
    """The term in a span: the key for counting over papers, and the key for ranking in its paper.

    ``label`` is in the singular, without a noun that only gives the type of a name; ``short`` is the short form that it
    may be. ``text`` is the printed text, with single spaces, ``own_key`` its key and ``words`` its number of words.
    """

    label: str
    key: str
    short: str
    text: str
    own_key: str
    words: int


@lru_cache(maxsize=1 << 17)
def read_term(printed: str) -> PrintedTerm:
    """Read the printed text of a span; cached, since tens of thousands of texts recur."""
    text = " ".join(printed.split())
    label = _balanced(text) if "(" in text or ")" in text else text
    # most terms are in lower case, and these are not names
    small = text.islower()
    if not small:
        label = without_generic(label)
    key_of = small_key if small else _key
    one = singular(label)
    key = key_of(one)
    own_key = key if label == text else key_of(singular(text))
    return PrintedTerm(one, key, base_form(label), text, own_key, len(latin_words(text)))


def read_terms(texts: Sequence[str], spans: Sequence[Sequence[TaggedSpan]], settings: AcronymSettings) -> PaperTerms:
    """Gather the terms of a paper from its texts (title first) and the spans tagged in each.

    A short form that the paper defines is counted as its long form. A name before a colon in the title, or one that the
    paper introduces as its own, is the paper's *own*.
    """
    return terms_of(texts, spans, read_spans(texts, spans), [find_definitions(text, settings) for text in texts])


def read_spans(texts: Sequence[str], spans: Sequence[Sequence[TaggedSpan]]) -> list[list[PrintedTerm]]:
    """Return the terms in the spans of each text."""
    return [[read_term(text[start:end]) for start, end, _ in tagged] for text, tagged in zip(texts, spans, strict=True)]


def terms_of(
    texts: Sequence[str],
    spans: Sequence[Sequence[TaggedSpan]],
    printed: Sequence[Sequence[PrintedTerm]],
    defined: Sequence[Sequence[Definition]],
) -> PaperTerms:
    """Gather the terms of a paper as `read_terms` does, from the terms in its spans and its definitions."""
    found = PaperTerms()
    definitions: dict[str, str] = {}
    for text, of_text in zip(texts, defined, strict=True):
        for definition in of_text:
            definitions.setdefault(definition.short, singular(_printed(text, definition)))
    for short, long in definitions.items():
        key = term_key(long)
        if key:
            found.shorts[short] = key
            _count(found.labels, key, long)
    shorts, types, labels = found.shorts, found.types, found.labels
    for text, tagged, read in zip(texts, spans, printed, strict=True):
        introduced = _introduced(text) if tagged else ()
        for (start, _, type_), (label, own_key, short, *_) in zip(tagged, read, strict=True):
            key = shorts.get(short) or own_key
            if not key:
                continue
            _count(types, key, type_)
            if short not in shorts:
                _count(labels, key, label)
            if start in introduced:
                found.own.add(key)
    named = _NAMED.match(texts[0])
    if named:
        found.own.add(found.shorts.get(named[1]) or term_key(named[1]))
    return found


def _introduced(text: str) -> set[int]:
    """Return the starts of names that the words before them introduce."""
    small = lower_case(text)
    return {
        match.end()
        for stem in _INTRODUCING
        if stem in small
        for at in occurrences(small, stem)
        if (match := _INTRODUCED.match(text, at)) is not None
    }


def _count(counts: dict[str, dict[str, int]], key: str, what: str) -> None:
    of_key = counts.get(key)
    if of_key is None:
        counts[key] = {what: 1}
    else:
        of_key[what] = of_key.get(what, 0) + 1


def _balanced(label: str) -> str:
    """Remove an unbalanced bracket, or one that only repeats the term as an acronym at its end.

    >>> [_balanced(s) for s in ("chain-of-thought (CoT", "vision transformer (ViT)", "T2I)", "p(doom)")]
    ['chain-of-thought', 'vision transformer', 'T2I', 'p(doom)']
    """
    opening = label.find("(")
    if opening > 0 and (")" not in label or label.endswith(")")) and label[opening - 1] == " ":
        return label[:opening].rstrip()
    return label.rstrip(")") if "(" not in label else label


def _printed(text: str, definition: Definition) -> str:
    return " ".join(text[definition.start : definition.end].split())


@dataclass(slots=True)
class TermCounts:
    """Numbers of papers per term: all, by type, by surface form, by short form, and those that introduce it."""

    papers: Counter[str] = field(default_factory=Counter)
    votes: Counter[tuple[str, str]] = field(default_factory=Counter)
    labels: Counter[tuple[str, str]] = field(default_factory=Counter)
    shorts: Counter[tuple[str, str]] = field(default_factory=Counter)
    own: Counter[str] = field(default_factory=Counter)

    def add(self, paper: PaperTerms) -> None:
        """Count one paper."""
        keys = paper.types.keys() | set(paper.shorts.values())
        self.papers.update(keys)
        for key, types in paper.types.items():
            self.votes[key, most_frequent(types)] += 1
        for key, labels in paper.labels.items():
            self.labels[key, most_frequent(labels)] += 1
        self.shorts.update((key, short) for short, key in paper.shorts.items())
        self.own.update(paper.own)

    def __iadd__(self, other: "TermCounts") -> Self:
        """Add the counts of other papers."""
        for mine, theirs in (
            (self.papers, other.papers), (self.votes, other.votes), (self.labels, other.labels),
            (self.shorts, other.shorts), (self.own, other.own),
        ):  # fmt: skip
            mine.update(theirs)  # type: ignore[arg-type]
        return self


def most_frequent(counts: Mapping[str, int]) -> str:
    """Return the most frequent key; among equals, the one with the fewest capitals, since titles capitalize words."""
    if len(counts) == 1:
        return next(iter(counts))
    return min(counts.items(), key=lambda item: (-item[1], item[0].swapcase()))[0]


def group_counts(counts: Counter[tuple[str, str]], keys: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return the counts of some keys, as one mapping per key."""
    found: dict[str, dict[str, int]] = {key: {} for key in keys}
    for (key, what), count in counts.items():
        if key in found:
            found[key][what] = count
    return found
