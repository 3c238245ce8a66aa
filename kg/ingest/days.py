"""Read the day of a digest from the names of its file and folders.

Days are not guessed: ``05-01-2026`` is the fifth of January or the first of May, so it counts only if one of the two is
not a date. An arXiv id (``2601.00001.md``) is not a day.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kg.ingest.dates import month_number

FIRST_YEAR, LAST_YEAR = 1991, 2100
"""arXiv began in 1991."""

_MONTH_NAME = (
    r"(?<![a-z])(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FLAGS = re.ASCII | re.IGNORECASE


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(?:{text})(?!\d)", _FLAGS)


_DAYS = (
    _pattern(rf"{_YEAR}(?P<mark>[-_. ]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)"),
    _pattern(rf"{_YEAR}(?P<mark>[-_. ])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})"),
    _pattern(rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"),
    _pattern(rf"{_YEAR}\s*[年년]\s*(?P<month>\d{{1,2}})\s*[月월]\s*(?P<day>\d{{1,2}})"),
    _pattern(rf"{_YEAR}[-_. ]*{_MONTH_NAME}[-_. ]*{_DAY}"),
    _pattern(rf"{_DAY}[-_. ]*{_MONTH_NAME.replace('(?<![a-z])', '')}[-_., ]*{_YEAR}"),
    _pattern(rf"{_MONTH_NAME}[-_. ]*{_DAY}[-_., ]*{_YEAR}"),
)
_EITHER_ORDER = _pattern(rf"(?P<one>\d{{1,2}})(?P<mark>[-_. ])(?P<other>\d{{1,2}})(?P=mark){_YEAR}")
# Folders that are one part of a day each, joined by "-": 2026/01/05, 2026-01/05, 2026/01-05_Mon, 2026年/1月/5日.
_NESTED = re.compile(
    rf"{_YEAR}年?(?:[-_. ]?(?P<month>\d\d)(?:[-_. ](?P=month))?[-_. ]?(?P<day>\d\d)"
    rf"|-?(?P<month_>\d{{1,2}})月?-(?P<day_>\d{{1,2}})[日号]?"
    rf"|[-_. ]{_MONTH_NAME}[-_. ](?P<day__>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?:[-_.]\D*|\s*\(?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\)?\D*)?",
    _FLAGS,
)


def find_day(names: Sequence[str]) -> date | None:
    """Return the day of a file, given the names of its folders, outermost first, and its own name last.

    The file's own name decides, else the nearest folder whose name is a day or completes one.

    >>> find_day(["2026-01-05", "papers.md"]), find_day(["2026", "01", "05.md"]), find_day(["2601.00001.md"])
    (datetime.date(2026, 1, 5), datetime.date(2026, 1, 5), None)
    """
    for end in range(len(names), 0, -1):
        if day := day_in_name(names[end - 1]) or _nested_day(names[max(0, end - 3) : end]):
            return day
    return None


def day_in_name(name: str) -> date | None:
    """Return the first whole day in a name.

    >>> [str(day_in_name(name)) for name in ("20260105_Mon", "9-Jan-2026", "13.01.2026", "05.01.2026")]
    ['2026-01-05', '2026-01-09', '2026-01-13', 'None']
    """
    return min(_days(name), default=(0, None))[1]


def ambiguous_day(names: Sequence[str]) -> str:
    """Return the ambiguous day in the nearest name, such as ``05-01-2026``; empty without one."""
    for name in reversed(names):
        for match in _EITHER_ORDER.finditer(name):
            if len(_readings(match)) > 1:
                return match.group()
    return ""


def _days(name: str) -> Iterator[tuple[int, date]]:
    """Yield each day in a name with its place."""
    for pattern in _DAYS:
        for match in pattern.finditer(name):
            part = match.groupdict()
            month = month_number(part["name"]) if part.get("name") else part["month"]
            if day := _date(part["year"], month, part["day"]):
                yield match.start(), day
    for match in _EITHER_ORDER.finditer(name):
        readings = _readings(match)
        if len(readings) == 1:
            yield match.start(), readings.pop()


def _readings(match: re.Match[str]) -> set[date]:
    year, one, other = match["year"], match["one"], match["other"]
    return {day for day in (_date(year, one, other), _date(year, other, one)) if day}


def _nested_day(names: Sequence[str]) -> date | None:
    """Return the day that the last two or three names are parts of."""
    for start in range(len(names) - 1):
        if match := _NESTED.fullmatch("-".join(name.strip() for name in names[start:])):
            part = match.groupdict()
            month = month_number(part["name"]) if part["name"] else part["month"] or part["month_"]
            if day := _date(part["year"], month, part["day"] or part["day_"] or part["day__"]):
                return day
    return None


def _date(year: str, month: str | int, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
