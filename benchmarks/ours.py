"""The program's side of the first row: files to tables and Turtle, no concepts.

python benchmarks/ours.py FOLDER OUT_FOLDER
"""

import json
import sys
from pathlib import Path

from kg import rdf, tables
from kg.ids import DEFAULT_BASE
from kg.pipeline import read_tables

folder, out = sys.argv[1], Path(sys.argv[2])
made, _ = read_tables([folder], with_concepts=False)
tables.write(made, out / "tables")
with (out / "graph.ttl").open("wb") as file:
    triples = rdf.turtle(made, file, base=DEFAULT_BASE)
print(json.dumps({"papers": made["papers"].height, "triples": triples}))
