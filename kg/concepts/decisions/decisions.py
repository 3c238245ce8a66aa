"""Read and write decisions about concepts: a small text file for version control that always takes precedence.

One decision per line; ``#`` starts a comment::

    same  "GPT-4 Omni"           "GPT-4o"      # one concept, named as the first; all labels of both are kept
    not   "key challenge"                      # not a concept, wherever it occurs
    type  "WebArena"             dataset       # its type; an unknown label becomes a concept of this type
    label "large language model" "LLM"         # its preferred label; the old label stays an alternative
    label "large language model" "大模型"@zh    # the same in another language; @en is the default

A concept is given by any of its labels, in quotes, or by its id, without. A quote inside a label is written twice.

The set of concepts depends on the papers, so it is not known here: `kg.concepts.decisions.settle` applies decisions to
them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from kg.concepts.text.lexical import singular
from kg.decisions_file import Word, content_of, find_verb, quote_word, split_lines, split_words
from kg.errors import DecisionsError
from kg.ids import segment, slug
from kg.model import ConceptType
from kg.sets.decision_verbs import DecisionVerb

CONCEPTS_FILE: Final = "concepts.txt"
ENGLISH: Final = "en"

CONCEPT_VERBS: Final = (DecisionVerb.SAME, DecisionVerb.NOT, DecisionVerb.TYPE, DecisionVerb.LABEL)
TYPES_BY_NAME: Final = {t.value or "untyped": t for t in ConceptType}
"""Types by their names in a line."""

_ID = re.compile(r"(?:\S*/)?(?:concept/)?(?P<id>[^/\s]+)")
_ENCODED = re.compile(r"(?:[a-z0-9-]|%[0-9A-F]{2})+")
_TAGGED = re.compile(r"(?P<text>.*\S)@(?P<language>[a-z]{2}(?:-[A-Za-z0-9]+)*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ConceptReference:
    """A reference to a concept by one of its labels, or by its id."""

    label: str = ""
    id: str = ""

    @property
    def key(self) -> str:
        """Return a key that ignores case, plural and hyphens.

        >>> ConceptReference("Pre-trained Models").key == ConceptReference(id="pretrained-model").key
        True
        """
        return (self.id or slug(singular(self.label))).replace("-", "")


@dataclass(frozen=True, slots=True)
class ConceptDecision:
    """One line of a decisions file.

    ``text`` is the type of a ``type`` line, as written, and the label of a ``label`` line, in ``language``; ``written``
    is the line itself.
    """

    verb: DecisionVerb
    concepts: tuple[ConceptReference, ...]
    line: int = 0
    text: str = ""
    language: str = ""
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ConceptDecisions:
    """All lines of one decisions file, in its order."""

    path: str = ""
    lines: tuple[ConceptDecision, ...] = ()

    def of(self, verb: DecisionVerb) -> Iterable[ConceptDecision]:
        """Return the lines of one verb."""
        return (line for line in self.lines if line.verb == verb)


def read_concept_decisions(folder: Path | None) -> ConceptDecisions:
    """Read ``concepts.txt`` of a decisions folder; without a folder or file there are no decisions.

    Raises DecisionsError, with file and line, if a line is invalid.
    """
    return parse_concept_decisions(*content_of(folder, CONCEPTS_FILE))


def parse_concept_decisions(content: bytes, path: str) -> ConceptDecisions:
    """Read the content of a decisions file; ``path`` is its name in errors."""
    settled = (parse_concept_decision(line, number, path) for number, line in enumerate(split_lines(content, path), 1))
    return ConceptDecisions(path, tuple(line for line in settled if line))


def parse_concept_decision(written: str, line: int = 0, path: str = "") -> ConceptDecision | None:
    """Read one line; None if it is empty or only a comment.

    >>> parse_concept_decision('type "WebArena" dataset  # says its paper')
    ConceptDecision(verb=<DecisionVerb.TYPE: 'type'>, concepts=(ConceptReference(label='WebArena', id=''),), \
line=0, text='dataset', language='', written='type "WebArena" dataset')
    """
    try:
        words = list(split_words(written, "label"))
        if not words:
            return None
        verb, concepts, text, language = _parts(words)
    except DecisionsError as error:
        raise DecisionsError(str(error), path, line) from None
    return ConceptDecision(verb, concepts, line, text, language, written[: words[-1].end].strip())


def format_concept_decision(decision: ConceptDecision) -> str:
    """Write a decision as one line that `parse_concept_decision` reads back.

    >>> model = ConceptReference("large language model")
    >>> format_concept_decision(ConceptDecision(DecisionVerb.LABEL, (model,), text="大模型", language="zh"))
    'label "large language model" "大模型"@zh'
    """
    words = [decision.verb, *map(format_concept_reference, decision.concepts)]
    if decision.verb == DecisionVerb.LABEL:
        tag = f"@{decision.language}" if decision.language not in ("", ENGLISH) else ""
        words.append(quote_word(decision.text) + tag)
    elif decision.text:
        words.append(decision.text)
    return " ".join(words)


def format_concept_reference(meant: ConceptReference) -> str:
    """Write a reference to a concept as in a decisions file."""
    return meant.id or quote_word(meant.label)


def parse_concept_reference(text: str) -> ConceptReference:
    """Read a reference to a concept from one argument of a command, where a shell may have removed the quotes.

    An IRI or a percent-encoded text is an id; anything else is a label, which may also be an id: both are looked up.

    >>> parse_concept_reference("LLM"), parse_concept_reference("http://localhost:8000/id/concept/gpt-4o")
    (ConceptReference(label='LLM', id=''), ConceptReference(label='', id='gpt-4o'))
    """
    text = " ".join(text.split())
    if not text:
        raise DecisionsError("an empty label does not identify a concept")
    if word := _quoted_word(text):
        return _meant(word)
    if "://" in text or text.startswith("concept/") or ("%" in text and _ENCODED.fullmatch(text)):
        return _by_id(text)
    return ConceptReference(text)


def parse_label(text: str) -> tuple[str, str]:
    """Read a preferred label and its language from one argument of a command.

    >>> parse_label("LLM"), parse_label('"大模型"@zh'), parse_label("大模型@zh"), parse_label("Recall@10")
    (('LLM', 'en'), ('大模型', 'zh'), ('大模型', 'zh'), ('Recall@10', 'en'))
    """
    text = " ".join(text.split())
    if word := _quoted_word(text):
        return word.text, word.language.lower() or ENGLISH
    match = _TAGGED.fullmatch(text)
    return (match["text"], match["language"].lower()) if match else (text, ENGLISH)


def _quoted_word(text: str) -> Word | None:
    """Return the one quoted word that a text consists of; None if it has no quotes or they are part of a label."""
    if not text.startswith('"'):
        return None
    try:
        (word,) = split_words(text, "label")
    except (DecisionsError, ValueError):
        return None
    return word


def _parts(words: Sequence[Word]) -> tuple[DecisionVerb, tuple[ConceptReference, ...], str, str]:
    first, *rest = words
    verb = find_verb(quote_word(first.text) if first.quoted else first.text, CONCEPT_VERBS)
    text = language = ""
    if verb == DecisionVerb.TYPE:
        text = rest.pop().text if len(rest) > 1 else ""
        if text not in TYPES_BY_NAME:
            raise DecisionsError(f'write: type "Label" TYPE, where TYPE is {", ".join(TYPES_BY_NAME)}')
    elif verb == DecisionVerb.LABEL:
        if len(rest) < 2 or not rest[-1].quoted or not rest[-1].text.strip():  # noqa: PLR2004 - a concept and a label
            raise DecisionsError('write: label "Label" "Preferred Label", followed by @zh if it is Chinese')
        last = rest.pop()
        text, language = " ".join(last.text.split()), last.language.lower() or ENGLISH
    concepts = tuple(map(_meant, rest))
    if len(concepts) != verb.references:
        said = " and ".join(["a label or id"] * verb.references)
        raise DecisionsError(f'"{verb}" needs {said}, {len(concepts)} given')
    return verb, concepts, text, language


def _meant(word: Word) -> ConceptReference:
    if word.language:
        raise DecisionsError(f'only a preferred label has a language; write "{word.text}" without @{word.language}')
    if not word.quoted:
        return _by_id(word.text)
    text = " ".join(word.text.split())
    if not text:
        raise DecisionsError("an empty label does not identify a concept")
    return ConceptReference(text)


def _by_id(text: str) -> ConceptReference:
    match = _ID.fullmatch(text)
    id_ = segment(unquote(match["id"])) if match else ""
    if not _ENCODED.fullmatch(id_):
        raise DecisionsError(f"{text} is not a concept id; write labels in double quotes")
    return ConceptReference(id=id_)
