"""Which convention a name is written in, as far as that changes what its letters mean.

In romanised Chinese, Korean and Vietnamese one letter makes another name (``Jun``, ``Jin``), a few surnames are borne
by millions, and given names are drawn from some hundreds of syllables. A name's rarity and its possible misspellings
can only be judged within such a convention. This says how a name is spelt and nothing about the person.
"""

from enum import Enum
from functools import lru_cache
from typing import Final

from kg.authors.names import Name

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
_SYLLABLES: Final = frozenset(
    {initial + final for initial, finals in _FINALS.items() for final in finals.split()}
    | set("a ai an ang ao e ei en er o ou".split())
)
_LONGEST: Final = max(map(len, _SYLLABLES))
_KOREAN_SURNAMES: Final = frozenset(
    "ahn an bae baek byun cha chang cho choi chun chung gu ha hahn ham han heo hong huh hwang hyun im jang jeon"
    " jeong ji jin jo joo ju jun jung kang kim ko koh koo ku kwak kwon lee lim min moon na nam noh oh pak park rhee roh"
    " ryu seo seok shim shin sim sin sohn son song suh sung woo yang yi yim yoo yoon youn yu yun".split()
)
_VIETNAMESE_SURNAMES: Final = frozenset(
    "bui cao dang dao dinh doan duong hoang huynh le luong ly mai ngo nguyen pham phan phung quach ta thai tran trinh"
    " truong vo vu vuong".split()
)


class Writing(Enum):
    """The convention a name is written in."""

    PINYIN = "pinyin"
    KOREAN = "korean"
    VIETNAMESE = "vietnamese"
    OTHER = "other"


@lru_cache(maxsize=1 << 16)
def is_pinyin(letters: str) -> bool:
    """Tell whether letters can be read as syllables of Hanyu Pinyin, written together without tones.

    >>> is_pinyin("xiaoming"), is_pinyin("minjoon")
    (True, False)
    """
    reachable = {0}
    for start in range(len(letters)):
        if start in reachable:
            reachable.update(end for end in range(start + 1, start + _LONGEST + 1) if letters[start:end] in _SYLLABLES)
    return bool(letters) and len(letters) in reachable


def writing(name: Name) -> Writing:
    """Return the convention of a name; initials fit any, so then the surname decides.

    >>> from kg.authors.names import parse_name
    >>> [writing(parse_name(n)).value for n in ("Yang Liu", "Minjoon Lee", "Ada Byron", "Y. Liu")]
    ['pinyin', 'korean', 'other', 'pinyin']
    """
    if not name.given:
        return Writing.OTHER
    spelt = name.first if name.given[0].is_initial else name.letters
    fits_pinyin = name.surname in _SYLLABLES and (name.given[0].is_initial or is_pinyin(spelt))
    if fits_pinyin:
        return Writing.PINYIN
    if name.surname in _KOREAN_SURNAMES:
        return Writing.KOREAN
    return Writing.VIETNAMESE if name.surname in _VIETNAMESE_SURNAMES else Writing.OTHER
