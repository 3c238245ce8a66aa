"""Describe in words how a claim was found.

A rule has two parts: how the concept was named, and what showed the relation (``acronym/cue:use``).
"""

from typing import Final

_NAMED_BY: Final = {"vocabulary": "a label of the concept", "acronym": "an acronym that the paper spells out"}
_SHOWN_BY: Final = {
    "mention": "named",
    "title": "named in the title",
    "words": "the words around it, by a trained model",
    "motivation-section": "named in the summary of the motivation",
    "method-section": "named in the summary of the method",
    "result-section": "named in the summary of the result",
    "cue:address": 'words such as "to address" before it',
    "cue:compare": 'words such as "compared with" beside it',
    "cue:evaluate": 'words such as "evaluated on" beside it',
    "cue:number": "a number beside it",
    "cue:propose": 'words such as "we propose" before it',
    "cue:use": 'words such as "using" before it',
}


def rule_words(rule: str) -> str:
    """Return the description of a rule; an unknown rule is returned unchanged.

    >>> rule_words("vocabulary/cue:number")
    'a number beside it; a label of the concept'
    """
    named, _, shown = rule.partition("/")
    if named not in _NAMED_BY or shown not in _SHOWN_BY:
        return rule
    return f"{_SHOWN_BY[shown]}; {_NAMED_BY[named]}"
