"""Serve queries in a separate process, which can be stopped; `kg.query.execute` starts it for one or many queries.

It reads one JSON line per request from standard input and answers with one JSON line and as many bytes as that line
announces. Apart from Oxigraph it imports almost nothing, so that it starts in about 50 ms.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from kg.errors import KGError
from kg.store.evaluate import evaluate
from kg.store.oxigraph import OxigraphStore
from kg.system.lifetime import end_with_parent


def serve_queries(folder: str, memory: int, parent: int) -> None:
    """Serve queries over the store in ``folder`` until standard input ends, with at most ``memory`` bytes.

    The process ends with the process ``parent``, even during a query.
    """
    end_with_parent(parent)
    out = os.fdopen(os.dup(1), "wb")
    # messages of the engine must not mix with the answers
    os.dup2(2, 1)
    store: OxigraphStore | None = None
    for line in sys.stdin.buffer:
        request = json.loads(line)
        try:
            if store is None:
                store = OxigraphStore.open(Path(folder))
                _bound_memory(memory)
            result = evaluate(
                store.engine,
                request["sparql"],
                prefixes=request["prefixes"],
                base=request["base"],
                most=request["most"],
                limit=request["limit"],
            )
            head, payload = {"kind": result.kind.value, "cut": result.is_cut}, result.payload
        except KGError as error:
            head, payload = {"error": str(error)}, b""
        out.write(json.dumps({**head, "size": len(payload)}).encode() + b"\n")
        out.write(payload)
        out.flush()


def _bound_memory(size: int) -> None:
    """Limit memory to ``size`` bytes beyond current use, so that a query cannot exhaust the machine.

    Linux counts private memory, without mapped files; macOS has no such limit.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX only

    used = 0
    with suppress(OSError):
        status = Path("/proc/self/status").read_text(encoding="ascii")
        used = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmData:"))
    _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = used + size
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
