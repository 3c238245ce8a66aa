"""Which of our labels answers to which of a gold set's.

A mapping is a TOML file. Those of the sets that are known lie beside this module in ``mappings/``, to be read and
copied::

    ignore = ["Generic"]        # gold labels that are left out of scoring

    [labels]                    # our label = the gold label; what is found under other labels is left out
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
    """``labels`` leads from our label to the gold one; gold labels in ``ignore`` are left out of scoring."""

    labels: dict[str, str]
    ignore: frozenset[str] = frozenset()

    @property
    def types(self) -> tuple[str, ...]:
        """The gold labels that are scored, sorted."""
        return tuple(sorted(set(self.labels.values())))

    def found(self, spans: Iterable[TaggedSpan]) -> frozenset[TaggedSpan]:
        """Return what was found, under gold labels."""
        return frozenset(s._replace(label=self.labels[s.label]) for s in spans if s.label in self.labels)

    def meant(self, spans: Iterable[TaggedSpan]) -> frozenset[TaggedSpan]:
        """Return the labelled spans that are scored."""
        return frozenset(span for span in spans if span.label in self.types)


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A labelled set that is known by its labels.

    ``style`` is how the tagger calls the set's conventions: it has learnt those of the sets that may train. The licence
    of the others allows to measure on them and nothing more.
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
"""The sets that may train what is shipped."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    labels: dict[str, str]
    ignore: list[str] = []


def gold_labels(texts: Iterable[LabeledText]) -> frozenset[str]:
    """Return the labels that occur."""
    return frozenset(span.label for text in texts for span in text.spans)


def recognize(texts: Iterable[LabeledText]) -> GoldSet | None:
    """Tell which known set has all labels of these texts; None where none has.

    Where two have them all ("Task" and "Material" alone), it matters whether tokens or characters were labelled.
    """
    texts = tuple(texts)
    labels = gold_labels(texts)
    on_tokens = any(text.places for text in texts)
    fitting = [known for known in _SETS if labels <= _all_labels(built_in(known))]
    return min(fitting, key=lambda known: known.on_tokens != on_tokens, default=None)


def built_in(known: GoldSet) -> LabelMap:
    """Return the mapping that is shipped for a set."""
    name = f"{known.name}.toml"
    return _parse(files("kg.evaluate.concepts").joinpath("mappings", name).read_text(encoding="utf-8"), name)


def read_map(path: Path) -> LabelMap:
    """Read a mapping; InputError where it is none, or names a label that the program does not give."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror}", str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError(f"this is no UTF-8 text ({error.reason} at byte {error.start})", str(path)) from None
    return _parse(text, str(path))


def check_map(mapping: LabelMap, labels: frozenset[str]) -> None:
    """Raise UsageError where gold labels are neither mapped to nor ignored: the score would hide them."""
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
        raise InputError(f"this is no mapping ({error}); it has [labels] and may have ignore = […]", name) from error
    unknown = sorted(read.labels.keys() - LABELS)
    if unknown:
        raise InputError(f'"{unknown[0]}" is no label of ours; they are {", ".join(sorted(LABELS))}', name)
    both = sorted(set(read.ignore).intersection(read.labels.values()))
    if both:
        raise InputError(f'the gold label "{both[0]}" is mapped to and ignored; keep one', name)
    return LabelMap(read.labels, frozenset(read.ignore))
