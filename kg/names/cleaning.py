r"""Clean one printed name: footnote marks, LaTeX accents and stray punctuation go, the name itself stays as printed.

Names are not folded, reordered or guessed at here.
"""

import re
import unicodedata
from functools import lru_cache

from kg.latex import decode_name_latex
from kg.names.groups import is_organization

_EDGE = " \t\n:;/*†‡§¶#∗⋆✉|&+=,·\\$^_~`>"
_FOOTNOTES = re.compile(
    r"(?:[\s,*†‡§¶∗⋆✉✝☨]|\((?:\d[\d,\s]*|[a-z*†‡§])\)|\[(?:\d[\d,\s]*|[a-z*†‡§])\]|\^?\{[\da-z*†‡§][\da-z,\s*†‡§]*\}"
    r"|\^[\da-z*†‡§](?:,?[\da-z*†‡§])*|[¹²³⁴-⁹⁰ᵃ-ᶻ])+\Z"
)
_DIGITS = re.compile(r"(?<=[^\W\d_][^\W\d_])\d{1,2}\Z")
_AND = re.compile(r"\A(?:and|&|(?:edited |written |authored )?by)\s+(?=\S)", re.IGNORECASE)
_LONE_MARK = re.compile(r"(?:\s+[.\-–—_?]+|\s+n/a)+\Z|\A[.\-–—_?]+\s+", re.IGNORECASE)
_HOMONYM = re.compile(r"\s0\d{3}\Z")  # dblp tells people of one name apart by such a number
_STRAY = re.compile(r"(?<=\w)[<>](?=\s)")
_NUMBERED = re.compile(r"\A(?:\(?\d{1,3}[.)]|[-•▪◦*])\s+")
_MARK = r"(?:\d{1,3}|[a-z*†‡§¶#∗⋆]|\\(?:dagger|ddagger|star|ast|circ|sharp|diamond|S|P|textdagger|textsection))"
_MARKS = re.compile(
    rf"\$?\s?\\?\^\s?\{{?\s?{_MARK}(?:\s?,?\s?{_MARK}(?![a-z]))*\s?\}}?\s?\$?(?=[\s,;(A-Z]|\Z)"
    r"|\\(?:thanks|footnote|footnotemark|textsuperscript|inst|orcidlink|IEEEauthorrefmark|affil)\s*(?:\[[^\]]*\])?\{[^{}]*\}"
    r"|\A[\s*†‡§¶]*\d{1,2}(?:,\s?\d{1,2})*(?=[A-Z])|(?<=[a-zß-ÿ])\d{1,2}(?:\s?,\s?\d{1,2})+(?=\s|,|\Z)"
)
_MAX_CLEANED = 300  # characters; longer strings are not names and not worth cleaning


@lru_cache(maxsize=1 << 18)
def clean_name(printed: str) -> str:
    r"""Return one printed name without what printing added; empty where no letter remains.

    >>> clean_name('J\\"org M\\"uller*'), clean_name("Cy Gong^1,2"), clean_name("Govandi -"), clean_name("ARC A3")
    ('Jörg Müller', 'Cy Gong', 'Govandi', 'ARC A3')
    """
    name = " ".join(unicodedata.normalize("NFC", printed).split())
    if name.replace(" ", "").isalpha() or len(name) > _MAX_CLEANED:
        name = _AND.sub("", name, count=1)
        return name if any(map(str.isalpha, name)) else ""
    if not name.isprintable():
        name = "".join(c for c in name if c.isprintable())
    if any(mark in name for mark in '\\{}`^~"$'):
        name = decode_name_latex(name) if "\\" in name or not _FOOTNOTES.search(name) else _without_marks(name)
        name = decode_name_latex(name)
    name = _NUMBERED.sub("", name, count=1)
    name = _AND.sub("", name.strip(_EDGE), count=1).strip(_EDGE)
    name = _STRAY.sub("", _HOMONYM.sub("", _LONE_MARK.sub("", name)))
    if not is_organization(name):  # "Team 2026", "Qwen3" are names
        name = _without_marks(name)
    return name if any(map(str.isalpha, name)) else ""


def without_footnotes(text: str) -> str:
    """Remove footnote marks wherever they follow or precede a name, in Markdown or LaTeX.

    >>> without_footnotes("Ann Lee^1,2, $^{3}$Bo Han, Cy Gong1,2")
    'Ann Lee, Bo Han, Cy Gong'
    """
    return _MARKS.sub("", text)


def _without_marks(name: str) -> str:
    """Remove footnote marks and numbers from the end of a person's name."""
    shorter = ""
    while shorter != name:
        shorter, name = name, _FOOTNOTES.sub("", name).strip(_EDGE)
        name = _DIGITS.sub("", name) if " " in name else name
    return name
