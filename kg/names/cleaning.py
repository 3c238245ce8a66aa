r"""Clean one printed name: remove footnote marks, LaTeX accents and stray punctuation, keep the name as printed.

Names are not folded, reordered or guessed at here.
"""

import re
from functools import lru_cache
from typing import Final

from kg.names.groups import is_organization
from kg.names.surface.characters import plain_characters
from kg.text.latex import decode_name_latex

_MAX_CLEANED: Final = 300  # characters; longer strings are not names and not worth cleaning

_MAX_ROUNDS: Final = 8  # layers of marks, quotation marks and numbers around one name

_SIGNS: Final = r"*†‡§¶#∗⋆⁎✉✝☨∥‖♯⋄+"
_EDGE: Final = " \t\n:;,/|&=·•$^_~`>–—" + _SIGNS
_LETTER: Final = r"[a-z](?![^\W_])"
_MARK: Final = rf"(?:\d{{1,3}}|{_LETTER}|[{_SIGNS}])"

_FOOTNOTES: Final = re.compile(
    rf"(?:[\s,{_SIGNS}]|\((?:\d[\d,\s]*|[a-z{_SIGNS}])\)|\[(?:\d[\d,\s]*|[a-z{_SIGNS}])\]"
    rf"|\^?\{{[\da-z{_SIGNS}][\da-z,\s{_SIGNS}]*\}}|\^[\da-z{_SIGNS}](?:,?[\da-z{_SIGNS}])*"
    rf"|(?<=[{_SIGNS}])\d{{1,3}}|[¹²³⁴-⁹⁰⁺ᵃ-ᶻ]"
    r"|(?<=\s)[\da-z](?:,\s?[\da-z])*|(?<=\s)(?:and|und)|\\)+\Z"
)
_LETTER_MARK: Final = re.compile(r"(?: (?:[a-z]|and|und)|[ᵃ-ᶻ])\Z")
_DIGITS: Final = re.compile(r"(?:(?<=[^\W\d_][^\W\d_])|(?<= [A-Z]))\d{1,2}\Z")
_LEADING_DIGITS: Final = re.compile(r"\A(?:\d{1,2}(?:,\s?\d{1,2})*\s?(?=[^\W\d_a-zß-ÿ][^\W\d_]|[A-Z]\.)|[¹²³⁴-⁹⁰]+)")
_AND: Final = re.compile(r"\A(?:and|&|(?:edited |written |authored )?by)\s+(?=\S)", re.IGNORECASE)
_LONE_MARK: Final = re.compile(r"(?:\s+(?:[-.–—_?]+|n/a))+\Z|\A[-.–—_?]+\s+", re.IGNORECASE)
_HOMONYM: Final = re.compile(r"\s0\d{3}\Z")  # dblp distinguishes people of one name by such a number
_STRAY: Final = re.compile(r"(?<=\w)[<>](?=\s)")
_NUMBERED: Final = re.compile(r"\A(?:\(?\d{1,3}[.)]|[-•▪◦*])\s+")
_FULL_STOP: Final = re.compile(r"(?<=[^\W\d_][a-zß-ÿ])(?<![JSjs]r)\.\Z|\.{2,}\Z")
_QUOTED: Final = re.compile(r"\A([\"'“”„«‹「『])(.+)([\"'“”»›」』])\Z")

_OPENING: Final = frozenset("“„«‹「『")
_CLOSING: Final = "“”»›」』"

