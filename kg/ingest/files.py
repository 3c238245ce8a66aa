"""Find the files that a user means by paths, folders, globs and ``-``.

File names are relative to the given path, so a graph is the same wherever the folder is. The last name of the given
path is searched for a day: `kg build 2026-01-05/` reads that day's papers.
"""

import glob
import os
import re
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from kg.errors import InputError
from kg.ids import slug
from kg.ingest.days import ambiguous_day, find_day
from kg.ingest.dialects.descriptions import INPUT_FORMATS
from kg.report_codes import Report, ReportCode
from kg.wording.reports import SPECIAL_FILES, describe_problem, describe_report

PACKED = (".gz", ".gzip", ".zst", ".zstd", ".zip")
INPUT_SUFFIXES = (*dict.fromkeys(suffix for known in INPUT_FORMATS for suffix in known.suffixes), ".csl")
"""Suffixes of the files that are taken from a folder or by a pattern; a file given by name may have any."""
STDIN = "-"

_OPEN_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")  # a pipe that a shell makes of <(…) is open at its other end
_PIPE = "pipe"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_TWIN = re.compile(r"_AI_enhanced(?:_[A-Za-z]+)?$")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. ``path`` is None for standard input; ``given`` distinguishes a named file from a found one.

    ``folders`` are the names of folders that may hold its day, outermost first: the folder that was given, or that a
    given file or pattern is in, and those between it and the file. None means the folders in ``name``. ``error`` is
    the system's reason why something found cannot be opened. ``url`` is the address of a file that a cluster engine
    reads; ``path`` is then only a name for it.
    """

    name: str
    path: Path | None
    given: bool
    error: str = ""
    folders: tuple[str, ...] | None = None
    url: str = ""

    @property
    def suffix(self) -> str:
        """The suffix that indicates the format, without the suffix of a compression: ``.md``."""
        return _unpacked(self.name).suffix.lower()

    @property
    def day(self) -> date | None:
        """The day in the file's own name, otherwise in the name of the nearest folder (`kg.ingest.days`)."""
        return find_day(self._names)

    @property
    def undated(self) -> ReportCode | None:
        """The code of the report that the file has no day; None if it has one, and for standard input."""
        if self.path is None or self.day:
            return None
        return ReportCode.AMBIGUOUS_DAY if self.ambiguous_day else ReportCode.NO_DAY

    @property
    def ambiguous_day(self) -> str:
        """The text in the file's names that may be two days; empty without one."""
        return ambiguous_day(self._names)

    @property
    def _names(self) -> tuple[str, ...]:
        *folders, name = PurePath(self.name).parts or ("",)
        return (*(folders if self.folders is None else self.folders), name)

    @property
    def stem(self) -> str:
        """The name of an undated digest: without suffixes, the same for a file and its enhanced twin."""
        if self.path is None:
            return "stdin"
        name = _unpacked(self.name)
        return slug(_TWIN.sub("", str(name.with_suffix("") if name.suffix.lower() in INPUT_SUFFIXES else name)))


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files of one input, reports on it, and the number of files that were passed over."""

    files: tuple[InputFile, ...]
    reports: tuple[Report, ...] = ()
    passed_over: int = 0


def is_url(text: str) -> bool:
    """Return whether an input is an address such as ``hdfs://host/digests``, not a path."""
    return _URL.match(text) is not None


def find_files(
    inputs: Sequence[str | Path], find_urls: Callable[[str], FoundFiles] | None = None
) -> tuple[list[InputFile], list[Report]]:
    """Return every file of the inputs, each once, sorted by name, and the reports on them.

    ``find_urls`` returns the files below an address, if an engine can read it.

    Raises InputError if a path does not exist, a glob matches nothing, or there is nothing to read.
    """
    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    files: list[InputFile] = []
    reports: list[Report] = []
    passed_over = 0
    for text in given:
        found = find_urls(str(text)) if find_urls and is_url(str(text)) else _expand(str(text))
        files += found.files
        reports += found.reports
        passed_over += found.passed_over
        if not found.files:
            arguments = (found.passed_over, INPUT_SUFFIXES)
            reports.append(Report(ReportCode.NOTHING_TO_READ, Path(text).name or str(text), arguments=arguments))
        elif found.passed_over:
            name = Path(text).name or str(text)
            reports.append(Report(ReportCode.PASSED_OVER, name, arguments=(found.passed_over,)))
    if not files:
        where = ", ".join(str(text) for text in given)
        nothing = describe_problem(ReportCode.NOTHING_TO_READ, (passed_over, INPUT_SUFFIXES))
        left_out = [r for r in reports if r.code is ReportCode.NOT_A_REGULAR_FILE]
        listed = "".join(f"; {report.file}: {describe_report(report)}" for report in left_out)
        raise InputError(f"nothing to read: {nothing}{listed}", where)
    return _named_apart(_once(files)), sorted(set(reports), key=lambda r: (r.file, r.code, r.arguments))


def _expand(text: str) -> FoundFiles:
    if text == STDIN:
        return FoundFiles((InputFile(STDIN, None, given=True),))
    path = Path(text)
    if os.path.lexists(text):
        return _walk(path, path) if path.is_dir() else FoundFiles((_given(path),))
    if is_url(text):
        raise InputError("an address is read by a cluster engine: add --runner spark (docs/cluster.md)", text)
    if not glob.has_magic(text):
        raise InputError("no such file or folder", text)
    root = Path(*_until_magic(path.parts))  # of "*.md" the current folder
    matches = [_walk(m, root) if m.is_dir() else _file(m, root) for m in _matches(text)]
    if not matches:
        raise InputError("nothing matches this pattern", text)
    return FoundFiles(
        tuple(f for m in matches for f in m.files),
        tuple(r for m in matches for r in m.reports),
        sum(m.passed_over for m in matches),
    )


