"""Pack frames as bytes: a MessagePack map from the name of each frame to its rows as an Arrow IPC stream.

An engine moves a partition as one value of a binary column. So it does not convert types, and need not support large
strings, nested lists or Polars' string views.
"""

from io import BytesIO

import msgspec
import polars as pl

from kg.schema import FrameName, Frames


def pack_frames(frames: Frames) -> bytes:
    """Return frames as bytes."""
    return msgspec.msgpack.encode({name: _stream(frame) for name, frame in frames.items()})


def unpack(packed: bytes) -> dict[FrameName, pl.DataFrame]:
    """Return the frames that `pack_frames` packed."""
    streams = msgspec.msgpack.decode(packed, type=dict[str, bytes])
    return {name: pl.read_ipc_stream(stream) for name, stream in streams.items()}


def _stream(frame: pl.DataFrame) -> bytes:
    buffer = BytesIO()
    frame.rechunk().write_ipc_stream(buffer)
    return buffer.getvalue()
