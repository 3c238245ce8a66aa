"""Read the items of a list of papers: ``- [Title](address) - Ann Lee, Bo Han (2026-01-05)`` and its many relatives."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.ingest.dialects.text.parts.found import (
    MIN_TITLE_WORDS,
    PrintedPaper,
    code_url,
    find_first_day,
    is_generic,
    is_names,
)
from kg.ingest.dialects.text.parts.inline import PrintedLink, read_links, strip_markup
from kg.names.labels import after_author_label

_TAG: Final = re.compile(
    r"[\s,:|.*_·•–—-]+|[\[(【（`][^\[\]()【】（）`]{0,40}[\])】）`](?=[\s\[(【（*_:,.|-]|\Z)"
    r"|\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?!\d)|\d{1,4}[.)](?=\s)|[^\w\s\[\]()\"“$\\]+|(?:NEW|New|Paper|arXiv)\b"
)
_BOLD: Final = re.compile(r"(?:\*\*|__)(?P<text>[^*\n]{3,400}?)(?:\*\*|__)")
_ITALIC: Final = re.compile(r"(?<![*\w])(?:\*(?P<star>[^*\n]{3,2000}?)\*|_(?P<line>[^_\n]{3,2000}?)_)(?![*\w])")
_QUOTED: Final = re.compile(r"[\"“](?P<text>[^\"“”]{8,300})[\"”]")
_BRACKETS: Final = re.compile(r"[\[(【（][^\[\]()【】（）]{0,80}[\])】）]")
_PIECES: Final = re.compile(
    r"\s+[-–—|·]+\s+|(?<=[a-z\d)\]?!])\.\s+(?=[A-Z\d\"*_(\[])|[;；]\s+|\s*[:：]\s+(?=Paper|Code|论文)"
)
_PAPER: Final = re.compile(r"(?:paper|pdf|arxiv|preprint|论文)(?: link| pdf)?", re.IGNORECASE)
_AROUND: Final = " \t-–—:：,，;；|·.*_"
_BY: Final = re.compile(r"(?:by|from|authors?:?)\s+", re.IGNORECASE)
_VENUE: Final = re.compile(r"[,.]\s+(?:in\s+)?[A-Z][\w&-]{1,15}[\s'’]*(?:(?:19|20)?\d{2})(?:\s+\w+)?\s*\Z")
_YEAR: Final = re.compile(r"[,;]?\s*(?:19|20)\d{2}\s*\Z")
_MIN_LONG_WORD: Final = 4
"""Characters of a word that titles capitalize; shorter ones are mostly articles and prepositions."""
_MAX_DEPTH: Final = 6
_MAX_TEXT: Final = 8_000
"""Maximum characters of a line that are read; an item with a long author list has about 2,000."""
_MAX_LINES: Final = 30
"""Lines of an item that are looked at; templates print at most a dozen."""

ItemLine = tuple[int, int, str]
"""Number, indentation and text of a line."""


def items_of(lines: Sequence[ItemLine], bullet: re.Pattern[str], depth: int = 0) -> Iterator[tuple[int, PrintedPaper]]:
    """Yield the paper of an item, or the papers of the items inside it, with lines; ``bullet`` has a group ``text``."""
    number, _, first = lines[0]
    match = bullet.match(first)
    found = read_item([match["text"] if match else first, *(text for _, _, text in lines[1:])])
    if found:
        yield number, found
    for nested in _nested(lines[1:], bullet) if depth < _MAX_DEPTH else ():
        match = bullet.match(nested[0][2])
        if found is None or (match and is_titled_link(match["text"])):
            yield from items_of(nested, bullet, depth + 1)


def _nested(lines: Sequence[ItemLine], bullet: re.Pattern[str]) -> Iterator[list[ItemLine]]:
    """Yield the items below an item, each with its own sub-items."""
    nested: list[ItemLine] = []
    for line in lines:
        if bullet.match(line[2]) and (not nested or line[1] <= nested[0][1]):
            if nested:
                yield nested
            nested = [line]
        elif nested:
            nested.append(line)
    if nested:
        yield nested


def read_item(lines: Sequence[str]) -> PrintedPaper | None:
    """Return the paper of an item, None if it is not about one; its first line is without its bullet.

    The paper's link is at the beginning and has the title as its text, or it is called "Paper", "PDF" or the like and
    follows the title. A link inside a sentence is neither.
    """
    own, *below = (line[:_MAX_TEXT] for line in lines[:_MAX_LINES])
    links = read_links(own)
    paper = next((link for link in links if link.is_paper), None)
    if paper is None:
        return _titled_above(own, links, below)
    if _is_label(paper, own):
        return _titled_beside(own, links, paper, below)
    return _titled_link(own, links, paper, below)


def _is_label(link: PrintedLink, line: str) -> bool:
    """Return True for a link whose text is not a title: "Paper", a venue, or something short in brackets."""
    text = strip_markup(link.text)
    bracketed = link.text.startswith("[") or line[: link.start].endswith("[")
    return is_generic(text) or (len(text.strip("[] ").split()) <= 2 and (bracketed or _is_venue(text)))  # noqa: PLR2004


def is_titled_link(line: str) -> bool:
    """Return True for an item that begins with a link whose text is the title of a paper."""
    paper = next((link for link in read_links(line) if link.is_paper), None)
    return paper is not None and not _is_label(paper, line) and _is_prefix(line[: paper.start])


def _titled_link(own: str, links: list[PrintedLink], paper: PrintedLink, below: Sequence[str]) -> PrintedPaper | None:
    """``[Title](address)`` at the beginning, or after the authors."""
    title, before = strip_markup(paper.text), own[: paper.start]
    authors = ""
    if not _is_prefix(before):
        authors = strip_markup(before).strip(_AROUND)
        if len(title.split()) < MIN_TITLE_WORDS or not is_names(authors, emphasized=True):
            return None
    rest = own[paper.end :]
    behind = rest.lstrip(" *_")
    if len(title.split()) < MIN_TITLE_WORDS and behind.startswith(":"):  # [Name](address): Title of the Paper
        piece = strip_markup(_PIECES.split(behind[1:].lstrip(" *_"), maxsplit=1)[0]).strip(_AROUND)
        words = [word for word in piece.split() if len(word) >= _MIN_LONG_WORD]
        if words and sum(word[0].isupper() for word in words) * 2 > len(words):
            title, rest = f"{title}: {piece}", rest.replace(piece, " ", 1)
    return _found(paper, title, authors or _authors(rest, below), before + rest, links)


def _titled_beside(own: str, links: list[PrintedLink], paper: PrintedLink, below: Sequence[str]) -> PrintedPaper | None:
    """``**Title** … [paper](address)``, or a title after the link."""
    before, after = own[: paper.start], own[paper.end :]
    for text in (before, after):
        title, rest = _title(text, [link for link in links if not link.is_paper and text is before])
        if title:
            other = after if text is before else ""
            return _found(paper, title, _authors(rest, [other, *below]), own.replace(title, " ", 1), links)
    return PrintedPaper((paper.url,), "", code_url=code_url(links))


def _titled_above(own: str, links: list[PrintedLink], below: Sequence[str]) -> PrintedPaper | None:
    """A title, and the link on a separate line below; or a link called "Paper" with another target."""
    nested = [link for line in below for link in read_links(line)]
    papers = [link for link in nested if link.is_paper]
    title, rest = _title(own, links)
    if not title:
        return None
    if papers:
        if not all(_is_label(link, "") for link in papers):
            return None
        text = " ".join((own, *below)).replace(title, " ", 1)
        return _found(papers[0], title, _authors(rest, below), text, [*links, *nested])
    named = [link for link in links if _PAPER.fullmatch(strip_markup(link.text).strip("[] "))]
    return PrintedPaper((), title) if named and len(title.split()) >= MIN_TITLE_WORDS else None


def _found(paper: PrintedLink, title: str, authors: str, text: str, links: list[PrintedLink]) -> PrintedPaper:
    return PrintedPaper((paper.url,), title, authors, find_first_day(text), code_url(links))


def _is_prefix(before: str) -> bool:
    """Return True for what may be printed before a title: marks, a date, a venue in brackets."""
    shown = strip_markup(before)
    return _behind_tags(before) == len(before) or _behind_tags(shown) == len(shown)


def _behind_tags(text: str) -> int:
    """Return where a text begins after marks, dates and short brackets."""
    at = 0
    while match := _TAG.match(text, at):
        at = match.end()
    return at


def _is_venue(text: str) -> bool:
    """Return True for "CVPR 2026", "2026" and other short texts with a number."""
    return len(text.split()) <= 2 and any(map(str.isdigit, text))  # noqa: PLR2004


def _title(text: str, links: list[PrintedLink]) -> tuple[str, str]:
    """Return the title in a text without the paper's link, and what follows it: bold, linked, quoted, or first."""
    for bold in _BOLD.finditer(text):
        title = strip_markup(bold["text"]).strip(_AROUND + '"“”')
        if len(title.split()) > 1 and not _is_venue(title) and _behind_tags(title) < len(title):
            return title, text[bold.end() :]
    for link in links:
        if (
            len(strip_markup(link.text).split()) > 1
            and not is_generic(strip_markup(link.text))
            and link.end <= len(text)
        ):
            return strip_markup(link.text), text[link.end :]
    if quoted := _QUOTED.search(text):
        return strip_markup(quoted["text"]).strip(" ,."), text[: quoted.start()] + text[quoted.end() :]
    italic = _ITALIC.search(text)
    first = text[: italic.start()] if italic else text
    first = first[_behind_tags(first) :]
    pieces = [piece for piece in _PIECES.split(first) if piece.strip(_AROUND)]
    for place, piece in enumerate(pieces):
        title = (
            strip_markup(_BRACKETS.sub(" ", piece) if place else piece).lstrip(" -–—:,;|·.[])").rstrip(_AROUND + "[(")
        )
        if len(title.split()) > 1 and not is_generic(title):
            title, names = _without_names(_VENUE.sub("", title))
            return title, names + " - ".join(["", *pieces[place + 1 :]]) + (text[italic.start() :] if italic else "")
    named = next((name for bold in _BOLD.finditer(text) if (name := strip_markup(bold["text"]).strip(_AROUND))), "")
    return ("", text) if _is_venue(named) or is_generic(named) else (named, text.replace(named, " ", 1))


