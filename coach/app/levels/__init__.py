"""Levels in words: how they are told, what they rest on, and the placement that finds them."""
