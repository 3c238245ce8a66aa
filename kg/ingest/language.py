"""Which language a text is in, of the two that digests are written in."""

import re

_HAN = re.compile("[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af]+")
_KANA_HANGUL = re.compile("[ぁ-ヿ가-힣]+")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]+")


def language_of(text: str, chinese_share: float) -> str:
    """Return ``zh``, ``en``, or ``und`` where no letter tells.

    ``chinese_share`` is the share of Han characters among the letters from which a text counts as Chinese; it is
    low because one Chinese word is one or two characters and the English terms beside it are long.

    >>> [language_of(text, 0.15) for text in ("基于 Transformer 的检测方法", "We study 鲁棒 models.", "42")]
    ['zh', 'en', 'und']
    """
    if not text.isascii():
        han = _count(_HAN, text)
        if han and han >= chinese_share * (han + _count(_LATIN, text)) and _count(_KANA_HANGUL, text) < han:
            return "zh"
    return "en" if _LATIN.search(text) else "und"


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(text) - len(pattern.sub("", text))