_MARKS: Final = re.compile(
    rf"(?<!\\)\$\s?\\?\^\s?[^$\s]?[^$]{{0,40}}\$|(?<!\\)\^\s?\{{[^{{}}]{{0,40}}\}}"
    rf"|(?<!\\)\^\s?{_MARK}(?:[{_SIGNS}]|,\s?(?:\d{{1,3}}(?![\w.])|{_LETTER}|[{_SIGNS}]))*(?=[\s,;(A-ZÀ-Þ]|\Z)"
    r"|\\(?:thanks|footnote|footnotemark|textsuperscript|inst|orcidlink|orcid|IEEEauthorrefmark|affil|fnref|corref|fnm|sup)"
    r"\s?(?:\[[^\]\[]*\]|\{[^{}]*\}){1,2}"
    r"|(?:\A|(?<=[,;]\s))\d{1,2}(?:,\s?\d{1,2}){0,9}(?=[A-ZÀ-Þ][a-zß-ÿ.])"
    r"|(?<=[^\W\d_])\s?\d{1,2}(?:\s?,\s?\d{1,2}){1,9}(?![\w.])"
)


@lru_cache(maxsize=1 << 18)
def clean_name(printed: str) -> str:
    r"""Return one printed name without typographic additions; empty if no letter remains.

    >>> clean_name('J\\"org M\\"uller*'), clean_name("Cy Gong^1,2"), clean_name("Govandi -"), clean_name("ARC A3")
    ('Jörg Müller', 'Cy Gong', 'Govandi', 'ARC A3')
    """
    name = printed
    for _ in range(_MAX_ROUNDS):
        before, name = name, _cleaned(name)
        if name == before:
            break
    return name


def _cleaned(printed: str) -> str:
    """Remove the outermost layer of typographic additions; the rest may need the same."""
    name = " ".join(plain_characters(printed).split())
    if len(name) > _MAX_CLEANED or (name.replace(" ", "").isalpha() and not _LETTER_MARK.search(name)):
        name = _AND.sub("", name, count=1)
        return name if any(map(str.isalpha, name)) else ""
    if any(mark in name for mark in '\\{}`^~"$'):
        name = decode_name_latex(without_end_marks(name) if _FOOTNOTES.search(name) and "\\" not in name else name)
    name = _NUMBERED.sub("", name, count=1)
    name = _AND.sub("", name.strip(_EDGE), count=1).strip(_EDGE)
    name = _unquoted(_STRAY.sub("", _HOMONYM.sub("", _LONE_MARK.sub("", name))))
    if not is_organization(name):  # "Team 2026", "Qwen3" are names
        name = _FULL_STOP.sub("", _LEADING_DIGITS.sub("", without_end_marks(name)))
    return name.strip() if any(map(str.isalpha, name)) else ""


def without_footnotes(text: str) -> str:
    """Remove footnote marks wherever they follow or precede a name, in Markdown or LaTeX.

    >>> without_footnotes("Ann Lee^1,2, $^{3}$Bo Han, Cy Gong1,2")
    'Ann Lee, Bo Han, Cy Gong'
    """
    return _MARKS.sub("", text)


def without_end_marks(name: str) -> str:
    """Remove footnote marks and numbers from the end of a person's name.

    >>> without_end_marks("Lee*1"), without_end_marks("Ann Lee a,b")
    ('Lee', 'Ann Lee')
    """
    shorter = ""
    while shorter != name:
        shorter, name = name, _FOOTNOTES.sub("", name).strip(_EDGE)
        if " " in name or not name.isascii():
            name = _DIGITS.sub("", name)
        elif shorter[len(name) :].lstrip(_EDGE).isdigit() and shorter[: len(name) + 1].endswith(" "):
            return shorter  # "Novelty 7"
    return name


def is_footnote(part: str) -> bool:
    """Return True for a list entry that is only footnote marks and belongs to the name before it.

    >>> [is_footnote(part) for part in ("2", "b", "*", "†1", "B", "Bo")]
    [True, True, True, True, False, False]
    """
    return _FOOTNOTES.fullmatch(f" {part.strip()}") is not None


def _unquoted(name: str) -> str:
    """Remove quotation marks around a whole name, or a lone one in front; those around a nickname stay."""
    if name[:1] in _OPENING and not any(mark in name[1:] for mark in _CLOSING):
        return name[1:].strip()
    match = _QUOTED.match(name)
    if match is None or any(mark in match[2] for mark in (match[1], match[3])):
        return name
    return match[2].strip()
