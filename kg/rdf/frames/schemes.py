"""Make frames of classes and schemes from `kg.classification`."""

from collections.abc import Iterable

import polars as pl

from kg.classification import KnownClass, known_classes
from kg.ids import CATEGORY_PREFIX, segment

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "category": pl.String, "label": pl.String, "code": pl.String, "notations": pl.List(pl.String),
    "scheme": pl.String, "broader": pl.List(pl.String),
}  # fmt: skip


def category_frame(codes: Iterable[tuple[str, str]]) -> pl.DataFrame:
    """Return one row per category ``(scheme, code)`` and per category that contains one of these.

    ``notations`` are the canonical code, which is ``code``, and its synonyms.
    """
    known = known_classes()
    rows: dict[str, tuple[str, str, str, list[str], str, list[str] | None]] = {}
    waiting = [(f"{scheme}/{segment(code)}", code) for scheme, code in codes]
    while waiting:
        key, code = waiting.pop()
        if key in rows:
            continue
        entry = known.get(key, KnownClass())
        broader = entry.broader or _implied(key)
        scheme = CATEGORY_PREFIX + key.partition("/")[0]
        rows[key] = (key, entry.label or code, code, [code, *entry.other_codes], scheme, [*broader] or None)
        waiting += [(wider, known[wider].code) for wider in broader]
    frame = pl.DataFrame([rows[key] for key in sorted(rows)], schema=_COLUMNS, orient="row")
    return frame.with_columns(preferred=pl.struct(text="label", language=pl.lit("en")))


def _implied(key: str) -> tuple[str, ...]:
    """Return the top class of an MSC or ACM code: ``msc/68T45`` -> ``msc/68``, ``acm/I.2.10`` -> ``acm/I``."""
    scheme, _, code = key.partition("/")
    length = {"msc": 2, "acm": 1}.get(scheme, 0)
    top = f"{scheme}/{code[:length]}"
    return (top,) if top != key and top in known_classes() else ()


def scheme_frame(schemes: Iterable[str]) -> pl.DataFrame:
    """Return one row per scheme IRI."""
    known = known_classes()
    rows = [(iri, known[iri.removeprefix(CATEGORY_PREFIX)].label) for iri in sorted(schemes)]
    return pl.DataFrame(rows, schema={"scheme": pl.String, "label": pl.String}, orient="row")
