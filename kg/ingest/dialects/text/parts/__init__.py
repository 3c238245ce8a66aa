"""Pieces of text formats: BibTeX entries, YAML values, lines of mails, Markdown links, table rows, list items."""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.ingest.dialects.text.parts.yaml_values import read_mapping

__all__ = ["read_mapping"]

export(
    __name__,
    {
        "kg.ingest.dialects.text.parts.yaml_values": "read_mapping",
    },
)
