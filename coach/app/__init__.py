"""The window: standard Qt Widgets with our own painting, so that every control keeps its accessible role."""

import builtins
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

# PySide6 compiles its generator of type stubs anew at each start, which no program needs: 25 ms.
_GENERATOR = "shibokensupport.signature.lib.pyi_generator"
_unused = ModuleType(_GENERATOR)
_unused.__spec__ = ModuleSpec(_GENERATOR, None)
sys.modules.setdefault(_GENERATOR, _unused)

# PySide6 replaces the import function for a feature we do not use; that costs 20 MiB and slows each import.
_plain_import = builtins.__import__
import PySide6  # noqa: E402, F401

builtins.__import__ = _plain_import
