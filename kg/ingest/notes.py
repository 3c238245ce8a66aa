"""Observations on one file that lose no row: counted while it is read, reported once at its end."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.ingest.summaries import is_failure_text
from kg.model import Level, Report
from kg.names.printed import AuthorList
from kg.settings import IngestSettings

_MAX_QUOTED = 60
_MAX_REFUSALS_KEPT = 1000
"""Parts of author lists kept per file, of which `IngestSettings.max_refusals` are reported."""
_MAX_KEYS_COUNTED = 1000
"""Distinct unknown keys counted per file, so that a file cannot fill memory with made-up keys."""


class Notes:
    """Counter of skipped or missing data in one file: failed summaries, unknown keys, missing authors and abstracts."""

    def __init__(self) -> None:
        self._failed = _Count()
        self._without_authors = _Count()
        self._without_abstract = _Count()
        self._truncated = _Count()
        self._refused = _Count()
        self._quoted: list[tuple[int, str]] = []
        self._keys: Counter[str] = Counter()
        self._key_lines: dict[str, tuple[int, str]] = {}
        self._remarks: dict[tuple[str, str], tuple[_Count, str]] = {}

    def summary(self, text: str | None, line: int) -> str:
        """Return a machine summary stripped; a failure notice is counted and becomes the empty string."""
        if not text:
            return ""
        text = text.strip()
        if not is_failure_text(text):
            return text
        if text:
            self._failed.add(line)
        return ""

    def authors(self, authors: AuthorList, line: int) -> AuthorList:
        """Return an author list; count an empty or truncated one, and keep what does not look like names."""
        if not authors.authors:
            self._without_authors.add(line)
        if authors.truncated:
            self._truncated.add(line)
        for refusal in authors.refused:
            self._refused.add(line)
            if len(self._quoted) < _MAX_REFUSALS_KEPT:
                self._quoted.append((line, f"not a name, left out: {quote_text(refusal.text)} ({refusal.reason})"))
        return authors

    def abstract(self, text: str, line: int) -> str:
        """Return an abstract; count an empty one."""
        if not text:
            self._without_abstract.add(line)
        return text

    def unknown_keys(self, keys: Iterable[tuple[str, object]], line: int) -> None:
        """Count keys, with a sample value, that the reader does not use."""
        for key, value in keys:
            if len(self._keys) >= _MAX_KEYS_COUNTED and key not in self._keys:
                continue
            self._keys[key] += 1
            if key not in self._key_lines:
                self._key_lines[key] = (line, quote_text(str(value)))

    def remark(self, problem: str, value: object, line: int, outcome: str = "not read") -> None:
        """Count the rows with a problem; report the first value, and the ``outcome`` of all of them.

        The report reads "unexpected type of 'comment' in 2 rows (not read), first at this line: '[1]'".
        """
        kind = (problem, outcome)
        if kind not in self._remarks:
            self._remarks[kind] = (_Count(), f": {quote_text(str(value))}" if value != "" else "")
        self._remarks[kind][0].add(line)

    def reports(self, file: str, settings: IngestSettings) -> Iterator[Report]:
        """Yield the warnings of the file: one per kind of observation, the parts of author lists one by one."""

        def warning(line: int, reason: str) -> Report:
            return Report(Level.WARNING, file, line, reason)

        if self._failed:
            yield warning(
                self._failed.first,
                f"{self._failed.count} failed or empty machine summaries left out, first at this line",
            )
        if self._without_authors:
            yield warning(
                self._without_authors.first,
                f"{count_rows(self._without_authors.count)} without authors, first at this line",
            )
        if self._without_abstract:
            yield warning(
                self._without_abstract.first,
                f"{count_rows(self._without_abstract.count)} without an abstract, first at this line",
            )
        if self._truncated:
            yield warning(
                self._truncated.first,
                f"{count_rows(self._truncated.count)} with a shortened author list (et al.), first at this line",
            )
        shown = self._quoted[: settings.max_refusals]
        for line, reason in shown:
            yield warning(line, reason)
        if self._refused.count > len(shown):
            more = self._refused.count - len(shown)
            yield warning(0, f"{more} more parts of author lists that are not names were left out")
        for (problem, outcome), (count, value) in self._remarks.items():
            yield warning(count.first, f"{problem} in {count_rows(count.count)} ({outcome}), first at this line{value}")
        known = sorted(self._keys, key=lambda key: (-self._keys[key], key))
        for key in known[: settings.max_keys]:
            line, value = self._key_lines[key]
            yield warning(
                line,
                f"unknown key {quote_text(key)} in {count_rows(self._keys[key])} was not read, for example {value}",
            )
        if len(known) > settings.max_keys:
            yield warning(0, f"{len(known) - settings.max_keys} more unknown keys were not read")


class _Count:
    """A number of rows and the line of the first one."""

    __slots__ = ("count", "first")

    def __init__(self) -> None:
        self.count = self.first = 0

    def __bool__(self) -> bool:
        return self.count > 0

    def add(self, line: int) -> None:
        self.count += 1
        self.first = self.first or line


def quote_text(text: str) -> str:
    """Return untrusted text for a message: in quotes, shortened, control characters escaped."""
    return repr(text if len(text) <= _MAX_QUOTED else text[: _MAX_QUOTED - 1] + "…")


def count_rows(count: int) -> str:
    """Return a number of rows in words: ``1 row``, ``2,718 rows``."""
    return f"{count:,} row{'' if count == 1 else 's'}"
