"""Configure matplotlib's text: fonts, outlines instead of letters in SVG, no warnings."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

# DejaVu comes with matplotlib; the others supply missing glyphs if they are installed.
_FONTS: Final = (
    "DejaVu Sans", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei",
    "Noto Sans CJK JP", "Arial Unicode MS", "Noto Sans",
)  # fmt: skip


def fixed_settings() -> Any:
    """Return the settings of matplotlib for reproducible files."""
    from matplotlib.font_manager import fontManager  # noqa: PLC0415 -- an extra

    there = set(fontManager.get_font_names())
    return {
        "font.family": [name for name in _FONTS if name in there] or ["sans-serif"],
        "svg.fonttype": "path",
        "svg.hashsalt": "arxiv-kg",
        "pdf.fonttype": 42,
        "text.usetex": False,
        "text.parse_math": False,
        "path.simplify": False,
    }


@contextmanager
def suppress_glyph_warnings() -> Iterator[None]:
    """Suppress warnings about missing glyphs, which are visible as boxes."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield
