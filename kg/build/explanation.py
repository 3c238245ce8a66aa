"""Show the plan as a table for people: what each stage reads and writes, or its work."""

from collections.abc import Iterable, Sequence

from kg.build.execute import StageReport
from kg.build.stage import Stage, StageKind

_TEXTS = 2
"""Number of text columns, which are left-aligned; numbers are right-aligned."""


def describe_plan(plan: Iterable[Stage]) -> list[str]:
    """Return the plan as a Markdown table, for docs/architecture.md: what each stage reads and writes, and its code."""
    rows = [("stage", "kind", "reads", "writes", "code"), ("---",) * 5]
    for stage in plan:
        kind = f"{stage.kind.value} per {stage.unit}" if stage.kind is StageKind.MAP else stage.kind.value
        code = f"`{stage.function.__module__}.{stage.function.__qualname__}`"
        rows.append((stage.name, kind, ", ".join((*stage.reads, *stage.shared)), ", ".join(stage.writes), code))
    return [f"| {' | '.join(row)} |" for row in rows]


def describe_work(reports: Iterable[StageReport]) -> list[str]:
    """Return a line per stage: units, those known from an earlier build, rows written, seconds; and the sums."""
    rows = [("stage", "kind", "units", "known", "rows", "wall s", "CPU s")]
    listed = list(reports)
    for report in listed:
        stage = report.stage
        units = f"{report.units:,} {stage.unit}s" if stage.kind is StageKind.MAP else ""
        known = f"{report.known:,}" if stage.cached else ""
        seconds = f"{report.wall:.2f}", f"{report.cpu:.2f}"
        rows.append((stage.name, stage.kind.value, units, known, f"{report.rows:,}", *seconds))
    wall, cpu = sum(report.wall for report in listed), sum(report.cpu for report in listed)
    rows.append(("all stages", "", "", "", "", f"{wall:.2f}", f"{cpu:.2f}"))
    return _table(rows, _TEXTS)


def _table(rows: Sequence[Sequence[str]], texts: int) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place < texts else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
