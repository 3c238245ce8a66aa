"""Parse days and months as people type them."""

import re
from datetime import date
from typing import Final

from kg.errors import UsageError

_DATE: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?", re.ASCII)


def first_day(text: str) -> str:
    """Return the day that ``text`` names, or the first day of the month. Raises UsageError for any other text."""
    try:
        match = _DATE.fullmatch(text.strip())
        if match:
            return date.fromisoformat(match[0] if match[1] else f"{match[0]}-01").isoformat()
    except ValueError:  # a 13th month, a 31st of November
        pass
    raise UsageError(f'not a date: "{text}". Write a day as 2025-12-20, or a month as 2025-12.')


def month_of(text: str | None) -> str:
    """Return the month of a month or day, ``""`` for None. Raises UsageError for any other text."""
    if text is None:
        return ""
    try:
        return first_day(text)[: len("2026-01")]
    except UsageError:
        raise UsageError(
            f'not a month: "{text}". Write it as 2026-01; a day, 2026-01-05, is read as its month.'
        ) from None
