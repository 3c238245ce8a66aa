"""Find the author line of an entry in Markdown, wherever its template puts it.

A line with a label for authors wins wherever it is. Without one, the first line below the heading that reads as names
throughout is taken: emphasized as digests print it, or plain with several full names. A line that might have been meant
as authors and does not read as names is kept for the report.
"""

import re
from collections.abc import Sequence

from kg.names.groups import is_organization, is_team
from kg.names.labels import after_author_label, is_author_heading, other_label
from kg.names.lists import read_author_line
from kg.names.plausibility import looks_like_topic
from kg.names.printed import NO_AUTHORS, AuthorList, Refusal
from kg.names.visible import visible

_MAX_LINES = 40
"""Lines below a heading in which authors are looked for; templates print at most a dozen before the abstract."""
_MAX_AUTHOR_LINES = 400
_MAX_PLAIN = 2000  # characters of an unlabeled line that is still looked at
_MAX_HEADING = 80  # characters of a line that is only a label
_UNLIKE = "does not read as author names"
_RULE = re.compile(r"(?:[-*_=][ \t]*){3,}")
_BULLET = re.compile(r"[ \t]*(?:[-+•]|\d{1,2}[.)])[ \t]+\S")


def find_authors(lines: Sequence[str], start: int) -> tuple[int, AuthorList]:
    """Return the number of the line behind the authors, and the authors.

    ``lines`` are those of one entry up to its texts; ``start`` is the line below the heading. Where no authors are
    found the number is ``start`` and the list says which line was refused, if any looked as if it were meant so.
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
    return any(mark in line for mark in ":：|") or line.lstrip(" >-#")[:2] in ("**", "__", "By", "by")


def _after_label(line: str) -> str | None:
    """Return what follows a label for authors at the beginning of a line or of one of its columns."""
    for text in (line, visible(line)):
        if (rest := after_author_label(text)) is not None:
            return rest
    for column in re.split(r"\s*[|｜]\s*|\s+[·•]\s+", visible(line)):
        if (rest := after_author_label(column)) is not None:
            return rest
    return None


def _unlabeled(lines: Sequence[str], start: int, end: int) -> tuple[int, AuthorList]:
    refused = NO_AUTHORS
    first = True
    index = start
    while index < end:
        if not lines[index].strip():
            index += 1
            continue
        following, text, emphasized = _block(lines, index)
        if emphasized or (text and len(text) <= _MAX_PLAIN):
            found = read_author_line(text)
            if _is_author_line(found, emphasized=emphasized, first=first):
                return following, found
            if not refused.refused and (found.refused or found.authors) and (emphasized or first):
                refused = found if found.refused else AuthorList(refused=(Refusal(text, _UNLIKE),))
        first = False
        index = following
    return start, refused


def _is_author_line(found: AuthorList, *, emphasized: bool, first: bool) -> bool:
    """Return True for a line whose parts all read as names, and which is printed as author lines are."""
    if not found or found.refused:
        return False
    names = found.names
    if all(map(is_organization, names)):
        return emphasized and first and (len(names) == 1 or any(map(is_team, names)))
    if any(looks_like_topic(name) for name in names):
        return False
    full = sum(" " in name or not name.isascii() for name in names)
    if emphasized:
        return first or full * 2 > len(names)
    return len(names) > 1 and full == len(names)


def _block(lines: Sequence[str], index: int) -> tuple[int, str, bool]:
    """Return the line behind a paragraph's first printed unit, its text, and whether it is emphasized as a whole.

    An emphasized unit may go over several lines; a plain one is a line.
    """
    first = lines[index].strip()
    if (
        _RULE.fullmatch(first)
        or other_label(visible(first))
        or first.startswith(("<details", "</", "#", "!", "|", "```"))
    ):
        return index + 1, "", False
    if _BULLET.match(first):
        end = index + 1
        while end < len(lines) and _BULLET.match(lines[end]):
            end += 1
        return end, "\n".join(line.strip() for line in lines[index:end]), False
    bare = first.lstrip("-+> \t")
    mark = bare[:1]
    if mark not in ("*", "_") or (bare.startswith(("* ", "** "))):
        return index + 1, first, False
    mark *= len(bare) - len(bare.lstrip(mark))
    text, end = bare, index + 1
    while not (text.rstrip(" \t\\").endswith(mark) and len(text) > len(mark)) and end < min(
        len(lines), index + _MAX_AUTHOR_LINES
    ):
        if not lines[end].strip():
            break
        text += " " + lines[end].strip()
        end += 1
    whole = text.rstrip(" \t\\").endswith(mark)
    return end, text.strip(), whole


def _continued(lines: Sequence[str], index: int, rest: str) -> tuple[int, str]:
    """Return the text behind a label, over the lines that it goes on, or below the label where nothing follows it."""
    if not rest.strip(" *_`|"):
        return _below(lines, index + 1)
    end = index + 1
    text = rest
    while end < len(lines) and text.rstrip(" *_").endswith((",", ";", "、", "，", " and")) and lines[end].strip():
        text += " " + lines[end].strip()
        end += 1
    return end, text


def _below(lines: Sequence[str], start: int) -> tuple[int, str]:
    """Return the paragraph or list below a label, as lines."""
    index = start
    while index < len(lines) and not lines[index].strip():
        index += 1
    block: list[str] = []
    while index < len(lines) and lines[index].strip() and len(block) < _MAX_AUTHOR_LINES:
        line = lines[index]
        if (
            line.lstrip().startswith(("#", "<details"))
            or _RULE.fullmatch(line.strip())
            or (block and other_label(line))
        ):
            break
        block.append(line.strip())
        index += 1
    return index, "\n".join(block)
