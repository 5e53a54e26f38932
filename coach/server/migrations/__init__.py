"""The steps from one schema of the server to the next, one module a revision, named by its number."""
