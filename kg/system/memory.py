"""Process-wide settings that keep a build small and fast; a library must not make them, the command line may.

Only `kg.cli` uses this module, and worker processes that belong to a build alone.
"""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from typing import Final

# <malloc.h> of glibc
_M_ARENA_MAX: Final = -8
_HEAPS: Final = 2


@contextmanager
def disabled_gc() -> Iterator[None]:
    """Disable cyclic garbage collection: frozen records make no cycles, and searching takes a third of a build."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def skip_last_collection() -> None:
    """Let the process end without looking for cycles among everything it made, which takes a quarter of a second."""
    gc.freeze()


def limit_heaps() -> None:
    """Let the C library share two heaps among threads, instead of up to eight per core.

    Oxigraph's threads allocate and free in turn, and free memory of one heap is not available to another: on 7 million
    statements the build's peak was 1.23 GB with the default and 0.91 GB with two. Does nothing where the library is not
    glibc.
    """
    if mallopt := _libc("mallopt"):
        mallopt(_M_ARENA_MAX, _HEAPS)


def release_memory() -> None:
    """Return freed memory to the system, where the C library is glibc."""
    if trim := _libc("malloc_trim"):
        trim(0)


def _libc(name: str) -> Callable[..., int] | None:
    """Return a function of glibc, None if the C library is another one."""
    if sys.platform != "linux":
        return None
    import ctypes  # noqa: PLC0415 - only long jobs need it

    found: Callable[..., int] | None = getattr(ctypes.CDLL(None), name, None)
    return found


class _NoPlotting(MetaPathFinder):
    """Reports matplotlib as missing while igraph is imported, and only to igraph."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        """Raise where igraph asks, leave the search to others where not."""
        del path, target
        if fullname == "matplotlib":
            spec = getattr(sys.modules.get("igraph"), "__spec__", None)
            if getattr(spec, "_initializing", False):
                raise ModuleNotFoundError("hidden from igraph, which would import all of it", name=fullname)


def import_igraph_without_plotting() -> None:
    """Let igraph, whenever it is imported, do without matplotlib: importing both takes 0.7 CPU s longer.

    igraph's own plots are not available in this process then.
    """
    if not any(isinstance(finder, _NoPlotting) for finder in sys.meta_path):
        sys.meta_path.insert(0, _NoPlotting())
