"""Pure values and rules: standard library only, no file, no clock, no language."""
