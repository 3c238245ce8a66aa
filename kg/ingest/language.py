"""Detect the language of a text by its script and, for Latin letters, by its function words.

Digests are in English and Chinese. Other languages are named where script or words show them, so that nothing takes
them for English; ``und`` stands for a language that neither shows.
"""

import re
from typing import Final

_HAN = re.compile("[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af]+")
_KANA_HANGUL = re.compile("[ぁ-ヿ가-힣]+")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]+")

_BEYOND_LATIN = re.compile(
    "[\u0370-\u1dff\u3005-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3豈-﫿\U00020000-\U000323af]"
)
_KANA = re.compile("[ぁ-ゖァ-ヺ]+")
_HANGUL = re.compile("[가-힣ㄱ-ㆎ]+")
# Scripts that are written beside Latin letters in words of like length, with the language that mostly uses each.
_ALPHABETS: Final = tuple(
    (tag, re.compile(f"[{letters}]+"))
    for tag, letters in (
        ("el", "Ͱ-Ͽἀ-῿"), ("ru", "Ѐ-ԯ"), ("hy", "Ա-և"), ("he", "א-ת"), ("ar", "ؠ-ي٠-ۿݐ-ݿ"), ("hi", "ऀ-ॿ"), ("bn", "ঀ-৿"),
        ("pa", "਀-੿"), ("gu", "઀-૿"), ("or", "଀-୿"), ("ta", "஀-௿"), ("te", "ఀ-౿"), ("kn", "ಀ-೿"), ("ml", "ഀ-ൿ"),
        ("si", "඀-෿"), ("th", "ก-๛"), ("lo", "ກ-ໟ"), ("bo", "ༀ-࿿"), ("my", "က-႟"), ("ka", "ა-ჿ"), ("am", "ሀ-፿"),
        ("km", "ក-៹"), ("mn", "ᠠ-ᡸ"),
    )
)  # fmt: skip
_MIN_KANA: Final = 0.1
"""Share of kana, or of Hangul, from which a text with Han characters is Japanese, or Korean: particles and endings make
a third of Japanese, and Chinese has next to none."""
_MIN_LETTERS: Final = 4
"""Letters of another alphabet that make a text of its own; fewer are symbols, as in "α"."""

# Letters that only some languages of a script have.
_NOT_RUSSIAN = re.compile("[іїєґўђјљњћџѓќѕәғқңөұүһѐѝӣӯҳҷ]", re.IGNORECASE)
_RUSSIAN = re.compile("[ыэё]", re.IGNORECASE)
_UKRAINIAN = re.compile("[їєґ]", re.IGNORECASE)
_NOT_UKRAINIAN = re.compile("[ыэёўъ]", re.IGNORECASE)
_URDU = re.compile("[ٹڈڑںےۓ]")
_PERSIAN = re.compile("[پچژگکی]")
_HINDI = re.compile("(?<![ऀ-ॿ])(?:है|हैं|के|का|की|में|और|से|को)(?![ऀ-ॿ])")
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯẠ-ỹ]")
_MIN_VIETNAMESE: Final = 0.04
"""Share of letters that only Vietnamese has among all characters; in its prose they are a tenth and more."""

_WORD = re.compile("[a-zß-öø-ÿ]+")
_ENGLISH = "the of and to that for with we this are by from be which our can it have these has not their"
# Function words that English does not have, nor its technical language: no "in", "an", "per", "plus", "al.", "OS".
_FUNCTION_WORDS: Final = {
    "en": _ENGLISH,
    "de": "der die das und ist nicht mit von für auf ein eine einer eines dem den des wird werden wir zu im zur zum "
    "sich auch als bei durch wurde wurden sind oder über nach dass diese dieser",
    "fr": "le la les des une est et dans pour que qui par sur avec nous cette ces sont aux du au ce pas leur être ont "
    "entre un en de il elle",
    "es": "el la los las del que en es una un por con para se como más este esta estos son sus entre de y lo ha",
    "pt": "um uma que em de da das para com não por é são ao pela pelo nos este esta como mais entre foi seu sua se na",
    "it": "il lo la gli che di del della delle dei nel nella con una un è sono come più questo questa tra si alla dal "
    "le",
    "nl": "het een van de en dat voor met niet zijn wordt worden aan deze door ook naar bij uit te op die",
}  # fmt: skip
_LANGUAGES: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(tag for tag, words in _FUNCTION_WORDS.items() if word in words.split())
    for words in _FUNCTION_WORDS.values()
    for word in words.split()
}
_MIN_WORDS: Final = 8
"""Words from which function words decide; a shorter text in Latin letters counts as English."""
_MIN_FUNCTION_WORDS: Final = 2
_MAX_WORDS_WITHOUT: Final = 20
"""Words that English may go on without any of its function words: a title, or a list of keywords."""
_FREQUENT: Final = (" the ", " of ", " and ", " to ", " for ", " with ")
_CHARACTERS_PER_HIT: Final = 200
"""In English prose these words are one in seven, so two in a hundred characters."""
_HEAD: Final = 400  # characters that show most English texts to be English, quickly
_LOOKED_AT: Final = 1000  # characters; more show nothing new


