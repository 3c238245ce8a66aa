"""Read papers with one heading each: the title as heading, below it labeled lines and texts."""

import re
from collections.abc import Sequence
from typing import Final

from kg.ids import parse_arxiv_id
from kg.ingest.cleaning.categories import first_arxiv
from kg.ingest.dialects.text.authors import find_authors
from kg.ingest.dialects.text.parts.found import PrintedPaper, code_url, find_first_day, is_generic
from kg.ingest.dialects.text.parts.inline import read_links, strip_markup
from kg.ingest.dialects.text.parts.sections import read_sections

_NUMBER: Final = re.compile(r"\A(?:[^\w$\"“(\[\\]+|\[?\(?\d{1,4}[.)\]:、]\s*|paper \d{1,4}\s*[:.]\s*)+", re.IGNORECASE)
_DATE: Final = re.compile(r"\W*(?:date|published|publish date|submitted|发布|发表|日期|时间)", re.IGNORECASE)
_CATEGORY: Final = re.compile(
    r"\W*(?:(?:primary |arxiv )?categor(?:y|ies)|subjects?|类别|分类)\W+(?P<codes>.{2,120})", re.IGNORECASE
)
_MIN_WORDS: Final = 3
_MAX_CHARACTERS: Final = 8_000


def read_block(heading: str, lines: Sequence[str]) -> PrintedPaper | None:
    """Return the paper of a heading, None if the heading is not its title.

    That it is one is shown by a single arXiv link that is called "arXiv", "PDF" or the like, and by authors or an
    abstract below.
    """
    title = _NUMBER.sub("", strip_markup(heading)).strip()
    if is_generic(title) or (len(title.split()) < _MIN_WORDS and title.isascii()) or first_arxiv([title]):
        return None
    lines = [line[:_MAX_CHARACTERS] for line in lines]
    links = [link for line in lines for link in read_links(line)]
    papers = {
        parse_arxiv_id(link.url) or link.url: link.url
        for link in links
        if link.is_paper and is_generic(strip_markup(link.text))
    }
    if len({getattr(key, "id", key) for key in papers}) != 1:
        return None
    texts = read_sections(lines)
    _, authors = find_authors(lines, 0)
    if not authors.authors and "abstract" not in texts:
        return None
    categories = (match["codes"] for line in lines if (match := _CATEGORY.match(line)))
    return PrintedPaper(
        urls=tuple(papers.values())[:1],
        title=title,
        names=authors,
        day=next((day for line in lines if _DATE.match(line) and (day := find_first_day(line))), None),
        code_url=code_url(links),
        abstract=texts.get("abstract", ""),
        tldr=texts.get("tldr", ""),
        motivation=texts.get("motivation", ""),
        method=texts.get("method", ""),
        result=texts.get("result", ""),
        conclusion=texts.get("conclusion", ""),
        categories=tuple(strip_markup(codes).strip(" *_`") for codes in categories)[:1],
    )
