"""Recognize withdrawn papers by what arXiv prints in their place: a comment, or a notice instead of the abstract."""

import re

_COMMENT = re.compile(
    r"(?:\A|[.;,:]\s*|\b(?:paper|article|submission|manuscript|preprint|work|version|it|was|is|been|being|now|temporarily)\s+)"
    r"(?:temporarily\s+)?(?:withdrawn|retracted)\b(?!\s+from\s+(?:the\s+)?(?:conference|journal|consideration|review))",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\A\W*(?:this|the|our)\s+(?:\w+\s+){0,3}?(?:paper|article|submission|manuscript|preprint|work|version|e-?print|draft)\s+"
    r"(?:has\s+been|is|was|have\s+been)\s+(?:\w+\s+)?(?:withdrawn|retracted|removed)\b|"
    r"\A\W*(?:withdrawn|retracted)\b(?:\s+(?:by|due|because|as|paper)\b|\W*\Z)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\A\W*(?:withdrawn|retracted)\s*[:\])]", re.IGNORECASE)
_NOT = re.compile(
    r"\bnot\s+(?:been\s+)?(?:withdrawn|retracted)|\b(?:replaces?|supersedes?|resubmission of)\b.{0,40}withdrawn",
    re.IGNORECASE,
)


def is_withdrawn(title: str, comment: str, abstract: str) -> bool:
    """Return True for a paper whose title, comment or abstract says that it was withdrawn.

    A paper about withdrawn papers is not one: only notices count.

    >>> is_withdrawn("A bound", "This paper has been withdrawn by the author", "We bound.")
    True
    >>> is_withdrawn("On drugs withdrawn", "8 pages", "")
    False
    """
    if comment and _COMMENT.search(comment) and not _NOT.search(comment):
        return True
    return _NOTICE.search(abstract) is not None or _TITLE.match(title) is not None
