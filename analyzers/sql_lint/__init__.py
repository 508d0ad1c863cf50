"""Finds, ranks and fixes anti-patterns in SQL: in files, in Python strings, in schemas and in data."""
