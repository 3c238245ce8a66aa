"""Grow a folder of digests by resampling, to see whether the cost of a paper depends on how many there are.

Each copy of the archive moves to other years, with ids of its own; the printed names are dealt out anew over the author
lists of the copy. So every name keeps its frequency and every list its length, while the pairs are new.
"""

import json
import random
from pathlib import Path


def grow(folder: Path, out: Path, times: int, seed: int = 7) -> None:
    """Write ``times`` copies of the JSON Lines files of ``folder`` to ``out``; the first is unchanged."""
    out.mkdir(parents=True, exist_ok=True)
    files = sorted(folder.glob("*.jsonl"))
    authors: dict[str, list[str]] = {}
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            authors.setdefault(row["id"], row["authors"])
    names = [name for printed in authors.values() for name in printed]
    for copy in range(times):
        dealt = dict(authors)
        if copy:
            random.Random(seed + copy).shuffle(names)
            rest = iter(names)
            dealt = {id_: [next(rest) for _ in printed] for id_, printed in authors.items()}
        for path in files:
            year = int(path.name[:4]) - copy
            with (out / f"{year}{path.name[4:]}").open("w", encoding="utf-8") as file:
                for line in path.read_text(encoding="utf-8").splitlines():
                    row = json.loads(line)
                    row["authors"] = dealt[row["id"]]
                    row["id"] = f"{int(row['id'][:2]) - copy:02}{row['id'][2:]}"
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
