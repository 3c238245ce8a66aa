"""Read and write a resolution as a file: ``paper``, ``position``, ``author``, one row per authorship of every paper.

Author values are opaque: rows with one value are one person. Any program that clusters names can write such a file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.evaluate.tsv import read_rows
from kg.model import Paper, Resolution

AuthorPosition = tuple[str, int]
"""The position of an authorship: paper id, and index in its authors from 0."""

CLUSTER_COLUMNS: Final = ("paper", "position", "author")


def clusters_of(resolution: Resolution) -> dict[AuthorPosition, str]:
    """Return the author of each position.

    Hidden people have a number instead of an id, since the id of an author contains a name.
    """
    hidden = [author.id for author in resolution.authors if author.hidden]
    shown = {id_: f"hidden-{number}" for number, id_ in enumerate(hidden, 1)}
    return {(a.paper, a.position): shown.get(a.author, a.author) for a in resolution.authorships}


def cluster_lines(papers: Iterable[Paper], clusters: Mapping[AuthorPosition, str]) -> Iterator[str]:
    """Yield the lines of the file with line ends: the header, then the papers in their order, with printed names."""
    yield "\t".join(CLUSTER_COLUMNS) + "\n"
    for paper in papers:
        for position in range(len(paper.authors)):
            yield f"{paper.id}\t{position}\t{clusters[paper.id, position]}\n"


def read_clusters(path: Path, papers: Sequence[Paper]) -> dict[AuthorPosition, str]:
    """Read a resolution of these papers; rows may be in any order.

    Raises InputError if a row names a paper or position that they do not have, if two rows differ about one
    authorship, or if an authorship has no row.
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
    """Return the position that a row names; InputError if the papers, given by their sizes, do not have it."""
    if paper not in sizes:
        raise InputError(f"paper {paper} is not among the papers", str(path), line)
    if not (position.isascii() and position.isdigit()) or int(position) >= sizes[paper]:
        raise InputError(
            f'paper {paper} has {sizes[paper]} names, counted from 0; "{position}" is none of them', str(path), line
        )
    return paper, int(position)
