"""The window: standard Qt Widgets with our own painting, so that every control keeps its accessible role."""

import builtins

# PySide6 replaces the import function for a feature we do not use; that costs 20 MiB and slows each import.
_plain_import = builtins.__import__
import PySide6  # noqa: E402, F401

builtins.__import__ = _plain_import
