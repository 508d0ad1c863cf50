"""Weft compiles requirement scenarios and workflow specs into layered, tested, traced systems, and lints SQL."""

from typing import TYPE_CHECKING

from .diagnostics import Diagnostic, Related, Severity, Source, Span, WeftError

if TYPE_CHECKING:
    from .analyzers.sql_lint.lint import fix_sql, lint_sql
    from .analyzers.sql_lint.rule import Finding

__all__ = ["Diagnostic", "Finding", "Related", "Severity", "Source", "Span", "WeftError", "fix_sql", "lint_sql"]


def __getattr__(name: str) -> object:
    """Import what brings a parser with it only when it is asked for."""
    if name not in ("Finding", "fix_sql", "lint_sql"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .analyzers.sql_lint import lint

    return getattr(lint, name)
