"""Synthetic records for examples and tests: no line in them is about a real person."""
