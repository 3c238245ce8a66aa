"""Labels in front of author lists ("Authors:", "作者：") and of other lines that are printed where authors might be.

A closed list of words for *author* in many languages (`kg.names.words.author_labels`); any other short text before a
colon is a label of something else.
"""

import re
from typing import Final

from kg.names.words import author_labels as words

_PICTURE: Final = "[\U0001f000-\U0001faff\u2600-\u27bf\u2190-\u21ff\u2b00-\u2bff\ufe0f\u200d]"
_AHEAD: Final = rf"\A(?:[\s*_`#>|~•·◦▪►▶➤✍✦★☆◆◇■□●○†‡\-–—+=\[【(（「]|{_PICTURE})*"
_NUMBER: Final = r"(?:\d{1,4}\s)?"
_COUNT: Final = r"(?:\s?[(（\[]\s?\d+\s?(?:authors|位|人|名)?\s?[)）\]])?"
_CLOSE: Final = r"[\s*_`~\]】)）」]{0,10}"

_AUTHORS: Final = re.compile(
    rf"{_AHEAD}{_NUMBER}{words.AUTHOR_LABELS}{_COUNT}{_CLOSE}(?:[:：﹕|｜]|(?<=[\]】」])|\s[-–—=]\s)[\s*_`]*",
    re.IGNORECASE,
)
_BARE: Final = re.compile(rf"{_AHEAD}{words.AUTHOR_LABELS}{_COUNT}{_CLOSE}[\s:：\-–—=#]*\Z", re.IGNORECASE)
_MARKED: Final = re.compile(  # "**Authors** Ann Lee", "Authors Ann Lee", "By Ann Lee"
    rf"\A[\s>#\-+•]*{_PICTURE}*\s?(?:(?P<mark>\*\*|__|\*|_){words.AUTHOR_LABELS}{_COUNT}(?P=mark)\s|"
    rf"{words.PLURALS}\s(?=\S)|(?i:by)\s(?=[^\W\d_a-z]))\s*",
    re.IGNORECASE,
)
_PICTURED: Final = re.compile(rf"(?:\A|(?<=[|｜\n]))[\s*_>#-]*[{words.PICTURES}](?:{_PICTURE})*[\s*_]*(?=[^\W\d_])")
_LABEL: Final = re.compile(rf"{_AHEAD}(?P<label>[^:：,;，；、]{{1,40}}?)[\s*_`]*[:：]")
_MAX_LABEL_WORDS: Final = 4
_MAX_LABELS: Final = 2  # a picture and a word
_MAX_LABEL_LINE: Final = 400
"""Characters at the beginning of a line in which a label is looked for."""


def after_author_label(line: str) -> str | None:
    """Return the text after a label for authors; None if the line does not begin with one.

    >>> after_author_label("- **Authors**: Ann Lee"), after_author_label("作者：李雷"), after_author_label("Ann Lee")
    ('Ann Lee', '李雷', None)
    """
    rest = None
    for _ in range(_MAX_LABELS):
        head = line[:_MAX_LABEL_LINE]
        match = _AUTHORS.match(head) or _MARKED.match(head)
        if match is None:
            break
        rest = line = line[match.end() :]
    return rest


def with_pictures_as_labels(line: str) -> str:
    """Replace a picture of a person or a pen in front of a line or column by a label in words.

    >>> with_pictures_as_labels("👤 Ann Lee")
    'Authors: Ann Lee'
    """
    return line if line.isascii() else _PICTURED.sub("Authors: ", line)


def is_author_heading(line: str) -> bool:
    """Return True for a line that is only a label for authors: the names follow below.

    >>> is_author_heading("#### Authors"), is_author_heading("**作者**"), is_author_heading("By")
    (True, True, True)
    """
    return len(line) <= _MAX_LABEL_LINE and _BARE.match(line) is not None


def other_label(line: str) -> str:
    """Return the label at the beginning of a line if it is not a label for authors; empty if there is none.

    >>> other_label("**Score: 8/10**"), other_label("Published: 2026-01-05"), other_label("Authors: Ann Lee")
    ('Score', 'Published', '')
    """
    head = line[:_MAX_LABEL_LINE]
    match = _LABEL.match(head)
    if match is None or len(match["label"].split()) > _MAX_LABEL_WORDS or _AUTHORS.match(head):
        return ""
    return match["label"].strip(" *_`")
