"""Read results that a text states plainly: a number of a metric on a data set ("92.3 % accuracy on X").

Only results that one sentence states clearly are read: the number is next to the metric, the data set is in the same
sentence, and if there are several of either, the words determine which belong together. Differences ("improves accuracy
by 3 %") are not results, and are skipped.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from kg.model import ConceptType
from kg.settings.sections.concepts import ConceptSettings

_SENTENCE_END: Final = re.compile(r"[.!?](?=\s+[A-Z(\[])|\n\n|[。！？；;]")
_NUMBER: Final = re.compile(
    r"(?<![A-Za-z0-9_.+×^-])(?P<value>\d{1,6}(?:,\d{3})*(?:\.\d+)?)\s?"
    r"(?P<unit>%|％|dB|ms\b|seconds?\b|s\b|×|x\b|fps\b|FPS\b)?(?![A-Za-z0-9_^]|-[A-Za-z])"
)
_BESIDE: Final = re.compile(
    r"\s*(?:(?:an?|the|overall|average|mean|top-[15]|test|validation|zero-shot|absolute|final|macro|micro|median|total"
    r"|exact|classification|detection|best|low|high)\s+|的|\()*",
    re.IGNORECASE,
)
"""Text allowed between a number and the metric after it ("92.3% top-1 accuracy")."""
_OF: Final = re.compile(
    r"\s*(?:scores?|rates?|values?)?\s*(?:\([^()]{1,20}\))?\s*"
    r"(?:of|is|was|at|:|=|reach(?:es|ed|ing)|达到了?|达|为|高达|提升至|提升到|降至|improved to|rising to|to|,)?\s*"
    r"(?:only|about|around|approximately|over|约)?\s*\(?"
)
"""Text allowed between a metric and the number after it ("accuracy of 92.3%", "准确率达到92.3%")."""
_CHANGE_BEFORE: Final = re.compile(
    r"(?:\bby(?: up to| about| around| over| an average of| as much as)?|\bimprov\w+(?: of)?|\bgains?(?: of)?"
    r"|\bincreas\w+(?: of)?|\breduc\w+(?: of)?|\bdrops?(?: of)?|\bdecreas\w+(?: of)?|\bmargins? of|\bboost\w*(?: of)?"
    r"|\bfrom|\bthan|\bover|\bsav\w+|提升了?|提高了?|降低了?|减少了?|增加了?|超过|高出|优于|节省|[+±~≈><≥≤])"
    r"\s*(?:about|around|up to|约|近)?\s*$",
    re.IGNORECASE,
)
_CHANGE_BEHIND: Final = re.compile(
    r"\s*(?:-|absolute|relative|average)?\s*(?:percentage|个百分点|points?\b|pp\b|improvements?|gains?|increase|reduction"
    r"|higher|lower|better|worse|fewer|faster|less|more|boost|drop|decrease|gaps?\b|over\b|above|to \d"
    r"|的?(?:提升|提高|改进|增益|增加|增长|减少|降低|下降))",
    re.IGNORECASE,
)
_ON: Final = re.compile(
    r"(?<!trained )(?<!tuned )(?:\bon|\bfor|\bin|\bover|\bacross|在)\s*(?:the\s+|both\s+|all\s+|standard\s+)*$",
    re.IGNORECASE,
)
_DIRECTLY_ON: Final = re.compile(r"\s*(?:on|for|in)\s+(?:the\s+)?")
_RESPECTIVELY: Final = re.compile(r"\brespectively\b|分别")
"""Marks lists that are to be read in pairs; they are skipped, since numbers are easily assigned to wrong names."""
_UNITS: Final = {"％": "%", "x": "×", "second": "s", "seconds": "s", "FPS": "fps"}


class NamedConcept(Protocol):
    """A concept named by ``text[start:end]``."""

    @property
    def start(self) -> int:
        """Return the start of the name."""

    @property
    def end(self) -> int:
        """Return the end of the name."""

    @property
    def concept(self) -> str:
        """Return the id of the concept."""

    @property
    def type(self) -> ConceptType:
        """Return the type of the concept."""


@dataclass(frozen=True, slots=True)
class StatedResult:
    """A stated result; ``text[start:end]`` is its number."""

    dataset: str
    metric: str
    value: float
    unit: str
    start: int
    end: int
    rule: str


def stated_results(
    text: str, begin: int, stop: int, named: Sequence[NamedConcept], settings: ConceptSettings
) -> Iterator[StatedResult]:
    """Yield the results that ``text[begin:stop]`` states; ``named`` are the concepts in it, in order."""
    kinds = {ConceptType.DATASET, ConceptType.METRIC}
    present = {one.type for one in named}
    if not kinds <= present:
        return
    starts = [one.start for one in named]
    for low, high in _sentences(text, begin, stop):
        inside = named[bisect_left(starts, low) : bisect_left(starts, high)]
        metrics = [one for one in inside if one.type is ConceptType.METRIC]
        datasets = [one for one in inside if one.type is ConceptType.DATASET]
        if metrics and datasets and not _RESPECTIVELY.search(text, low, high):
            yield from _of_sentence(text, (low, high), metrics, datasets, settings)


def _sentences(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    low = begin
    for end in _SENTENCE_END.finditer(text, begin, stop):
        yield low, end.start()
        low = end.end()
    yield low, stop


def _of_sentence(
    text: str,
    sentence: tuple[int, int],
    metrics: Sequence[NamedConcept],
    datasets: Sequence[NamedConcept],
    settings: ConceptSettings,
) -> Iterator[StatedResult]:
    (low, high), reach = sentence, settings.result_reach
    taken = [(one.start, one.end) for one in (*metrics, *datasets)]
    numbers = [
        n for n in _NUMBER.finditer(text, low, high)
        if not any(start <= n.start() < end for start, end in taken) and _is_level(text, n, low, settings)
    ]  # fmt: skip
    earlier: tuple[NamedConcept, str] | None = None
    for place, number in enumerate(numbers):
        unit = _UNITS.get(number["unit"] or "", number["unit"] or "")
        following = numbers[place + 1].start() if place + 1 < len(numbers) else high
        found = _metric_of(text, number, metrics)
        if found is not None:
            metric, rule = found
            dataset = _dataset_of(
                text, (number.start(), max(number.end(), metric.end)), datasets, (low, following), reach
            )
            earlier = (metric, unit)
        elif earlier is not None and earlier[1] == unit:
            # the metric of the previous number still applies: "28 % success on A and 19 % on B"
            metric, rule = earlier[0], "number-dataset"
            dataset = next((d for d in datasets if _DIRECTLY_ON.fullmatch(text, number.end(), d.start)), None)
        else:
            continue
        if dataset is not None:
            value = float(number["value"].replace(",", ""))
            yield StatedResult(dataset.concept, metric.concept, value, unit, number.start(), number.end(), rule)


def _is_level(text: str, number: re.Match[str], low: int, settings: ConceptSettings) -> bool:
    """Return whether a number is a level, not a change, a count or a year."""
    if _CHANGE_BEFORE.search(text, max(low, number.start() - settings.result_reach), number.start()):
        return False
    if _CHANGE_BEHIND.match(text, number.end()):
        return False
    return (
        bool(number["unit"])
        or "." in number["value"]
        or float(number["value"].replace(",", "")) <= settings.max_bare_result
    )


def _metric_of(text: str, number: re.Match[str], metrics: Sequence[NamedConcept]) -> tuple[NamedConcept, str] | None:
    """Return the metric of a number: the one directly after it, or the one before it."""
    at = bisect_left(metrics, number.end(), key=lambda one: one.start)
    if at < len(metrics) and _BESIDE.fullmatch(text, number.end(), metrics[at].start):
        return None if _CHANGE_BEHIND.match(text, metrics[at].end) else (metrics[at], "number-metric")
    if at > 0 and _OF.fullmatch(text, metrics[at - 1].end, number.start()):
        return metrics[at - 1], "metric-number"
    return None


def _dataset_of(
    text: str, number: tuple[int, int], datasets: Sequence[NamedConcept], clause: tuple[int, int], reach: int
) -> NamedConcept | None:
    """Return the data set of a number, if the words are unambiguous.

    ``number`` is the start of the number, and the end of both it and its metric; ``clause`` is the start of the
    sentence and the start of the next number.
    """
    (start, behind), (low, following) = number, clause
    after = [one for one in datasets if behind <= one.start < following]
    if len(after) == 1 and _ON.search(text, max(behind, after[0].start - reach), after[0].start):
        return after[0]
    if len(datasets) == 1 and datasets[0].end <= start:
        before = _ON.search(text, max(low, datasets[0].start - reach), datasets[0].start)
        return datasets[0] if before or not text[low : datasets[0].start].strip() else None
    return None
