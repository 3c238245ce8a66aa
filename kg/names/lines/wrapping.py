"""Remove wrappers of a whole list, and separate names that are divided only by markup."""

import re
from typing import Final

_BETWEEN: Final = re.compile(
    r"(?<=\]\()(?P<link>[^()\s]{0,300})\)\s+(?=\[)|</(?:span|a|b|i|em|strong)>\s*(?=<(?:span|a|b|i|em|strong)\b)"
    r"|(?<=[^\s*_`])(?P<mark>[*_`])\s+(?=(?P=mark)[^\s*_`])"
)
_BRACES: Final = re.compile(r"\s\{([^{}\\$^]{2,80})\}(?=\s*(?:[,;]|\Z))")
_WIKI: Final = re.compile(r"\[\[([^\[\]]{1,100})\]\]")
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】"}
_BRACKET: Final = re.compile(r"[()\[\]{}（）【】]")
_LIST: Final = re.compile(r"[,;，、；]")
_DATE: Final = re.compile(
    r"[\s,;]{0,3}(?:[(（\[]\s?(?:19|20)\d{2}[a-z]?\s?[)）\]]|[-–—·|,]\s(?:19|20)\d{2}(?:[-/.]\d{1,2}){0,2})[\s.]{0,3}\Z"
)
_ELLIPSIS: Final = re.compile(r"(?<=\w)\s(?:\.{3}|…)\s(?=[^\W\d_])")


def insert_commas(text: str) -> str:
    """Put commas between links, spans and emphasized names that follow one another.

    >>> insert_commas("*Ann Lee* *Bo Han*"), insert_commas("[Ann Lee](u) [Bo Han](u)"), insert_commas("[[Ann Lee]]")
    ('*Ann Lee*, *Bo Han*', '[Ann Lee](u), [Bo Han](u)', 'Ann Lee')
    """
    if "[[" in text:
        text = _WIKI.sub(lambda match: match[1].rpartition("|")[2], text)

    def with_comma(match: re.Match[str]) -> str:
        if match["link"] is not None:
            return f"{match['link']}), "
        return f"{match['mark']}, " if match["mark"] else f"{match[0].rstrip()}, "

    return _BETWEEN.sub(with_comma, text)


def unwrap_list(text: str) -> str:
    """Return a list without enclosing brackets and trailing date, and with places in brackets instead of braces.

    >>> unwrap_list("(Ann Lee, Bo Han)"), unwrap_list("Ann Lee, Bo Han et al. (2026)")
    ('Ann Lee, Bo Han', 'Ann Lee, Bo Han et al.')
    >>> unwrap_list("Ann Lee {MIT}, Bo Han")
    'Ann Lee (MIT), Bo Han'
    """
    inside = text.strip()[1:-1]
    closing = _BRACKETS.get(text.strip()[:1])
    if closing and text.rstrip().endswith(closing) and _LIST.search(inside) and not _BRACKET.search(inside):
        text = inside.strip()
    text = _DATE.sub("", text)
    text = _ELLIPSIS.sub(", ..., ", text)
    return _BRACES.sub(r" (\1)", text)
