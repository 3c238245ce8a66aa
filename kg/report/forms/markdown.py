r"""Write a report as Markdown that shows on GitHub and in any editor.

Texts are escaped (CommonMark 0.31, 2.4: a backslash before any ASCII punctuation): a title cannot start a link, a
picture, HTML, a formula or a list, and web addresses in it do not become links.
"""

import re
from typing import Final

from kg.report.document import Document, Entry, Line, ReportSection, Span

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>()#|~&!$^{}]")
_AUTOLINK: Final = re.compile(r"(?i)(?<=www)\.|(?<=http):|(?<=https):|(?<=ftp):|(?<=mailto):|(?<=xmpp):")
_STARTER: Final = re.compile(r"\A(\d{0,9})([.)=+-])")
"""Characters that begin a list, a heading or a line at the beginning of a text."""

_UNSAFE_IN_LINK: Final = {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C", "|": "%7C"}


def report_markdown(document: Document) -> str:
    """Return a report as Markdown. Entries that a page folds are left out and counted."""
    parts = [f"# {escape(document.title)}", *map(_line, document.lead)]
    if document.facts:
        parts.append("\n".join(f"- **{fact.number}** {escape(fact.word)}" for fact in document.facts))
    for section in document.sections:
        parts += _section(section)
    if document.about:
        parts += ["---", *map(_line, document.about)]
    if document.all_of_it:
        parts.append(f"This report lists what fits. All of it: {_code(document.all_of_it)}")
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    r"""Return a text escaped for Markdown.

    >>> print(escape("[x](javascript:y) *a* <b> $1 www.example.org"))
    \[x\]\(javascript:y\) \*a\* \<b\> \$1 www\.example.org
    """
    text = _AUTOLINK.sub(lambda mark: f"\\{mark[0]}", _SPECIAL.sub(lambda mark: f"\\{mark[0]}", text))
    return _STARTER.sub(r"\1\\\2", text)


def _section(section: ReportSection) -> list[str]:
    parts = [f"## {escape(section.title)} ({section.counted})", *map(_line, section.lead)]
    parts.append("\n".join(map(_entry, section.entries)))
    if section.left_out:
        one, many = section.noun
        parts.append(f"… and {section.left_out:,} more {one if section.left_out == 1 else many}")
    return parts


def _entry(entry: Entry) -> str:
    lines = [f"- {_line(entry.line)}", *(f"  - {_line(note)}" for note in entry.notes if note)]
    lines += [f"\n  > {escape(entry.text)}\n"] if entry.text else []
    return "\n".join(lines)


def _line(line: Line) -> str:
    return "".join(map(_span, line)).strip()


def _span(span: Span) -> str:
    if span.code:
        return _code(span.text)
    text = escape(span.text)
    text = f"**{text}**" if span.strong and text.strip() == text else text
    if not span.href or span.href.startswith("#"):
        return text
    return f"[{text}]({''.join(_UNSAFE_IN_LINK.get(character, character) for character in span.href)})"


def _code(text: str) -> str:
    """Return a command as code; the fence is longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"
