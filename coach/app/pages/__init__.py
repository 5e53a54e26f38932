"""The pages, one file each: `PAGE` is the class."""
