"""A resolution alone in a file: ``paper``, ``position``, ``author``, a row for every authorship of every paper.

Authors are opaque: rows with one value are one person. Any program that clusters names can write such a file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.evaluate.tsv import read_rows
from kg.model import Paper, Resolution

AuthorPosition = tuple[str, int]
"""Where a name is printed: paper id, and position in its authors from 0."""

CLUSTER_COLUMNS: Final = ("paper", "position", "author")


def clusters_of(resolution: Resolution) -> dict[AuthorPosition, str]:
    """Return the author that each place leads to.

    People who are to be hidden get a number for an id: the id of an author spells a name.
    """
    hidden = [author.id for author in resolution.authors if author.hidden]
    shown = {id_: f"hidden-{number}" for number, id_ in enumerate(hidden, 1)}
    return {(a.paper, a.position): shown.get(a.author, a.author) for a in resolution.authorships}


def cluster_lines(papers: Iterable[Paper], clusters: Mapping[AuthorPosition, str]) -> Iterator[str]:
    """Yield the file's lines with their ends: the header, then the papers in their order, names as printed."""
    yield "\t".join(CLUSTER_COLUMNS) + "\n"
    for paper in papers:
        for position in range(len(paper.authors)):
            yield f"{paper.id}\t{position}\t{clusters[paper.id, position]}\n"


def read_clusters(path: Path, papers: Sequence[Paper]) -> dict[AuthorPosition, str]:
    """Read such a file about these papers, rows in any order.

    Raises InputError where a row names a paper or position that they do not have, where two rows differ about one
    authorship, and where an authorship has no row.
    """
    sizes = {paper.id: len(paper.authors) for paper in papers}
    clusters: dict[AuthorPosition, str] = {}
    for number, (paper, position, author) in read_rows(path, CLUSTER_COLUMNS):
        place = parse_position(paper, position, sizes, path, number)
        if clusters.setdefault(place, author) != author:
            raise InputError(
                f"position {position} of paper {paper} is of {clusters[place]} in a line above and of {author} here",
                str(path),
                number,
            )
    missing = [(paper.id, i) for paper in papers for i in range(len(paper.authors)) if (paper.id, i) not in clusters]
    if missing:
        paper, first = missing[0]
        more = f" and {len(missing) - 1:,} other authorships" if len(missing) > 1 else ""
        raise InputError(
            f"no row for position {first} of paper {paper}{more}; every authorship of every paper needs one", str(path)
        )
    return clusters


def parse_position(paper: str, position: str, sizes: Mapping[str, int], path: Path, line: int) -> AuthorPosition:
    """Return the place a row names; InputError where the papers, by their numbers of names, have none such."""
    if paper not in sizes:
        raise InputError(f"there is no paper {paper} among the papers", str(path), line)
    if not (position.isascii() and position.isdigit()) or int(position) >= sizes[paper]:
        raise InputError(
            f'paper {paper} has {sizes[paper]} names, counted from 0; "{position}" is none of them', str(path), line
        )
    return paper, int(position)
