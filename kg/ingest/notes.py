"""Observations on one file that lose no row: counted while it is read, reported once at its end."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.ingest.summaries import is_failure_text
from kg.names.printed import AuthorList
from kg.report_codes import Argument, Report, ReportCode
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
        self._quoted: list[tuple[int, str, str]] = []
        self._keys: Counter[str] = Counter()
        self._key_lines: dict[str, tuple[int, str]] = {}
        self._remarks: dict[tuple[ReportCode, tuple[Argument, ...]], tuple[_Count, str]] = {}

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
                self._quoted.append((line, shorten_sample(refusal.text), refusal.reason))
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
                self._key_lines[key] = (line, shorten_sample(str(value)))

    def remark(self, code: ReportCode, value: object, line: int, *arguments: Argument) -> None:
        """Count the rows with a problem, and keep the first value of each.

        The last two parameters of the code are the number of rows and that value, ``arguments`` are those before them.
        """
        kind = (code, arguments)
        if kind not in self._remarks:
            self._remarks[kind] = (_Count(), shorten_sample(str(value)))
        self._remarks[kind][0].add(line)

    def reports(self, file: str, settings: IngestSettings) -> Iterator[Report]:
        """Yield the warnings of the file: one per kind of observation, the parts of author lists one by one."""

        def warning(code: ReportCode, line: int, *arguments: Argument) -> Report:
            return Report(code, file, line, arguments)

        counts = {
            ReportCode.FAILED_SUMMARIES: self._failed,
            ReportCode.NO_AUTHORS: self._without_authors,
            ReportCode.NO_ABSTRACT: self._without_abstract,
            ReportCode.SHORTENED_AUTHORS: self._truncated,
        }
        for code, counted in counts.items():
            if counted:
                yield warning(code, counted.first, counted.count)
        shown = self._quoted[: settings.max_refusals]
        for line, text, reason in shown:
            yield warning(ReportCode.NOT_A_NAME, line, text, reason)
        if self._refused.count > len(shown):
            yield warning(ReportCode.MORE_NOT_NAMES, 0, self._refused.count - len(shown))
        for (code, arguments), (count, value) in self._remarks.items():
            yield warning(code, count.first, *arguments, count.count, value)
        known = sorted(self._keys, key=lambda key: (-self._keys[key], key))
        for key in known[: settings.max_keys]:
            line, value = self._key_lines[key]
            yield warning(ReportCode.UNKNOWN_KEY, line, shorten_sample(key), self._keys[key], value)
        if len(known) > settings.max_keys:
            yield warning(ReportCode.MORE_UNKNOWN_KEYS, 0, len(known) - settings.max_keys)


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


def shorten_sample(text: str) -> str:
    """Return untrusted text for a report, shortened."""
    return text if len(text) <= _MAX_QUOTED else text[: _MAX_QUOTED - 1] + "…"
