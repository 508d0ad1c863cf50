"""The contract of a check: what it is called, what it finds in a model, and how it explains itself."""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cached_property
from textwrap import dedent
from typing import ClassVar

from msgspec import Struct

from ..diagnostics import Diagnostic, Related, Severity, Span
from .interpreter.run import Runs
from .model import Model
from .usage import Usage, usage_of


class CheckContext(Struct, frozen=True, dict=True):
    """What a check looks at: the whole model, and what its scenarios did; None where they did not run."""

    model: Model
    runs: Runs | None

    @cached_property
    def usage(self) -> Usage:
        """Return what every element of the model uses."""
        return usage_of(self.model)


class Documentation(Struct, frozen=True):
    """The docstring of a check, taken apart; `bad` and `good` are specifications."""

    summary: str
    reason: str
    bad: str
    good: str


class Check(ABC):
    """Looks for one kind of mistake in a whole model. `name` says what is found, `code` is never used again."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING

    @abstractmethod
    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield what is wrong with a model; stay silent where that cannot be told for certain."""

    def finding(self, span: Span, message: str, hint: str = "", related: tuple[Related, ...] = ()) -> Diagnostic:
        """Return a diagnostic of this check."""
        return Diagnostic(self.code, self.name, message, span, hint, self.severity, related)

    @property
    def documentation(self) -> Documentation:
        """Return the docstring of the check, taken apart."""
        text = inspect.cleandoc(type(self).__doc__ or "")
        prose, _, examples = text.partition("\nBad:\n")
        bad, _, good = examples.partition("\nGood:\n")
        summary, _, reason = prose.strip().partition("\n\n")
        return Documentation(summary, reason.strip(), _unindented(bad), _unindented(good))


def _unindented(text: str) -> str:
    return dedent(text.strip("\n")).rstrip() + "\n"
