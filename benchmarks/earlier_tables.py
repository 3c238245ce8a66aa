"""Make the tables of two corpora with version 0.1.0, the second with the blocks of names kept from the first.

    python benchmarks/earlier_tables.py FIRST SECOND OUT

Writes OUT/first and OUT/second, and prints JSON: blocks in the second corpus, those decided again, and the CPU seconds
of the second corpus from nothing and with what was kept. Run with the package of version 0.1.0 on the path.
"""

import json
import sys
import time
from pathlib import Path

from kg import tables
from kg.authors import BlockCache
from kg.pipeline import read_tables


def make(folder: str, out: Path | None, cache: BlockCache) -> float:
    start = time.process_time()
    made, _ = read_tables([folder], cache=cache)
    seconds = time.process_time() - start
    if out:
        tables.write_tables(made, out)
    return seconds


first, second, out = sys.argv[1], sys.argv[2], Path(sys.argv[3])
nothing, kept = BlockCache(), BlockCache()
whole = make(second, None, nothing)
make(first, out / "first", kept)
kept = kept.again()
again = make(second, out / "second", kept)
print(json.dumps({"blocks": nothing.decided, "decided": kept.decided, "whole": whole, "again": again}))
