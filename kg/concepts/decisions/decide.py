"""Write decisions about concepts: add lines to ``concepts.txt`` or take one away.

The file belongs to the person who keeps it; `kg.decisions_file` leaves every other byte of it as it is.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kg.concepts.decisions.decisions import (
    CONCEPTS_FILE,
    ConceptDecision,
    ConceptReference,
    format_concept_decision,
    parse_concept_decision,
    parse_concept_decisions,
    parse_concept_reference,
    parse_label,
)
from kg.concepts.decisions.settle import apply_concept_decisions
from kg.concepts.vocabulary.vocabulary import Vocabulary
from kg.decisions_file import StatedLine, WrittenLine, add_lines, remove_line
from kg.errors import DecisionsError

_HEADER: Final = """\
# What is settled about concepts. It wins over what the program concludes. One decision a line:
#   same "Label" "Label"     they are one concept, called as the first
#   not "Label"              it is no concept
#   type "Label" TYPE        task, method, model, dataset, metric, field, software or untyped
#   label "Label" "Label"    how to call it; "标签"@zh is a label in another language
# A concept is meant by any of its labels, or by its id without quotes.
"""


def make_concept_decision(verb: str, concepts: Sequence[str | ConceptReference], text: str = "") -> ConceptDecision:
    """Make a decision of the words of a command, which `kg.concepts.decisions.decisions.parse_concept_reference` reads.

    ``text`` is the type of a ``type`` line, and the preferred label of a ``label`` line, with ``@zh`` behind it if it
    is Chinese. Raises DecisionsError where a file could not hold it.

    >>> make_concept_decision("label", ["large language model"], "大模型@zh").written
    'label "large language model" "大模型"@zh'
    """
    meant = tuple(parse_concept_reference(one) if isinstance(one, str) else one for one in concepts)
    text, language = parse_label(text) if verb == "label" else (text.strip().lower(), "")
    parsed = parse_concept_decision(format_concept_decision(ConceptDecision(verb, meant, text=text, language=language)))
    if parsed is None:
        raise DecisionsError("say what is decided: same, not, type or label")
    return parsed


def append_concept_decision(
    folder: Path, line: ConceptDecision, *, comment: str = "", vocabulary: Vocabulary | None = None
) -> WrittenLine:
    """Add one decision to ``concepts.txt`` in ``folder``; folder and file are made where they are missing.

    What stands there already is not written again. ``comment`` goes behind the line. The check against earlier lines
    sees which labels the ``vocabulary`` makes one concept, and warns of what it does not hold.

    Raises DecisionsError, with the lines, where the new one contradicts others; UsageError where the folder cannot be
    written.
    """

    def check(content: bytes, path: str) -> dict[int, tuple[str, ...]]:
        warnings: dict[int, tuple[str, ...]] = {}
        _, reports = apply_concept_decisions(vocabulary or Vocabulary((), ()), parse_concept_decisions(content, path))
        for report in reports if vocabulary else ():
            warnings[report.line] = (*warnings.get(report.line, ()), report.reason)
        return warnings

    wanted = _said(line)._replace(written=format_concept_decision(line))
    (made,) = add_lines(folder, CONCEPTS_FILE, [wanted], header=_HEADER, read=_read, check=check, comment=comment)
    return made


def remove_concept_decision(
    folder: Path, verb: str, concepts: Sequence[str | ConceptReference], text: str = ""
) -> WrittenLine | None:
    """Take the last line that says this out of ``concepts.txt``, with its comment; None where no line does.

    A line is found without its type, and without its preferred label where that is English.
    """
    meant = tuple(parse_concept_reference(one) if isinstance(one, str) else one for one in concepts)
    text, language = parse_label(text) if verb == "label" else (text.strip().lower(), "")
    return remove_line(folder, CONCEPTS_FILE, _about(ConceptDecision(verb, meant, language=language)), text, read=_read)


def _read(content: bytes, path: str) -> list[StatedLine]:
    return [_said(line) for line in parse_concept_decisions(content, path).lines]


def _said(line: ConceptDecision) -> StatedLine:
    return StatedLine(_about(line), line.text, line.written, line.line)


def _about(line: ConceptDecision) -> tuple[str, tuple[str, ...], str]:
    return line.verb, tuple(meant.key for meant in line.concepts), line.language
