"""The window: Qt Widgets, drawn by us on the standard classes so that every control keeps its accessible role."""

import builtins

# PySide6 replaces the import function to offer a feature we do not use; keeping it costs 20 MiB and slows each import.
_plain_import = builtins.__import__
import PySide6  # noqa: E402, F401

builtins.__import__ = _plain_import
