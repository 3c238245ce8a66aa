"""Labels in front of author lists ("Authors:", "作者：") and of other lines that stand where authors might.

A closed list of words for *author* in many languages, and one for what else templates print with a label.
"""

import re
from typing import Final

_AUTHOR_WORDS: Final = (
    r"(?:full |all |paper )?(?:author|authors|author\(s\)|author/s|author list|authors list|list of authors|"
    r"first author|lead authors?|corresponding authors?|author names?|authored by|written by|by|creators?|writers?|"
    r"autoren|autor|autor\*innen|autor:innen|autorinnen und autoren|verfasser|verfasserin|von|"
    r"auteurs?|autrices?|auteur\(s\)|autores|autor(?:es)?/as|autoras?|autori|autore|autors|"
    r"auteur\(s\)|schrijvers?|författare|forfatter(?:e|ne)?|kirjoittajat?|tekijät?|höfundar|autorid|autori(?:us|ai)?|"
    r"autorzy|autor(?:ka|ky|ři)|szerzők?|szerző|avtorji|autor(?:i|ul|ii)|"
    r"yazar(?:lar|ları)?|müəlliflər|penulis|pengarang|tác giả|nhóm tác giả|mga may-akda|waandishi|"
    r"作者|作者们|作者列表|作者信息|全部作者|论文作者|第一作者|通讯作者|作者名|作者群|撰稿人|著者|著者名|執筆者|作者たち|저자|저자들|지은이|글쓴이|"
    r"авторы?|автори|аутори|аўтары|συγγραφείς|συγγραφέας|المؤلفون|المؤلف|المؤلفين|الكتاب|מחברים|מחבר|מאת|نویسندگان|نویسنده|مصنفین|"
    r"लेखक|लेखकगण|লেখক|ผู้แต่ง|ผู้เขียน|எழுத்தாளர்கள்|ავტორები|հեղինակներ)"
)
_MARKS: Final = r"[\s*_`#>|~•·◦▪►▶➤✍✦★☆◆◇■□●○†‡\-–—+=]*"
_PICTURES: Final = r"(?:[\U0001F000-\U0001FAFF\u2600-\u27BF\u2190-\u21FF\u2B00-\u2BFF\uFE0F\u200D]|:[a-z_]+:)*"
_COUNT: Final = r"(?:\s*[\(（\[]\s*\d+\s*(?:authors|位|人|名)?\s*[\)）\]])?"

_AUTHORS: Final = re.compile(
    rf"\A{_MARKS}{_PICTURES}{_MARKS}{_AUTHOR_WORDS}{_COUNT}[\s*_`]*(?:[:：﹕]|\|)[\s*_`]*", re.IGNORECASE
)
_BARE: Final = re.compile(rf"\A{_MARKS}{_PICTURES}{_MARKS}{_AUTHOR_WORDS}{_COUNT}{_MARKS}\Z", re.IGNORECASE)
_MARKED: Final = re.compile(  # "**Authors** Ann Lee", "By Ann Lee"
    rf"\A[\s>#\-+•]*{_PICTURES}\s*(?:(?:\*\*|__){_AUTHOR_WORDS}{_COUNT}(?:\*\*|__)|by(?=\s+[A-Z]))\s+", re.IGNORECASE
)
_LABEL: Final = re.compile(rf"\A{_MARKS}{_PICTURES}{_MARKS}(?P<label>[^:：,;，；、]{{1,40}}?)[\s*_`]*[:：]")
_MAX_LABEL_WORDS: Final = 4


def after_author_label(line: str) -> str | None:
    """Return what follows a label for authors; None where the line does not begin with one.

    >>> after_author_label("- **Authors**: Ann Lee"), after_author_label("作者：李雷"), after_author_label("Ann Lee")
    ('Ann Lee', '李雷', None)
    """
    match = _AUTHORS.match(line) or _MARKED.match(line)
    return line[match.end() :] if match else None


def is_author_heading(line: str) -> bool:
    """Return True for a line that is only a label for authors: the names follow below.

    >>> is_author_heading("#### Authors"), is_author_heading("**作者**"), is_author_heading("By")
    (True, True, True)
    """
    return _BARE.match(line) is not None


def other_label(line: str) -> str:
    """Return the label of a line that begins with one which is not for authors; empty where there is none.

    >>> other_label("**Score: 8/10**"), other_label("Published: 2026-01-05"), other_label("Authors: Ann Lee")
    ('Score', 'Published', '')
    """
    if _AUTHORS.match(line):
        return ""
    match = _LABEL.match(line)
    if match is None or len(match["label"].split()) > _MAX_LABEL_WORDS:
        return ""
    return match["label"].strip(" *_`")
