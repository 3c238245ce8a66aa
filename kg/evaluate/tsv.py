"""Read tab-separated files of labeled data: a header, no quoting, one row per line."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import InputError


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the line number and the values of these columns, in this order, of each row that is not blank.

    Columns are found by the header; there may be others. Raises InputError, with file and line, if one is missing, a
    row has a different number of fields than the header, or the text is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror}", str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 text ({error.reason} at byte {error.start})", str(path)) from None
    lines = text.split("\n")
    header = lines[0].split("\t")
    missing = [column for column in columns if column not in header]
    if missing:
        wanted = ", ".join(columns)
        raise InputError(
            f"the header lacks {', '.join(missing)}; tab-separated columns {wanted} are read", str(path), 1
        )
    places = [header.index(column) for column in columns]
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        fields = line.split("\t")
        if len(fields) != len(header):
            raise InputError(f"{len(fields)} fields, but the header has {len(header)}", str(path), number)
        yield number, [fields[place] for place in places]