def language_of(text: str, chinese_share: float) -> str:
    """Return the language of a text as a BCP 47 tag, ``und`` where its letters and words do not show it.

    ``chinese_share`` is the share of Han characters among the letters from which a text counts as Chinese, and of kana
    and Hangul from which it counts as Japanese and Korean; it is low because one Chinese word is one or two characters
    and the English terms beside it are long.

    >>> [language_of(text, 0.15) for text in ("基于 BERT 的检测方法", "We study 鲁棒 models.", "Новый язык", "42")]
    ['zh', 'en', 'ru', 'und']
    """
    if not text.isascii() and _BEYOND_LATIN.search(text) and (tag := _by_script(text, chinese_share)):
        return tag
    return _by_words(text) if _LATIN.search(text) else "und"


def _by_script(text: str, chinese_share: float) -> str:
    """Return the language that the script shows; empty where Latin letters prevail."""
    rest = _HAN.sub("", text)
    latin, han, others = _count(_LATIN, rest), len(text) - len(rest), _count(_KANA_HANGUL, text)
    east = han + others
    if others and east >= chinese_share * (east + latin):
        for tag, pattern in (("ja", _KANA), ("ko", _HANGUL)):
            if (own := _count(pattern, text)) and own >= _MIN_KANA * east:
                return tag
    if han and han >= chinese_share * (han + latin) and others < han:
        return "zh"
    letters = "".join(_BEYOND_LATIN.findall(text))
    if len(letters) < max(latin, _MIN_LETTERS):
        return ""
    tag, number = max(((tag, _count(pattern, letters)) for tag, pattern in _ALPHABETS), key=lambda found: found[1])
    return _within_script(tag, text) if number >= max(latin, _MIN_LETTERS) else ""


def _within_script(tag: str, text: str) -> str:
    """Return which language of a script a text is in, by letters and words that the others do not have."""
    if tag == "ru":
        if _UKRAINIAN.search(text) and not _NOT_UKRAINIAN.search(text):
            return "uk"
        return "ru" if _RUSSIAN.search(text) and not _NOT_RUSSIAN.search(text) else "und"
    if tag == "ar":
        return "ur" if _URDU.search(text) else "fa" if _PERSIAN.search(text) else "ar"
    if tag == "hi":
        return "hi" if _HINDI.search(text) else "und"
    return tag


def _by_words(text: str) -> str:
    """Return the language of a text in Latin letters."""
    head = text[:_HEAD]
    if sum(map(head.count, _FREQUENT)) * _CHARACTERS_PER_HIT >= len(head):
        return "en"
    if not text.isascii() and len(_VIETNAMESE.findall(text)) >= max(2, _MIN_VIETNAMESE * len(text)):
        return "vi"
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    if len(words) < _MIN_WORDS:
        return "en"
    counts = dict.fromkeys(_FUNCTION_WORDS, 0)
    for word in words:
        for tag in _LANGUAGES.get(word, ()):
            counts[tag] += 1
    english = counts.pop("en")
    best = max(counts.values())
    if best >= _MIN_FUNCTION_WORDS and best > english:
        likely = [tag for tag, count in counts.items() if count == best]
        if len(likely) == 1 or len(words) > _MAX_WORDS_WITHOUT:
            return likely[0] if len(likely) == 1 else "und"
    return "en" if english or len(words) <= _MAX_WORDS_WITHOUT else "und"


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(text) - len(pattern.sub("", text))
