"""Find the author line of an entry in Markdown, wherever its template puts it.

A line with a label for authors takes precedence, wherever it is. Otherwise it is the first line below the heading that
consists only of names: emphasized, as in digests, or plain with several full names. A line that may be meant as authors
but does not consist of names is kept for the report.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kg.names.groups import is_organization, is_team
from kg.names.labels import after_author_label, is_author_heading, other_label, with_pictures_as_labels
from kg.names.lists import read_author_line
from kg.names.plausibility import looks_like_topic
from kg.names.printed import NO_AUTHORS, AuthorList, Refusal
from kg.names.surface.visible import visible_text

_MAX_LINES: Final = 40
"""Lines below a heading in which authors are looked for; templates print at most a dozen before the abstract."""
_MAX_AUTHOR_LINES: Final = 6000
"""Lines of one author list; the longest list on arXiv, with one name per line, has about 5,200."""
_MAX_EMPHASIZED_LINES: Final = 400
"""Lines of an emphasized author list; older listings break a list of thousands of names after 100 characters."""
_MAX_PLAIN: Final = 2000
"""Characters of a line without label and emphasis that is still looked at; abstracts are longer."""
_MAX_HEADING: Final = 80  # characters of a line that is only a label
_MAX_REFUSED_SHARE: Final = 0.25
"""Parts of an emphasized first line that may fail to read as names, per part that does; in prose, half of them fail."""
_FIRST_LETTERS: Final = frozenset({"By", "by", "Au", "AU", "au"})
"""First letters of labels that need no colon: "By Ann Lee", "**Authors** Ann Lee", "Auteurs - Ann Lee"."""
_UNLIKE: Final = "does not read as author names"

_RULE: Final = re.compile(r"(?:[-*_=][ \t]*){3,}")
_BULLET: Final = re.compile(r"[ \t]*(?:[-+•*]|\d{1,4}[.)])[ \t]+\S")
_OTHER_BLOCK: Final = ("<details", "</", "<!--", "#", "![", "[!", "|--", "| --", "|:-", "| :-", "```", "~~~")
_COLUMN: Final = re.compile(r"\s?[|｜]\s?|\s[·•]\s")
_OPENING: Final = re.compile(
    r"[->+\s]*(?:(?P<mark>\*{1,3}|_{1,3})(?=\S)|<(?P<tag>em|i|b|strong|sub|small)\b[^<>]*>)", re.IGNORECASE
)
_BESIDE: Final = re.compile(r"\s*(?:<br\s*/?>\s*|\\|(?:[-–—|·•,(\[]|\d{4}).*)?", re.DOTALL | re.IGNORECASE)


class _Block(NamedTuple):
    """A paragraph's first printed unit; ``following`` is the number of the line after it."""

    following: int
    text: str
    emphasized: bool


def find_authors(lines: Sequence[str], start: int) -> tuple[int, AuthorList]:
    """Return the number of the line after the authors, and the authors.

    ``lines`` are those of one entry up to its texts; ``start`` is the line below the heading. If no authors are found,
    the number is ``start``, and the list names the rejected line, if one may be meant as authors.
    """
    end = min(len(lines), start + _MAX_LINES)
    for index in range(start, end):
        line = lines[index]
        if not line.strip():
            continue
        if _may_be_labeled(line) and (rest := _after_label(line)) is not None:
            following, block = _continued(lines, index, rest)
            return following, read_author_line(f"Authors: {block}" if block else "")
        if len(line) <= _MAX_HEADING and is_author_heading(line):
            following, block = _below(lines, index + 1)
            found = read_author_line(block)
            if found:
                return following, found
    return _unlabeled(lines, start, end)


def _may_be_labeled(line: str) -> bool:
    """Return False for a line that cannot begin with a label, at no cost."""
    if any(mark in line for mark in ":：|】]"):
        return True
    first = line.lstrip(" >-#*_+")[:2]
    return first in _FIRST_LETTERS or not first[:1].isascii()


def _after_label(line: str) -> str | None:
    """Return the text after a label for authors at the beginning of a line or of one of its columns."""
    text = with_pictures_as_labels(line)
    shown = visible_text(text)
    for part in (text, shown, *_COLUMN.split(shown)):
        if (rest := after_author_label(part)) is not None:
            return rest
    return None


def _unlabeled(lines: Sequence[str], start: int, end: int) -> tuple[int, AuthorList]:
    """Return the first block that reads as authors; a block of organizations only where none names people."""
    refused, groups, after_groups = NO_AUTHORS, NO_AUTHORS, start
    first = True
    for block in _blocks(lines, start, end):
        found = read_author_line(block.text)
        if found and all(map(is_organization, found.names)):
            if block.emphasized and first and _sign_papers(found):
                groups, after_groups = found, block.following
        elif _names_people(found, emphasized=block.emphasized, first=first) and (block.emphasized or not groups):
            return block.following, found
        if not refused.refused and (found.refused or found.authors) and (block.emphasized or first):
            refused = found if found.refused else AuthorList(refused=(Refusal(block.text, _UNLIKE),))
        first = False
    return (after_groups, groups) if groups else (start, AuthorList(refused=refused.refused))


