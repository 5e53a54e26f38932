"""What a newcomer adds: one question type, one sensor, one export format, and a lesson that asks the question."""