def _without_names(text: str) -> tuple[str, str]:
    """Divide "Title, Ann Lee, Bo Han" at the first comma after which everything is names."""
    commas = [place for place, character in enumerate(text) if character == ","][:_MAX_LINES]
    for comma in commas:
        title, names = text[:comma].strip(), text[comma + 1 :].strip(_AROUND)
        if len(title.split()) >= MIN_TITLE_WORDS and is_names(names, emphasized=False):
            return title, names
    return text, ""


def _authors(rest: str, below: Sequence[str]) -> str:
    """Return the part of an item that reads as names: labeled, emphasized, or between separators."""
    for text in (rest, *below):
        if (labeled := after_author_label(text.strip(" -*+>\t"))) is not None:
            first = _PIECES.split(strip_markup(labeled), maxsplit=1)[0].strip(_AROUND)
            return first if is_names(first, emphasized=True) else labeled
    for text in (rest, *below):
        for italic in _ITALIC.finditer(text):
            whole = strip_markup(italic["star"] or italic["line"]).strip(_AROUND)
            for names in (_PIECES.split(whole, maxsplit=1)[0], whole):  # a venue may follow the names
                if is_names(names, emphasized=True):
                    return names
        links = read_links(text)
        starts, ends = [0, *(link.end for link in links)], [*(link.start for link in links), len(text)]
        shown = strip_markup(" ".join(text[start:end] for start, end in zip(starts, ends, strict=True)))
        for brackets in _BRACKETS.finditer(shown):
            names = _YEAR.sub("", brackets[0][1:-1])
            if is_names(names, emphasized=False):
                return names
        bare = _BRACKETS.sub(" ", shown)
        beside_title = text is rest and rest.lstrip(' *_"”')[:1] in (",", "，")
        for place, piece in enumerate(_PIECES.split(bare)):
            names = _BY.sub("", piece.strip(_AROUND), count=1)
            for _ in range(4):  # a venue and a year may follow the names
                if is_names(names, emphasized=beside_title and place == 0):
                    return names
                names, comma, _last = names.rpartition(",")
                if not comma:
                    break
    return ""
