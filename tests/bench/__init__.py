"""Measurements: each prints ratios to a peer or to a physical limit of the same run, and asserts no time."""
