"""Days and months as registries print them."""

import re
from datetime import date
from email.utils import parsedate
from functools import lru_cache

_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?![\d-])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_YEAR, _LAST_YEAR = 1800, 2200


@lru_cache(maxsize=1 << 14)
def parse_day(text: str) -> date | None:
    """Read a day in ISO 8601 or RFC 5322 form; the time of day is dropped. None without a complete day.

    >>> parse_day("2026-01-05T18:00:00Z"), parse_day("Mon, 2 Apr 2007 19:18:42 GMT"), parse_day("2026-01")
    (datetime.date(2026, 1, 5), datetime.date(2007, 4, 2), None)
    """
    if match := _ISO.match(text):
        return make_day(match[1], match[2], match[3]) if match[3] else None
    try:
        parts = parsedate(text)
    except (IndexError, ValueError, TypeError):  # the parser of the standard library raises for some malformed dates
        return None
    return make_day(*map(str, parts[:3])) if parts else None


def make_day(year: str, month: str, day: str) -> date | None:
    """Return the day of three printed numbers, or None if they are not a date of this or the last two centuries."""
    try:
        found = date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def month_number(name: str) -> int:
    """Return the number of a month, 1 to 12, from its English name or its first three letters; 0 for another text.

    >>> month_number("Jan."), month_number("september"), month_number("spring")
    (1, 9, 0)
    """
    letters = name[:3].lower()
    return _MONTHS.index(letters) + 1 if letters in _MONTHS else 0


def make_month(year: str | int | None, month: str | int | None = None) -> str:
    """Return ``"2026-01"`` from a printed year and month (number or English name); empty without both.

    >>> make_month("2026", "Jan."), make_month(2026, 1), make_month("2026")
    ('2026-01', '2026-01', '')
    """
    try:
        number = int(str(year).strip())
    except ValueError:
        return ""
    name = str(month or "").strip()
    place = int(name) if name.isascii() and name.isdigit() and len(name) <= 2 else month_number(name)  # noqa: PLR2004
    return f"{number:04d}-{place:02d}" if _FIRST_YEAR <= number <= _LAST_YEAR and 1 <= place <= 12 else ""  # noqa: PLR2004
