"""The rules of the generated system as plain Python: no framework, no database."""
