"""Write decisions about authors: add lines to ``authors.txt`` or remove one.

The file belongs to the person who keeps it; `kg.decisions_file` leaves all other bytes unchanged.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from kg.authors.decisions.decisions import (
    AUTHOR_VERBS,
    AUTHORS_FILE,
    AuthorDecision,
    AuthorReference,
    format_author_decision,
    parse_author_decision,
    parse_author_decisions,
    parse_author_reference,
)
from kg.authors.decisions.settle import constrain_authorships
from kg.decisions_file import StatedLine, WrittenLine, add_lines, find_verb, remove_line
from kg.model import Authorship
from kg.sets.decision_verbs import DecisionVerb
from kg.wording.reports import describe_report

_HEADER: Final = """\
# Decisions about authors. They take precedence over what the program concludes. One decision per line:
#   same WHO WHO          they are one person
#   different WHO WHO     they are two people
#   name WHO "Name"       their preferred name
#   pin ID                keep this author id
#   hide WHO              do not show them
#   split "Name" "A" "B"  the printed name is two people (or more), on one paper: "Name" on ARXIV-ID
# WHO is an author id, an authorship id, "Name" on ARXIV-ID, or "Name" for everyone with this name.
"""
_UNORDERED: Final = frozenset({DecisionVerb.SAME, DecisionVerb.DIFFERENT})


def make_author_decision(verb: str, references: Sequence[str | AuthorReference], text: str = "") -> AuthorDecision:
    """Create a decision from the words of a command.

    References are read by `kg.authors.decisions.decisions.parse_author_reference`. Raises DecisionsError if a decisions
    file cannot contain it.

    >>> make_author_decision("name", ["2601.00001/w-wang"], "Wei Wang").written
    'name 2601.00001/w-wang "Wei Wang"'
    """
    meant = tuple(map(_reference, references))
    # a pasted name may contain line ends
    decision = AuthorDecision(find_verb(verb, AUTHOR_VERBS), meant, text=" ".join(text.split()))
    return parse_author_decision(format_author_decision(decision)) or decision


def append_author_decision(
    folder: Path,
    verb: str,
    references: Sequence[str | AuthorReference],
    text: str = "",
    *,
    comment: str = "",
    mentions: Sequence[Authorship] = (),
) -> WrittenLine:
    """Add one decision to ``authors.txt`` in ``folder``; see `append_author_decisions`.

    ``text`` is the preferred name of a ``name`` line. Raises DecisionsError if the line is invalid.
    """
    (written,) = append_author_decisions(
        folder, [make_author_decision(verb, references, text)], comment=comment, mentions=mentions
    )
    return written


def append_author_decisions(
    folder: Path, decisions: Iterable[AuthorDecision], *, comment: str = "", mentions: Sequence[Authorship] = ()
) -> tuple[WrittenLine, ...]:
    """Add decisions to ``authors.txt`` in ``folder``, all or none; folder and file are created if missing.

    Existing lines are not repeated; if two lines give one reference different names, the later line is used.
    ``comment`` is added to each new line. The check against earlier lines uses the ``mentions`` of a graph, if given,
    to find who has a name, and then warns of references that the graph does not contain.

    Raises DecisionsError, with the chain of lines, if a new line contradicts others; UsageError if the folder
    cannot be written.
    """

    def check(content: bytes, path: str) -> dict[int, tuple[str, ...]]:
        settlement = constrain_authorships(mentions, parse_author_decisions(content, path))
        warnings: dict[int, tuple[str, ...]] = {}
        for report in settlement.reports if mentions else ():
            warnings[report.line] = (*warnings.get(report.line, ()), describe_report(report))
        return warnings

    wanted = [_said(line)._replace(written=format_author_decision(line)) for line in decisions]
    return add_lines(folder, AUTHORS_FILE, wanted, header=_HEADER, read=_read, check=check, comment=comment)


def remove_author_decision(
    folder: Path, verb: str, references: Sequence[str | AuthorReference], text: str = ""
) -> WrittenLine | None:
    """Remove the last line with this decision from ``authors.txt``, with its comment; None if there is none.

    A ``name`` or ``split`` line is also found if ``text`` is empty.
    """
    about = _said(AuthorDecision(find_verb(verb, AUTHOR_VERBS), tuple(map(_reference, references)))).about
    return remove_line(folder, AUTHORS_FILE, about, text, read=_read)


def _reference(given: str | AuthorReference) -> AuthorReference:
    return parse_author_reference(given) if isinstance(given, str) else given


def _read(content: bytes, path: str) -> list[StatedLine]:
    return [_said(line) for line in parse_author_decisions(content, path).lines]


def _said(line: AuthorDecision) -> StatedLine:
    who = frozenset(line.references) if line.verb in _UNORDERED else line.references
    return StatedLine((line.verb, who), line.text, line.written, line.line)
