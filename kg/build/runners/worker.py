"""Run a worker process: read pickled jobs from standard input, write pickled answers to standard output.

``python -m kg.build.runners.worker PARENT`` is started by `kg.build.runners.processes`. It ends when standard input is
closed, or within a second after its parent process has ended for any reason. It does not import the caller's main
module.
"""

import gc
import os
import pickle
import signal
import sys
import time
from typing import BinaryIO

from kg.build.runners.messages import Job, WorkerAnswer, make_portable, read_message, write_message
from kg.build.stage import PortableWork, Work
from kg.system.lifetime import end_with_parent
from kg.system.memory import import_igraph_without_plotting, release_memory


def run_worker() -> None:
    """Answer jobs until standard input ends."""
    end_with_parent(int(sys.argv[1]))
    out = os.fdopen(os.dup(1), "wb")
    # output of libraries must not mix with the answers
    os.dup2(2, 1)
    # cyclic garbage collection would take a third of the time, and the records here are frozen and form no cycles
    gc.disable()
    # Ctrl-C is handled by the parent, which ends its workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import_igraph_without_plotting()
    serve(sys.stdin.buffer, out)


def serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answer each job; the work of the last task is kept."""
    work, spent = None, 0.0
    while (job := read_message(jobs, Job)) is not None:
        try:
            if job.task is not None or work is None:
                # the tables of the last stage are released before those of the next are made
                work = None
                gc.collect()
                release_memory()
                work = _work(job.task)
            frames, error = work(job.part), None
        except BaseException as raised:  # noqa: BLE001 - the parent raises it again
            frames, error = {}, make_portable(raised)
        # the first answer accounts for the start of the process, too
        try:
            write_message(answers, WorkerAnswer(frames, error, time.process_time() - spent))
        except BrokenPipeError:
            # the parent no longer waits for the answer
            os._exit(1)
        spent = time.process_time()


def _work(pickled: bytes | None) -> Work:
    if pickled is None:
        raise RuntimeError("a worker got a partition without a task")
    task: PortableWork = pickle.loads(pickled)  # noqa: S301 - made by the parent process
    return task.work()


if __name__ == "__main__":
    run_worker()
