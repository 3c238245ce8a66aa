"""What a person has settled about authors: a small text file, made for version control, that always wins.

One decision a line; ``#`` starts a comment::

    same "J. Smith" on 2601.00001   "John Smith" on 2512.01234
    different wei-wang/2511.00010   "Wei Wang" on 2601.00002
    name john-smith/2512.01234      "John A. Smith"
    hide "Jane Doe"

A reference is ``"Name" on ARXIV-ID`` (a mention), an author id (``slug/arXiv-id``), an authorship id
(``arXiv-id/slug``), or, for ``name`` and ``hide`` only, a bare ``"Name"``: everyone printed so.
"""

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import DecisionsError
from kg.ids import parse_arxiv_id, segment, slug

FILE_NAME: Final = "authors.txt"
_REFERENCES: Final = {"same": 2, "different": 2, "name": 1, "hide": 1}
_ID = re.compile(r"[^\s/]+/[^\s/]+")


@dataclass(frozen=True, slots=True)
class Reference:
    """Who is meant: an authorship id, or everyone whose name folds to ``name``."""

    authorship: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """One line of a decisions file; ``text`` is the preferred name of a ``name`` line."""

    verb: str
    references: tuple[Reference, ...]
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class AuthorDecisions:
    """All lines of one decisions file, in its order."""

    path: str = ""
    lines: tuple[Settled, ...] = ()

    def of(self, verb: str) -> Iterable[Settled]:
        """Return the lines of one verb."""
        return (line for line in self.lines if line.verb == verb)


def read_decisions(folder: Path | None) -> AuthorDecisions:
    """Read ``authors.txt`` of a decisions folder; no folder or no such file means no decisions.

    Raises DecisionsError, with file and line, where a line cannot be understood.
    """
    if folder is None:
        return AuthorDecisions()
    if not folder.is_dir():
        raise DecisionsError("no such folder of decisions", str(folder))
    path = folder / FILE_NAME
    if not path.exists():
        return AuthorDecisions(str(path))
    try:
        # editors on Windows begin a file with a byte order mark
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise DecisionsError(f"this is no UTF-8 text ({error.reason} at byte {error.start})", str(path)) from None
    settled = (_parse(line, number, path) for number, line in enumerate(lines, 1))
    return AuthorDecisions(str(path), tuple(line for line in settled if line))


def _parse(line: str, number: int, path: Path) -> Settled | None:
    try:
        lexer = shlex.shlex(line, posix=True, punctuation_chars="")
        lexer.whitespace_split, lexer.quotes, lexer.escape = True, '"', ""
        words = list(lexer)
    except ValueError as error:
        raise DecisionsError(f'{error}: put names in "double quotes"', str(path), number) from None
    if not words:
        return None
    verb, rest = words[0], words[1:]
    if verb not in _REFERENCES:
        raise DecisionsError(f'"{verb}" is no decision; use {", ".join(_REFERENCES)}', str(path), number)
    text = ""
    if verb == "name":
        if len(rest) < 2:  # noqa: PLR2004 - a reference and a name
            raise DecisionsError('write: name WHO "Preferred Name"', str(path), number)
        text = rest.pop()
    references = _references(rest, number, path)
    if len(references) != _REFERENCES[verb]:
        wanted = " and ".join(["a reference"] * _REFERENCES[verb])
        raise DecisionsError(f'"{verb}" wants {wanted}, {len(references)} given', str(path), number)
    if verb in {"same", "different"} and not all(r.authorship for r in references):
        raise DecisionsError(f'"{verb}" needs one mention a side: "Name" on ARXIV-ID, or an id', str(path), number)
    return Settled(verb, references, number, text)


def _references(words: list[str], number: int, path: Path) -> tuple[Reference, ...]:
    found = []
    rest = iter(range(len(words)))
    for i in rest:
        if words[i + 1 : i + 2] == ["on"] and i + 2 < len(words):
            paper = parse_arxiv_id(words[i + 2])
            if paper is None:
                raise DecisionsError(f'"{words[i + 2]}" is no arXiv id', str(path), number)
            found.append(Reference(authorship=f"{segment(paper.id)}/{slug(words[i])}"))
            next(rest), next(rest)
        elif _ID.fullmatch(words[i]):
            left, right = words[i].split("/")
            is_author = parse_arxiv_id(right.replace("%2F", "/")) is not None
            found.append(Reference(authorship=f"{right}/{left}" if is_author else words[i]))
        else:
            found.append(Reference(name=words[i]))
    return tuple(found)
