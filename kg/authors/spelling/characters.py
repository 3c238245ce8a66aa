"""Scripts of names, and Han characters of names that are written in two ways, traditional and simplified."""

import unicodedata
from typing import Final

_TRADITIONAL: Final = (
    "張陳劉楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻餘譚鄒陸龍萬錢湯賴龔偉華國強軍傑義瑩雲鵬鳳麗麥飛亞啟賢達靜穎凱晉東衛寧濤紅艷蘭"
    "慶興業學榮貴遠連憲維緯綺純經紹繼銳鋒鈞錦鎮鐵鑫閔間聞閱關際陽陰隱難韋頌順項預領風騰驍鴻鵬麟齊龐嚴囑層寶實寬將專尋導幹廣應懷"
)
_SIMPLIFIED: Final = (
    "张陈刘杨赵黄吴孙马罗郑谢韩冯萧邓许吕苏卢蒋贾叶阎余谭邹陆龙万钱汤赖龚伟华国强军杰义莹云鹏凤丽麦飞亚启贤达静颖凯晋东卫宁涛红艳兰"
    "庆兴业学荣贵远连宪维纬绮纯经绍继锐锋钧锦镇铁鑫闵间闻阅关际阳阴隐难韦颂顺项预领风腾骁鸿鹏麟齐庞严嘱层宝实宽将专寻导干广应怀"
)
_TABLE: Final = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def simplify_characters(name: str) -> str:
    """Replace the traditional characters that are common in names by simplified ones.

    >>> simplify_characters("張偉")
    '张伟'
    """
    return name.translate(_TABLE)


def same_script(one: str, other: str) -> bool:
    """Return True for two words whose first characters are of one script.

    >>> same_script("김민수", "김민서"), same_script("김민수", "金民秀")
    (True, False)
    """
    return bool(one and other) and _script(one) == _script(other)


def _script(word: str) -> str:
    # "CJK UNIFIED IDEOGRAPH-674E", "HANGUL SYLLABLE GIM", "HIRAGANA LETTER A"
    return unicodedata.name(word[0], "").partition(" ")[0].replace("HIRAGANA", "KATAKANA")
