"""Write ``kg/authors/spelling/name_parts.tsv``: how often parts of names occur among distinct names.

    python -m benchmarks.author_names ../shared

Only counts of parts that several names share are kept; no name of a person can be read off them. Sources: the names
printed in the labeled proceedings and the ambiguous names of ``gold/authors``, and in the four-month archive of
digests.
"""

import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg import ingest
from kg.authors.spelling import person_name as names
from kg.authors.spelling import romanization
from kg.ingest.bare_papers import read_bare_papers

LEAST = 5
"""Minimum number of names that share a part; a part of fewer names counts as unseen, which is about as rare."""


def printed_names(shared: Path) -> Iterator[str]:
    """Yield every printed name of the three corpora."""
    for corpus in ("acl", "aminer"):
        for paper in read_bare_papers(shared / "gold" / "authors" / corpus / "papers.jsonl"):
            yield from paper.authors
    with tempfile.TemporaryDirectory() as folder, tarfile.open(next(shared.glob("digests/*.tar.xz"))) as archive:
        archive.extractall(folder, filter="data")
        for paper in ingest.read([folder]).papers:
            yield from paper.authors


def main(shared: Path) -> None:
    """Count the parts and write the table."""
    distinct = {}
    for printed in printed_names(shared):
        name = names.parse_name(printed)
        if name.given and not names.is_group(printed):
            distinct[name.form] = name
    counts: Counter[tuple[str, str, str]] = Counter()
    for name in distinct.values():
        way = romanization.writing(name).value
        counts["name", way, ""] += 1
        counts["surname", way, name.surname] += 1
        if not name.given[0].is_initial:
            counts["given", way, name.first] += 1
    rows = [(*key, count) for key, count in counts.items() if count >= LEAST or key[0] == "name"]
    rows.sort(key=lambda row: (row[0] != "name", row[0], row[1], -row[3], row[2]))
    lines = [
        "# Distinct names that share a part, by the convention they are written in (see romanization.py).",
        "# Made by `python -m benchmarks.author_names ../shared` from names in ACL proceedings (CC BY), in",
        "# AMiner's ambiguous names and in four months of arXiv listings; what fewer than five share is left out.",
        "# counted, convention, letters, distinct names",
        *("\t".join(map(str, row)) for row in rows),
    ]
    target = Path("kg/authors/spelling/name_parts.tsv")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stderr.write(f"{len(distinct):,} names, {len(rows):,} rows in {target}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
