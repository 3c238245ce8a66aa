"""The process that a query runs in, so that it can be stopped: started by `kg.query.execute`, once or for many queries.

It reads one JSON line a request from standard input and answers with one JSON line and as many bytes as that
announces. Apart from Oxigraph it imports next to nothing, so that it is there in about 50 ms.
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
    """Serve queries over the store in ``folder`` until standard input ends, with at most ``memory`` bytes for them.

    The process ends with the process ``parent``, also in the middle of a query.
    """
    end_with_parent(parent)
    out = os.fdopen(os.dup(1), "wb")
    # the engine's own notes must not get between the answers
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
            )
            head, payload = {"kind": result.kind.value}, result.payload
        except KGError as error:
            head, payload = {"error": str(error)}, b""
        out.write(json.dumps({**head, "size": len(payload)}).encode() + b"\n")
        out.write(payload)
        out.flush()


def _bound_memory(size: int) -> None:
    """Let the system refuse more than ``size`` bytes beyond what is used now: a question must not use up the machine.

    Linux counts private memory this way, mapped files not among them; macOS has no such bound.
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
