"""Define the tagger's features: words at positions around a token, each described in a few coarse ways.

Every feature is about one word in one *role* (the token itself, its neighbors, the last word of its phrase, the words
next to the phrase), about two neighbors, or about the token's position. So a trained model is a set of tables: one row
of label scores per word and role, added up. Training uses the names of features, `kg.concepts.tagging.tagger` the rows.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

_MAX_SUFFIX: Final = 4

ROLES: Final[dict[str, tuple[str, ...]]] = {
    "word": ("w", "s2", "s3", "s4", "p3", "shape"),
    "prev": ("w", "s3", "shape"),
    "next": ("w", "s3", "shape"),
    "prev2": ("w",),
    "next2": ("w",),
    "head": ("w", "s3", "s4", "shape"),
    "left": ("w",),
    "left2": ("w", "s3"),
    "right": ("w",),
    "right2": ("w", "shape"),
}
"""The aspects of a word that are features, by role."""

ASPECTS: Final = tuple(dict.fromkeys(aspect for aspects in ROLES.values() for aspect in aspects))
"""All aspects that are features in any role."""

PAIRS: Final = ("prev+word", "word+next")
"""Two neighbors together, in lower case."""

BIAS: Final = "bias"


@lru_cache(maxsize=1 << 17)
def aspects(word: str) -> dict[str, str]:
    """Return the aspects of a word.

    >>> aspects("BERT")["shape"], aspects("learning")["s3"]
    ('AA', 'ing')
    """
    small = word.lower()
    found = {"w": small, "shape": shape(word)}
    if small.isalpha():
        found["p3"] = small[:3]
        for n in range(2, _MAX_SUFFIX + 1):
            if len(small) > n:
                found[f"s{n}"] = small[-n:]
    return found


def columns(words: Sequence[str]) -> dict[str, list[str]]:
    """Return the `aspects` of words, one column per aspect of `ASPECTS`; "" if a word lacks an aspect."""
    small = [word.lower() for word in words]
    alphabetic = [word if word.isalpha() else "" for word in small]
    found = {"w": small, "shape": list(map(shape, words)), "p3": [word[:3] for word in alphabetic]}
    for n in range(2, _MAX_SUFFIX + 1):
        found[f"s{n}"] = [word[-n:] if len(word) > n else "" for word in alphabetic]
    return {aspect: found[aspect] for aspect in ASPECTS}


def shape(word: str) -> str:
    """Return the shape of a word: its sequence of capitals, digits and signs.

    >>> [shape(w) for w in ("model", "Model", "LLM", "LoRA", "F1", "mAP", "3D", "7", "3.5", "-", "")]
    ['a', 'Aa', 'AA', 'AaA', 'A0', 'aA', '0A', '0', '0', '-', '']
    """
    if word.isalpha() and word.islower():
        return "a"
    if not word or not word[0].isalnum():
        return word[:1]
    kinds: list[str] = []
    for c in word:
        kind = "A" if c.isupper() else "0" if c.isdigit() else "a" if c.isalpha() else ""
        if kind and (not kinds or kinds[-1] != kind):
            kinds.append(kind)
    if len(kinds) == 1 and kinds[0] == "A":
        return "AA" if len(word) > 1 else "A"
    return "".join(kinds[:4])


def of_word(role: str, word: str) -> Iterator[str]:
    """Yield the features of a word in a role, by their names in a model."""
    seen = aspects(word)
    for aspect in ROLES[role]:
        if aspect in seen:
            yield f"{role}.{aspect}={seen[aspect]}"


def of_pair(pair: str, first: str, second: str) -> str:
    """Return the feature of two neighbors."""
    return f"{pair}={first.lower()} {second.lower()}"


def after(label: str) -> str:
    """Return the feature of a token that follows a token of this label."""
    return f"after={label}"
