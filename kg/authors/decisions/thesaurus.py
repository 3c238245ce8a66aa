"""Import and export VOSviewer thesaurus files.

A thesaurus file has two columns, with the header ``label`` and ``replace by``; VOSviewer ignores a label without a
replacement (manual 1.6.20, section 4.3). Here, columns are separated by tabs, and the encoding is UTF-8. Double quotes
around a cell, which spreadsheets may write, are removed.

A thesaurus has only strings. It can state that two names are one person, but not that one name is two people.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import networkx as nx

from kg.authors.decisions.decisions import AuthorDecision, AuthorDecisions, AuthorReference
from kg.authors.spelling.person_name import name_key
from kg.decisions_file import split_lines
from kg.errors import DecisionsError
from kg.model import Author
from kg.sets.decision_verbs import DecisionVerb
from kg.system.atomic import replacing

_HEADER: Final = ("label", "replace by")
_QUOTED = re.compile(r'"(?:[^"]|"")*"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The thesaurus of some authors: rows of a label and its replacement, sorted.

    ``left_out`` are the printed names that it cannot contain, because they or their replacement belong to several
    people.
    """

    rows: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]


def read_thesaurus(path: Path) -> AuthorDecisions:
    """Read a thesaurus file as decisions about everyone with a name; line numbers are those of the file.

    A replaced label and its replacement are one person, whose name is the replacement (the last one of a chain). A
    label without replacement is hidden. Names are compared without case, accents and dots. Raises DecisionsError, with
    file and line, if the file is not a thesaurus or has two replacements for one label.
    """
    rows = _rows(path)
    _refuse_circles(rows, path)
    decisions: list[AuthorDecision] = []
    keys = ((name_key(label), name_key(replacement)) for _, label, replacement in rows if replacement)
    # only the last replacement of a chain gives the name, and only once
    unnamed = {label for label, replacement in keys if label != replacement}
    for number, label, replacement in rows:
        written = f'"{label}" replaced by "{replacement}"'
        if not replacement:
            decisions.append(
                AuthorDecision(DecisionVerb.HIDE, (AuthorReference(name=label),), number, written=f'"{label}" ignored')
            )
            continue
        decisions.append(
            AuthorDecision(
                DecisionVerb.SAME,
                (AuthorReference(name=label), AuthorReference(name=replacement)),
                number,
                written=written,
            )
        )
        if (key := name_key(replacement)) not in unnamed:
            unnamed.add(key)
            who = (AuthorReference(name=replacement),)
            decisions.append(AuthorDecision(DecisionVerb.NAME, who, number, replacement, written))
    return AuthorDecisions(str(path), tuple(decisions))


def export_thesaurus(authors: Iterable[Author]) -> Thesaurus:
    """Express resolved authors as replacements: each variant of a person is replaced by the person's name.

    Hidden people are not written. Names that fold to the same letters count as one string, so that `read_thesaurus`
    reads back what was meant.
    """
    shown = [author for author in authors if not author.hidden]
    bearers = Counter(key for author in shown for key in {name_key(n) for n in (author.name, *author.variants)})
    rows, left_out = set(), set()
    for author in shown:
        is_unique = bearers[name_key(author.name)] == 1
        for variant in author.variants:
            row = _cell(variant), _cell(author.name)
            if not is_unique or bearers[name_key(variant)] > 1:
                left_out.add(variant)
            elif row[0] != row[1]:
                rows.add(row)
    return Thesaurus(tuple(sorted(rows)), tuple(sorted(left_out)))


def write_thesaurus(authors: Iterable[Author], path: Path) -> Thesaurus:
    """Write the thesaurus of some authors (`export_thesaurus`) to a file for VOSviewer, and return it."""
    made = export_thesaurus(authors)
    with replacing(path) as out:
        for row in (_HEADER, *made.rows):
            out.write("\t".join(map(_quoted, row)).encode() + b"\n")
    return made


def _rows(path: Path) -> list[tuple[int, str, str]]:
    """Return line number, label and replacement of each row that is not empty, one per label."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DecisionsError(f"cannot read this thesaurus: {error.strerror}", str(path)) from None
    first, *rest = split_lines(content, str(path))
    if tuple(cell.strip().casefold() for cell in first.split("\t")) != _HEADER:
        raise DecisionsError("a thesaurus begins with the line: label, tab, replace by", str(path), 1)
    rows: dict[str, tuple[int, str, str]] = {}
    for number, line in enumerate(rest, 2):
        if not line.strip():
            continue
        cells = [_unquoted(cell.strip()) for cell in line.split("\t")]
        label, replacement = _pair(cells, path, number)
        earlier, _, before = rows.setdefault(label, (number, label, replacement))
        if before != replacement:
            reason = f'"{label}" is replaced by "{replacement}" here and by "{before}" in line {earlier}; remove one'
            raise DecisionsError(reason, str(path), number)
    return [row for row in rows.values() if row[1] != row[2]]


def _pair(cells: Sequence[str], path: Path, number: int) -> tuple[str, str]:
    label, *others = cells
    if len(others) > 1 and any(others[1:]):
        raise DecisionsError(f"{len(cells)} columns where there are two, label and replace by", str(path), number)
    if not label:
        raise DecisionsError("a replacement without a label", str(path), number)
    return label, others[0] if others else ""


def _refuse_circles(rows: Iterable[tuple[int, str, str]], path: Path) -> None:
    line_of = {label: number for number, label, _ in rows}
    replacements = nx.DiGraph((label, replacement) for _, label, replacement in rows if replacement)
    # each label has one replacement, so a cycle is a separate component
    for component in nx.strongly_connected_components(replacements):
        if len(component) > 1:
            first = min(component, key=line_of.__getitem__)
            steps = [label for label, _ in nx.find_cycle(replacements, first)]
            said = " by ".join(f'"{label}"' for label in (*steps, first))
            raise DecisionsError(f"replacements form a cycle, {said}; remove one", str(path), line_of[first])


def _cell(name: str) -> str:
    return " ".join(name.split())


def _quoted(cell: str) -> str:
    # a cell that looks quoted would lose its quotes when it is read
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.fullmatch(cell) else cell


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"').strip() if _QUOTED.fullmatch(cell) else cell
