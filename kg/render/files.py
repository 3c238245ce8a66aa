"""Writing a page or figure so that nobody ever sees half of it."""

import os
import tempfile
from pathlib import Path


def put(path: Path, content: bytes) -> Path:
    """Write ``content`` to ``path`` through a temporary file beside it, and return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return path


def _umask() -> int:
    """The process's mask; reading it is only possible by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
