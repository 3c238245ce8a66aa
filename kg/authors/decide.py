"""Write decisions: add lines to ``authors.txt`` or take one away, and leave every other byte as it is.

The file belongs to the person who keeps it, in their own version control and editor: comments, order and line ends
stay. A line that contradicts others is refused before anything is written.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from kg.atomic import replacing
from kg.authors.decisions import (
    FILE_NAME,
    Reference,
    Settled,
    format_decision,
    parse_decision,
    parse_decisions,
    parse_reference,
)
from kg.authors.settle import settle
from kg.errors import DecisionsError, UsageError
from kg.model import Authorship

_HEADER: Final = """\
# What is settled about authors. It wins over what the program concludes. One decision a line:
#   same WHO WHO          they are one person
#   different WHO WHO     they are two
#   name WHO "Name"       how to print them
#   pin ID                keep this author id
#   hide WHO              leave them out
# WHO is an author id, an authorship id, "Name" on ARXIV-ID, or "Name" for everyone printed so.
"""
_WAIT: Final = 10.0  # seconds for another writer, who needs milliseconds
_UNORDERED: Final = frozenset({"same", "different"})
_LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Written:
    """A line of a decisions file: where it stands (``line`` from 1) and its text.

    ``changed`` is False where it stood there already; ``warnings`` say what the digests at hand do not hold.
    """

    path: Path
    line: int
    text: str
    changed: bool
    warnings: tuple[str, ...] = ()


def decision(verb: str, references: Sequence[str | Reference], text: str = "") -> Settled:
    """Make a decision of the words of a command; `kg.authors.decisions.parse_reference` reads who is meant.

    Raises DecisionsError where a file could not hold it.

    >>> decision("name", ["2601.00001/w-wang"], "Wei Wang").written
    'name 2601.00001/w-wang "Wei Wang"'
    """
    meant = tuple(map(_reference, references))
    # a name takes one line, whatever was pasted
    written = format_decision(Settled(verb, meant, text=" ".join(text.split())))
    parsed = parse_decision(written)
    if parsed is None:
        raise DecisionsError("say what is decided: same, different, name, pin or hide")
    return parsed


def append_decision(
    folder: Path,
    verb: str,
    references: Sequence[str | Reference],
    text: str = "",
    *,
    comment: str = "",
    mentions: Sequence[Authorship] = (),
) -> Written:
    """Add one decision to ``authors.txt`` in ``folder``; see `append_decisions`.

    ``text`` is the preferred name of a ``name`` line. Raises DecisionsError where the line cannot be understood.
    """
    (written,) = append_decisions(folder, [decision(verb, references, text)], comment=comment, mentions=mentions)
    return written


def append_decisions(
    folder: Path, decisions: Iterable[Settled], *, comment: str = "", mentions: Sequence[Authorship] = ()
) -> tuple[Written, ...]:
    """Add decisions to ``authors.txt`` in ``folder``, all or none; folder and file are made where they are missing.

    What stands there already is not written again. ``comment`` goes behind each new line. With the ``mentions`` of a
    graph the check against earlier lines sees who bears a name, and warns of what that graph does not hold.

    Raises DecisionsError, with the chain of lines, where a new line contradicts others; UsageError where the folder
    cannot be written.
    """
    path = folder / FILE_NAME
    made = []
    with _held(folder):
        content = path.read_bytes() if path.exists() else _HEADER.encode()
        # of two names for one reference the later line holds, so an earlier one is none that stands there already
        there = {_meaning(line): line for line in parse_decisions(content, str(path)).lines}
        number = len(content.removeprefix(BOM_UTF8).splitlines())
        for new in decisions:
            place = there.get(_meaning(new))
            if place is not None and place.text == new.text:
                made.append(Written(path, place.line, place.written, changed=False))
                continue
            number += 1
            there[_meaning(new)] = line = replace(new, line=number, written=format_decision(new))
            made.append(Written(path, number, line.written, changed=True))
        content = _with_lines(content, [line.text for line in made if line.changed], comment)
        warnings = _check(content, path, mentions)
        if any(line.changed for line in made):
            _replace(path, content)
    return tuple(replace(line, warnings=warnings.get(line.line, ())) for line in made)


def remove_decision(folder: Path, verb: str, references: Sequence[str | Reference], text: str = "") -> Written | None:
    """Take the last line that says this out of ``authors.txt``, with its comment; None where no line does.

    A ``name`` line is found without its ``text`` too.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return None
    wanted = _meaning(Settled(verb, tuple(map(_reference, references))))
    with _held(folder):
        content = path.read_bytes()
        lines = parse_decisions(content, str(path)).lines
        found = [line for line in lines if _meaning(line) == wanted and text in ("", line.text)]
        if not found:
            return None
        rows = content.removeprefix(BOM_UTF8).splitlines(keepends=True)
        del rows[found[-1].line - 1]
        _replace(path, b"".join((BOM_UTF8 if content.startswith(BOM_UTF8) else b"", *rows)))
    return Written(path, found[-1].line, found[-1].written, changed=True)


def _reference(given: str | Reference) -> Reference:
    return parse_reference(given) if isinstance(given, str) else given


def _meaning(line: Settled) -> tuple[str, Collection[Reference]]:
    return line.verb, frozenset(line.references) if line.verb in _UNORDERED else line.references


def _with_lines(content: bytes, lines: Sequence[str], comment: str) -> bytes:
    """Add lines as the file ends its own; one that was left without an end gets it."""
    remark = " ".join("".join(c if c.isprintable() else " " for c in comment).split())
    behind = f"  # {remark}" if remark else ""
    end = match[0] if (match := _LINE_END.search(content)) else b"\n"
    unended = lines and content.removeprefix(BOM_UTF8) and not content.endswith((b"\n", b"\r"))
    return b"".join((content, end if unended else b"", *(f"{line}{behind}".encode() + end for line in lines)))


def _check(content: bytes, path: Path, mentions: Sequence[Authorship]) -> dict[int, tuple[str, ...]]:
    """Return warnings by line. Raises DecisionsError where the file would contradict itself."""
    try:
        settlement = settle(mentions, parse_decisions(content, str(path)))
    except DecisionsError as error:
        refused = DecisionsError(f"nothing was written: {error}")
        refused.path, refused.line = error.path, error.line
        raise refused from None
    warnings: dict[int, tuple[str, ...]] = {}
    for report in settlement.reports if mentions else ():
        warnings[report.line] = (*warnings.get(report.line, ()), report.reason)
    return warnings


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f".{FILE_NAME}.lock", timeout=_WAIT):
            yield
    except Timeout:
        raise UsageError(f"another program is writing {folder / FILE_NAME}; try again when it is done") from None
    except OSError as error:
        raise UsageError(f"cannot write {folder / FILE_NAME}: {error.strerror}; give another folder") from error


def _replace(path: Path, content: bytes) -> None:
    # a link stays a link, and the file keeps its permissions
    path = path.resolve()
    mode = path.stat().st_mode if path.exists() else None
    with replacing(path) as out:
        out.write(content)
        if mode is not None:
            Path(out.name).chmod(mode)
