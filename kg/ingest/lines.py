"""Read the lines of one file given by a user, compressed or not."""

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.ingest.content import BOM, Content, numbered_lines
from kg.ingest.files import STDIN, InputFile
from kg.settings import IngestSettings


def read_lines(path: Path, settings: IngestSettings) -> Iterator[tuple[int, bytes | None]]:
    """Yield the number, from 1, and the bytes of each line that is not blank; None for one that is too long.

    The file is plain, ``.gz`` or ``.zst``; ``-`` is standard input. Raises InputError, with file and line, if it
    cannot be opened or unpacked.
    """
    file = InputFile(str(path), None if str(path) == STDIN else path, given=True)
    try:
        content = Content(file, settings.max_file_bytes)
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror}", str(path)) from error
    number = 0
    try:
        for number, line in numbered_lines(content.stream, settings.max_row_bytes):
            text = line.removeprefix(BOM) if line and number == 1 else line
            if text is None or text.strip():
                yield number, text
    except InputError as error:  # errors of unpacking have neither file nor line
        raise InputError(str(error), str(path), number + 1) from error
    finally:
        content.close()
