"""Find the concepts of a folder's papers, and print how long it took as JSON. `benchmarks/run.py` calls it."""

import json
import resource
import sys
import time

from kg import concepts, ingest

papers = ingest.read([sys.argv[1]]).papers
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
start = time.process_time()
extraction = concepts.extract(papers)
seconds = time.process_time() - start
told = {
    "papers": len(papers),
    "seconds": seconds,
    "concepts": len(extraction.concepts),
    "claims": len(extraction.claims),
    "peak_before_mb": before,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
}
print(json.dumps(told))
