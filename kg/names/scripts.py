"""Writing systems of names: forms in two scripts side by side, and spacing inside East Asian names."""

import re
from typing import Final

_HAN: Final = "㐀-䶿一-鿿豈-﫿\U00020000-\U000323af々〇"
_KANA: Final = "ぁ-ゖァ-ヺー"
_HANGUL: Final = "가-힣"
_EAST_ASIAN: Final = re.compile(rf"[{_HAN}{_KANA}{_HANGUL}][{_HAN}{_KANA}{_HANGUL} ]*")
_RUN: Final = re.compile(rf"[{_HAN}{_KANA}{_HANGUL}][{_HAN}{_KANA}{_HANGUL}・·• ]*(?<![ ])")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]")
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


def close_up(name: str) -> str:
    """Remove the spaces inside a name in Han characters, kana or Hangul, where spacing is a matter of taste.

    >>> close_up("李 雷"), close_up("김 민수"), close_up("Li Lei")
    ('李雷', '김민수', 'Li Lei')
    """
    return name.replace(" ", "") if not name.isascii() and is_east_asian(name) else name


def split_scripts(name: str) -> tuple[str, str]:
    """Divide a name printed in Latin letters and in its own East Asian script into both forms.

    >>> split_scripts("Minsu Kim (김민수)"), split_scripts("李雷 Lei Li"), split_scripts("Lei Li")
    (('Minsu Kim', '김민수'), ('Lei Li', '李雷'), ('Lei Li', ''))
    """
    if name.isascii():
        return name, ""
    runs = [match.group() for match in _RUN.finditer(name)]
    if len(runs) != 1 or not _LATIN.search(name):
        return name, ""
    before, _, after = name.partition(runs[0])
    before = before.rstrip(" (（[【/").strip()
    after = after.lstrip(" )）]】/").strip()
    if before and after and not _LATIN.search(before):
        before = ""
    if (before and after) or len(runs[0].replace(" ", "")) < _MIN_CHINESE:
        return name, ""
    return (before or after).strip(" ()（）[]【】/"), close_up(runs[0])


def east_asian_list(text: str) -> list[str]:
    """Divide a line of Chinese names separated by spaces alone; a single item where it may be one name.

    >>> east_asian_list("李明 王芳"), east_asian_list("田中 太郎"), east_asian_list("李 雷")
    (['李明', '王芳'], ['田中 太郎'], ['李 雷'])
    """
    words = text.split()
    chinese = all(_MIN_CHINESE <= len(word) <= _MAX_CHINESE and word[0] in _SURNAMES for word in words)
    return words if len(words) > 1 and is_east_asian(text) and chinese else [text]
