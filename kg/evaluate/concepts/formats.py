"""Read labeled texts into plain records.

A file is JSON Lines, and the fields of its first row determine its kind of labels. For every format, this module
returns a span as characters of a text, with an exclusive end.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import msgspec

from kg.concepts.tagging.tagger import TaggedSpan
from kg.concepts.text.paper_texts import GAP
from kg.errors import InputError
from kg.evaluate.concepts.joining import join
from kg.ingest.lines import read_lines
from kg.settings import IngestSettings

SHORT: Final = "short"
LONG: Final = "long"


class EvaluationTask(StrEnum):
    """The kind of item to find in labeled texts."""

    SPANS = "spans"
    KEYPHRASES = "keyphrases"
    ACRONYMS = "acronyms"
    DATASETS = "datasets"


@dataclass(frozen=True, slots=True)
class LabeledText:
    """A text with its labeled spans, which may overlap.

    ``places`` are the begin and end of its tokens if the labels were made on tokens; empty if on characters. ``id`` is
    empty if the row has none, ``line`` is the line of the row.
    """

    id: str
    line: int
    text: str
    spans: tuple[TaggedSpan, ...]
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LabeledPaper:
    """A title and an abstract with the keyphrases or data sets that people listed for them."""

    id: str
    line: int
    title: str
    abstract: str
    names: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return title and abstract as one text."""
        return f"{self.title}{GAP}{self.abstract}"


class _Entity(msgspec.Struct, gc=False):
    start: int
    end: int
    type: str


class _Row(msgspec.Struct, gc=False, kw_only=True):
    id: str | int | None = None

    @property
    def name(self) -> str:
        return "" if self.id is None else str(self.id)


class _CutUp(_Row, gc=False):
    tokens: list[str]

    def labeled(self, entities: Sequence[_Entity], line: int) -> LabeledText:
        if not all(map(str.strip, self.tokens)):
            raise ValueError("a token is empty")
        text, places = join(self.tokens)
        for entity in entities:
            if not 0 <= entity.start <= entity.end < len(places):
                raise ValueError(
                    f"tokens {entity.start} to {entity.end}, the last included, are not a span of {len(places)} tokens"
                )
        spans = tuple(TaggedSpan(places[e.start][0], places[e.end][1], e.type) for e in entities)
        return LabeledText(self.name, line, text, spans, places)


class _TokenRow(_CutUp, gc=False):
    entities: list[_Entity]

    def read(self, line: int) -> LabeledText:
        return self.labeled(self.entities, line)


class _AcronymRow(_CutUp, gc=False):
    spans: list[_Entity]

    def read(self, line: int) -> LabeledText:
        wrong = {span.type for span in self.spans} - {SHORT, LONG}
        if wrong:
            raise ValueError(f'a span is of type "{min(wrong)}"; acronyms have {SHORT} and {LONG} forms')
        return self.labeled(self.spans, line)


class _TextRow(_Row, gc=False):
    text: str
    entities: list[_Entity]

    def read(self, line: int) -> LabeledText:
        for entity in self.entities:
            if not 0 <= entity.start < entity.end <= len(self.text):
                raise ValueError(
                    f"characters {entity.start} to {entity.end}, the last excluded, are not a span of"
                    f" {len(self.text)} characters"
                )
        return LabeledText(self.name, line, self.text, tuple(TaggedSpan(e.start, e.end, e.type) for e in self.entities))


class _PaperRow(_Row, gc=False):
    title: str
    abstract: str

    def named(self, names: Sequence[str], line: int) -> LabeledPaper:
        return LabeledPaper(self.name, line, self.title, self.abstract, tuple(names))


class _KeyphraseRow(_PaperRow, gc=False):
    uncontrolled: list[str]

    def read(self, line: int) -> LabeledPaper:
        return self.named(self.uncontrolled, line)


