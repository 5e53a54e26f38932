"""Revisions of `organisation.db`."""
