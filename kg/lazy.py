"""Let packages import their exported names at first use.

A command imports only what it needs: `kg info` reads a manifest, without Polars or NumPy. Therefore the ``__init__.py``
of a package imports nothing; it lists its names, and `export` makes each available at first use. See
docs/decisions/0017-light-commands.md.
"""

import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any


def export(package: str, names: Mapping[str, str]) -> None:
    """Let a package export names of its modules, each imported at first use.

    ``names`` maps the full name of a module to the names that it provides, separated by spaces. Called at the end of
    an ``__init__.py`` that imports the same names under ``TYPE_CHECKING``.
    """
    room = sys.modules[package]
    room.__dict__["_homes"] = {name: module for module, provided in names.items() for name in provided.split()}
    room.__class__ = _Room


class _Room(ModuleType):
    """A package with names to import at first use (`export`)."""

    def __getattr__(self, name: str) -> Any:
        home = self.__dict__["_homes"].get(name)
        if home is None:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}", name=name, obj=self)
        value = self.__dict__[name] = getattr(import_module(home), name)
        return value

    def __setattr__(self, name: str, value: object) -> None:
        # Importing kg.query.ask would replace the exported function of that name by the module.
        if not (isinstance(value, ModuleType) and name in self.__dict__["_homes"]):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.__dict__["_homes"]})
