"""Read and write decisions files; decisions about authors and about concepts share one syntax.

One decision per line; ``#`` starts a comment; everything except ids and keywords is in double quotes, and a quote
inside is doubled. `kg.authors.decisions.decisions` and `kg.concepts.decisions.decisions` say
which verbs (`kg.sets.decision_verbs`) their files have, and what they mean.

The file belongs to its user: writing adds or removes whole lines and keeps every other byte (comments, order, line
ends). A line that contradicts others is refused before anything is written.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from filelock import FileLock, Timeout

from kg.errors import DecisionsError, UsageError
from kg.sets.decision_verbs import DecisionVerb
from kg.system.atomic import replacing

_WAIT: Final = 10.0  # seconds to wait for another writer, which needs milliseconds
_SPACE = re.compile(r"\s*")
_WORD = re.compile(
    r'"(?P<quoted>(?:[^"]|"")*)"(?:@(?P<language>[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*))?(?=[\s#]|\Z)'
    r'|(?P<bare>[^\s"#]+)(?=[\s#]|\Z)'
)
# Not str.splitlines: names may contain the line and paragraph separators that it also splits at.
_LINE_END = re.compile(r"\r\n|\n|\r")
_LINE_END_BYTES = re.compile(rb"\r\n|\n|\r")


class Word(NamedTuple):
    """A word of a line, without its quotes.

    ``end`` is its end offset in the line; ``language`` is the language tag that follows a quoted word.
    """

    text: str
    quoted: bool
    end: int
    language: str = ""


def find_verb(text: str, known: Sequence[DecisionVerb]) -> DecisionVerb:
    """Return the verb that a text is. Raises DecisionsError if it is none of those of a file."""
    verb = next((verb for verb in known if verb == text), None)
    if verb is None:
        raise DecisionsError(f'"{text}" is not a decision; use {", ".join(known)}')
    return verb


class StatedLine(NamedTuple):
    """A decision and its line: ``about`` is its subject, ``text`` its statement, ``written`` the line in the file."""

    about: Hashable
    text: str
    written: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line of a decisions file: its number (``line``, from 1) and its text.

    ``changed`` is False if it was already there; ``warnings`` list references that the graph does not contain.
    """

    path: Path
    line: int
    text: str
    changed: bool
    warnings: tuple[str, ...] = ()


LineReader = Callable[[bytes, str], Sequence[StatedLine]]
"""Parser of the content of a file; the second argument is the path for error messages."""

Check = Callable[[bytes, str], Mapping[int, tuple[str, ...]]]
"""Check that returns warnings by line, and raises DecisionsError for contradictions."""


def content_of(folder: Path | None, name: str) -> tuple[bytes, str]:
    """Return the content of a file in a decisions folder, and its path for error messages.

    The content is empty if the file does not exist; both are empty without a folder.
    Raises DecisionsError if the folder is missing.
    """
    if folder is None:
        return b"", ""
    if not folder.is_dir():
        raise DecisionsError("no such folder of decisions", str(folder))
    path = folder / name
    return path.read_bytes() if path.exists() else b"", str(path)


