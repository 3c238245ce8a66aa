"""Grow a folder of digests by resampling, to see whether the cost per paper depends on the number of papers.

    python benchmarks/grow.py FOLDER OUT TIMES {dealt | renewed}

The first copy of the JSON Lines files is the folder's own. Each further one has its papers in other years, with new
ids. Every second sentence is that of another paper of the same category, and rare words are respelled, so that new
names of methods appear at the usual rate. Author lists keep their lengths. Names are

dealt     anew over the author lists of a copy: every name is as frequent as before, and no new names come in;
renewed   between copies: frequent names return and rare ones mostly give way to new ones (`renewal`), while people
          write with the same people within a copy. Distinct names, papers per name and co-author pairs grow as in a
          longer series of digests.

The same arguments make the same bytes.
"""

import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from renewal import NEW_NAMES, NEW_WORDS, NewNames, Renewal, respell

WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
DONORS = 8
"""Number of papers whose sentences may be mixed into one paper."""
BORROWED = ("motivation", "result", "conclusion")
"""Parts of a summary that are taken from another paper; the other parts are the paper's own."""

Row = dict[str, Any]


def grow(folder: Path, out: Path, times: int, people: str, seed: int = 7) -> None:
    """Write ``times`` copies of the JSON Lines files of ``folder`` to ``out``; the first is unchanged."""
    out.mkdir(parents=True, exist_ok=True)
    files = sorted(folder.glob("*.jsonl"))
    papers = distinct_papers(row for path in files for row in rows(path))
    authorships = [name for id_ in sorted(papers) for name in papers[id_]["authors"]]
    names = Renewal(papers_per(papers, lambda row: row["authors"]), NEW_NAMES, f"{seed}/names")
    words = Renewal(papers_per(papers, lambda row: WORD.findall(own_text(row))), NEW_WORDS, f"{seed}/words")
    new_names = NewNames(authorships, f"{seed}/new names")
    for copy in range(times):
        made = None
        if copy:
            made = vary(papers, words.next_copy(), random.Random(f"{seed}/mixed/{copy}"))
            if people == "renewed":
                variants = names.next_copy()
                for id_, row in papers.items():
                    made[id_]["authors"] = [new_names.variant(name, variants.get(name, 0)) for name in row["authors"]]
            else:
                dealt = iter(random.Random(f"{seed}/dealt/{copy}").sample(authorships, len(authorships)))
                for id_ in sorted(papers):
                    made[id_]["authors"] = [next(dealt) for _ in papers[id_]["authors"]]
        for path in files:
            year = int(path.name[:4]) - copy
            with (out / f"{year}{path.name[4:]}").open("w", encoding="utf-8") as file:
                for row in rows(path):
                    if made:
                        row = moved(row, made[row["id"]], copy)  # noqa: PLW2901 - the row of the copy
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")


def rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def distinct_papers(every_row: Iterable[Row]) -> dict[str, Row]:
    """Return the first row of each paper, with the first summary of any of its rows."""
    papers: dict[str, Row] = {}
    for row in every_row:
        paper = papers.setdefault(row["id"], dict(row))
        if "AI" in row:
            paper.setdefault("AI", row["AI"])
    return papers


def papers_per(papers: dict[str, Row], things: Callable[[Row], Iterable[str]]) -> Counter[str]:
    return Counter(thing for row in papers.values() for thing in set(things(row)))


def own_text(row: Row) -> str:
    return f"{row['title']} {row['summary']}"


def vary(papers: dict[str, Row], words: dict[str, int], chance: random.Random) -> dict[str, Row]:
    """Return for each paper the texts of a copy."""
    spelled = {word: respell(word, number) for word, number in words.items()}

    def respelled(text: str) -> str:
        return WORD.sub(lambda match: spelled.get(match[0], match[0]), text)

    by_category: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(papers):
        by_category[papers[id_]["categories"][0]].append(id_)
    made: dict[str, Row] = {}
    for members in by_category.values():
        shuffled = [chance.sample(members, len(members)) for _ in range(DONORS)]
        for place, id_ in enumerate(members):
            row, donors = papers[id_], [papers[others[place]] for others in shuffled]
            fields: Row = {
                "title": respelled(mixed_title(row["title"], donors[0]["title"])),
                "summary": respelled(mixed_abstract(row["summary"], [donor["summary"] for donor in donors])),
            }
            if "AI" in row:
                borrowed = donors[1].get("AI", row["AI"])
                parts = {
                    key: (borrowed if key in BORROWED else row["AI"]).get(key, text) for key, text in row["AI"].items()
                }
                fields["AI"] = {key: respelled(text) if isinstance(text, str) else text for key, text in parts.items()}
            made[id_] = fields
    return made


def mixed_title(own: str, other: str) -> str:
    """Return a title with the part after the colon of another title, if both have one."""
    head, colon, _ = own.partition(": ")
    _, also, tail = other.partition(": ")
    return f"{head}: {tail}" if colon and also else own


def mixed_abstract(own: str, others: list[str]) -> str:
    """Return an abstract in which every second sentence comes from another abstract, at the same position."""
    sentences = SENTENCE_END.split(own)
    for place in range(1, len(sentences), 2):
        donor = SENTENCE_END.split(others[place % len(others)])
        sentences[place] = donor[min(place, len(donor) - 1)]
    return " ".join(sentences)


def moved(row: Row, fields: Row, years: int) -> Row:
    """Return a row with the same keys, changed fields, and an id of an earlier year."""
    id_ = f"{int(row['id'][:2]) - years:02}{row['id'][2:]}"
    changed = {key: fields.get(key, value) for key, value in row.items()}
    addresses = {
        key: changed[key].replace(row["id"], id_) for key in ("pdf", "abs") if isinstance(changed.get(key), str)
    }
    return {**changed, **addresses, "id": id_}


if __name__ == "__main__":
    grow(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
