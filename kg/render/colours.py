"""One table of colours for pages and figures: a group has the same colour in every view, in both themes.

Each hue is a pair, darker on white and lighter on night blue; a dot has at least 3:1 contrast against its ground
(WCAG 2.2, 1.4.11: graphics), and words of that colour, mixed with some ink, at least 4.5:1 (1.4.3). The hues follow
Tableau's ten and Okabe and Ito's eight: neighbours in the table differ in lightness as well as in hue, so that readers
with a colour vision deficiency keep a cue. Colour is never the only one: legend, disc labels and details say the group
in words.
"""

import zlib
from dataclasses import dataclass
from typing import Final

THEMES: Final = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Theme:
    """What is not data: ground, ink, lines. Colours as ``#rrggbb``, strengths from 0 to 1."""

    ground: str
    ink: str
    muted: str
    edge: str
    edge_alpha: float
    disc_alpha: float
    tint_alpha: float
    rim_alpha: float


THEME: Final = {
    "light": Theme("#fbfcfe", "#172033", "#566076", "#5b6b86", 0.34, 0.07, 0.13, 0.55),
    "dark": Theme("#0a0f1e", "#eef2fb", "#9aa6bf", "#a5b4d0", 0.30, 0.09, 0.16, 0.50),
}

_PALETTE: Final = {
    "blue": ("#2f72c4", "#5b9be6"),
    "orange": ("#d2660a", "#f79a3e"),
    "green": ("#2f8f3a", "#62b85c"),
    "red": ("#d23c42", "#f16a6c"),
    "violet": ("#9553b3", "#c48ad8"),
    "teal": ("#118c87", "#5cc4bd"),
    "gold": ("#a98300", "#f0cd4a"),
    "pink": ("#d43a8c", "#ff96c2"),
    "brown": ("#8a5b43", "#c19a80"),
    "indigo": ("#5a5fd6", "#979cf5"),
    "olive": ("#74850a", "#b4c84d"),
    "sky": ("#0b89b5", "#74d0f2"),
    "wine": ("#a02f5f", "#e07f9f"),
    "slate": ("#64728c", "#a3b0c8"),
    "sand": ("#a9743f", "#dcb98a"),
    "mint": ("#1f9468", "#86e0b4"),
}
_INK_SHARE: Final = 0.35
_GREY: Final = ("#6b7280", "#9aa3b2")

# What digests hold most. There are more categories than hues to tell apart: a hue serves twice only where two
# categories seldom stand side by side.
_FIXED: Final = {
    "cs.LG": "blue", "cs.CV": "orange", "cs.RO": "green", "cs.SE": "red", "cs.CR": "violet", "cs.HC": "teal",
    "cs.AI": "gold", "cs.NE": "pink", "cs.ET": "brown", "cs.MA": "mint", "cs.NI": "wine", "cs.CL": "indigo",
    "eess.IV": "olive", "cs.IR": "sky", "cs.GR": "sand", "stat.ML": "slate", "cs.SD": "wine", "eess.AS": "mint",
    "eess.SP": "brown", "cs.DC": "brown", "cs.DB": "sand", "cs.CY": "pink", "cs.SI": "teal", "math.OC": "slate",
    "eess.SY": "olive", "quant-ph": "violet", "cs.DS": "sky", "cs.IT": "mint", "physics": "red",
    # types of concepts
    "task": "red", "method": "blue", "model": "violet", "dataset": "green", "metric": "gold", "field": "teal",
    "software": "orange",
    # kinds, where nothing finer is known
    "author": "blue", "group": "brown", "paper": "slate", "concept": "teal", "category": "gold",
}  # fmt: skip

_NEUTRAL: Final = ("", "untyped", "other")

# Categories outside the table take one of the hues that the large ones leave.
_RARE: Final = ("brown", "mint", "olive", "sand", "sky", "slate", "wine")


# Shades are pale: only hues that stay apart then.
_TINTS: Final = ("blue", "orange", "green", "violet", "gold", "teal", "red", "sky", "olive", "pink")


def colour(group: str, theme: str) -> str:
    """Return the colour of a group (a category, a concept's type, a kind) as ``#rrggbb``.

    A group outside the fixed table takes the hue its name hashes to, so that it never depends on what else is in
    view. Two rare groups may then share one; their labels still tell them apart. What has no group or type is grey.

    >>> colour("cs.LG", "light"), colour("", "dark")
    ('#2f72c4', '#9aa3b2')
    """
    return _pair(group)[THEMES.index(theme)]


def tints(theme: str) -> list[str]:
    """Return the colours that shade communities, by number: neighbours in the list are easy to tell apart."""
    return [_PALETTE[hue][THEMES.index(theme)] for hue in _TINTS]


def ink(group: str, theme: str) -> str:
    """Return a group's colour for words: mixed with the theme's ink until small letters can be read."""
    own, dark = colour(group, theme), THEME[theme].ink
    mixed = (
        round((1 - _INK_SHARE) * int(own[i : i + 2], 16) + _INK_SHARE * int(dark[i : i + 2], 16)) for i in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _pair(group: str) -> tuple[str, str]:
    if group in _NEUTRAL:
        return _GREY
    if group in _FIXED:
        return _PALETTE[_FIXED[group]]
    return _PALETTE[_RARE[zlib.crc32(group.encode()) % len(_RARE)]]
