r"""Text as print shows it: LaTeX, line wraps, addresses and full-width signs gone, every character still traceable.

A mention has to point at characters of the section as the digest has it, so cleaning keeps where each character came
from. Most texts need nothing and stay as they are.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from kg.latex import ACCENTS
from kg.readable import SIGNS

_UNCLEAN: Final = re.compile(r"[\\${}~\u200b\ufeff]|\s\s|-[\r\n]|https?:|www\.")
_PIECE: Final = re.compile(
    r"""
      (?P<address> (?:https?:\s?//|www\.) [^\s{}<>（），。；、]+ )
    | \\(?:url|href|footnote|cite[a-z]*|ref|label|footnotemark|thanks)\s*\{[^{}]*\}
    | \\(?P<accent>["'`^~=.]|[uvHckdbr](?![A-Za-z]))\s*\{?\s*\\?(?P<letter>[A-Za-z])\}?
    | \\(?P<escaped>[%&_\#$-])
    | \\(?P<greek>alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi
        |varphi|chi|psi|omega|ell|infty|times|pm|approx|sim|leq?|geq?|to|rightarrow)(?![A-Za-z])
    | \\[A-Za-z]+\*?\s?
    | \\\\
    | (?P<wrap>(?<=[A-Za-z]-)\s*[\r\n]\s*(?=[A-Za-z]))
    | (?P<space>[\s~\u00a0\u2009\u3000]+)
    | (?P<nothing>[${}\u200b\ufeff]|\\)
    """,
    re.VERBOSE,
)
# Greek letters stay names, as concepts are spelled: beta-VAE.
_SIGNS: Final = {name: SIGNS[name] for name in ("times", "pm", "approx", "le", "leq", "ge", "geq")} | {"sim": "~"}
_ONE_FOR_ONE: Final = dict.fromkeys(map(ord, "\t\r\n\u00a0\u2009\u3000"), " ") | {
    code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "（），：；！？"
}
"""Full-width letters, digits and signs; Chinese punctuation stays, as it ends Chinese clauses."""

ADDRESS: Final = "\u2026"
"""What stands for an address: a sign that no word or phrase reaches over."""


@dataclass(frozen=True, slots=True)
class Clean:
    """A cleaned text and, for each of its characters, where in the original it stood; None where nothing moved."""

    text: str
    places: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters of the original that ``text[start:end]`` was made from."""
        if self.places is None or start >= end:
            return start, end
        return self.places[start], self.places[end - 1] + 1

    def cleaned(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters that ``original[start:end]`` has become."""
        if self.places is None:
            return start, end
        return bisect_left(self.places, start), bisect_left(self.places, end)


def clean(text: str) -> Clean:
    r"""Clean a text.

    >>> clean(r"We train $k$-means on\n\textbf{ImageNet}~1K".replace(r"\n", "\n")).text
    'We train k-means on ImageNet 1K'
    >>> found = clean(r"see \textbf{ImageNet}")
    >>> found.original(4, 12)
    (12, 20)
    """
    if not _UNCLEAN.search(text):
        return Clean(text.translate(_ONE_FOR_ONE))
    made: list[str] = []
    places: list[int] = []

    def keep(start: int, end: int) -> None:
        made.append(text[start:end].translate(_ONE_FOR_ONE))
        places.extend(range(start, end))

    at = 0
    for piece in _PIECE.finditer(text):
        keep(at, piece.start())
        at = piece.end()
        instead = _instead(piece)
        if instead == " " and (not made or (places and made[-1][-1:] == " ")):
            instead = ""
        if instead:
            made.append(instead)
            places.extend([piece.start()] * len(instead))
    keep(at, len(text))
    return Clean("".join(made), tuple(places))


def _instead(piece: re.Match[str]) -> str:
    """Return what stands in print for a piece of markup."""
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
