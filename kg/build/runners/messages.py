"""Exchange messages between a build and its worker processes: a length of eight bytes, then a pickle."""

import pickle
import struct
import traceback
from dataclasses import dataclass, field
from typing import BinaryIO, Final, TypeVar

from kg.errors import KGError
from kg.schema import Frames

M = TypeVar("M", "Job", "WorkerAnswer")

_LENGTH: Final = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Job:
    """One partition to compute.

    ``task`` is a pickled `kg.build.stage.PortableWork`, None if the worker has it from its last job.
    """

    task: bytes | None
    part: Frames


@dataclass(frozen=True, slots=True)
class WorkerAnswer:
    """The frames of one partition, or the error that was raised, and the CPU seconds."""

    frames: Frames = field(default_factory=dict)
    error: BaseException | None = None
    cpu: float = 0.0


def write_message(out: BinaryIO, message: Job | WorkerAnswer) -> None:
    """Write one message."""
    payload = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    out.write(_LENGTH.pack(len(payload)))
    out.write(payload)
    out.flush()


def read_message(source: BinaryIO, kind: type[M]) -> M | None:
    """Return the next message; None if the stream ends, even in the middle of a message."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    payload = source.read(length)
    message = pickle.loads(payload) if len(payload) == length else None  # noqa: S301 - between our own processes
    return message if isinstance(message, kind) else None


def make_portable(error: BaseException) -> BaseException:
    """Return an error that can be unpickled: an expected error unchanged, any other as text with its traceback."""
    if isinstance(error, KGError | OSError | MemoryError):
        return error
    return RuntimeError("".join(traceback.format_exception(error)))
