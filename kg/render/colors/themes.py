"""Define colors and strengths that do not depend on data: ground, ink and lines of both themes."""

from dataclasses import dataclass
from typing import Final, Literal

from kg.errors import UsageError
from kg.render.colors.palette import Hue

THEMES: Final = ("light", "dark")

PageTheme = Literal["auto", "light", "dark"]
"""The theme that a page opens in; ``auto`` follows the reader's system."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colors (``#rrggbb``) and strengths (from 0 to 1) that do not depend on data."""

    ground: str
    ink: str
    muted: str
    edge: str
    doubt: str
    glow: str
    edge_alpha: float
    disc_alpha: float
    tint_alpha: float
    rim_alpha: float


THEME: Final = {
    "light": Theme("#fbfcfe", "#172033", "#566076", "#5b6b86", "#c4007f", "#ffaa1e", 0.34, 0.07, 0.13, 0.55),
    "dark": Theme("#0a0f1e", "#eef2fb", "#9aa6bf", "#a5b4d0", "#ff8fd0", "#ffc85a", 0.30, 0.09, 0.16, 0.50),
}

_INK_SHARE: Final = 0.4
"""Share of ink in the color of words about a group, for a contrast of 4.5:1 (WCAG 2.2, 1.4.3)."""


def check_page_theme(theme: str) -> None:
    """Raise UsageError for a value that is not a `PageTheme`."""
    if theme not in ("auto", *THEMES):
        raise UsageError(f'no theme called "{theme}": take auto, light or dark')


def paint(hue: Hue, theme: str) -> str:
    """Return a hue in one theme, as ``#rrggbb``."""
    return hue.light if theme == "light" else hue.dark


def ink(hue: Hue, theme: str) -> str:
    """Return a hue for words: mixed with the theme's ink so that small letters are readable."""
    own, dark = paint(hue, theme), THEME[theme].ink
    mixed = (
        round((1 - _INK_SHARE) * int(own[i : i + 2], 16) + _INK_SHARE * int(dark[i : i + 2], 16)) for i in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
