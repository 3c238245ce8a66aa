"""Recognize lists that name only some of the authors: "et al.", "and others", "+5 more", "等"."""

import re
from typing import Final

_NUMBER: Final = r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|several|many|numerous|some)"
_WORDS: Final = (
    r"(?:et\.?\s?alii|et\.?\s?al\b|&\s?al\b|and\s+al\b|et\s+coll\b|u\.\s?a\b|et\s+autres|y\s+otros|e\s+altri|und\s+andere|"
    r"i\s+in\b|in\.\s*Verb|m\.\s?fl\b|и\s+др(?:угие)?\b|та\s+ін\b|等等|等人|等作者|等(?:\s*\d+\s*(?:人|位|名)?(?:作者)?)?|"
    r"他(?:\s*\d+\s*名)?|ほか(?:\s*\d+\s*(?:名|人))?|외(?:\s*\d+\s*(?:명|인))?)"
)
_OTHERS: Final = (
    rf"(?:(?:and|&|plus|\+|with|…|\.\.\.)?\s*(?:{_NUMBER}\s+)?(?:additional\s+|more\s+|other\s+)?(?:co-?)?"
    rf"(?:authors|others|contributors|collaborators)(?:\s+(?:not\s+(?:shown|listed|displayed)|omitted|hidden))?|"
    rf"(?:and|&|plus|\+)?\s*{_NUMBER}\s+more|\+\s?\d+|more\s+authors|and\s+more|more)"
)
_WHOLE: Final = re.compile(rf"[\s(\[（{{]*(?:{_WORDS}|{_OTHERS}|\.{{2,}}|…+|\.\s\.\s\.)[\s.…)\]）}},;]*", re.IGNORECASE)
_TAIL: Final = re.compile(
    rf"(?:[\s,;(\[（]+(?:{_WORDS}|(?:and|&|\+|plus)\s*(?:{_NUMBER}\s+)?(?:additional\s+|more\s+|other\s+)?"
    rf"(?:authors|others|more)|\+\s?\d+|{_NUMBER}\s+(?:more|others|additional)(?:\s+authors)?(?:\s+not\s+shown)?|\.{{3}}|…)"
    rf"|(?<=[^\sA-Za-z])等(?:人|\s*\d+\s*(?:人|位|名)?(?:作者)?)?|(?<=\w)\s?(?:\.{{3,}}|…))[\s.…)\]）,;]*\Z",
    re.IGNORECASE,
)


def is_truncation(part: str) -> bool:
    """Return True for a list entry that only says that the list is cut short.

    >>> [is_truncation(part) for part in ("et al.", "and 5 more", "(7 additional authors not shown)", "…", "Al Li")]
    [True, True, True, True, False]
    """
    return _WHOLE.fullmatch(part) is not None


def without_truncation(text: str) -> tuple[str, bool]:
    """Remove a mark at the end that says that the list is cut short, and return whether there was one.

    >>> without_truncation("Ilea Stone et al."), without_truncation("Lou Theron 等")
    (('Ilea Stone', True), ('Lou Theron', True))
    """
    found = False
    while match := _TAIL.search(text):
        text, found = text[: match.start()].rstrip(" ,;"), True
        if not text:
            break
    return text, found
