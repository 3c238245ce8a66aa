"""Write decisions about concepts: add lines to ``concepts.txt`` or remove one.

The file belongs to the person who keeps it; `kg.decisions_file` leaves all other bytes unchanged.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kg.concepts.decisions.decisions import (
    CONCEPT_VERBS,
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
from kg.decisions_file import StatedLine, WrittenLine, add_lines, find_verb, remove_line
from kg.sets.decision_verbs import DecisionVerb
from kg.wording.reports import describe_report

_HEADER: Final = """\
# Decisions about concepts. They take precedence over what the program concludes. One decision per line:
#   same "Label" "Label"     they are one concept, named as the first
#   not "Label"              it is not a concept
#   type "Label" TYPE        task, method, model, dataset, metric, field, software or untyped
#   label "Label" "Label"    its preferred label; "标签"@zh is a label in another language
# A concept is given by any of its labels, or by its id without quotes.
"""


def make_concept_decision(verb: str, concepts: Sequence[str | ConceptReference], text: str = "") -> ConceptDecision:
    """Make a decision from references (text is read by `kg.concepts.decisions.decisions.parse_concept_reference`).

    ``text`` is the type of a ``type`` line, and the preferred label of a ``label`` line, followed by ``@zh`` if it is
    Chinese. Raises DecisionsError if a decisions file cannot contain it.

    >>> make_concept_decision("label", ["large language model"], "大模型@zh").written
    'label "large language model" "大模型"@zh'
    """
    meant = tuple(parse_concept_reference(one) if isinstance(one, str) else one for one in concepts)
    text, language = parse_label(text) if verb == DecisionVerb.LABEL else (text.strip().lower(), "")
    decision = ConceptDecision(find_verb(verb, CONCEPT_VERBS), meant, text=text, language=language)
    return parse_concept_decision(format_concept_decision(decision)) or decision


def append_concept_decision(
    folder: Path, line: ConceptDecision, *, comment: str = "", vocabulary: Vocabulary | None = None
) -> WrittenLine:
    """Add one decision to ``concepts.txt`` in ``folder``; folder and file are created if missing.

    An existing line is not written again. ``comment`` is written after the line. The check against earlier lines knows
    which labels the ``vocabulary`` assigns to one concept, and warns of labels that it does not contain.

    Raises DecisionsError, with the lines, if the new one contradicts others; UsageError if the folder cannot be
    written.
    """

    def check(content: bytes, path: str) -> dict[int, tuple[str, ...]]:
        warnings: dict[int, tuple[str, ...]] = {}
        _, reports = apply_concept_decisions(vocabulary or Vocabulary((), ()), parse_concept_decisions(content, path))
        for report in reports if vocabulary else ():
            warnings[report.line] = (*warnings.get(report.line, ()), describe_report(report))
        return warnings

    wanted = _said(line)._replace(written=format_concept_decision(line))
    (made,) = add_lines(folder, CONCEPTS_FILE, [wanted], header=_HEADER, read=_read, check=check, comment=comment)
    return made


def remove_concept_decision(
    folder: Path, verb: str, concepts: Sequence[str | ConceptReference], text: str = ""
) -> WrittenLine | None:
    """Remove the last line with this decision from ``concepts.txt``, with its comment; None if there is none.

    A line is found without its type, and without its preferred label if that is English.
    """
    meant = tuple(parse_concept_reference(one) if isinstance(one, str) else one for one in concepts)
    text, language = parse_label(text) if verb == DecisionVerb.LABEL else (text.strip().lower(), "")
    return remove_line(
        folder,
        CONCEPTS_FILE,
        _about(ConceptDecision(find_verb(verb, CONCEPT_VERBS), meant, language=language)),
        text,
        read=_read,
    )


def _read(content: bytes, path: str) -> list[StatedLine]:
    return [_said(line) for line in parse_concept_decisions(content, path).lines]


def _said(line: ConceptDecision) -> StatedLine:
    return StatedLine(_about(line), line.text, line.written, line.line)


def _about(line: ConceptDecision) -> tuple[str, tuple[str, ...], str]:
    return line.verb, tuple(meant.key for meant in line.concepts), line.language
