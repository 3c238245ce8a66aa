"""The process that a query runs in, so that it can be stopped: started by `kg.query.execute`, once or for many queries.

It reads one JSON line a request from standard input and answers with one JSON line and as many bytes as that
announces. Apart from Oxigraph it imports next to nothing, so that it is there in about 50 ms.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Final

from kg.errors import KGError
from kg.store.evaluate import evaluate
from kg.store.oxigraph import OxigraphStore

_WATCH: Final = 0.5
"""Seconds between two looks at the parent."""


def main(folder: str, memory: int, parent: int) -> None:
    """Serve queries over the store in ``folder`` until standard input ends; use at most ``memory`` bytes.

    The process ends with the process ``parent``, also in the middle of a query.
    """
    threading.Thread(target=_end_with_parent, args=(parent,), daemon=True).start()
    _bound_memory(memory)
    out = os.fdopen(os.dup(1), "wb")
    # the engine's own notes must not get between the answers
    os.dup2(2, 1)
    store: OxigraphStore | None = None
    for line in sys.stdin.buffer:
        request = json.loads(line)
        try:
            if store is None:
                store = OxigraphStore.open(Path(folder))
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


def _end_with_parent(parent: int) -> None:
    """End this process within a second of its parent; the engine releases the interpreter while it computes."""
    if sys.platform == "win32":  # the launcher of a virtual environment comes in between
        parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(_WATCH)
    os._exit(1)


def _bound_memory(size: int) -> None:
    """Let the system refuse memory past ``size``: sorting a cross product must not take the machine down."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX only

    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    within = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (within, hard))
