"""Turn files into tables and Turtle (core) without concepts: all stages of the build except those of concepts.

    python benchmarks/ours.py FOLDER OUT_FOLDER

`beside_plain` compares it with `plain`, which does the same work.
"""

import json
import sys
from pathlib import Path

from kg import rdf, tables
from kg.build.cache import Caches
from kg.build.execute import execute
from kg.build.plan import CONCEPT_STAGES, TABLE_STAGES
from kg.build.request import BuildRequest
from kg.build.runners import Processes
from kg.ids import DEFAULT_BASE
from kg.ingest.stages.inputs import list_files
from kg.schema import FRAMES, SCHEMAS


def main() -> None:
    folder, out = sys.argv[1], Path(sys.argv[2]) / "tables"
    request = BuildRequest((folder,))
    nothing_found = {name: FRAMES[name].to_frame() for stage in CONCEPT_STAGES for name in stage.writes}
    given = {**list_files(request.inputs, request.settings.ingest), **nothing_found}

    def keep(name: str, frame) -> None:
        if name in SCHEMAS:
            tables.write_table(name, tables.order_table(name, frame), out)

    out.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        if name in nothing_found:
            keep(name, nothing_found[name])
    plan = [stage for stage in TABLE_STAGES if stage not in CONCEPT_STAGES]
    with Processes() as runner:
        execute(plan, request, given, runner, caches=Caches(), keep=keep)
    made = tables.Tables(folder=out)
    with (out.parent / "graph.ttl").open("wb") as file:
        triples = rdf.turtle(made, file, base=DEFAULT_BASE)
    print(json.dumps({"papers": made["papers"].height, "triples": triples}))


if __name__ == "__main__":
    main()