def _blocks(lines: Sequence[str], start: int, end: int) -> Iterator[_Block]:
    """Yield the blocks that may be authors: emphasized ones, lists, and plain lines that are not too long."""
    index = start
    while index < end:
        if not lines[index].strip():
            index += 1
            continue
        block = _block(lines, index)
        if block.text and (block.emphasized or "\n" in block.text or len(block.text) <= _MAX_PLAIN):
            yield block
        index = block.following


def _sign_papers(found: AuthorList) -> bool:
    """Return True for organizations that may be authors, not for several institutions where authors work."""
    return not found.refused and (len(found.names) == 1 or any(map(is_team, found.names)))


def _names_people(found: AuthorList, *, emphasized: bool, first: bool) -> bool:
    """Return True for a line whose parts read as names, and which is printed as author lines are."""
    names = found.names
    if not names or any(map(looks_like_topic, names)):
        return False
    if len(found.refused) > (len(names) * _MAX_REFUSED_SHARE if emphasized and first else 0):
        return False
    full = sum(" " in name or not name.isascii() for name in names)
    if emphasized:
        return first or full * 2 > len(names)
    return len(names) > 1 and full == len(names)


def _block(lines: Sequence[str], index: int) -> _Block:
    """Return the block that begins at a line: a bulleted list, an emphasized unit over several lines, or one line."""
    first = lines[index].strip()
    if _RULE.fullmatch(first) or first.startswith(_OTHER_BLOCK) or _is_labeled(first):
        return _Block(index + 1, "", emphasized=False)
    if _BULLET.match(first):
        end = index + 1
        while end < len(lines) and _BULLET.match(lines[end]):
            end += 1
        return _Block(end, "\n".join(line.strip() for line in lines[index:end]), emphasized=False)
    if not first.lstrip("-+> \t").startswith(("*", "_", "<")):
        return _Block(index + 1, first, emphasized=False)
    return _emphasized(lines, index) or _Block(index + 1, first, emphasized=False)


def _is_labeled(line: str) -> bool:
    label = other_label(visible_text(line))
    return bool(label) and not is_organization(label)


def _emphasized(lines: Sequence[str], index: int) -> _Block | None:
    """Return a unit that is emphasized from its beginning to its end, which may be lines below, or None."""
    first = lines[index].strip()
    opening = _OPENING.match(first)
    if opening is None:
        return None
    mark = opening["mark"] or f"</{opening['tag']}>"
    closing = re.compile(rf"(?<=\S){re.escape(mark)}(?!\w)" if opening["mark"] else mark, re.IGNORECASE)
    parts: list[str] = []
    rest = first[opening.end() :]
    for end in range(index + 1, min(len(lines), index + _MAX_EMPHASIZED_LINES) + 1):
        if match := closing.search(rest):
            parts.append(rest[: match.start()])
            beside = rest[match.end() :]
            if _BESIDE.fullmatch(beside) and mark not in beside:
                return _Block(end, " ".join(parts), emphasized=True)
            return _Block(end, " ".join((first, *(line.strip() for line in lines[index + 1 : end]))), emphasized=True)
        parts.append(rest)
        rest = lines[end].strip() if end < len(lines) else ""
        if not rest:
            break
    return None


def _continued(lines: Sequence[str], index: int, rest: str) -> tuple[int, str]:
    """Return the text after a label with its continuation lines, or the text below a label that ends its line."""
    if not rest.strip(" *_`|"):
        return _below(lines, index + 1)
    end = index + 1
    parts = [rest]
    while end < len(lines) and lines[end].strip() and _goes_on(parts[-1]):
        parts.append(lines[end].strip())
        end += 1
    return end, " ".join(parts)


def _goes_on(line: str) -> bool:
    return line.rstrip(" *_\\").endswith((",", ";", "、", "，", "；", " and", " &"))


def _below(lines: Sequence[str], start: int) -> tuple[int, str]:
    """Return the paragraph or list below a label, as lines."""
    index = start
    while index < len(lines) and not lines[index].strip():
        index += 1
    block: list[str] = []
    while index < len(lines) and lines[index].strip() and len(block) < _MAX_AUTHOR_LINES:
        line = lines[index].strip()
        if line.startswith(("#", "<details")) or _RULE.fullmatch(line) or (block and other_label(line)):
            break
        block.append(line)
        index += 1
    return index, "\n".join(block)
