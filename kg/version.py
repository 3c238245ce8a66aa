"""Define the version of this program, in this place only."""

__version__ = "0.1.0"