def split_lines(content: bytes, path: str) -> list[str]:
    """Split a text file into lines, whichever editor wrote it. Raises DecisionsError if it is not UTF-8."""
    try:
        # editors on Windows begin a file with a byte order mark
        return _LINE_END.split(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DecisionsError(f"not UTF-8 text ({error.reason} at byte {error.start})", path) from None


def split_words(written: str, noun: str = "name") -> Iterator[Word]:
    """Split a line into words, up to its comment; ``noun`` is the word for quoted text in errors.

    >>> [word.text for word in split_words('name "Wei ""Will"" Wang" # so he signs')]
    ['name', 'Wei "Will" Wang']
    """
    place = 0
    while True:
        place = match.end() if (match := _SPACE.match(written, place)) else place
        if place == len(written) or written[place] == "#":
            return
        word = _WORD.match(written, place)
        if word is None:
            raise DecisionsError(f'put {noun}s in "double quotes", and write a quote inside a {noun} twice: ""')
        place = word.end()
        quoted = word["quoted"]
        text = word["bare"] if quoted is None else quoted.replace('""', '"')
        yield Word(text, quoted is not None, place, word["language"] or "")


def quote_word(text: str) -> str:
    """Quote a text as one word that `split_words` reads back, except line ends.

    >>> quote_word('Wei "Will" Wang')
    '"Wei ""Will"" Wang"'
    """
    return '"' + _LINE_END.sub(" ", text).replace('"', '""') + '"'


def add_lines(
    folder: Path,
    name: str,
    wanted: Iterable[StatedLine],
    *,
    header: str,
    read: LineReader,
    check: Check,
    comment: str = "",
) -> tuple[WrittenLine, ...]:
    """Add lines to a file in a decisions folder, all or none; create a missing file or folder.

    A new file begins with ``header``. Existing lines are not repeated; among several lines about one subject the last
    one counts. ``comment`` is added to each new line.

    Raises DecisionsError if ``check`` does; UsageError if the folder cannot be written.
    """
    path = folder / name
    made = []
    with _held(folder, name):
        content = path.read_bytes() if path.exists() else header.encode()
        there = {line.about: line for line in read(content, str(path))}
        number = len(content.removeprefix(BOM_UTF8).splitlines())
        for new in wanted:
            place = there.get(new.about)
            if place is not None and place.text == new.text:
                made.append(WrittenLine(path, place.line, place.written, changed=False))
                continue
            number += 1
            there[new.about] = new._replace(line=number)
            made.append(WrittenLine(path, number, new.written, changed=True))
        content = _with_lines(content, [line.text for line in made if line.changed], comment)
        warnings = _checked(content, str(path), check)
        if any(line.changed for line in made):
            _replace(path, content)
    return tuple(replace(line, warnings=warnings.get(line.line, ())) for line in made)


def remove_line(folder: Path, name: str, about: Hashable, text: str, *, read: LineReader) -> WrittenLine | None:
    """Remove the last line about a subject, with its comment, and return it; return None if no line matches.

    If ``text`` is empty, any line about the subject matches.
    """
    path = folder / name
    if not path.exists():
        return None
    with _held(folder, name):
        content = path.read_bytes()
        found = [line for line in read(content, str(path)) if line.about == about and text in ("", line.text)]
        if not found:
            return None
        rows = content.removeprefix(BOM_UTF8).splitlines(keepends=True)
        del rows[found[-1].line - 1]
        _replace(path, b"".join((BOM_UTF8 if content.startswith(BOM_UTF8) else b"", *rows)))
    return WrittenLine(path, found[-1].line, found[-1].written, changed=True)


def _with_lines(content: bytes, lines: Sequence[str], comment: str) -> bytes:
    """Add lines with the file's own line ends; an unfinished last line gets one."""
    remark = " ".join("".join(c if c.isprintable() else " " for c in comment).split())
    behind = f"  # {remark}" if remark else ""
    end = match[0] if (match := _LINE_END_BYTES.search(content)) else b"\n"
    unended = lines and content.removeprefix(BOM_UTF8) and not content.endswith((b"\n", b"\r"))
    return b"".join((content, end if unended else b"", *(f"{line}{behind}".encode() + end for line in lines)))


def _checked(content: bytes, path: str, check: Check) -> Mapping[int, tuple[str, ...]]:
    try:
        return check(content, path)
    except DecisionsError as error:
        refused = DecisionsError(f"nothing was written: {error}")
        refused.path, refused.line = error.path, error.line
        raise refused from None


@contextmanager
def _held(folder: Path, name: str) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f".{name}.lock", timeout=_WAIT):
            yield
    except Timeout:
        raise UsageError(f"another program is writing {folder / name}; try again when it is done") from None
    except OSError as error:
        raise UsageError(f"cannot write {folder / name}: {error.strerror}; give another folder") from error


def _replace(path: Path, content: bytes) -> None:
    # symbolic links and permissions are kept
    path = path.resolve()
    mode = path.stat().st_mode if path.exists() else None
    with replacing(path) as out:
        out.write(content)
        if mode is not None:
            Path(out.name).chmod(mode)
