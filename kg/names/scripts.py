"""Handle writing systems of names: forms in two scripts side by side, and spacing inside East Asian names."""

import re
from typing import Final

_HAN: Final = "㐀-䶿一-鿿豈-﫿\U00020000-\U000323af々〇"
_KANA: Final = "ぁ-ゖァ-ヺー"
_HANGUL: Final = "가-힣"
_VARIANT: Final = "\U000e0100-\U000e01ef"  # selects the form of the character before it
_EAST: Final = f"{_HAN}{_KANA}{_HANGUL}{_VARIANT}"
_EAST_ASIAN: Final = re.compile(rf"[{_EAST}][{_EAST}・·• ]*")
_RUN: Final = re.compile(rf"[{_EAST}][{_EAST}・·• ]*(?<![ ])")
_PURE_HAN: Final = re.compile(rf"[{_HAN}{_VARIANT}]+")
_PURE_HANGUL: Final = re.compile(rf"[{_HANGUL}]+")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]")
_OTHER_SCRIPT: Final = re.compile("[\u0370-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufaff\ufb1d-\ufefc]")
_SURNAMES: Final = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任"
    "姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂"
    "蘇盧蔣賈葉閻餘譚鄒陸龍萬錢湯賴龔"
)
"""Characters that begin most Chinese names, simplified and traditional."""

_MAX_CHINESE: Final = 4
_MIN_CHINESE: Final = 2


def is_east_asian(text: str) -> bool:
    """Return True for a name written only in Han characters, kana or Hangul."""
    return _EAST_ASIAN.fullmatch(text) is not None


def is_han(text: str) -> bool:
    """Return True for a text of Han characters alone."""
    return _PURE_HAN.fullmatch(text) is not None


def is_hangul(text: str) -> bool:
    """Return True for a text of Hangul syllables alone."""
    return _PURE_HANGUL.fullmatch(text) is not None


def close_up(name: str) -> str:
    """Remove the spaces inside a name in Han characters, kana or Hangul, where spacing is a matter of taste.

    >>> close_up("李 雷"), close_up("김 민수"), close_up("Li Lei")
    ('李雷', '김민수', 'Li Lei')
    """
    return name.replace(" ", "") if not name.isascii() and is_east_asian(name) else name


def are_two_forms(name: str, other: str) -> bool:
    """Return True for two texts of which one is in Latin letters and the other in another script.

    >>> are_two_forms("Ivan Petrov", "Иван Петров"), are_two_forms("Ivan Petrov", "Vanya")
    (True, False)
    """
    return _is_latin(name) != _is_latin(other) and _is_other(name) != _is_other(other)


def native_first(name: str, other: str) -> tuple[str, str]:
    """Return two forms of one name as Latin form and native form, in any printed order."""
    latin, native = (name, other) if _is_latin(name) else (other, name)
    return latin, close_up(native)


def split_scripts(name: str) -> tuple[str, str]:
    """Divide a name printed in Latin letters and in its own East Asian script into both forms.

    >>> split_scripts("Minsu Kim (김민수)"), split_scripts("李雷 Lei Li"), split_scripts("Lei Li")
    (('Minsu Kim', '김민수'), ('Lei Li', '李雷'), ('Lei Li', ''))
    """
    if name.isascii() or not _LATIN.search(name):
        return name, ""
    runs = [match.group() for match in _RUN.finditer(name)]
    if len(runs) != 1 or len(runs[0].replace(" ", "")) < _MIN_CHINESE:
        return name, ""
    before, _, after = name.partition(runs[0])
    before = before.strip(" ()[]【】/|")
    after = after.strip(" ()[]【】/|")
    if (before and after) or not (before or after):
        return name, ""
    return before or after, close_up(runs[0])


def east_asian_list(text: str) -> list[str]:
    """Divide a line of Chinese names separated only by spaces; a line that may be one name is one item.

    >>> east_asian_list("李明 王芳"), east_asian_list("田中 太郎"), east_asian_list("李 雷")
    (['李明', '王芳'], ['田中 太郎'], ['李 雷'])
    """
    if text.isascii():
        return [text]
    words = text.split()
    chinese = all(_MIN_CHINESE <= len(word) <= _MAX_CHINESE and word[0] in _SURNAMES for word in words)
    return words if len(words) > 1 and chinese and is_east_asian(text) else [text]


def _is_latin(text: str) -> bool:
    return _LATIN.search(text) is not None


def _is_other(text: str) -> bool:
    return _OTHER_SCRIPT.search(text) is not None
