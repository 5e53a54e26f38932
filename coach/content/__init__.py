"""The lessons folder turned into domain values, and the author's checker."""
