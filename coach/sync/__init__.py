"""The desk's side of sharing: signed batches of completions go out, assignments and content come in."""
