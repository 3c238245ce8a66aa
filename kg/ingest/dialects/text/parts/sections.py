"""Find the texts about a paper in the Markdown of a page about it: abstract, TL;DR, motivation and so on.

A text begins with a heading, the summary of a details block, or a label in front of a paragraph, in English or Chinese.
"""

import re
from collections.abc import Iterable
from typing import Final

_NAMES: Final = {
    name: section
    for section, names in {
        "abstract": "abstract|paper abstract|original abstract|abstract en|摘要|论文摘要|原文摘要|英文摘要",
        "tldr": "tl;dr|tldr|tl dr|one-sentence summary|one-line summary|in one sentence|一句话总结|总结|概要",
        "motivation": "motivation|motivations|动机|研究动机|研究背景与动机",
        "method": "method|methods|methodology|方法|研究方法|技术方法",
        "result": "result|results|结果|实验结果|主要结果",
        "conclusion": "conclusion|conclusions|结论",
    }.items()
    for name in names.split("|")
}
_HEADING: Final = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(?P<text>.{0,120}?)[ \t]*#*\Z")
_SUMMARY: Final = re.compile(
    r"[ \t]*(?:<details\b[^>]*>\s*)?<summary\b[^>]*>(?P<text>.{0,120}?)</summary>", re.IGNORECASE
)
_LABEL: Final = re.compile(
    r"[ \t]{0,8}(?:[-*+>][ \t]+)?(?P<mark>\*\*|__|\*|)(?P<text>[^:：*_\n]{2,40})"
    r"(?:(?P=mark)[ \t]*[:：]|[:：](?P=mark))[ \t]*(?P<rest>.*)",
)
_BOLD_LINE: Final = re.compile(r"[ \t]*(?:\*\*|__)(?P<text>[^*_\n]{2,60})(?:\*\*|__)[ \t]*\Z")
_RULE: Final = re.compile(r"[ \t]*(?:(?:[-*_][ \t]*){3,})\Z")
_FENCE: Final = re.compile(r"[ \t]*(?:```|~~~)")
_QUOTE: Final = re.compile(r"[ \t]*>[ \t]?")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,100}>")
_BETWEEN_NAMES: Final = re.compile(r"[()（）|/／]")
_AROUND: Final = re.compile(r"\A[\W\d_]+|[\W_]+\Z")


def section_of(heading: str) -> str:
    """Return the section that a heading or label names, empty if it names none.

    >>> section_of("📝 Abstract"), section_of("2. 摘要 (Abstract)"), section_of("Abstract art")
    ('abstract', 'abstract', '')
    """
    for part in (heading, *_BETWEEN_NAMES.split(heading)):
        if section := _NAMES.get(_AROUND.sub("", _TAG.sub("", part)).casefold()):
            return section
    return ""


def read_sections(lines: Iterable[str]) -> dict[str, str]:
    r"""Return the text of each section that a page has; of two of one name the first.

    >>> read_sections(["# Shells", "**TL;DR**: short", "## Abstract", "", "We sort", "shells.", "## Notes", "x"])
    {'tldr': 'short', 'abstract': 'We sort\nshells.'}
    """
    found: dict[str, list[str]] = {}
    current = ""
    fenced = paragraph = False
    for line in lines:
        if _FENCE.match(line):
            fenced, current = not fenced, ""
            continue
        if fenced:
            continue
        heading = _HEADING.match(line) or _SUMMARY.match(line) or _BOLD_LINE.match(line)
        label = None if heading else _LABEL.match(line)
        if heading or (label and section_of(label["text"])):
            section = section_of((heading or label)["text"])  # type: ignore[index]
            current = section if section not in found else ""
            paragraph = bool(label and label["rest"].strip())
            rest = label["rest"] if label else line[heading.end() :] if heading else ""
            if current:
                found[current] = [rest]
        elif _RULE.match(line) or "</details>" in line.lower():
            if current and not _RULE.match(line):
                found[current].append(line)
            current = ""
        elif current and paragraph and not line.strip():
            current = ""
        elif current:
            found[current].append(line)
    texts = {
        section: "\n".join(_QUOTE.sub("", _TAG.sub("", line)) for line in lines) for section, lines in found.items()
    }
    return {section: text.strip() for section, text in texts.items() if text.strip()}
