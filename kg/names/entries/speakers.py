"""Recognize people who sign for a group, and groups printed before their people."""

import re
from typing import Final

from kg.names.entries.brackets import tidy_place

_COLLECTIVE: Final = (
    r"collaborations?|team|consortium|group|project|study|investigators|network|initiative|alliance|experiment|survey|"
    r"committee|community"
)
_ON_BEHALF: Final = (
    r"on behalf of|on behalf on|on behalf|behalf of|representing|in the name of|im namen (?:der|des|von)|"
    r"für die(?= \S{1,40}[ -](?:kollaboration|gruppe))|au nom d(?:e|u|es)|"
    r"pour (?:la|le|les|l['’])(?= ?(?:collaboration|groupe|équipe|consortium))|en (?:nombre|representación) del?|"
    r"em nome d[aeo]s?|a nome d(?:i|ella|el)|per conto d(?:i|ella|el)|namens|från|от имени|від імені|代表"
)
_BEHALF: Final = re.compile(
    rf"[ ,([–-]{{0,4}}(?<![^\W_])(?:{_ON_BEHALF}|for(?= (?:the )?[\w /&+-]{{1,80}}\b(?:{_COLLECTIVE})\b))"
    r" ?(?:the |de |der |die |l['’])?(?P<group>\S.*)\Z",
    re.IGNORECASE,
)
_COLON: Final = re.compile(r" ?[:：] ?")
_MAX_BEFORE_COLON: Final = 120  # characters; names of collaborations have about 60


def without_behalf(text: str) -> tuple[str, str]:
    """Divide an entry into the speaker and the group he or she speaks for.

    >>> without_behalf("Lena Serk (on behalf of the NOVA Collaboration)"), without_behalf("Bo Hart for the X Team")
    (('Lena Serk', 'NOVA Collaboration'), ('Bo Hart', 'X Team'))
    """
    match = _BEHALF.search(text)
    if match is None:
        return text, ""
    return text[: match.start()], tidy_place(match["group"])


def speaks_for(part: str) -> bool:
    """Return True for a list entry that only names the group of the author before it.

    >>> speaks_for("on behalf of the NOVA Collaboration"), speaks_for("Bo Hart for the X Team")
    (True, False)
    """
    match = _BEHALF.search(part)
    return match is not None and match.start() == 0


def at_colon(text: str) -> tuple[str, str]:
    """Divide "X Collaboration: A. Aab" at its colon; the second part is empty if there is none.

    >>> at_colon("NOVA Collaboration: A. Aab"), at_colon("A. Aab")
    (('NOVA Collaboration', 'A. Aab'), ('A. Aab', ''))
    """
    match = _COLON.search(text)
    if match is None or not 0 < match.start() <= _MAX_BEFORE_COLON:
        return text, ""
    return text[: match.start()], text[match.end() :]
