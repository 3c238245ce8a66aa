"""Read made-up rows of arXiv's metadata snapshot on one core.

    python benchmarks/snapshot.py MEGABYTES

Writes a file of that size, then reads it in a process of its own, row by row, and keeps none. Prints CPU seconds, MB/s
and the memory that reading held at most. The rows are made of syllables: abstracts of some 1.1 kB, five authors on
average out of some 300,000 names, two in five of them with initials and one in twelve with LaTeX accents, one list in
thirty with affiliations, one in fifty with a collaboration and "et al.".
"""

import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from measure import python

from kg.ingest.dialects.dialect import FileContext
from kg.ingest.dialects.json.snapshot import SNAPSHOT_DIALECT
from kg.ingest.row import Row
from kg.settings import IngestSettings

SYLLABLES = "ka lo mi ren tu sha vel dor pin sa go ne fir zu ble tor an hei mar qui ros ten wal".split()
CLASSES = "cs.LG cs.CL cs.CV math.CO astro-ph.GA hep-th quant-ph cond-mat.mtrl-sci stat.ML physics.optics".split()
INITIALS = [f"{letter}." for letter in "ABCDEFGHIJKLMNOPRSTUVWZ"]
ACCENTS = (r"\'e", r"\"u", r"\'{\i}", r"\v{s}", r"{\o}", r"\~n")


def word(chance: random.Random, most: int = 4) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(1, most)))


def write(path: Path, size: int, seed: int = 7) -> None:
    chance = random.Random(seed)
    words = [word(chance) for _ in range(20_000)]
    family = [word(chance, 3).capitalize() for _ in range(6_000)]
    family = [name + (chance.choice(ACCENTS) + "n" if chance.random() < 0.08 else "") for name in family]
    given = [word(chance, 2).capitalize() for _ in range(800)]
    given += [" ".join(chance.choices(INITIALS, k=chance.randint(1, 3))) for _ in range(500)]
    names = [[chance.choice(family), chance.choice(given), ""] for _ in range(300_000)]
    weights = [1 / (n + 200) for n in range(len(names))]
    dealt = iter(chance.choices(names, weights, k=size // 200))
    number = 0
    with path.open("w", encoding="utf-8") as file:
        while file.tell() < size:
            number += 1
            parsed = [next(dealt) for _ in range(min(1 + int(chance.expovariate(1 / 4.5)), 60))]
            printed = ", ".join(f"{first} {last}" for last, first, _ in parsed)
            if chance.random() < 0.03:
                parsed = [[*name, f"University of {word(chance).capitalize()}"] for name in parsed]
                printed = ", ".join(f"{first} {last} ({place})" for last, first, _, place in parsed)
            elif chance.random() < 0.02:
                printed = f"{word(chance).upper()} Collaboration: {printed} et al."
            month = f"{chance.randint(8, 26):02}{chance.randint(1, 12):02}"
            day = f"{chance.choice(('Mon', 'Tue', 'Fri'))}, {chance.randint(1, 28)} Apr 20{month[:2]}"
            created = [
                f"{day} {chance.randint(0, 23):02}:{chance.randint(0, 59):02}:07 GMT"
                for _ in range(chance.randint(1, 3))
            ]
            row = {
                "id": f"{month}.{number % 100_000:05}" if month >= "1501" else f"{month}.{number % 10_000:04}",
                "submitter": f"{parsed[0][1]} {parsed[0][0]}",
                "authors": printed,
                "title": " ".join(chance.choices(words, k=10)).capitalize(),
                "comments": f"{chance.randint(4, 60)} pages, {chance.randint(0, 20)} figures"
                if chance.random() < 0.7
                else None,
                "journal-ref": f"J. {word(chance)} {chance.randint(1, 90)} (20{month[:2]})"
                if chance.random() < 0.35
                else None,
                "doi": f"10.1000/{word(chance)}.{number}" if chance.random() < 0.45 else None,
                "report-no": None,
                "categories": " ".join(chance.sample(CLASSES, chance.randint(1, 3))),
                "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
                "abstract": "  " + "\n".join(" ".join(chance.choices(words, k=11)) for _ in range(15)) + "\n",
                "versions": [{"version": f"v{n}", "created": time_} for n, time_ in enumerate(created, 1)],
                "update_date": f"20{month[:2]}-{month[2:]}-17",
                "authors_parsed": parsed,
            }
            file.write(json.dumps(row) + "\n")


def read(path: Path) -> dict[str, float]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    with path.open("rb") as stream:
        rows = sum(
            isinstance(row, Row) for row in SNAPSHOT_DIALECT.rows(stream, FileContext(path.name, IngestSettings()))
        )
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = path.stat().st_size / 1e6
    return {
        "rows": rows,
        "mb": size,
        "seconds": seconds,
        "mb_per_s": size / seconds,
        "peak_mb": peak / 1024,
        "grown_mb": (peak - before) / 1024,
    }


def main() -> None:
    match sys.argv[1:]:
        case ["write", path, size]:
            write(Path(path), int(float(size) * 1e6))
        case ["read", path]:
            print(json.dumps(read(Path(path))))
        case [size]:
            with tempfile.TemporaryDirectory() as folder:  # each in a process of its own: memory is what one needs
                path = str(Path(folder) / "snapshot.jsonl")
                python("benchmarks/snapshot.py", "write", path, size)
                print(python("benchmarks/snapshot.py", "read", path).out, end="")


if __name__ == "__main__":
    main()
