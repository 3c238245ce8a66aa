"""Take one entry of a Markdown digest apart.

Labels ("Method: …") are accepted in the printed order only, each once, and none after "Abstract:": structured
abstracts hold the same words at line starts. Texts stay as they are, raw ``<``, ``&`` and ``$`` included.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kg.ids import parse_arxiv_id
from kg.ingest.cleaning.categories import first_arxiv
from kg.ingest.cleaning.markup import plain_lines
from kg.ingest.cleaning.text import one_line
from kg.ingest.dialects.dialect import EntryError, FileContext, check_author_count, require_title
from kg.ingest.dialects.text.authors import find_authors
from kg.ingest.row import Row, RowForm
from kg.names.labels import other_label
from kg.names.surface.visible import visible_text
from kg.report_codes import ReportCode

_HEADING: Final = re.compile(
    r"#{2,6}[ \t]+(?:\[\d+\][ \t]*|\d+[.)][ \t]*)?(?P<before>[^\n\[]{0,300})"
    r"\[(?P<title>.*?)\]\([ \t<]*(?P<url>[^()\s<>]+)(?:[ \t]+\"[^\"]*\")?[ \t>]*\)(?P<after>[^\n]*)",
    re.DOTALL | re.IGNORECASE,
)
_LINK_TEXT: Final = re.compile(
    r"\W*(?:arxiv|abs|pdf|html|link|paper|url|论文|链接|原文|(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?)\W*", re.IGNORECASE
)
_LABELS: Final = ("Main category", "TL;DR", "Motivation", "Method", "Result", "Conclusion", "Abstract")
_CATEGORY, _TLDR, _MOTIVATION, _METHOD, _RESULT, _CONCLUSION, _ABSTRACT = range(len(_LABELS))
_NUMBERS: Final = {label.casefold(): number for number, label in enumerate(_LABELS)} | {
    "tldr": _TLDR,
    "primary category": _CATEGORY, "category": _CATEGORY, "categories": _CATEGORY, "subjects": _CATEGORY,
    "类别": _CATEGORY, "分类": _CATEGORY, "主要类别": _CATEGORY, "kategorie": _CATEGORY, "kategorien": _CATEGORY,
    "catégorie": _CATEGORY, "catégories": _CATEGORY, "categoría": _CATEGORY, "categorías": _CATEGORY,
    "categoria": _CATEGORY, "категория": _CATEGORY, "категории": _CATEGORY, "カテゴリ": _CATEGORY, "분류": _CATEGORY,
    "zusammenfassung": _ABSTRACT, "kurzfassung": _ABSTRACT, "résumé": _ABSTRACT, "resumen": _ABSTRACT,
    "resumo": _ABSTRACT, "riassunto": _ABSTRACT, "аннотация": _ABSTRACT, "概要": _ABSTRACT, "초록": _ABSTRACT,
    "一句话总结": _TLDR, "动机": _MOTIVATION, "研究动机": _MOTIVATION, "方法": _METHOD, "研究方法": _METHOD,
    "结果": _RESULT, "实验结果": _RESULT, "结论": _CONCLUSION, "摘要": _ABSTRACT,
}  # fmt: skip
_LABEL: Final = re.compile(
    r"[ \t]{0,8}(?:[-*+>][ \t]+)?(?:\*\*|__|\*)?"
    r"(?P<label>Main category|Primary category|Categor(?:y|ies)|Subjects|TL;?DR|Motivation|Method|Result|Conclusion|"
    r"Abstract|Kategorien?|Catégories?|Categorías?|Categoria|Категори[яи]|カテゴリ|분류|Zusammenfassung|Kurzfassung|Résumé|"
    r"Resumen|Resumo|Riassunto|Аннотация|概要|초록|(?:主要)?类别|分类|一句话总结|(?:研究)?动机|(?:研究)?方法|(?:实验)?结果|结论|摘要)"
    r"(?:(?:\*\*|__|\*)?[ \t]*[:：](?:\*\*|__|\*(?=[ \t]|\Z))?|(?P<bare>[ \t]*\Z))"
)
_LABEL_REACH: Final = 40  # a label's colon is within so many characters
_MARKUP: Final = re.compile(r"<(?:p|br|b|strong|li|ul|ol|div|span|dt|dd|dl|em|i|h[1-6]|td|table)\b[^<>]{0,200}>")
_MAX_LABELED: Final = 400  # characters of a line with a label that nothing is read from
_LABEL_GAP: Final = 4  # characters after a label in which "//" makes it an address
_MAX_HEADING_LINES: Final = 5  # older listings wrap long titles
_INLINE_CATEGORY: Final = re.compile(
    r"(?:categor(?:y|ies)|类别|分类)\W{0,4}[:：]\W{0,4}(?P<codes>[^|\n]{2,80})", re.IGNORECASE
)


def parse_entry(text: str, line: int, section: str, reading: FileContext) -> Row:
    """Return the row of an entry's text, heading first. Raises EntryError with the reason.

    ``section`` is the category it is listed under, empty if the file names none.
    """
    lines = text.split("\n")
    used, heading = _heading(lines)
    title, url = _title(heading), heading["url"]
    arxiv = parse_arxiv_id(url)
    if arxiv is None:
        raise EntryError(ReportCode.NOT_AN_ADDRESS, url[:60])
    require_title(title)
    labeled = _first_text(lines, used)
    used, authors = find_authors(lines[:labeled], used)
    check_author_count(len(authors.authors), reading.settings)
    texts = _labeled(lines[used:], bare=False)
    if _ABSTRACT not in texts and len(text) <= reading.settings.max_markup_bytes and _MARKUP.search(text):
        marked = _labeled(_without_markup("\n".join(lines[used:])), bare=True)
        texts = marked if len(marked) > len(texts) else texts
    primary = first_arxiv([texts.get(_CATEGORY, "")[:200].strip(" `*_")]) or section
    if not primary and (inline := _INLINE_CATEGORY.search("\n".join(lines[:labeled]))):
        primary = first_arxiv([inline["codes"].strip(" `*_")])
    notes = reading.notes
    notes.unknown_keys(_unknown_labels(lines[used:labeled]), line)
    return Row(
        line,
        arxiv.id,
        arxiv.version,
        arxiv.month,
        RowForm.MARKDOWN,
        section or primary,
        title,
        notes.authors(authors, line),
        primary,
        (),
        "",
        notes.summary(texts.get(_TLDR), line),
        notes.summary(texts.get(_MOTIVATION), line),
        notes.summary(texts.get(_METHOD), line),
        notes.summary(texts.get(_RESULT), line),
        notes.summary(texts.get(_CONCLUSION), line),
        notes.abstract(texts.get(_ABSTRACT, ""), line),
    )


def _heading(lines: list[str]) -> tuple[int, re.Match[str]]:
    """Return how many lines the heading takes, and its parts."""
    used, text = 1, lines[0]
    while "](" not in text and used < min(_MAX_HEADING_LINES, len(lines)) and lines[used].strip():
        text += "\n" + lines[used]
        used += 1
    match = _HEADING.match(text)
    if match is None:
        raise EntryError(ReportCode.NO_LINK)
    return used, match


def _title(heading: re.Match[str]) -> str:
    """Return the text of the link, or the text next to it if the link's text is "arXiv" or an id."""
    title = one_line(heading["title"])
    if _LINK_TEXT.fullmatch(title):
        beside = (one_line(part.strip(" \t*_-–—:|()[]")) for part in (heading["after"], heading["before"]))
        title = next((text for text in beside if any(map(str.isalpha, text))), "")
    return title


