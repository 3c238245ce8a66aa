"""Map our labels to the labels of a gold set.

A mapping is a TOML file. Those of the known sets are next to this module in ``mappings/``, as examples to read and
copy::

    ignore = ["Generic"]        # gold labels that are left out of scoring

    [labels]                    # our label = the gold label; spans with other labels are left out
    task = "Task"
    model = "Method"
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from kg.concepts.tagging.tagger import TaggedSpan
from kg.errors import InputError, UsageError
from kg.evaluate.concepts.formats import LabeledText

LABELS: Final = frozenset("task method model dataset material metric field software other".split())
"""The labels of `kg.concepts.finder.Finder.spans`."""


@dataclass(frozen=True, slots=True)
class LabelMap:
    """``labels`` maps our label to the gold one; gold labels in ``ignore`` are left out of scoring."""

    labels: dict[str, str]
    ignore: frozenset[str] = frozenset()

    @property
    def types(self) -> tuple[str, ...]:
        """Return the gold labels that are scored, sorted."""
        return tuple(sorted(set(self.labels.values())))

    def found(self, spans: Iterable[TaggedSpan]) -> frozenset[TaggedSpan]:
        """Return the found spans with gold labels."""
        return frozenset(s._replace(label=self.labels[s.label]) for s in spans if s.label in self.labels)

    def meant(self, spans: Iterable[TaggedSpan]) -> frozenset[TaggedSpan]:
        """Return the labeled spans that are scored."""
        return frozenset(span for span in spans if span.label in self.types)


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A labeled set that is recognized by its labels.

    ``style`` is the tagger's name for the set's conventions: it was trained on the sets that may train. The license of
    the others only allows measuring on them.
    """

    name: str
    style: str
    on_tokens: bool


_SETS: Final = (
    GoldSet("tdmsci", style="tdmsci", on_tokens=True),
    GoldSet("scierc", style="", on_tokens=True),
    GoldSet("semeval2017", style="", on_tokens=False),
)

TRAINABLE: Final = tuple(known.name for known in _SETS if known.style)
"""The sets that may train the shipped models."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    labels: dict[str, str]
    ignore: list[str] = []


def gold_labels(texts: Iterable[LabeledText]) -> frozenset[str]:
    """Return the labels that occur."""
    return frozenset(span.label for text in texts for span in text.spans)


def recognize(texts: Iterable[LabeledText]) -> GoldSet | None:
    """Return the known set that has all labels of these texts; None if there is none.

    If two sets have them all ("Task" and "Material" alone), labels on tokens or on characters decide.
    """
    texts = tuple(texts)
    labels = gold_labels(texts)
    on_tokens = any(text.places for text in texts)
    fitting = [known for known in _SETS if labels <= _all_labels(built_in(known))]
    return min(fitting, key=lambda known: known.on_tokens != on_tokens, default=None)


def built_in(known: GoldSet) -> LabelMap:
    """Return the shipped mapping of a set."""
    name = f"{known.name}.toml"
    return _parse(files("kg.evaluate.concepts").joinpath("mappings", name).read_text(encoding="utf-8"), name)


def read_map(path: Path) -> LabelMap:
    """Read a mapping; InputError if it is invalid, or names a label that the program does not assign."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror}", str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 text ({error.reason} at byte {error.start})", str(path)) from None
    return _parse(text, str(path))


def check_map(mapping: LabelMap, labels: frozenset[str]) -> None:
    """Raise UsageError if gold labels are neither mapped to nor ignored, since the score would hide them."""
    silent = sorted(labels - _all_labels(mapping))
    if silent:
        raise UsageError(
            f"nothing is mapped to the gold {'label' if len(silent) == 1 else 'labels'} {', '.join(silent)};"
            " give --map FILE, a TOML file with [labels] of our label = gold label,"
            f" or ignore = {silent!r} above it"
        )


def _all_labels(mapping: LabelMap) -> frozenset[str]:
    return mapping.ignore.union(mapping.labels.values())


def _parse(text: str, name: str) -> LabelMap:
    try:
        read = msgspec.convert(tomllib.loads(text), type=_File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InputError(f"not a mapping ({error}); it has [labels] and may have ignore = […]", name) from error
    unknown = sorted(read.labels.keys() - LABELS)
    if unknown:
        raise InputError(f'"{unknown[0]}" is not one of our labels: {", ".join(sorted(LABELS))}', name)
    both = sorted(set(read.ignore).intersection(read.labels.values()))
    if both:
        raise InputError(f'the gold label "{both[0]}" is mapped to and ignored; keep one', name)
    return LabelMap(read.labels, frozenset(read.ignore))
