r"""Take printed author lists apart into clean names.

Repairs what printing damaged (footnote marks, LaTeX accents, a leading "and") and nothing else: names are not
folded, reordered or guessed at here. Accents follow LaTeX's text-mode commands (``\"a``, ``\'{e}``, ``\v{s}``).
"""

import re
import unicodedata
from functools import lru_cache

_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_SYMBOL_ACCENT = re.compile(r"\\([`'^~=.\"])\s*(?:\{\s*\\?([^\W\d_])\s*\}|\\?([^\W\d_]))")
_LETTER_ACCENT = re.compile(r"\\([uHvdckrb])(?:\s*\{\s*\\?([^\W\d_])\s*\}|\s+([^\W\d_]))")
_SPECIAL = re.compile(r"\\(ss|ae|AE|oe|OE|aa|AA|dh|DH|th|TH|dj|DJ|ng|NG|[oOlLij])(?:\{\}|\s+|(?![A-Za-z]))")
_LOST_BACKSLASH = re.compile(r"(?<=[^\W\d_])(?:`([aeiouAEIOU])|\^([aeiouAEIOU])|\"([aeiouyAEIOU]))(?=[^\W\d_]|\s|\Z)")
_LOST_TILDE = re.compile(r"(?<=[^\W\d_])~([nao])(?=[^\W\d_])")

_EDGE = " \t\n:;/*†‡§¶#∗⋆✉|&+=,·\\$^_~"
_FOOTNOTES = re.compile(r"(?:[\s,*†‡§¶∗⋆✉]|\(\d[\d,\s]*\)|\[\d[\d,\s]*\]|\^?\{\d[\d,\s]*\}|[¹²³⁴-⁹⁰])+\Z")
_DIGITS = re.compile(r"(?<=[^\W\d_.])\d{1,2}\Z")
_AND = re.compile(r"\A(?:and|&)\s+", re.IGNORECASE)
_GENERATION = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.IGNORECASE)

_GROUP = re.compile(
    r"\b(?:Team|Collaborations?|Consortium|Group|Project|Labs?|Initiative|Community|Committee)\b", re.IGNORECASE
)
_PARTICLES = frozenset(
    {"a", "al", "am", "ap", "as", "ben", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "des", "di"}
    | {"do", "dos", "du", "e", "el", "en", "het", "ibn", "la", "las", "le", "los", "of", "op", "st", "ten", "ter"}
    | {"the", "uz", "van", "vande", "vander", "vd", "von", "y", "zu", "zum", "zur"}
)
_CAMEL = re.compile(r"[^\W\d_][a-zß-öø-ÿ]+[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+")
_CAMEL_TWICE = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ][^ ]* (?:.*[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ])")
_CAMEL_SURNAME = re.compile(r"(?:Mac|Mc|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|Al|El|O)[A-Z]")
_MOST_WORDS = 5
_LONGEST = 300  # characters of what is still looked at as a name


@lru_cache(maxsize=65536)
def split_authors(printed: str) -> tuple[str, ...]:
    r"""Return the clean names of a comma-joined list, in printed order.

    A lone ``Jr.`` or ``III`` belongs to the name before it; what holds no letter is dropped.

    >>> split_authors('J\\"org M\\"uller*, :, and Ann Lee, Jr., Nicol`o Rossi')
    ('Jörg Müller', 'Ann Lee Jr.', 'Nicolò Rossi')
    """
    names: list[str] = []
    for part in _parts(printed):
        name = clean_name(part)
        if names and _GENERATION.fullmatch(name):
            names[-1] += f" {name}"
        elif name:
            names.append(name)
    return tuple(names)


@lru_cache(maxsize=262144)
def clean_name(printed: str) -> str:
    """Return one printed name without what printing added; empty where no letter remains."""
    name = " ".join(unicodedata.normalize("NFC", printed).split())
    if name.replace(" ", "").isalpha() or len(name) > _LONGEST:
        name = name[4:] if name[:4].lower() == "and " else name
        return name if any(map(str.isalpha, name)) else ""
    if not name.isprintable():
        name = "".join(c for c in name if c.isprintable())
    if any(mark in name for mark in '\\{}`^~"$'):
        name = _without_latex(name)
    name = _AND.sub("", name.strip(_EDGE), count=1).strip(_EDGE)
    if not _GROUP.search(name):  # "Team 2026" is a name
        shorter = ""
        while shorter != name:
            shorter, name = name, _FOOTNOTES.sub("", name).strip(_EDGE)
            name = _DIGITS.sub("", name) if " " in name else name
    return name if any(map(str.isalpha, name)) else ""


def looks_fused(name: str) -> bool:
    """Tell whether a name looks like two people between whom a comma is missing.

    >>> looks_fused("JohnSmith MaryJones"), looks_fused("Wil M. P. van der Aalst")
    (True, False)
    """
    spaces = name.count(" ")
    if spaces >= _MOST_WORDS and not _GROUP.search(name):
        words = [word for word in name.split() if word.lower().strip(".'’") not in _PARTICLES]
        if len(words) > _MOST_WORDS and sum(len(word.strip(".")) > 1 for word in words) >= _MOST_WORDS:
            return True
    if spaces == 0 or not (_CAMEL_TWICE.search(name) or " and " in name or " & " in name) or _GROUP.search(name):
        return False
    camels = sum(bool(_CAMEL.fullmatch(word)) and not _CAMEL_SURNAME.match(word) for word in name.split())
    return camels > 1 or " and " in name or " & " in name


def _parts(printed: str) -> list[str]:
    """Split at commas outside brackets; at semicolons where there is no comma."""
    if "，" in printed or "、" in printed:
        printed = printed.replace("，", ",").replace("、", ",")
    if "," not in printed and ";" in printed:
        return printed.split(";")
    if not any(bracket in printed for bracket in "(["):
        return printed.split(",")
    parts: list[str] = []
    depth = 0
    for part in printed.split(","):
        if depth > 0:
            parts[-1] += f",{part}"
        else:
            parts.append(part)
        depth = max(0, depth + sum(map(part.count, "([")) - sum(map(part.count, ")]")))
    return printed.split(",") if depth else parts


def _without_latex(name: str) -> str:
    name = _SYMBOL_ACCENT.sub(_accented, name)
    name = _LETTER_ACCENT.sub(_accented, name)
    name = _SPECIAL.sub(lambda m: _LETTERS[m[1]], name)
    name = re.sub(r"\\(?:,|;|:|!| )|~(?=[A-Z])", " ", name)
    name = re.sub(r"[{}$]|\\(?=[^\x00-\x7f]|\Z|\\)", "", name)
    quotes = name.count('"')
    if quotes != 2:  # noqa: PLR2004 – a pair of quotes holds a nickname
        name = _LOST_BACKSLASH.sub(_restored, name)
    elif "`" in name or "^" in name:
        name = _LOST_BACKSLASH.sub(lambda m: m.group() if m[3] else _restored(m), name)
    name = _LOST_TILDE.sub(lambda m: unicodedata.normalize("NFC", m[1] + _COMBINING["~"]), name)
    return " ".join(unicodedata.normalize("NFC", name).split())


def _accented(match: re.Match[str]) -> str:
    letter = match[2] or match[3]
    return unicodedata.normalize("NFC", letter + _COMBINING[match[1]])


def _restored(match: re.Match[str]) -> str:
    for mark, letter in zip('`^"', match.groups(), strict=True):
        if letter:
            return unicodedata.normalize("NFC", letter + _COMBINING[mark])
    return match.group()
