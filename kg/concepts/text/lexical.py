"""Produce the surface forms of a label (case, plural, hyphen), and fold text without moving a character."""

import re
from collections.abc import Iterator

_FOLD = bytes(
    ord(chr(code).lower()) if chr(code).isascii() and chr(code).isalnum() else ord(" ") for code in range(256)
)
_CJK = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]")
_WORD = re.compile(r"[A-Za-z0-9]+")
_WORD_LETTERS = "".join(chr(code) for code in range(128) if chr(code).isalnum())
_SIBILANT = ("s", "x", "z", "ch", "sh")
_NEVER_PLURAL = ("ing", "ics", "ness", "ity", "ism")
_MIN_PLURAL = 2
_STEM = 6
SMALL_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "via", "with"}
)
"""English words that neither name nor abbreviate anything."""
_ENDING_IN_CHE = ("caches", "headaches", "niches")
_NEVER_SINGULAR = ("ss", "us", "is")
_SAME_IN_PLURAL = frozenset({"bias", "physics", "series"})
_SEPARATORS = bytes(code for code in range(128) if not (chr(code).isdigit() or chr(code).islower()))
"""ASCII signs that `small_key` leaves out; it leaves out all other signs too."""
_BRITISH = re.compile(r"(?<=[a-z]{3})(is|iz)(e|ed|es|er|ing|ation)\b|(?<=[a-z]{2})our(?=s?\b|ed\b|ing\b)")


def has_cjk(text: str) -> bool:
    """Return whether the text contains a Chinese character."""
    return not text.isascii() and _CJK.search(text) is not None


def cjk_span(text: str) -> tuple[int, int]:
    """Return the start and end of the Chinese in a text, ``(0, 0)`` if there is none."""
    first = None if text.isascii() else _CJK.search(text)
    last = _CJK.search(text[::-1]) if first else None
    return (first.start(), len(text) - last.start()) if first and last else (0, 0)


def fold_latin(text: str) -> str:
    """Fold Latin text to lower-case words separated by spaces, character for character.

    Every character except ASCII letters and digits becomes a space, so that offsets in the folded text are offsets in
    the original; ``str.lower`` does not guarantee that (``İ`` becomes two characters).

    >>> fold_latin("使用BERT-based")
    '  bert based'
    """
    return text.encode("ascii", "replace").translate(_FOLD).decode("ascii")


def lower_case(text: str) -> str:
    """Lower-case text, character for character."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def occurrences(text: str, part: str) -> Iterator[int]:
    """Yield the start of each occurrence of a part of a text."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def latin_words(text: str) -> list[str]:
    """Return the runs of ASCII letters and digits.

    >>> latin_words("GPT-4o mini")
    ['GPT', '4o', 'mini']
    """
    return _WORD.findall(text)


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of a label's words without small words: enough to match two wordings.

    >>> stems("Convolution Neural Networks") == stems("convolutional neural network")
    True
    """
    return frozenset(word[:_STEM] for word in latin_words(text.lower()) if word not in SMALL_WORDS)


def _last_word(text: str) -> str:
    """Return the word at the end of a text; empty if the text ends with another sign."""
    return text[len(text.rstrip(_WORD_LETTERS)) :]


def _is_consonant_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1].lower() not in {"a", "e", "i", "o", "u", ""}


def pluralize(text: str) -> str:
    """Return the label with its last word in the regular plural; the text itself if there is none.

    >>> pluralize("neural network"), pluralize("LLM"), pluralize("search query"), pluralize("deep learning")
    ('neural networks', 'LLMs', 'search queries', 'deep learning')
    """
    last = _last_word(text)
    if len(last) < _MIN_PLURAL or not last.isalpha():
        return text
    if last.lower().endswith((*_NEVER_PLURAL, "is")) or last.lower() in _SAME_IN_PLURAL:
        return text
    if last.isupper():
        return text + "s"
    if _is_consonant_y(last):
        return text[:-1] + "ies"
    return text + ("es" if last.endswith(_SIBILANT) else "s")


def singular(text: str) -> str:
    """Undo `pluralize` if it was certainly applied.

    >>> [singular(s) for s in ("neural networks", "LLMs", "search queries", "diseases", "losses", "corpus")]
    ['neural network', 'LLM', 'search query', 'disease', 'loss', 'corpus']
    """
    if not text.endswith("s"):
        return text
    small = _last_word(text).lower()
    if small in _SAME_IN_PLURAL:
        return text
    if small.endswith((*_NEVER_SINGULAR, *_NEVER_PLURAL)):
        return text
    if small.endswith("ies") and len(small) > len("series"):
        return text[:-3] + "y"
    adds_es = small.endswith(("sses", "xes", "shes", "ches")) and not small.endswith(_ENDING_IN_CHE)
    return text[:-2] if adds_es else text[:-1]


def small_key(small: str) -> str:
    """Return the common key of a lower-case term's surface forms, ignoring hyphens, spaces and British spelling.

    >>> small_key("pre-trained model"), small_key("colour quantisation")
    ('pretrainedmodel', 'colorquantization')
    """
    if "is" in small or "iz" in small or "our" in small:
        small = _BRITISH.sub(_american, small)
    return small.encode("ascii", "ignore").translate(None, _SEPARATORS).decode("ascii")


def _american(match: re.Match[str]) -> str:
    return f"iz{match[2]}" if match[1] else "or"


def printed_forms(label: str) -> Iterator[str]:
    """Yield the surface forms of a Latin label: with and without its hyphens, singular and plural.

    `fold_latin` takes care of case, and of hyphens and line ends between words.

    >>> sorted(printed_forms("pre-trained model"))
    ['pre-trained model', 'pre-trained models', 'pretrained model', 'pretrained models']
    """
    joined = {label}
    if "-" in label:
        joined.add(label.replace("-", ""))
        joined.update(label[: m.start()] + label[m.end() :] for m in re.finditer("-", label))
    for form in sorted(joined):
        yield form
        if (several := pluralize(form)) != form:
            yield several
