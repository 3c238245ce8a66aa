"""Resolve the names of some digests, one core.

    python benchmarks/names.py FOLDER

Prints CPU seconds of resolving alone, after reading and concepts, and the memory that the process held at most.
"""

import json
import resource
import sys
import time

from kg import authors, concepts, ingest

papers = ingest.read([sys.argv[1]]).papers
extraction = concepts.extract(papers)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
made = authors.resolve(papers, extraction=extraction)
seconds = time.process_time() - start
cache = authors.BlockCache()
authors.resolve(papers, extraction=extraction, cache=cache)
start = time.process_time()
cache = cache.again()
authors.resolve(papers, extraction=extraction, cache=cache)
print(
    json.dumps(
        {
            "authorships": len(made.authorships),
            "authors": len(made.authors),
            "seconds": seconds,
            "again": time.process_time() - start,
            "decided_again": cache.decided,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "peak_before_mb": before / 1024,
        }
    )
)
