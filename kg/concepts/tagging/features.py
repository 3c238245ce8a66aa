"""What the tagger looks at: words in the places around a token, each seen in a few coarse ways.

Every feature is about one word in one *role* (the token itself, its neighbours, the last word of its phrase, the words
beside the phrase), about two neighbours, or about the token's place. So a trained model is a set of tables: one row of
label scores a word and role, added up. Training names the features in words, `kg.concepts.tagging.tagger` reads rows.
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
"""Which aspects of a word count in which role."""

ASPECTS: Final = tuple(dict.fromkeys(aspect for aspects in ROLES.values() for aspect in aspects))
"""All aspects that count in any role."""

PAIRS: Final = ("prev+word", "word+next")
"""Two neighbours together, in small letters."""

BIAS: Final = "bias"


@lru_cache(maxsize=1 << 17)
def aspects(word: str) -> dict[str, str]:
    """Return the ways in which a word is seen.

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
    """Return what `aspects` says of words, a column per aspect of `ASPECTS`; "" where a word has no such aspect."""
    small = [word.lower() for word in words]
    alphabetic = [word if word.isalpha() else "" for word in small]
    found = {"w": small, "shape": list(map(shape, words)), "p3": [word[:3] for word in alphabetic]}
    for n in range(2, _MAX_SUFFIX + 1):
        found[f"s{n}"] = [word[-n:] if len(word) > n else "" for word in alphabetic]
    return {aspect: found[aspect] for aspect in ASPECTS}


def shape(word: str) -> str:
    """Tell how a word is written: capitals, digits, signs.

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
    """Yield the features of a word in a role, as they are called in a model."""
    seen = aspects(word)
    for aspect in ROLES[role]:
        if aspect in seen:
            yield f"{role}.{aspect}={seen[aspect]}"


def of_pair(pair: str, first: str, second: str) -> str:
    """Return the feature of two neighbours."""
    return f"{pair}={first.lower()} {second.lower()}"


def after(label: str) -> str:
    """Return the feature of standing behind a token of this label."""
    return f"after={label}"
