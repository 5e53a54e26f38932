"""Finds plug-ins: one module of a package is one plug-in, known by its file's name."""

import importlib
import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


class PlugInError(Exception):
    """A package of plug-ins holds a file that is no plug-in, or holds none at all."""


def load(package: str, constant: str, kind: type[T]) -> dict[str, T]:
    """Return the constant of each module of a package, keyed by the module's file name.

    Modules whose name begins with an underscore are shared parts, not plug-ins.

    Raises:
        PlugInError: a module lacks the constant, it has another type, or the package is empty. A frozen
            program built without its plug-ins would otherwise offer nothing and say nothing.
    """
    home = importlib.import_module(package)
    found: dict[str, T] = {}
    for name in _modules(home.__path__):
        value = getattr(importlib.import_module(f"{package}.{name}"), constant, None)
        if not isinstance(value, kind):
            raise PlugInError(f"{package}/{name}.py has no {constant} of type {kind.__name__}")
        found[name] = value
    if not found:
        raise PlugInError(f"{package} holds no plug-in")
    return found


def _modules(folders: Iterable[str]) -> list[str]:
    # By looking into the folder, which holds .pyc files when frozen: there pkgutil sees modules only with a hook
    # at the program's start, which the agent does without for its weight.
    files = (os.path.splitext(name) for folder in folders for name in os.listdir(folder))
    return sorted({name for name, kind in files if kind in (".py", ".pyc") and not name.startswith("_")})
