"""Apply ``split`` decisions: printed names that are two people or more become so many authors of their papers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.authors.decisions import FILE_NAME, AuthorDecisions, Settled
from kg.authors.names import name_key
from kg.ids import segment
from kg.model import AuthorDetails, Level, Paper, Report


def split_names(papers: Iterable[Paper], decisions: AuthorDecisions) -> tuple[tuple[Paper, ...], tuple[Report, ...]]:
    """Return the papers with every printed name divided that a ``split`` line is about.

    A name is found by its letters, as everywhere in a decisions file; a line about one paper wins over one about all.
    What a list says besides the name is kept for none of the people, since it does not tell whose it is. A line that
    finds nothing is reported.
    """
    lines = tuple(decisions.of("split"))
    if not lines:
        return tuple(papers), ()
    everywhere = {name_key(line.references[0].name): line for line in lines if line.references[0].name}
    on_paper = {
        (line.references[0].authorship.partition("/")[0], name_key(line.references[0].printed)): line
        for line in lines
        if line.references[0].authorship
    }
    used: set[Settled] = set()

    def names_of(paper: Paper, printed: str) -> tuple[str, ...]:
        key = name_key(printed)
        line = on_paper.get((segment(paper.id), key)) or everywhere.get(key)
        if line is None:
            return (printed,)
        used.add(line)
        return line.names

    divided = tuple(_divided(paper, [names_of(paper, printed) for printed in paper.authors]) for paper in papers)
    file = Path(decisions.path).name or FILE_NAME
    reason = "nobody in these papers is printed so; the line waits until somebody is"
    reports = tuple(Report(Level.WARNING, file, line.line, reason) for line in lines if line not in used)
    return divided, reports


def _divided(paper: Paper, names: Sequence[tuple[str, ...]]) -> Paper:
    if all(len(of_one) == 1 for of_one in names):
        return paper
    details = {one.position: one for one in paper.details}
    moved: list[AuthorDetails] = []
    position = 0
    for place, of_one in enumerate(names):
        if len(of_one) == 1 and place in details:
            moved.append(replace(details[place], position=position))
        position += len(of_one)
    return replace(paper, authors=tuple(name for of_one in names for name in of_one), details=tuple(moved))
