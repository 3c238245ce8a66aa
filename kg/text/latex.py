"""Convert LaTeX in text to Unicode."""

import re
import unicodedata

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
LETTERS = {
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_SYMBOL_ACCENT = re.compile(r"\\([`'^~=.\"])\s*(?:\{\s*\\?([^\W\d_])\s*\}|\\?([^\W\d_]))")
_LETTER_ACCENT = re.compile(r"\\([uHvdckrb])(?:\s*\{\s*\\?([^\W\d_])\s*\}|\s+([^\W\d_]))")
_SPECIAL = re.compile(r"\\(ss|ae|AE|oe|OE|aa|AA|dh|DH|th|TH|dj|DJ|ng|NG|[oOlLij])(?:\{\}|\s+|(?![A-Za-z]))")
_LOST_BACKSLASH = re.compile(r"(?<=[^\W\d_])(?:`([aeiouAEIOU])|\^([aeiouAEIOU])|\"([aeiouyAEIOU]))(?=[^\W\d_]|\s|\Z)")
_LOST_TILDE = re.compile(r"(?<=[^\W\d_])~([nao])(?=[^\W\d_])")


def decode_accents(text: str) -> str:
    r"""Return text with LaTeX accents and letters as Unicode: ``\"o``, ``\v{s}``, ``\ss``.

    >>> decode_accents(r"Erd\H{o}s, \'Etale, Stra\ss e")
    'Erdős, Étale, Straße'
    """
    text = _SYMBOL_ACCENT.sub(_accented, text)
    text = _LETTER_ACCENT.sub(_accented, text)
    return _SPECIAL.sub(lambda m: LETTERS[m[1]], text)


def decode_name_latex(name: str) -> str:
    """Return a name with LaTeX accents, letters and spacing commands as Unicode text."""
    name = decode_accents(name)
    name = re.sub(r"\\(?:,|;|:|!| )|~(?=[A-Z])", " ", name)
    name = re.sub(r"[{}$]|\\(?=[^\x00-\x7f]|\Z|\\)", "", name)
    quotes = name.count('"')
    if quotes != 2:  # noqa: PLR2004 – a pair of quotes holds a nickname
        name = _LOST_BACKSLASH.sub(_restored, name)
    elif "`" in name or "^" in name:
        name = _LOST_BACKSLASH.sub(lambda m: m.group() if m[3] else _restored(m), name)
    name = _LOST_TILDE.sub(lambda m: unicodedata.normalize("NFC", m[1] + ACCENTS["~"]), name)
    return " ".join(unicodedata.normalize("NFC", name).split())


def _accented(match: re.Match[str]) -> str:
    letter = match[2] or match[3]
    return unicodedata.normalize("NFC", letter + ACCENTS[match[1]])


def _restored(match: re.Match[str]) -> str:
    for mark, letter in zip('`^"', match.groups(), strict=True):
        if letter:
            return unicodedata.normalize("NFC", letter + ACCENTS[mark])
    return match.group()
