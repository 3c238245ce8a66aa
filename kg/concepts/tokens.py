"""Texts as arrays of tokens, with the phrase that each token stands in.

A token is a word (a run of letters and digits, with a decimal point) or one sign. Hyphens stand alone, so that
"self-attention" is three tokens; white space is none. A *phrase* is a run of tokens between function words, verbs and
punctuation: a coarse noun phrase, without a tagger. What the last word of the phrase is, and what stands before and
behind it, tells more about a name than its neighbours do, and a chain of neighbours cannot see it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]

_PIECE: Final = re.compile(r"[^\W_]+(?:\.\d+)*|\s+|[^\w\s]|_")
"""A token or the white space between two; the pieces of a text are all of it."""
_INSIDE: Final = frozenset("-/&+–'’#*_")
"""Signs that may stand inside a phrase."""

_SPACE: Final = -1

BOUNDARY: Final = 0
"""The word that stands before and behind every text."""


@cache
def function_words() -> frozenset[str]:
    """Return the words that end a phrase: articles, prepositions, pronouns, adverbs, and verbs of scholarly prose."""
    lines = files("kg.concepts").joinpath("function_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


class Lexicon:
    """Numbers for words, in order of first sight; number 0 is `BOUNDARY`. It only grows.

    White space has number -1.
    """

    def __init__(self) -> None:
        self.words: list[str] = [""]
        self._numbers = _Numbers(self._add)
        self._numbers[""] = BOUNDARY
        self._ends_phrase: list[bool] = [True]

    def number(self, pieces: Iterable[str]) -> list[int]:
        """Return the number of each word, new ones included."""
        return list(map(self._numbers.__getitem__, pieces))

    def _add(self, piece: str) -> int:
        if piece.isspace():
            return _SPACE
        self.words.append(piece)
        self._ends_phrase.append(_ends_phrase(piece))
        return len(self.words) - 1

    @property
    def ends_phrase(self) -> npt.NDArray[np.bool_]:
        """Which words end a phrase, by number."""
        return np.array(self._ends_phrase)


class _Numbers(dict[str, int]):
    """Numbers of words; a new word gets one when it is first looked up."""

    def __init__(self, add: Callable[[str], int]) -> None:
        super().__init__()
        self._add = add

    def __missing__(self, piece: str) -> int:
        number = self[piece] = self._add(piece)
        return number


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a batch of texts, one after the other.

    ``word`` holds numbers of a `Lexicon`; ``start`` and ``end`` are characters of the token's own text; ``first`` tells
    where each text begins in these arrays, with their length at the end.
    """

    word: Ints
    start: Ints
    end: Ints
    first: Ints

    def __len__(self) -> int:
        return len(self.word)


def tokenize(texts: Sequence[str], lexicon: Lexicon) -> Tokens:
    """Cut texts into tokens."""
    pieces: list[str] = []
    first = [0]
    for text in texts:
        pieces += _PIECE.findall(text)
        first.append(len(pieces))
    number = _ints(lexicon.number(pieces))
    # all pieces together are all texts together, so their lengths say where each begins
    length = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    end = np.cumsum(length)
    before_text = np.cumsum([0, *map(len, texts)])[:-1]
    end -= np.repeat(before_text, np.diff(first))
    start = end - length
    is_token = number != _SPACE
    before = np.concatenate([[0], np.cumsum(is_token)])
    return Tokens(number[is_token], _ints(start[is_token]), _ints(end[is_token]), _ints(before[first]))


@dataclass(frozen=True, slots=True)
class Phrases:
    """For each token the words around its phrase, as numbers of a lexicon.

    ``head`` is the last word of the phrase; ``left`` and ``left2`` stand before it, ``right`` and ``right2`` behind.
    ``place`` is 0 outside of phrases, 1 at the first of several words, 2 inside, 3 at the last, 4 for an only word.
    """

    head: Ints
    left: Ints
    left2: Ints
    right: Ints
    right2: Ints
    place: npt.NDArray[np.int8]


def phrases(tokens: Tokens, lexicon: Lexicon) -> Phrases:
    """Find the phrase of every token."""
    # a boundary before, and two behind, every text, so that nothing reaches over
    count, texts = len(tokens), len(tokens.first) - 1
    lengths = np.diff(tokens.first)
    at = np.arange(count) + 2 + 3 * np.repeat(np.arange(texts), lengths)
    word = np.zeros(count + 3 * texts + 2, dtype=np.int32)
    word[at] = tokens.word
    ends = lexicon.ends_phrase[word]
    index = np.arange(len(word))
    before = np.maximum.accumulate(np.where(ends, index, 0))
    behind = np.minimum.accumulate(np.where(ends, index, len(word) - 1)[::-1])[::-1]
    opens, closes = before[at], behind[at]
    outside = ends[at]
    first, last = opens + 1 == at, closes - 1 == at
    place = np.where(outside, 0, np.where(first & last, 4, np.where(first, 1, np.where(last, 3, 2))))
    return Phrases(
        head=np.where(outside, BOUNDARY, word[closes - 1]),
        left=np.where(outside, word[at - 1], word[opens]),
        left2=np.where(outside, BOUNDARY, word[np.maximum(opens - 1, 0)]),
        right=np.where(outside, word[at + 1], word[closes]),
        right2=np.where(outside, BOUNDARY, word[np.minimum(closes + 1, len(word) - 1)]),
        place=place.astype(np.int8),
    )


def _ends_phrase(word: str) -> bool:
    if word.isalnum():
        return word.lower() in function_words() and not (word.isupper() and len(word) > 1)
    return word not in _INSIDE and not word[0].isalnum()


def _ints(values: Any) -> Ints:
    return np.asarray(values, dtype=np.int32)
