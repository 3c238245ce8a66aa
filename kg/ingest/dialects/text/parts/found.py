"""Represent a paper found in a table row or list item, and recognize words that are not titles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.ingest.dates import make_day, parse_day
from kg.ingest.dialects.text.parts.inline import PrintedLink, label
from kg.names.lists import read_author_line
from kg.names.plausibility import looks_like_topic
from kg.names.printed import NO_AUTHORS, AuthorList

MIN_TITLE_WORDS: Final = 4
"""Minimum words of a title in a link within a line; shorter links are names of models or citations."""
_GENERIC: Final = re.compile(
    r"(?:the |full |read |view |official |original |download |open |our )?"
    r"(?:papers?|pdf|arxiv|abs|abstract|html|links?|url|here|web|doi|preprint|e-?print|website|page|publication|"
    r"manuscript|openreview|journal|cvf|acm|ieee|springer|acl|pmlr|nature|semantic scholar|hf|hugging ?face|alphaxiv|"
    r"论文|链接|原文|论文链接|论文地址|全文|阅读|地址)?"
    r"(?:[\s:/-]*(?:link|version|pdf|page|paper|preprint|abs|arxiv|v?\d{1,4}))*"
    r"[\s:]*(?:[a-z-]+(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5})?(?:v\d+)?(?:\s*\[[\w.-]+\])?",
    re.IGNORECASE,
)
_CODE: Final = re.compile(
    r"(?:official |source |our )?(?:code|codes|github|git|repo|repository|pytorch|tensorflow|jax|代码|开源)\b.{0,20}"
    r"|(?:代码|源码).{0,10}"
)
_HOST: Final = re.compile(
    r"(?:https?://)?(?:www\.)?(?:github\.com|gitlab\.com|gitee\.com|codeberg\.org)/[\w.-]+/[\w.-]+"
)
_DAY: Final = re.compile(r"(?<![\d.])(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
_ENGLISH_DAY: Final = re.compile(
    r"\b(?:(\d{1,2})\s+([A-Z][a-z]{2,8})\.?|([A-Z][a-z]{2,8})\.?\s+(\d{1,2}))(?:st|nd|rd|th)?,?\s+(\d{4})\b"
)
_ET_AL: Final = re.compile(r"\bet\.?\s?al\b", re.IGNORECASE)
_MAX_NAMES: Final = 4000  # characters of an author line that is printed without a label


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A paper as one row or item prints it; ``urls`` identify it, and are empty if none does.

    ``names`` are authors that were read already, else ``authors`` are those printed.
    """

    urls: tuple[str, ...]
    title: str
    authors: str = ""
    day: date | None = None
    code_url: str = ""
    abstract: str = ""
    tldr: str = ""
    motivation: str = ""
    method: str = ""
    result: str = ""
    conclusion: str = ""
    comment: str = ""
    journal: str = ""
    categories: tuple[str, ...] = ()
    names: AuthorList = NO_AUTHORS


def is_generic(text: str) -> bool:
    """Return True for the text of a link that is not a title: empty, "Paper", "PDF", an arXiv id, an address.

    >>> is_generic("[arXiv 2601.00001]"), is_generic("Paper"), is_generic("Attention")
    (True, True, False)
    """
    text = text.strip(" []()（）【】|,;。.:：📄📃🔗📝📑*_`")
    return len(text) <= 60 and (_GENERIC.fullmatch(text) is not None or "://" in text)  # noqa: PLR2004


def code_url(links: Iterable[PrintedLink], *, anywhere: bool = False) -> str:
    """Return the address of the first link to code: by its text or its host; with ``anywhere`` any link is one."""
    others = [link for link in links if not link.is_paper]
    named = (link.url for link in others if anywhere or _CODE.fullmatch(label(link)))
    return next(named, next((link.url for link in others if _HOST.match(link.url)), ""))


def find_first_day(text: str) -> date | None:
    """Return the first whole day in a text.

    >>> find_first_day("(2026/01/05)"), find_first_day("Jan 5, 2026"), find_first_day("2026.01")
    (datetime.date(2026, 1, 5), datetime.date(2026, 1, 5), None)
    """
    if match := _DAY.search(text):
        return make_day(*match.groups())
    if match := _ENGLISH_DAY.search(text):
        return parse_day(f"{match[1] or match[4]} {(match[2] or match[3])[:3]} {match[5]} 00:00:00")
    return None


def is_names(text: str, *, emphasized: bool) -> bool:
    """Return True for a text of full names only; unless it is emphasized, there must be several or a shortened list."""
    if not text or len(text) > _MAX_NAMES:
        return False
    found = read_author_line(text)
    if not found or found.refused or any(looks_like_topic(name) for name in found.names):
        return False
    if not all(" " in name or not name.isascii() for name in found.names):
        return found.truncated and len(found.names) == 1 and _ET_AL.search(text) is not None
    return len(found.names) > 1 or found.truncated or emphasized
