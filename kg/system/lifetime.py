"""Processes that end with the process that started them."""

import os
import sys
import threading
import time
from typing import Final

_SECONDS_BETWEEN_CHECKS: Final = 0.5
"""Seconds between two checks of the parent."""


def end_with_parent(parent: int) -> None:
    """End this process within a second of the process ``parent``, which started it, even if it is at work.

    A thread checks whether the parent exists; engines that compute in native code release the interpreter meanwhile. On
    Windows, where a process keeps the number of a parent that has ended, standard input ends instead.
    """
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    if sys.platform == "win32":
        return
    while os.getppid() == parent:
        time.sleep(_SECONDS_BETWEEN_CHECKS)
    os._exit(1)
