"""Build a graph without a store and print the cost of each stage as JSON.

    python benchmarks/staged.py FOLDER OUT WORKERS

What the graph in OUT knows of equal units, if there is one, is used again.
"""

import json
import sys
from pathlib import Path

from kg.build.build import build_folder

if __name__ == "__main__":
    folder, out, workers = sys.argv[1:]
    built = build_folder([folder], Path(out), workers=int(workers), store=False)
    reports = [
        {
            "name": report.stage.name,
            "reads": [*report.stage.reads, *report.stage.shared],
            "writes": list(report.stage.writes),
            "cached": report.stage.cached,
            "unit": report.stage.unit,
            "units": report.units,
            "known": report.known,
            "rows": report.rows,
            "wall": report.wall,
            "cpu": report.cpu,
        }
        for report in built.work
    ]
    print(json.dumps({"tables": str(built.folder.tables), "stages": reports}))
