"""Widgets of the program: standard classes with their own painting."""