def _until_magic(parts: Sequence[str]) -> Iterator[str]:
    for part in parts:
        if glob.has_magic(part):
            return
        yield part


def _matches(pattern: str) -> list[Path]:
    try:
        # The glob module is used because Path.glob takes no absolute pattern.
        return [Path(match) for match in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
    except (OSError, ValueError, re.error) as error:
        raise InputError(f"this pattern cannot be matched: {error}", pattern) from error


def _given(path: Path) -> InputFile:
    """Return a file given by name. Raises InputError for what may block or never end."""
    if (kind := _special(path)) and not (kind == _PIPE and str(path.absolute()).startswith(_OPEN_PIPES)):
        advice = "; pass a file, or - and the text on standard input" if kind == _PIPE else "; pass a file"
        raise InputError(f"not a regular file but {SPECIAL_FILES[kind]}{advice}", str(path))
    return InputFile(_shown(PurePath(path.name)), path, given=True, folders=(_last_name(path.parent),))


def _file(path: Path, root: Path) -> FoundFiles:
    """Return a file found by a pattern or in a folder, if its name fits; only regular files are kept."""
    if not readable_name(path.name):
        return FoundFiles((), passed_over=1)
    inside = path.relative_to(root)
    if kind := _special(path):
        return FoundFiles((), (Report(ReportCode.NOT_A_REGULAR_FILE, _shown(inside), arguments=(kind,)),))
    folders = (_last_name(root), *map(_shown, map(PurePath, inside.parts[:-1])))
    return FoundFiles((InputFile(_shown(inside), path, given=False, folders=folders),))


def _special(path: Path) -> str:
    """Return which of `SPECIAL_FILES` a path is, empty for all others."""
    try:
        mode = path.stat().st_mode
    except OSError:  # opening it gives the reason
        return ""
    kinds = ((stat.S_ISREG, ""), (stat.S_ISFIFO, _PIPE), (stat.S_ISSOCK, "socket"), (stat.S_ISDIR, ""))
    return next((kind for is_kind, kind in kinds if is_kind(mode)), "device")


def _last_name(folder: Path) -> str:
    """Return the name of a folder, of the current one too, and of no folder above it."""
    return _shown(PurePath(PurePath(os.path.abspath(folder)).name))  # noqa: PTH100 - links keep their own names


def _walk(top: Path, root: Path) -> FoundFiles:
    """Collect a folder's digests. Links are followed; a folder reached twice is read once, so that loops end."""
    files: list[InputFile] = []
    reports: list[Report] = []
    passed_over = 0
    seen: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        name = _shown(folder.relative_to(root))
        try:
            facts = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            files.append(InputFile(name, folder, given=False, error=str(error.strerror)))
            continue
        if (facts.st_dev, facts.st_ino) in seen:
            reports.append(Report(ReportCode.FOLDER_READ_ALREADY, name))
            continue
        seen.add((facts.st_dev, facts.st_ino))
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                waiting.append(Path(entry.path))
                continue
            found = _file(Path(entry.path), root)
            files += found.files
            reports += found.reports
            passed_over += found.passed_over
        waiting.sort(reverse=True)
    return FoundFiles(tuple(files), tuple(reports), passed_over)


def _shown(path: PurePath) -> str:
    """Return a path as text that UTF-8 can hold; names on disk are bytes and need not be text."""
    return path.as_posix().encode("utf-8", "replace").decode()


def _escaped(name: str) -> str:
    """Return a name as valid UTF-8 text; other bytes are replaced by their numbers, so that names stay different."""
    return name.encode("utf-8", "backslashreplace").decode()


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def readable_name(name: str) -> bool:
    """Return whether a file with this name is taken from a folder."""
    return _unpacked(name).suffix.lower() in INPUT_SUFFIXES


def _unpacked(name: str) -> PurePath:
    path = PurePath(name)
    return path.with_suffix("") if path.suffix.lower() in PACKED else path


def _once(files: Iterable[InputFile]) -> list[InputFile]:
    """Drop duplicates of files given twice, keeping the shortest name."""
    by_place: dict[str, list[InputFile]] = defaultdict(list)
    for file in files:
        by_place[STDIN if file.path is None else os.path.realpath(file.path)].append(file)
    return [
        replace(min(same, key=lambda f: (len(f.name), f.name)), given=any(f.given for f in same))
        for same in by_place.values()
    ]


def _named_apart(files: list[InputFile]) -> list[InputFile]:
    """Prefix repeated names with as many folder names as needed to distinguish them."""
    by_name: dict[str, list[InputFile]] = defaultdict(list)
    for file in files:
        by_name[file.name].append(file)
    named: list[InputFile] = []
    for name, same in by_name.items():
        parts = len(PurePath(name).parts)
        apart = same
        while len({f.name for f in apart}) < len(same):
            apart = [
                replace(f, name=_escaped("/".join(f.path.absolute().parts[-parts:]))) if f.path else f for f in same
            ]
            parts += 1
        named += apart
    return sorted(named, key=lambda f: f.name)
