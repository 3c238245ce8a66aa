"""Define the lists next to the picture of an overview: categories, concepts, papers, people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PanelEntry:
    """One line of a panel.

    ``node`` is the id of a node of the view, selected by a click; ``href`` an address for other items (only ``https``
    ones become links). ``group`` colors a mark before the label, in the shape of ``kind``. ``note`` is a second,
    smaller line. With ``community`` a click selects all nodes of that number, of which ``node`` is one.
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
        """The largest count, against which bars are drawn; at least 1."""
        return max([entry.count or 0 for entry in self.entries] + [1])
