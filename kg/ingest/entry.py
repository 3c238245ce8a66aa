"""Take one entry of a Markdown digest apart.

Labels ("Method: …") are accepted in the printed order only, each once, and none after "Abstract:": structured
abstracts hold the same words at line starts. Texts stay as they are, raw ``<``, ``&`` and ``$`` included.
"""

import re
from itertools import pairwise

from kg.ids import parse_arxiv_id
from kg.ingest.categories import first_arxiv
from kg.ingest.markup import plain_lines
from kg.ingest.row import Form, Row
from kg.ingest.summaries import Failures
from kg.ingest.text import one_line
from kg.settings import IngestSettings

_HEADING = re.compile(
    r"#{2,6}[ \t]+(?:\[\d+\][ \t]*|\d+[.)][ \t]*)?\[(?P<title>.*?)\]\([ \t<]*(?P<url>[^()\s<>]*arxiv\.org/[^()\s<>]*)",
    re.DOTALL | re.IGNORECASE,
)
_LABELS = ("Main category", "TL;DR", "Motivation", "Method", "Result", "Conclusion", "Abstract")
_CATEGORY, _TLDR, _MOTIVATION, _METHOD, _RESULT, _CONCLUSION, _ABSTRACT = range(len(_LABELS))
_NUMBERS = {label: number for number, label in enumerate(_LABELS)} | {"TLDR": _TLDR}
_LABEL = re.compile(
    r"[ \t]{0,8}(?:[-*+>][ \t]+)?(?:\*\*|__|\*)?"
    r"(?P<label>Main category|TL;?DR|Motivation|Method|Result|Conclusion|Abstract)"
    r"(?:(?:\*\*|__|\*)?[ \t]*[:：](?:\*\*|__|\*(?=[ \t]|\Z))?|(?P<bare>[ \t]*\Z))"
)
_LABEL_REACH = 40  # a label's colon stands within so many characters
_AUTHORS = re.compile(r"(?:\*\*|__)?Authors?(?:\*\*|__)?[ \t]*[:：](?:\*\*|__)?(?P<names>.*)")
_MARKUP = re.compile(r"<(?:p|br|b|strong|li|ul|ol|div|span|dt|dd|dl|em|i|h[1-6]|td|table)\b[^<>]{0,200}>")
_MOST_HEADING_LINES = 5  # older listings wrap long titles
_MOST_AUTHOR_LINES = 200


class NotAnEntry(ValueError):
    """Why an entry cannot be read."""


def parse_entry(text: str, line: int, section: str, failures: Failures, settings: IngestSettings) -> Row:
    """Return the row that an entry's text stands for, heading first. Raises NotAnEntry with the reason.

    ``section`` is the category it stands under, empty where the file names none.
    """
    lines = text.split("\n")
    used, heading = _heading(lines)
    title, url = one_line(heading["title"]), heading["url"]
    arxiv = parse_arxiv_id(url)
    if arxiv is None:
        raise NotAnEntry(f"{url[:60]!r} is no arXiv address")
    if not title:
        raise NotAnEntry("no title")
    used, authors = _authors(lines, used)
    if authors.count(",") >= settings.most_authors:
        raise NotAnEntry(f"more than {settings.most_authors:,} authors")
    texts = _labelled(lines[used:], bare=False)
    if _ABSTRACT not in texts and len(text) <= settings.longest_markup and _MARKUP.search(text):
        marked = _labelled(_without_markup("\n".join(lines[used:])), bare=True)
        texts = marked if len(marked) > len(texts) else texts
    primary = first_arxiv([texts.get(_CATEGORY, "")[:200].strip(" `*_")]) or section
    return Row(
        line,
        arxiv.id,
        arxiv.version,
        arxiv.month,
        Form.MARKDOWN,
        section or primary,
        title,
        authors,
        primary,
        (),
        "",
        failures.drop(texts.get(_TLDR), line),
        failures.drop(texts.get(_MOTIVATION), line),
        failures.drop(texts.get(_METHOD), line),
        failures.drop(texts.get(_RESULT), line),
        failures.drop(texts.get(_CONCLUSION), line),
        texts.get(_ABSTRACT, ""),
    )


def _heading(lines: list[str]) -> tuple[int, re.Match[str]]:
    """Return how many lines the heading takes, and its parts."""
    used, text = 1, lines[0]
    while "](" not in text and used < min(_MOST_HEADING_LINES, len(lines)) and lines[used].strip():
        text += "\n" + lines[used]
        used += 1
    match = _HEADING.match(text)
    if match is None:
        raise NotAnEntry("the heading has no [title](arXiv address)")
    return used, match


def _authors(lines: list[str], start: int) -> tuple[int, str]:
    """Return where the text behind the authors begins, and the printed names; they stand in ``*…*``."""
    while start < len(lines) and not lines[start].strip():
        start += 1
    if start == len(lines):
        return start, ""
    first = lines[start].strip()
    if match := _AUTHORS.match(first):
        return start + 1, match["names"].strip()
    if first[0] not in "*_" or _LABEL.match(first):
        return start, ""
    mark, end = first[0], start + 1
    while not (first.endswith(mark) and len(first) > 1) and end < min(len(lines), start + _MOST_AUTHOR_LINES):
        if not lines[end].strip():
            break
        first += " " + lines[end].strip()
        end += 1
    return end, first.removeprefix(mark).removesuffix(mark).strip()


def _without_markup(body: str) -> list[str]:
    """Return the plain lines of a body with markup in it, the details still between their own two lines."""
    before, _, inside = body.partition("<details")
    inside = inside.partition(">")[2].rpartition("</details>")[0] or inside
    return [*plain_lines(before), "<details>", *plain_lines(inside), "</details>"]


def _labelled(lines: list[str], *, bare: bool) -> dict[int, str]:
    """Return the text behind each accepted label, by the label's number."""
    found: list[tuple[int, int]] = []  # (label, line), in printed order
    opened = end = len(lines)
    for index, line in enumerate(lines):
        if line.startswith("<"):
            if line.startswith("</details>"):
                end = index
                break
            if line.startswith("<details"):
                opened = min(opened, index)
        elif found and found[-1][0] == _ABSTRACT:
            continue
        elif (bare or ":" in line[:_LABEL_REACH] or "：" in line[:_LABEL_REACH]) and (match := _LABEL.match(line)):
            if match["bare"] is not None and not bare:
                continue
            found.append((_NUMBERS[match["label"]], index))
    accepted = _in_order(found)
    texts: dict[int, str] = {}
    for position, (number, index) in enumerate(accepted, 1):
        following = accepted[position][1] if position < len(accepted) else end
        stop = opened if index < opened < following else following
        match = _LABEL.match(lines[index])
        rest = lines[index][match.end() :] if match else ""
        texts[number] = rest.strip() if number == _CATEGORY else "\n".join([rest, *lines[index + 1 : stop]]).strip()
    return texts


def _in_order(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of labels in their fixed order that keeps the abstract; of equal ones the first.

    A line of a summary may begin with a label's word too; it stands out of order, so the longest run leaves it out.
    """
    numbers = [number for number, _ in found]
    if all(a < b for a, b in pairwise(numbers)):
        return found
    runs: dict[int, list[tuple[int, int]]] = {}  # by the label a run ends in
    for number, index in found:
        before = max((runs[n] for n in sorted(runs) if n < number), key=len, default=[])
        if len(before) + 1 > len(runs.get(number, [])):
            runs[number] = [*before, (number, index)]
    return runs[_ABSTRACT] if _ABSTRACT in runs else max((runs[n] for n in sorted(runs)), key=len)
