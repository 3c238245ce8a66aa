r"""Clean text of LaTeX, line wraps, addresses and full-width signs, with a map to the original characters.

A mention must refer to characters of the section as in the digest, so cleaning records the origin of each character.
Most texts need no cleaning and stay unchanged.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.names.surface.characters import DIRECTION_MARKS
from kg.text.latex import ACCENTS
from kg.text.readable import MATH_SIGNS

_INVISIBLE: Final = rf"\u200b\ufeff{DIRECTION_MARKS}"
_UNCLEAN: Final = re.compile(rf"[\\${{}}~{_INVISIBLE}]|\s\s|-[\r\n]|https?:|www\.")
_MARKUP: Final = (*"\\${}~", "http", "www.")
"""An ASCII text without any of these and with single spaces between words is clean; most texts are."""
_PIECE: Final = re.compile(
    r"""
    (?=[\\${}~\sINVISIBLEhw])  # most characters begin no piece
    (?:
      (?P<address> (?:https?:\s?//|www\.) [^\s{}<>（），。；、]+ )
    | \\(?:url|href|footnote|cite[a-z]*|ref|label|footnotemark|thanks)\s*\{[^{}]*\}
    | \\(?P<accent>["'`^~=.]|[uvHckdbr](?![A-Za-z]))\s*\{?\s*\\?(?P<letter>[A-Za-z])\}?
    | \\(?P<escaped>[%&_\#$-])
    | \\(?P<greek>alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi
        |varphi|chi|psi|omega|ell|infty|times|pm|approx|sim|leq?|geq?|to|rightarrow)(?![A-Za-z])
    | \\[A-Za-z]+\*?\s?
    | \\\\
    | (?P<wrap>(?<=[A-Za-z]-)\s*[\r\n]\s*(?=[A-Za-z]))
    | (?P<space>[\s~]{2,} | [^\S\x20] | ~)
    | (?P<nothing>[${}INVISIBLE]|\\)
    )
    """.replace("INVISIBLE", _INVISIBLE),
    re.VERBOSE,
)
# Greek letters stay names, as concepts are spelled: beta-VAE.
_SIGNS: Final = {name: MATH_SIGNS[name] for name in ("times", "pm", "approx", "le", "leq", "ge", "geq")} | {"sim": "~"}
_ONE_FOR_ONE: Final = dict.fromkeys(map(ord, "\t\r\n\u00a0\u2009\u3000"), " ") | {
    code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "（），：；！？"
}
"""Full-width letters, digits and signs; Chinese punctuation stays, since it ends Chinese clauses."""
_TRANSLATED: Final = re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_ONE_FOR_ONE)) + "]")

ADDRESS: Final = "\u2026"
"""Replacement for an address: a sign that no word or phrase crosses."""


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A cleaned text with the original positions of its characters.

    From ``cleaned_at[i]``, characters correspond one by one to those of the original from ``original_at[i]``, up to the
    next such position. Both are empty if nothing moved. ``changed`` is true if the text differs, or may differ, from
    the original.
    """

    text: str
    cleaned_at: Sequence[int] = field(default=())
    original_at: Sequence[int] = field(default=())
    changed: bool = field(default=False, compare=False)

    @property
    def places(self) -> tuple[int, ...] | None:
        """Return the original position of each character; None if nothing moved."""
        if not self.cleaned_at:
            return None
        return tuple(self._place(at) for at in range(len(self.text)))

    def _place(self, at: int) -> int:
        piece = bisect_right(self.cleaned_at, at) - 1
        return self.original_at[piece] + at - self.cleaned_at[piece]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters of the original that ``text[start:end]`` was made from."""
        if not self.cleaned_at or start >= end:
            return start, end
        return self._place(start), self._place(end - 1) + 1

    def cleaned(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters that ``original[start:end]`` became."""
        if not self.cleaned_at:
            return start, end
        places = range(len(self.text))
        return bisect_left(places, start, key=self._place), bisect_left(places, end, key=self._place)


def clean_text(text: str) -> AlignedText:
    r"""Clean a text.

    >>> clean_text(r"We train $k$-means on\n\textbf{ImageNet}~1K".replace(r"\n", "\n")).text
    'We train k-means on ImageNet 1K'
    >>> found = clean_text(r"see \textbf{ImageNet}")
    >>> found.original(4, 12)
    (12, 20)
    """
    if text.isascii() and (spaced := _spaced(text)):
        if not any(sign in text for sign in _MARKUP):
            return AlignedText(spaced, changed=spaced != text)
        text = spaced
    elif not _UNCLEAN.search(text):
        cleaned = _translated(text)
        return AlignedText(cleaned, changed=cleaned is not text)
    made: list[str] = []
    cleaned_at, original_at = [0], [0]
    at = length = 0
    for piece in _PIECE.finditer(text):
        start = piece.start()
        if start > at:
            made.append(text[at:start])
            length += start - at
        at = piece.end()
        instead = _instead(piece)
        if instead:
            made.append(instead)
            # all characters of the replacement map to the start of the piece
            cleaned_at += range(length, length + len(instead))
            original_at += [start] * len(instead)
            length += len(instead)
        cleaned_at.append(length)
        original_at.append(at)
    made.append(text[at:])
    return AlignedText(_translated("".join(made)), *_distinct(cleaned_at, original_at), changed=True)


def _spaced(text: str) -> str:
    """Return an ASCII text with a space for each line end and tab; empty if it needs other cleaning.

    That is the case for runs of white space, or a hyphen at a line end.
    """
    if "-\n" in text or "-\r" in text:
        return ""
    spaced = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return spaced if spaced == " ".join(text.split()) else ""


def _distinct(cleaned_at: Sequence[int], original_at: Sequence[int]) -> tuple[list[int], list[int]]:
    """Drop positions that the next one replaces, and those that continue the one before."""
    cleaned: list[int] = []
    original: list[int] = []
    for at, origin in zip(cleaned_at, original_at, strict=True):
        if cleaned and cleaned[-1] == at:
            cleaned.pop()
            original.pop()
        if not cleaned or origin - at != original[-1] - cleaned[-1]:
            cleaned.append(at)
            original.append(origin)
    return cleaned, original


def _translated(text: str) -> str:
    return text.translate(_ONE_FOR_ONE) if _TRANSLATED.search(text) else text


def _instead(piece: re.Match[str]) -> str:
    """Return the plain-text replacement of a piece of markup."""
    kind = piece.lastgroup
    if kind == "address":
        return ADDRESS
    if kind == "letter":
        return unicodedata.normalize("NFC", piece["letter"] + ACCENTS[piece["accent"]])
    if kind == "escaped":
        return piece["escaped"]
    if kind == "greek":
        return _SIGNS.get(piece["greek"], piece["greek"])
    if kind == "space":
        return " "
    return ""
