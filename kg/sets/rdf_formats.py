"""RDF formats: the suffix, the name and the media type of each."""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph


class RdfFormat(StrEnum):
    """A format of RDF; the value is the suffix of its files without the dot."""

    TURTLE = "ttl"
    N_TRIPLES = "nt"
    N_QUADS = "nq"
    TRIG = "trig"
    JSON_LD = "jsonld"
    RDF_XML = "rdf"

    @property
    def suffix(self) -> str:
        """The suffix of its files."""
        return f".{self.value}"

    @property
    def engine_format(self) -> "pyoxigraph.RdfFormat":
        """The format as pyoxigraph calls it."""
        import pyoxigraph  # noqa: PLC0415 - commands that read no RDF do without

        found: pyoxigraph.RdfFormat = getattr(pyoxigraph.RdfFormat, self.name)
        return found

    @property
    def label(self) -> str:
        """The name of the format."""
        return self.engine_format.name

    @property
    def media_type(self) -> str:
        """The media type."""
        return self.engine_format.media_type
