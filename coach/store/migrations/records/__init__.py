"""Revisions of a person's `records.db`."""
