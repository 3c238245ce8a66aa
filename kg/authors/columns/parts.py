"""Parts of names as columns: the values that are compared, and the keys of blocking."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import polars as pl

from kg.authors.blocks.block import PrintedName
from kg.authors.spelling.characters import simplify_characters
from kg.authors.spelling.comparison import without_umlauts
from kg.authors.spelling.nicknames import nicknames
from kg.authors.spelling.person_name import GivenName, Name, turned_words
from kg.authors.spelling.romanization import Writing, writing
from kg.frames.columns import list_column
from kg.names.scripts import is_east_asian
from kg.schema import FRAMES
from kg.settings.sections.authors import SpellingSettings

SURNAME_KEY: Final = "given"
"""Prefix of keys that only names with similar surnames share."""

_UNIT: Final = " "
"""Separator of the letters of a given unit and its initials; letters contain no space."""


def name_parts(names: Iterable[tuple[PrintedName, Name]], settings: SpellingSettings) -> pl.DataFrame:
    """Return one row per name in the form of ``name_parts``; the column ``paper`` is empty."""
    rows = [_row(printed, name, settings) for printed, name in names]
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * 10
    strings = ("printed", "form", "surname", "generation", "way", "words")
    lists = ("given", "particles", "keys", "surnames")
    found: dict[str, pl.Series] = {
        name: pl.Series(name, values, dtype=pl.String) for name, values in zip(strings, columns[:6], strict=True)
    }
    found |= {name: list_column(name, values) for name, values in zip(lists, columns[6:10], strict=True)}
    found["turned"] = pl.Series("turned", columns[10] if rows else (), dtype=pl.Boolean)
    found["paper"] = pl.Series("paper", [""] * len(rows), dtype=pl.String)
    return pl.DataFrame(found).select(FRAMES["name_parts"].names())


def _row(printed: PrintedName, name: Name, settings: SpellingSettings) -> Sequence[Any]:
    return (
        printed.printed,
        name.form,
        name.surname,
        name.generation,
        writing(name).value,
        " ".join(name.words),
        [f"{unit.letters}{_UNIT}{unit.initials}{_UNIT * unit.is_initial}" for unit in name.given],
        name.particles,
        list(
            dict.fromkeys(
                " ".join(key) for key in (blocking_keys(name, settings) if name.given else _keys_of_signs(name))
            )
        ),
        (name.surname, *name.joined) if name.given else (),
        printed.turned,
    )


def read_name(printed: str, given: Iterable[str], surname: str, particles: Iterable[str], generation: str) -> Name:
    """Return the name in a row of ``name_parts``."""
    units = tuple(
        GivenName(letters, initials, is_initial=bool(rest))
        for letters, initials, *rest in (unit.split(_UNIT) for unit in given)
    )
    return Name(printed, units, surname, tuple(particles), generation)


NAME: Final = ("printed", "given", "surname", "particles", "generation")
"""The columns that `read_name` needs."""


def expand_units(names: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Return the given units of names, one row each: ``place``, ``letters``, ``is_initial``, and more columns."""
    return (
        names.select(*columns, "given", place=pl.int_ranges(pl.col("given").list.len(), dtype=pl.UInt32))
        .explode("given", "place")
        .drop_nulls("given")
        .select(
            *columns,
            "place",
            letters=pl.col("given").str.extract(r"^([^ ]*)"),
            is_initial=pl.col("given").str.ends_with(_UNIT),
        )
    )


def _keys_of_signs(name: Name) -> list[tuple[str, ...]]:
    return [("signs", simplify_characters(name.surname))] if is_east_asian(name.surname) else []


def blocking_keys(name: Name, settings: SpellingSettings) -> list[tuple[str, ...]]:
    """Return the blocking keys of a name: any two forms of one name share a key."""
    given, surname, first, letters = name.given, name.surname, name.first, name.letters
    if len(given) == 1 and not name.particles:
        # most names: two words
        found = [
            ("sorted", *((first, surname) if first < surname else (surname, first))),
            ("letters", first + surname),
            ("turned", surname, first),
            ("turned", first, surname),
        ]
    else:
        words = [*(unit.letters for unit in given), surname]
        found = [
            ("sorted", *sorted(words)),
            ("sorted", *name.words),
            ("letters", "".join(words)),
            ("turned", surname, letters),
            *(("turned", joined, letters) for joined in name.joined),
            ("turned", *turned_words(name)),
        ]
    later = [unit.letters for unit in given[1:] if len(unit.letters) >= settings.min_moved_letters]
    found += [("later", unit, surname) for unit in later]
    if given[0].is_initial:
        return found
    found += [("first", first, surname), ("double", first, surname), ("later", first, surname)]
    found += [("double", first, unit) for unit in later]
    short = nicknames().get(first)
    if short:
        found += [("nickname", *sorted((first, nickname)), surname) for nickname in sorted(short)]
    if len(surname) >= settings.surname_prefix and writing(name) is Writing.OTHER:
        # without umlauts, so that Mueller and Muller share a key
        found.append((SURNAME_KEY, without_umlauts(letters), surname[:1]))
        found.append(("part", first, surname[: settings.surname_prefix]))
    return found
