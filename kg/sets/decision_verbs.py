"""Verbs of decisions files: the first word of each line."""

from enum import StrEnum
from typing import Self


class DecisionVerb(StrEnum):
    """What a line of a decisions file decides; ``references`` is the number of people or concepts that it names."""

    references: int

    def __new__(cls, value: str, references: int = 1) -> Self:
        """Make a member of its word and facts; a type checker takes ``DecisionVerb(word)`` for this call, too."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.references = references
        return member

    SAME = "same", 2
    DIFFERENT = "different", 2
    NAME = "name", 1
    PIN = "pin", 1
    HIDE = "hide", 1
    SPLIT = "split", 1
    NOT = "not", 1
    TYPE = "type", 1
    LABEL = "label", 1
