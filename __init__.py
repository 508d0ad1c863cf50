"""Weft compiles requirement scenarios and workflow specs into layered, tested, traced systems."""

from .diagnostics import Diagnostic, Related, Severity, Source, Span, WeftError

__all__ = ["Diagnostic", "Related", "Severity", "Source", "Span", "WeftError"]
