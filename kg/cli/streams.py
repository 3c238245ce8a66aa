"""Make standard streams accept every character and survive a closed pipe."""

import codecs
import io
import os
import sys
from contextlib import suppress
from typing import Final, TextIO

_REPLACE: Final = "kg.replace"


def prepare_streams() -> None:
    """Make standard output and standard error accept every character, in every locale.

    A pipe or a file gets UTF-8, as every file that ``kg`` writes. A terminal keeps its encoding and shows ``?`` for
    what it cannot show. Standard input from a pipe or a file is read as UTF-8.
    """
    codecs.register_error(_REPLACE, _replace)
    for stream, errors in ((sys.stdout, _REPLACE), (sys.stderr, _REPLACE), (sys.stdin, "strict")):
        # tests and notebooks replace these streams by other objects
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors=errors)


def _replace(error: UnicodeError) -> tuple[bytes | str, int]:
    """Write bytes of a file name that the locale cannot decode unchanged, and ``?`` for any other character."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    # PEP 383: byte 0x80 + n of a file name is the lone surrogate U+DC80 + n
    escaped = (ord(c) - 0xDC00 if "\udc80" <= c <= "\udcff" else ord("?") for c in lacking)
    return bytes(escaped), error.end


def flush_streams() -> None:
    """Flush the streams. A stream that fails is discarded, so that exit does not fail on it again."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except OSError:
                _discard(stream)


def _discard(stream: TextIO) -> None:
    """Send everything that a stream still holds to the null device."""
    with suppress(OSError, ValueError):
        descriptor, null = stream.fileno(), os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, descriptor)
        os.close(null)
