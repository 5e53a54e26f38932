"""Coach numérique responsable: the version, nothing else, because the light agent passes through here."""

__version__ = "0.1.0"
