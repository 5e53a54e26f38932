"""Parts of the Exports page: what to export, how it will look, into which file, and who sees what."""
