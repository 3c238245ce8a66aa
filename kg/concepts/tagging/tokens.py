"""Split texts into arrays of tokens, with the phrase of each token.

A token is a word (a run of letters and digits, with a decimal point) or one sign. Hyphens are tokens, so that
"self-attention" is three tokens; white space is not a token. A *phrase* is a run of tokens between function words,
verbs and punctuation: a coarse noun phrase, found without a tagger. The last word of a phrase, and the words before and
after it, indicate more about a name than its neighbors do, and a chain over neighbors does not see them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kg.frames.arrays import Ints32

_PIECE: Final = re.compile(r" |[^\W_]+(?:\.\d+)*|[^\S ]+|[^\w\s]|_")
"""A token, a space, or other white space; the pieces cover the whole text."""
_INSIDE: Final = frozenset("-/&+–'’#*_")
"""Signs that may occur inside a phrase."""

_SPACE: Final = -1
_OTHER_SPACE: Final = -2

BOUNDARY: Final = 0
"""The word before and after every text."""


@cache
def function_words() -> frozenset[str]:
    """Return the words that end a phrase: articles, prepositions, pronouns, adverbs, and verbs of scholarly prose."""
    lines = files("kg.concepts.tagging").joinpath("function_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


class Lexicon:
    """Numbers for words, in order of first sight; number 0 is `BOUNDARY`. It only grows.

    The text between two spaces, a *chunk*, is split into tokens when it is first seen: most recur.
    """

    def __init__(self) -> None:
        self.words: list[str] = [""]
        self._numbers = _Numbers(self._add)
        self._numbers[""] = BOUNDARY
        self._ends_phrase: list[bool] = [True]
        self._fresh: list[str] = []
        self._chunks = _Numbers(self._add_chunk)
        self._length, self._count, self._word, self._start, self._end = (_ints([]) for _ in range(5))

    def chunks(self, texts: Sequence[str]) -> list[int]:
        """Return the number of each chunk of some texts."""
        # chunks contain no space, so texts joined by spaces split into the chunks of one text after another
        found = list(map(self._chunks.__getitem__, " ".join(texts).split(" "))) if texts else []
        if self._fresh:
            self._cut(self._fresh)
            self._fresh = []
        return found

    def _add_chunk(self, chunk: str) -> int:
        self._fresh.append(chunk)
        return len(self._chunks)

    def _cut(self, chunks: Sequence[str]) -> None:
        """Split new chunks into tokens, all at once."""
        pieces = _PIECE.findall(" ".join(chunks))
        number = _ints(list(map(self._numbers.__getitem__, pieces)))
        length = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
        end = np.cumsum(length)
        of_chunk = np.cumsum(number == _SPACE)
        lengths = np.fromiter(map(len, chunks), dtype=np.int64, count=len(chunks))
        begin = np.cumsum(lengths + 1) - lengths - 1
        tokens = np.flatnonzero(number >= BOUNDARY)
        of_chunk, end, length = of_chunk[tokens], end[tokens], length[tokens]
        end -= begin[of_chunk]
        self._length = np.concatenate([self._length, _ints(lengths)])
        self._count = np.concatenate([self._count, _ints(np.bincount(of_chunk, minlength=len(chunks)))])
        self._word = np.concatenate([self._word, number[tokens]])
        self._start = np.concatenate([self._start, _ints(end - length)])
        self._end = np.concatenate([self._end, _ints(end)])

    def _add(self, piece: str) -> int:
        if piece.isspace():
            return _SPACE if piece == " " else _OTHER_SPACE
        self.words.append(piece)
        self._ends_phrase.append(_ends_phrase(piece))
        return len(self.words) - 1

    def tables(self) -> tuple[Ints32, Ints32, Ints32, Ints32, Ints32]:
        """Return length and number of tokens per chunk, and word, start and end of these tokens in order."""
        return self._length, self._count, self._word, self._start, self._end

    @property
    def ends_phrase(self) -> npt.NDArray[np.bool_]:
        """Return whether each word, by number, ends a phrase."""
        return np.array(self._ends_phrase)


class _Numbers(dict[str, int]):
    """Numbers of pieces of texts; a new one gets its number when it is first looked up."""

    def __init__(self, add: Callable[[str], int]) -> None:
        super().__init__()
        self._add = add

    def __missing__(self, piece: str) -> int:
        number = self[piece] = self._add(piece)
        return number


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a batch of texts, one after the other.

    ``word`` holds numbers of a `Lexicon`; ``start`` and ``end`` are characters of the token's own text; ``first`` has
    the start of each text in these arrays, and their length at the end.
    """

    word: Ints32
    start: Ints32
    end: Ints32
    first: Ints32

    def __len__(self) -> int:
        return len(self.word)


def tokenize(texts: Sequence[str], lexicon: Lexicon) -> Tokens:
    """Split texts into tokens."""
    chunks = np.array(lexicon.chunks(texts), dtype=np.int64)
    length, count, word, start, end = lexicon.tables()
    # the start of each chunk: after all earlier chunks of all texts and one space after each of them
    begin = np.cumsum(length[chunks] + 1) - length[chunks] - 1
    chunks_before = np.cumsum([0, *(text.count(" ") + 1 for text in texts)])
    text_begin = np.append(begin, 0)[chunks_before[:-1]]
    begin -= np.repeat(text_begin, np.diff(chunks_before))
    tokens = count[chunks]
    tokens_before = np.concatenate([[0], np.cumsum(tokens)])
    # the row of each token in the lexicon's tables
    rows_before = np.cumsum(count) - count
    row = np.arange(tokens_before[-1]) + np.repeat(rows_before[chunks] - tokens_before[:-1], tokens)
    begin = np.repeat(begin, tokens)
    return Tokens(word[row], _ints(start[row] + begin), _ints(end[row] + begin), _ints(tokens_before[chunks_before]))


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words around the phrase of each token, as numbers of a lexicon.

    ``head`` is the last word of the phrase; ``left`` and ``left2`` are before it, ``right`` and ``right2`` after it.
    ``place`` is 0 outside of phrases, 1 at the first of several words, 2 inside, 3 at the last, 4 for a single word.
    """

    head: Ints32
    left: Ints32
    left2: Ints32
    right: Ints32
    right2: Ints32
    place: npt.NDArray[np.int8]


def phrases(tokens: Tokens, lexicon: Lexicon) -> Phrases:
    """Find the phrase of every token."""
    # one boundary before and two after every text, so that no phrase crosses texts
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


def _ints(values: Any) -> Ints32:
    return np.asarray(values, dtype=np.int32)
