"""Weft compiles requirement scenarios and workflow specs into layered, tested, traced systems."""
