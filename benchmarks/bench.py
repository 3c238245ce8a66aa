"""Data, a working folder and two versions of the program, for every part of the benchmark."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from baseline import Program, old_and_new
from measure import Run

SEED_PAPERS = 226


@dataclass(frozen=True)
class Bench:
    """``month`` and ``archive`` (four months) are folders of digests, ``seed`` is one digest of 226 papers."""

    month: Path
    archive: Path
    seed: Path
    work: Path
    rounds: int

    @property
    def corpora(self) -> dict[str, Path]:
        """Return the folders by the name used in rows."""
        return {"month": self.month, "four months": self.archive}

    @cached_property
    def programs(self) -> tuple[Program, Program]:
        """Version 0.1.0 and the working tree."""
        return old_and_new(self.work)

    def build(self, program: Program, source: Path, *options: str, **how) -> tuple[Path, Run]:
        """Build a graph of ``source`` from nothing; return its folder and what it cost."""
        out = self.work / f"{program.name}-{source.stem}.kg"
        remove(out)
        return out, program.kg("build", str(source), "-o", str(out), *options, **how)

    def graph(self, program: Program, source: Path) -> Path:
        """Return a graph of ``source``, building it if this run has not done so."""
        out = self.work / f"{program.name}-{source.stem}.kg"
        return out if out.exists() else self.build(program, source)[0]


def remove(folder: Path) -> None:
    """Remove a folder with its contents, if it exists."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def disk_bytes(folder: Path) -> int:
    """Return the space that the files of a folder take on disk."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())
