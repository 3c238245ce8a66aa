"""Define the lists next to the picture of an overview: categories, concepts, papers, people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PanelEntry:
    """One line of a panel.

    A click selects ``node``, the id of a node of the view, or with ``community`` all nodes of this community, including
    ``node``. ``href`` is the address of other items (only ``https`` addresses become links). The label has a mark in
    the color of ``group`` and the shape of ``kind``. ``note`` is a second, smaller line.
    """

    label: str
    count: int | None = None
    node: str = ""
    href: str = ""
    note: str = ""
    group: str = ""
    kind: str = ""
    community: int = -1


@dataclass(frozen=True, slots=True)
class Panel:
    """A list with a heading; ``note`` explains how its lines were chosen and counted."""

    title: str
    entries: tuple[PanelEntry, ...]
    note: str = ""

    @property
    def largest(self) -> int:
        """The largest count, relative to which bars are drawn; at least 1."""
        return max([entry.count or 0 for entry in self.entries] + [1])
