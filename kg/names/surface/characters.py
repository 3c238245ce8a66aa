"""Normalize characters of printed names: no invisible ones except those that belong to the spelling.

Zero-width joiners are part of the spelling in Persian ("علی‌رضا") and in Indic scripts; direction marks, soft hyphens
and byte order marks are the layout's. Letters from the blocks of full-width and mathematical forms are the plain
letters.
"""

import re
import unicodedata
from typing import Final

DIRECTION_MARKS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Range of a character class: marks that turn the direction of what follows them, on a page beyond their own text."""

_VIRAMAS: Final = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u103a\u17d2"
_JOINING: Final = "\u0600-\u06ff\u0700-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
_INVISIBLE: Final = re.compile(
    f"[{DIRECTION_MARKS}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u200b\u2060-\u206f\u2800\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS: Final = re.compile("([\u200c\u200d])[\u200c\u200d]*")
_STRAY_JOINER: Final = re.compile(f"(?<![{_JOINING}])[\u200c\u200d]|(?<![{_VIRAMAS}])[\u200c\u200d](?![{_JOINING}])")
_STRAY_SELECTOR: Final = re.compile("(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af])[\U000e0100-\U000e01ef]+")
_OTHER_FORMS: Final = re.compile(
    "[\uff01-\uff0d\uff0f-\uff9f\u2160-\u217f\U0001d400-\U0001d7ff\ufb00-\ufb06\ufe50-\ufe6b]+"
)
_LINE_ENDS: Final = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029\r]+")
_KEPT: Final = frozenset("\n\t\u200c\u200d\u180e")


def plain_characters(text: str) -> str:
    r"""Return a text in composed Unicode (NFC) without stray invisible characters; ends of lines and tabs stay.

    >>> plain_characters("Ｊｏ\u00ad Ｐａｒｋ\u200e"), plain_characters("\u200cعلی\u200cرضا") == "علی\u200cرضا"
    ('Jo Park', True)
    """
    if text.isascii() and (text.isprintable() or not any(map(_is_control, text))):
        return text
    text = _LINE_ENDS.sub("\n", _INVISIBLE.sub("", text))
    text = _OTHER_FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = _STRAY_JOINER.sub("", _JOINERS.sub(r"\1", _STRAY_SELECTOR.sub("", text)))
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c in _KEPT else " " * c.isspace() for c in text)
    return unicodedata.normalize("NFC", text)


def _is_control(character: str) -> bool:
    return not (character.isprintable() or character in "\n\t")