def _unknown_labels(lines: list[str]) -> Iterator[tuple[str, object]]:
    """Yield the unused labels above an entry's texts, each with the text after it."""
    for line in lines:
        if (":" in line or "：" in line) and not _LABEL.match(line) and len(line) <= _MAX_LABELED:
            text = visible_text(line)
            if (label := other_label(text)) and "//" not in text[: len(label) + _LABEL_GAP]:
                yield label, text[text.find(label) + len(label) :].strip(" :：*_")


def _first_text(lines: list[str], start: int) -> int:
    """Return the number of the first line that belongs to a text: authors are printed before it."""
    for index in range(start, len(lines)):
        line = lines[index]
        if line.startswith("<details"):
            return index
        if (match := _LABEL.match(line)) and _NUMBERS[match["label"].casefold()] != _CATEGORY:
            return index
    return len(lines)


def _without_markup(body: str) -> list[str]:
    """Return the plain lines of a body with markup in it, the details still between their own two lines."""
    before, _, inside = body.partition("<details")
    inside = inside.partition(">")[2].rpartition("</details>")[0] or inside
    return [*plain_lines(before), "<details>", *plain_lines(inside), "</details>"]


def _labeled(lines: list[str], *, bare: bool) -> dict[int, str]:
    """Return the text after each accepted label, by the label's number."""
    found: list[tuple[int, int]] = []  # (label, line), in printed order
    starts: dict[int, int] = {}  # by line, where the text after its label begins
    opened = end = len(lines)
    number = -1
    for index, line in enumerate(lines):
        if line.startswith("<"):
            if line.startswith("</details>"):
                end = index
                break
            if line.startswith("<details"):
                opened = min(opened, index)
        elif number == _ABSTRACT:
            continue
        elif (bare or ":" in line[:_LABEL_REACH] or "：" in line[:_LABEL_REACH]) and (match := _LABEL.match(line)):
            if match["bare"] is not None and not bare:
                continue
            number = _NUMBERS[match["label"].casefold()]
            found.append((number, index))
            starts[index] = match.end()
    accepted = _in_order(found)
    texts: dict[int, str] = {}
    for position, (number, index) in enumerate(accepted, 1):
        following = accepted[position][1] if position < len(accepted) else end
        stop = opened if index < opened < following else following
        rest = lines[index][starts[index] :]
        texts[number] = rest.strip() if number == _CATEGORY else "\n".join([rest, *lines[index + 1 : stop]]).strip()
    return texts


def _in_order(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of labels in their fixed order that keeps the abstract; of equal ones the first.

    A line of a summary may begin with a label's word too; it is out of order, so the longest run leaves it out.
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
