"""Write a page or figure atomically."""

from pathlib import Path

from kg.system.atomic import replacing


def write_whole(path: Path, content: bytes) -> Path:
    """Write ``content`` to ``path`` atomically, and return the path."""
    with replacing(path) as out:
        out.write(content)
    return path
