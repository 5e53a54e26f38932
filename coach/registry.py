"""Finds plug-ins: one module of a package is one plug-in, known by its file's name."""

import importlib
import pkgutil
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
    for module in sorted(pkgutil.iter_modules(home.__path__), key=lambda m: m.name):
        if module.name.startswith("_"):
            continue
        value = getattr(importlib.import_module(f"{package}.{module.name}"), constant, None)
        if not isinstance(value, kind):
            raise PlugInError(f"{package}/{module.name}.py has no {constant} of type {kind.__name__}")
        found[module.name] = value
    if not found:
        raise PlugInError(f"{package} holds no plug-in")
    return found