class _DatasetRow(_PaperRow, gc=False):
    datasets: list[str]

    def read(self, line: int) -> LabeledPaper:
        return self.named(self.datasets, line)


_Known = _TokenRow | _TextRow | _AcronymRow | _KeyphraseRow | _DatasetRow


@dataclass(frozen=True, slots=True)
class _Format:
    """A format of rows: the task, and the fields that identify it."""

    task: EvaluationTask
    row: type[_Known]
    looks: str

    def fits(self, fields: Mapping[str, Any]) -> bool:
        return all(field.name in fields for field in msgspec.structs.fields(self.row) if field.required)


_FORMATS: Final = (
    _Format(
        EvaluationTask.SPANS, _TokenRow,
        '{"tokens": [text], "entities": [{"start": first token, "end": last token, "type": text}]}',
    ),
    _Format(
        EvaluationTask.SPANS, _TextRow,
        '{"text": text, "entities": [{"start": character, "end": character, excluded, "type": text}]}',
    ),
    _Format(
        EvaluationTask.ACRONYMS, _AcronymRow,
        '{"tokens": [text], "spans": [{"start": first token, "end": last token, "type": "short" or "long"}]}',
    ),
    _Format(EvaluationTask.KEYPHRASES, _KeyphraseRow, '{"title": text, "abstract": text, "uncontrolled": [text]}'),
    _Format(EvaluationTask.DATASETS, _DatasetRow, '{"title": text, "abstract": text, "datasets": [text]}'),
)  # fmt: skip


def read_texts(path: Path, task: EvaluationTask) -> tuple[LabeledText, ...]:
    """Read texts with labeled spans, for the tasks spans and acronyms.

    Raises InputError, with file and line, at the first row that cannot be read, if the labels are for another task,
    or if there are none.
    """
    texts = [row for row in _read(path, task) if isinstance(row, LabeledText)]
    if not any(text.spans for text in texts):
        raise InputError("no labeled spans in this file, so there is nothing to compare with", str(path))
    return tuple(texts)


def read_labeled_papers(path: Path, task: EvaluationTask) -> tuple[LabeledPaper, ...]:
    """Read titles and abstracts with names, for keyphrases and datasets. Raises the errors of `read_texts`."""
    papers = [row for row in _read(path, task) if isinstance(row, LabeledPaper)]
    if not any(paper.names for paper in papers):
        raise InputError(f"no {task} in this file, so there is nothing to compare with", str(path))
    return tuple(papers)


def documents(papers: Iterable[LabeledPaper]) -> list[tuple[str, str]]:
    """Return title and abstract of each paper."""
    return [(paper.title, paper.abstract) for paper in papers]


def _read(path: Path, task: EvaluationTask) -> list[LabeledText | LabeledPaper]:
    name = str(path)
    found: _Format | None = None
    rows: list[LabeledText | LabeledPaper] = []
    for number, line in read_lines(path, IngestSettings()):
        if line is None:
            raise InputError("the line is longer than any labeled text's; not a file of labeled texts", name, number)
        found = found or _format(line, task, name, number)
        try:
            rows.append(msgspec.json.decode(line, type=found.row).read(number))
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise InputError(
                f"this row cannot be used ({error}); a line looks like {found.looks}", name, number
            ) from error
    return rows


def _format(line: bytes, task: EvaluationTask, name: str, number: int) -> _Format:
    """Return the format of a file by the fields of its first row."""
    try:
        fields = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise InputError(f"not a JSON object ({error}); labeled texts are JSON Lines", name, number) from error
    fitting = [known for known in _FORMATS if known.fits(fields)]
    wanted = [known for known in fitting if known.task is task]
    if wanted:
        return wanted[0]
    if fitting:
        raise InputError(f"these labels are for --task {fitting[0].task}, not {task}", name, number)
    looks = " or ".join(known.looks for known in _FORMATS if known.task is task)
    raise InputError(f"these fields are not a known format for {task}; a line looks like {looks}", name, number)
