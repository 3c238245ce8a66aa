"""Syllables and surnames of romanized Chinese, Korean and Vietnamese, all in folded letters."""

import re
from functools import lru_cache
from typing import Final

_FINALS: Final = {
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve ue",
    "l": "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue yu",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "e i ao ou an en ang eng ong u ua uo ui uan un",
    "z": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "s": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "y": "a o e ai ao ou an ang ong i in ing u ue uan un",
    "w": "a o ai ei an en ang eng u",
}
PINYIN_SYLLABLES: Final = frozenset(
    {initial + final for initial, finals in _FINALS.items() for final in finals.split()}
    | set("a ai an ang ao e ei en er o ou".split())
)
_MAX_SYLLABLE: Final = max(map(len, PINYIN_SYLLABLES))
KOREAN_SURNAMES: Final = frozenset(
    "ahn an bae baek byun cha chang cho choi chun chung gu ha hahn ham han heo hong huh hwang hyun im jang jeon"
    " jeong ji jin jo joo ju jun jung kang kim ko koh koo ku kwak kwon lee lim min moon na nam noh oh pak park rhee roh"
    " ryu seo seok shim shin sim sin sohn son song suh sung woo yang yi yim yoo yoon youn yu yun".split()
)
VIETNAMESE_SURNAMES: Final = frozenset(
    "bui cao dang dao dinh doan duong hoang huynh le luong ly mai ngo nguyen pham phan phung quach ta thai tran trinh"
    " truong vo vu vuong".split()
)
_VIETNAMESE_SYLLABLE: Final = re.compile(
    r"(?:ngh?|gh?|gi|kh|nh|ph|qu|th|tr|ch?|b|d|h|k|l|m|n|p|r|s|t|v|x)?"
    r"(?:uye|uyu|uoi|uou|ieu|yeu|oai|oay|uay|uya|ie|ye|ia|ya|uo|uu|ua|uy|ue|oa|oe|ai|ay|ao|au|eo|eu|iu|oi|ui|a|e|i|o|u|y)"
    r"(?:ch|ng|nh|c|m|n|p|t)?"
)


@lru_cache(maxsize=1 << 16)
def is_pinyin(letters: str) -> bool:
    """Return True if letters can be read as syllables of Hanyu Pinyin, joined and without tones.

    >>> is_pinyin("xiaoming"), is_pinyin("minjoon")
    (True, False)
    """
    length = len(letters)
    reachable = [True, *[False] * length]
    for start in range(length):
        if reachable[start]:
            for end in range(start + 1, min(start + _MAX_SYLLABLE, length) + 1):
                if letters[start:end] in PINYIN_SYLLABLES:
                    reachable[end] = True
    return length > 0 and reachable[length]


@lru_cache(maxsize=1 << 16)
def is_vietnamese_syllable(letters: str) -> bool:
    """Return True if letters can be one syllable of Vietnamese without its marks.

    >>> is_vietnamese_syllable("nguyen"), is_vietnamese_syllable("gogh"), is_vietnamese_syllable("dijk")
    (True, False, False)
    """
    return _VIETNAMESE_SYLLABLE.fullmatch(letters) is not None
