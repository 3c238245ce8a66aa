"""Detect the language of a text by its script and, for Latin letters, by its function words.

Digests are in English and Chinese. Other languages are detected by script or words, so that they are not mistaken for
English; ``und`` is an undetermined language.
"""

import re
from typing import Final

from kg.settings import LanguageSettings

_HAN = re.compile("[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af]+")
_KANA_HANGUL = re.compile("[ぁ-ヿ가-힣]+")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]+")

_BEYOND_LATIN = re.compile(
    "[\u0370-\u1dff\u3005-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3豈-﫿\U00020000-\U000323af]"
)
_KANA = re.compile("[ぁ-ゖァ-ヺ]+")
_HANGUL = re.compile("[가-힣ㄱ-ㆎ]+")
# Scripts with words about as long as Latin ones, with the language that mostly uses each.
_ALPHABETS: Final = tuple(
    (tag, re.compile(f"[{letters}]+"))
    for tag, letters in (
        ("el", "Ͱ-Ͽἀ-῿"), ("ru", "Ѐ-ԯ"), ("hy", "Ա-և"), ("he", "א-ת"), ("ar", "ؠ-ي٠-ۿݐ-ݿ"), ("hi", "ऀ-ॿ"), ("bn", "ঀ-৿"),
        ("pa", "਀-੿"), ("gu", "઀-૿"), ("or", "଀-୿"), ("ta", "஀-௿"), ("te", "ఀ-౿"), ("kn", "ಀ-೿"), ("ml", "ഀ-ൿ"),
        ("si", "඀-෿"), ("th", "ก-๛"), ("lo", "ກ-ໟ"), ("bo", "ༀ-࿿"), ("my", "က-႟"), ("ka", "ა-ჿ"), ("am", "ሀ-፿"),
        ("km", "ក-៹"), ("mn", "ᠠ-ᡸ"),
    )
)  # fmt: skip

# Letters that only some languages of a script have.
_NOT_RUSSIAN = re.compile("[іїєґўђјљњћџѓќѕәғқңөұүһѐѝӣӯҳҷ]", re.IGNORECASE)
_RUSSIAN = re.compile("[ыэё]", re.IGNORECASE)
_UKRAINIAN = re.compile("[їєґ]", re.IGNORECASE)
_NOT_UKRAINIAN = re.compile("[ыэёўъ]", re.IGNORECASE)
_URDU = re.compile("[ٹڈڑںےۓ]")
_PERSIAN = re.compile("[پچژگکی]")
_HINDI = re.compile("(?<![ऀ-ॿ])(?:है|हैं|के|का|की|में|और|से|को)(?![ऀ-ॿ])")
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯẠ-ỹ]")

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
_FREQUENT: Final = (" the ", " of ", " and ", " to ", " for ", " with ")


def language_of(text: str, settings: LanguageSettings) -> str:
    """Return the language of a text as a BCP 47 tag, ``und`` where its letters and words do not show it.

    Shares of East Asian letters that decide are low, because one Chinese word is one or two characters and the English
    terms beside it are long.

    >>> texts = "基于 BERT 的检测方法", "We study 鲁棒 models.", "Новый язык", "42"
    >>> [language_of(text, LanguageSettings()) for text in texts]
    ['zh', 'en', 'ru', 'und']
    """
    if not text.isascii() and _BEYOND_LATIN.search(text) and (tag := _by_script(text, settings)):
        return tag
    return _by_words(text, settings) if _LATIN.search(text) else "und"


def _by_script(text: str, settings: LanguageSettings) -> str:
    """Return the language that the script shows; empty if Latin letters prevail."""
    rest = _HAN.sub("", text)
    latin, han, others = _count(_LATIN, rest), len(text) - len(rest), _count(_KANA_HANGUL, text)
    east = han + others
    if others and east >= settings.chinese_share * (east + latin):
        for tag, pattern in (("ja", _KANA), ("ko", _HANGUL)):
            if (own := _count(pattern, text)) and own >= settings.min_kana * east:
                return tag
    if han and han >= settings.chinese_share * (han + latin) and others < han:
        return "zh"
    letters = "".join(_BEYOND_LATIN.findall(text))
    if len(letters) < max(latin, settings.min_letters):
        return ""
    tag, number = max(((tag, _count(pattern, letters)) for tag, pattern in _ALPHABETS), key=lambda found: found[1])
    return _within_script(tag, text) if number >= max(latin, settings.min_letters) else ""


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


def _by_words(text: str, settings: LanguageSettings) -> str:
    """Return the language of a text in Latin letters."""
    head = text[: settings.head]
    if sum(map(head.count, _FREQUENT)) * settings.english_distance >= len(head):
        return "en"
    if not text.isascii() and len(_VIETNAMESE.findall(text)) >= max(2, settings.min_vietnamese * len(text)):
        return "vi"
    words = _WORD.findall(text[: settings.looked_at].lower())
    if len(words) < settings.min_words:
        return "en"
    counts = dict.fromkeys(_FUNCTION_WORDS, 0)
    for word in words:
        for tag in _LANGUAGES.get(word, ()):
            counts[tag] += 1
    english = counts.pop("en")
    best = max(counts.values())
    if best >= settings.min_function_words and best > english:
        likely = [tag for tag, count in counts.items() if count == best]
        if len(likely) == 1 or len(words) > settings.max_words_without:
            return likely[0] if len(likely) == 1 else "und"
    return "en" if english or len(words) <= settings.max_words_without else "und"


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(text) - len(pattern.sub("", text))
