"""The screens of a lesson: step, question, end."""
