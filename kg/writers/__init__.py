"""Write a graph, or a view of it, to files of other programs.

`formats` is the registry, one dictionary from suffix to format; `write` looks the suffix up. Statements come from
`kg.rdf`, networks from `kg.views`; this package only serializes them.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.writers.formats import EXPORT_FORMATS, ExportSummary, Format, format_of, write

__all__ = ["EXPORT_FORMATS", "ExportSummary", "Format", "format_of", "write"]

export(
    __name__,
    {
        "kg.writers.formats": "EXPORT_FORMATS Format ExportSummary format_of write",
    },
)
