"""Read the reasons of settings: the docstrings below their fields."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import Any, get_type_hints


@cache
def setting_reasons(settings: Any) -> Mapping[str, str]:
    """Return the docstring below the field of each setting, by the setting's name, as one line; "" without one."""
    return dict(_reasons(settings, ""))


def _reasons(section: type, prefix: str) -> Iterator[tuple[str, str]]:
    written = _docstrings(section)
    for name, hint in get_type_hints(section).items():
        if is_dataclass(hint):
            yield from _reasons(hint, f"{prefix}{name}.")  # type: ignore[arg-type]
        else:
            yield f"{prefix}{name}", " ".join(written.get(name, "").split())


def _docstrings(section: type) -> dict[str, str]:
    (body,) = ast.parse(dedent(inspect.getsource(section))).body
    assert isinstance(body, ast.ClassDef)  # noqa: S101 - for mypy
    return {
        field.target.id: below.value.value
        for field, below in pairwise(body.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }  # fmt: skip
