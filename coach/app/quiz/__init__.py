"""The screens of a path's final quiz: before it, a question, what came of it."""
