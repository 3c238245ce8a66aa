"""Build a graph from Python and open it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kg import pipeline
from kg.graph.graph import Graph, load
from kg.settings import Settings


def build(
    inputs: str | Path | Sequence[str | Path],
    out: str | Path,
    *,
    day: date | None = None,
    base: str | None = None,
    decisions: str | Path | None = None,
    previous: str | Path | None = None,
    strict: bool = False,
    form: str | None = None,
    vocabulary: Sequence[str | Path] = (),
    only_vocabulary: bool = False,
    settings: Settings | None = None,
) -> Graph:
    """Build a graph from digests and open it, as ``kg build`` does and with the same defaults.

    ``inputs`` are files, folders or globs; ``out`` is the graph folder, whose old graph stays until the new one is
    complete. ``form`` names the format of all files where it is not to be recognized (`kg formats`). ``vocabulary`` are
    SKOS files whose concepts are added to the shipped ones, or with ``only_vocabulary`` replace them.
    Raises InputError when no paper can be read, RejectedRow at the first bad row under ``strict``.
    """
    settings = settings or Settings()
    pipeline.build(
        [inputs] if isinstance(inputs, str | Path) else inputs,
        Path(out),
        day=day,
        decisions=Path(decisions) if decisions else None,
        previous=Path(previous) if previous else None,
        strict=strict,
        form=form,
        vocabulary=[Path(file) for file in vocabulary],
        only_vocabulary=only_vocabulary,
        settings=settings.with_base(base) if base else settings,
    )
    return load(out)
