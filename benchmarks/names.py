"""Resolve the names of some digests on one core, stage by stage.

    python benchmarks/names.py FOLDER

Prints CPU seconds of each stage and of all, after reading and concepts, and the memory that the process held at most.
"""

import json
import resource
import sys
import time
from collections.abc import Callable

import polars as pl

from kg import concepts, ingest
from kg.authors import AuthorDecisions
from kg.authors.stages import decide_blocks, divide_names, form_blocks, gather_people, read_names, weigh_terms
from kg.frames.papers import paper_frames
from kg.settings import AuthorSettings

Frames = dict[str, pl.DataFrame]

settings, decisions = AuthorSettings(), AuthorDecisions()
papers = ingest.read([sys.argv[1]]).papers
frames: Frames = paper_frames(papers, concepts.extract(papers))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
stages: dict[str, Callable[[Frames], Frames]] = {
    "divide names": lambda read: divide_names(read, decisions),
    "read names": read_names(settings, {}),
    "weigh terms": lambda read: weigh_terms(read, settings),
    "form blocks": lambda read: form_blocks(read, settings, decisions),
    "decide blocks": decide_blocks(settings, {}),
    "gather people": lambda read: gather_people(read, settings, decisions),
}
seconds: dict[str, float] = {}
for name, stage in stages.items():
    start = time.process_time()
    frames |= stage(frames)
    seconds[name] = round(time.process_time() - start, 3)
print(
    json.dumps(
        {
            "authorships": frames["assignments"].height,
            "authors": frames["people"].height,
            "blocks": frames["blocks"].height,
            "seconds": round(sum(seconds.values()), 3),
            "stages": seconds,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "peak_before_mb": before / 1024,
        }
    )
)
