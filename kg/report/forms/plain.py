"""Write a report as text for a terminal: no markup, ids of papers instead of links."""

from typing import Final

from kg.ids import PAPER_PREFIX
from kg.report.document import Document, Entry, Line, ReportSection, Span

_INDENT: Final = "    "


def report_text(document: Document) -> str:
    """Return a report as text. Entries that a page folds are left out and counted."""
    parts = [_heading(document.title, "="), *map(_line, document.lead)]
    if document.facts:
        widest = max(len(fact.number) for fact in document.facts)
        parts.append("\n".join(f"  {fact.number:>{widest}}  {fact.word}" for fact in document.facts))
    for section in document.sections:
        parts += _section(section)
    if document.all_of_it:
        parts.append(f"This report lists what fits. All of it: {document.all_of_it}")
    return "\n\n".join(parts)


def _heading(text: str, rule: str) -> str:
    return f"{text}\n{rule * len(text)}"


def _section(section: ReportSection) -> list[str]:
    parts = [_heading(f"{section.title} ({section.counted})", "-"), *map(_line, section.lead)]
    parts.append("\n".join(map(_entry, section.entries)))
    return parts


def _entry(entry: Entry) -> str:
    lines = [f"* {_line(entry.line)}", *(f"{_INDENT}{_line(note)}" for note in entry.notes if note)]
    return "\n".join([*lines, *([f"{_INDENT}{entry.text}"] if entry.text else [])])


def _line(line: Line) -> str:
    return "".join(map(_span, line)).strip()


def _span(span: Span) -> str:
    key = span.href.removeprefix(PAPER_PREFIX)
    return f"{span.text} ({key})" if key not in (span.href, span.text) else span.text
