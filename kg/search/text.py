"""Define words for the index and for queries, in the same way for both, so that they match.

SQLite's tokenizer ``unicode61`` splits at characters that are neither letters nor digits and drops accents, which suits
all languages that use spaces. Chinese and Japanese do not, so every such character is indexed as a separate word and
a query for several of them in a row becomes a phrase: two-character words are found without a dictionary.
"""

import re
from typing import Final

from kg.ids import fold
from kg.names.scripts import close_up

IDEOGRAPHS: Final = (
    "\u3007",
    "\u3040-\u30ff",
    "\u3400-\u4dbf",
    "\u4e00-\u9fff",
    "\uf900-\ufaff",
    "\U00020000-\U0003ffff",
)
"""Han characters, hiragana and katakana: ranges of characters, as in a character class of a regular expression."""

_IDEOGRAPH: Final = "".join(IDEOGRAPHS)
_WORD: Final = re.compile(rf"[{_IDEOGRAPH}]+|[^\W_{_IDEOGRAPH}]+")
_SPACELESS: Final = re.compile(rf"([{_IDEOGRAPH}])")


def folded_name(name: str) -> str:
    """Return a name in the form for comparison: folded, and without spaces inside a name in East Asian characters.

    >>> folded_name("김 민수"), folded_name("Jörg  Müller")
    ('김민수', 'jorg muller')
    """
    return fold(close_up(name.strip()))


def space_ideographs(text: str) -> str:
    """Put spaces around every ideograph, as the index stores it.

    >>> space_ideographs("图神经 network")
    ' 图  神  经  network'
    """
    return _SPACELESS.sub(r" \1 ", text)


def match_expression(text: str) -> str:
    """Convert user input into an FTS5 expression; "" if it has no word.

    Every word is quoted, so that none of it is FTS5 syntax; all must occur, the last may be a prefix.

    >>> match_expression('graph NEAR("神经" OR')
    '"graph" "near" "神 经" "or" *'
    """
    words = words_of(text)
    if not words:
        return ""
    # an ideograph is a whole word, and a prefix of one letter matches too much
    goes_on = " *" if len(words[-1]) > 1 and not _SPACELESS.match(words[-1]) else ""
    return " ".join(f'"{" ".join(space_ideographs(word).split())}"' for word in words) + goes_on


def words_of(text: str) -> list[str]:
    """Return the folded words and runs of ideographs of a text."""
    return [found[0] for found in _WORD.finditer(fold(text.replace("\0", " ")))]
